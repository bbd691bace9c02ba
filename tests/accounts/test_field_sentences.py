"""No form shows Django's own wording or its dashes: every form of the project, and what the mixin
says of each kind of field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import MaxLengthValidator
from django.test import RequestFactory
from django.urls import get_resolver

from accounts.field_sentences import FieldSentences
from drafting.library.models import CauseCategory
from drafting.phrases.forms import CardForm
from tests.factories import UserFactory

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def classes_of_forms() -> list[type[forms.BaseForm]]:
    """All that a page may show: whoever answers an address has been imported with the addresses."""
    assert get_resolver().url_patterns

    def below(cls: type) -> Iterator[type]:
        for one in cls.__subclasses__():
            yield one
            yield from below(one)

    found = {
        cls for cls in below(forms.BaseForm) if cls.__module__.startswith(("accounts", "drafting"))
    }
    return sorted(found - {FieldSentences}, key=lambda cls: (cls.__module__, cls.__name__))


def django_words(field: forms.Field) -> dict[str, str]:
    """What Django says of a field of this class, by code, before the mixin."""
    said: dict[str, str] = {}
    for cls in reversed(type(field).__mro__):
        said |= getattr(cls, "default_error_messages", {})
    return {code: str(text) for code, text in said.items()}


def foreign_words(field: forms.Field) -> list[str]:
    """What of Django's would reach a person."""
    words = django_words(field)
    codes = ["required"] if field.required else []
    if isinstance(field, forms.ChoiceField):
        codes.append("invalid_choice")
    if isinstance(field, forms.IntegerField | forms.DateField):
        codes.append("invalid")
    found = [code for code in codes if str(field.error_messages[code]) == words.get(code)]
    labels = [label for _, label in getattr(field, "choices", ())]
    return found + [str(label) for label in labels if "---" in str(label)]


def test_every_form_says_it_in_sentences_of_ours() -> None:
    classes = classes_of_forms()
    assert len(classes) > 60
    assert [cls for cls in classes if not issubclass(cls, FieldSentences)] == []


@pytest.mark.django_db
def test_a_field_that_must_be_filled_in_has_a_name() -> None:
    nameless = [
        f"{cls.__module__}.{cls.__name__}.{name}"
        for cls in classes_of_forms()
        for name, field in cls.base_fields.items()
        if "required" in foreign_words(field) and not _CHINESE.search(str(field.label or ""))
    ]
    # Django names these in English; the form of the password and that of signing in name them anew
    assert [one for one in nameless if not one.startswith("accounts.forms.")] == []


def admin_forms(request: Any) -> Iterator[tuple[str, forms.BaseForm]]:
    for model, page in admin.site._registry.items():
        if page.has_add_permission(request):
            yield model.__name__, page.get_form(request)()
        for inline in page.get_inline_instances(request):
            yield type(inline).__name__, inline.get_formset(request).form()


@pytest.mark.django_db
def test_the_admin_pages_show_no_words_of_django() -> None:
    request = RequestFactory().get("/")
    request.user = UserFactory.create(is_superuser=True, is_staff=True)
    shown = [
        (page, name, foreign_words(field))
        for page, form in admin_forms(request)
        for name, field in form.fields.items()
        if name != "DELETE"
    ]
    assert {page for page, _, _ in shown} >= {"Organization", "User", "MembershipInline", "Phrase"}
    assert [one for one in shown if one[2]] == []


@pytest.mark.django_db
def test_the_lists_of_the_admin_offer_their_actions_without_dashes() -> None:
    request = RequestFactory().get("/")
    request.user = UserFactory.create(is_superuser=True, is_staff=True)
    pages = [page for page in admin.site._registry.values() if page.get_actions(request)]
    assert len(pages) >= 3
    offered = [page.get_action_choices(request) for page in pages]
    assert [choices for choices in offered if "---" in str(choices)] == []


class Plain(FieldSentences, forms.Form):
    unchosen = {"length": "长短都行"}

    name = forms.CharField(label="名称", max_length=3)
    number = forms.IntegerField(label="份数", min_value=1, max_value=9)
    day = forms.DateField(label="日期")
    kind = forms.ChoiceField(label="类别", choices=[("", "---------"), ("a", "甲")])
    length = forms.ChoiceField(
        label="长短", required=False, choices=[("", "---------"), ("s", "短")]
    )
    tags = forms.MultipleChoiceField(label="标签", choices=[("a", "甲")])
    file = forms.FileField(label="附件")
    own = forms.CharField(error_messages={"required": "请写一句。"})
    short = forms.CharField(label="简称", validators=[MaxLengthValidator(2, "简称太长。")])


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", "", "请填写名称。"),
        ("name", "四个字呀", "名称最多 3 个字。"),
        ("name", "a\x00", "名称里有不能保存的字符，请删去后重新填写。"),
        ("number", "", "请填写份数。"),
        ("number", "三", "份数请填整数。"),
        ("number", "0", "份数不能小于 1。"),
        ("number", "10", "份数不能大于 9。"),
        ("day", "", "请填写日期。"),
        ("day", "明天", "日期不对，请写成 2026-12-31 这样。"),
        ("kind", "", "请选择类别。"),
        ("kind", "b", "没有这个类别，请重新选择。"),
        ("length", "b", "没有这个长短，请重新选择。"),
        ("tags", [], "请选择标签。"),
        ("tags", ["b"], "没有这个标签，请重新选择。"),
        ("own", "", "请写一句。"),
        ("short", "三个字", "简称太长。"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_field(name: str, typed: Any, said: str) -> None:
    assert Plain({name: typed}, {}).errors[name] == [said]


def test_a_file() -> None:
    assert Plain({}, {}).errors["file"] == ["请选择文件。"]
    empty = SimpleUploadedFile("a.xlsx", b"")
    assert Plain({}, {"file": empty}).errors["file"] == ["文件是空的，请检查是不是选错了文件。"]


def test_a_choice_that_is_not_made_yet_reads_as_words() -> None:
    form = Plain()
    assert form.fields["kind"].choices[0] == ("", "请选择")  # type: ignore[attr-defined]
    assert form.fields["length"].choices[0] == ("", "长短都行")  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_what_the_table_of_a_model_says_of_its_columns() -> None:
    class CauseForm(FieldSentences, forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = CauseCategory
            fields = ("code", "name", "order")

    CauseCategory.objects.create(code="QQ1", name="甲", order=1)
    typed = {"code": "QQ1", "name": "", "order": "-1"}
    assert CauseForm(typed).errors == {
        "code": ["已经有这个代码，请换一个。"],
        "name": ["请填写名称。"],
        "order": ["次序不能小于 0。"],
    }


@pytest.mark.django_db
def test_the_card_of_a_phrase() -> None:
    form = CardForm({})
    assert form.errors["part"] == ["请选择用在材料的哪一部分。"]
    assert next(iter(form.fields["part"].choices)) == ("", "请选择")  # type: ignore[attr-defined]
    assert next(iter(form.fields["meeting_kind"].choices)) == ("", "通用")  # type: ignore[attr-defined]
