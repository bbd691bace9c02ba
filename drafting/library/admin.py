"""The curator's desk: categories and phrases in the Django admin."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.simultaneous import LooksAgain
from accounts.field_sentences import FieldSentences
from drafting.fields import labels
from drafting.library import services
from drafting.library.filters import (
    AreaFilter,
    CategoryFilter,
    ExpiryFilter,
    RoleFilter,
    UnitTypeFilter,
)
from drafting.library.forms import PhraseForm
from drafting.library.list_admin import ListAdmin, PlainChoices
from drafting.library.list_json import ListJson
from drafting.library.models import (
    Category,
    CauseCategory,
    MeasureCategory,
    Phrase,
    ProblemCategory,
)
from drafting.library.phrase_workbook import PhraseWorkbook
from drafting.library.resources import PhraseResource

#: What a curator is to know of the fields of a category.
_CATEGORY_HELP: Final = {
    "code": "字母和数字，如 LL9。定了就不能改：素材的编号和已写的材料里都记着它。",
    "name": "撰写人选分类时看到的名称。",
    "gist": "一句话说明常见的样子，可以不填。",
    "group": "同一根源的原因排在一起，如“理想信念”，可以不填。",
    "caution": "撰写人选这一类时看到的提醒，可以不填。",
    "order": "数字小的排在前面。",
    "active": "不勾选就停用：不再供选，已经写好的材料和素材不变。",
    "causes": "撰写人选了这类问题，先推荐这些原因。",
    "measures": "撰写人选了这类问题，先推荐这些措施。",
}


class CategoryForm(FieldSentences, forms.ModelForm):
    """A category; which of its fields stand on the page is said by the page."""


class CategoryAdmin(LooksAgain):
    """Codes are permanent, because phrases, documents and fixtures hold them; a category is
    switched off, not deleted."""

    form = CategoryForm
    search_fields = ("code", "name")
    search_help_text = "可按代码、名称查找。"
    actions = None

    def get_form(
        self, request: HttpRequest, obj: Category | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(request, obj, change, help_texts=_CATEGORY_HELP, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("choices", db_field.get_choices(blank_choice=[("", "请选择")]))
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Category | None = None
    ) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(ProblemCategory)
class ProblemCategoryAdmin(PlainChoices, CategoryAdmin):
    list_display = ("code", "name", "area", "gist", "active")
    list_filter = ("area", "active")
    fields = ("code", "area", "name", "gist", "order", "active", "causes", "measures")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        services.save_suggestions(
            form.instance, form.cleaned_data["causes"], form.cleaned_data["measures"]
        )


@admin.register(CauseCategory)
class CauseCategoryAdmin(CategoryAdmin):
    list_display = ("code", "name", "group", "caution", "active")
    list_filter = ("active",)
    fields = ("code", "name", "group", "caution", "order", "active")


@admin.register(MeasureCategory)
class MeasureCategoryAdmin(CategoryAdmin):
    list_display = ("code", "name", "active")
    list_filter = ("active",)
    fields = ("code", "name", "order", "active")


@admin.register(Phrase)
class PhraseAdmin(PlainChoices, ListAdmin):
    """Search, filter, approve and retire in bulk, .xlsx in and out, history with what was
    changed."""

    form = PhraseForm
    list_display = ("key", "category", "text", "fits", "depth", "state", "uses", "expires_on")
    list_display_links = ("key", "text")
    list_filter = (
        "part",
        AreaFilter,
        CategoryFilter,
        "state",
        RoleFilter,
        UnitTypeFilter,
        "meeting_kind",
        "depth",
        "help",
        ExpiryFilter,
    )
    list_per_page = 50
    list_select_related = ("problem", "cause", "measure")
    search_fields = (
        "key",
        "claim",
        "elaboration",
        "example",
        "questions",
        "problem__name",
        "cause__name",
        "measure__name",
    )
    search_help_text = "可按编号、文字、分类名称查找；多个词用空格隔开，须同时出现。"
    actions = ("approve", "retire", "restore")
    readonly_fields = ("key", "author", "reviewer", "uses", "revision", "updated")
    fieldsets = (
        (None, {"fields": (("part", "category"), "claim", "elaboration", "example",
        "required_holes", "questions", "help")}),
        (
            "适用范围",
            {"fields": ("meeting_kind", "roles", "unit_types", "line_of_work", "frameworks")},
        ),
        ("管理", {"fields": (("state", "depth", "expires_on"), ("key", "revision", "uses"),
        ("author", "reviewer", "updated"))}),
    )  # fmt: skip

    resource_classes = (PhraseResource,)
    formats = (PhraseWorkbook, ListJson)
    store = "素材库"
    effect = "选用窗口随即更新"

    @admin.display(description="观点句或正文", ordering="claim")
    def text(self, phrase: Phrase) -> str:
        text = phrase.claim or phrase.elaboration
        return text if len(text) <= 48 else f"{text[:47]}…"

    @admin.display(description="分类", ordering="problem__code")
    def category(self, phrase: Phrase) -> str:
        return str(phrase.category or phrase.get_part_display())

    @admin.display(description="适用")
    def fits(self, phrase: Phrase) -> str:
        tags = (
            phrase.get_meeting_kind_display(),
            labels(phrase, "roles"),
            labels(phrase, "unit_types"),
        )
        return "；".join(filter(None, tags)) or "不限"

    @admin.display(description="使用次数", ordering="use_count")
    def uses(self, phrase: Phrase) -> int:
        return phrase.use_count

    def save_model(
        self, request: HttpRequest, obj: Phrase, form: forms.ModelForm[Phrase], change: bool
    ) -> None:
        services.save_phrase(obj, by=request.user)  # type: ignore[arg-type]

    @admin.action(description="审定所选素材", permissions=["change"])
    def approve(self, request: HttpRequest, phrases: QuerySet[Phrase]) -> None:
        self.report(request, "审定", services.approve(phrases, by=request.user), "待审定")  # type: ignore[arg-type]

    @admin.action(description="停用所选素材", permissions=["change"])
    def retire(self, request: HttpRequest, phrases: QuerySet[Phrase]) -> None:
        self.report(request, "停用", services.retire(phrases, by=request.user), "使用中")  # type: ignore[arg-type]

    @admin.action(description="恢复所选素材", permissions=["change"])
    def restore(self, request: HttpRequest, phrases: QuerySet[Phrase]) -> None:
        self.report(request, "恢复", services.restore(phrases, by=request.user), "已停用")  # type: ignore[arg-type]
