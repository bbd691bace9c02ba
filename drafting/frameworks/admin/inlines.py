"""Parts and areas on the page of their framework: to be edited, or as a table once it is published."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from drafting.fields import labels
from drafting.frameworks.forms import AreaForm, PartForm
from drafting.frameworks.models import Framework, Section

LIMITS = ("min_points", "max_points", "min_characters", "max_characters")


class PartInline(admin.StackedInline):
    """The parts in their order, to be edited."""

    model = Section
    form = PartForm
    extra = 0
    verbose_name, verbose_name_plural = "部分", "材料的各部分"
    fields = (("order", "role", "required", "confidence"), "name", "heading", "guidance", LIMITS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return super().get_queryset(request).filter(parent=None)


class AreaInline(admin.StackedInline):
    """The areas of 存在的问题 in their order, to be edited."""

    model = Section
    form = AreaForm
    extra = 0
    verbose_name, verbose_name_plural = "方面", "“存在的问题”的各方面"
    fields = (
        ("order", "required", "confidence"),
        "name",
        "heading",
        "guidance",
        LIMITS,
        "taxonomy_areas",
        "taxonomy_codes",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return super().get_queryset(request).exclude(parent=None)

    def get_formset(self, request: HttpRequest, obj: Framework | None = None, **kwargs: Any) -> Any:
        # the two taxonomy fields are the form's own, so Django must not look for them in the model
        return super().get_formset(request, obj, **kwargs | {"fields": [*AreaForm.Meta.fields]})


class PublishedInline(admin.TabularInline):
    """Parts and areas of a framework that can no longer be edited, as a table."""

    model = Section
    verbose_name_plural = "各部分和各方面"
    fields = ("kind", "printed", "needed", "sure", "guidance", "size", "covers")
    readonly_fields = fields
    template = "admin/drafting/framework/published.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        # areas directly below the part they belong to
        place = Coalesce("parent__order", "order")
        return super().get_queryset(request).order_by(place, F("parent").asc(nulls_first=True), "order")

    def has_add_permission(self, request: HttpRequest, obj: Framework | None = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission

    @admin.display(description="部分")
    def kind(self, section: Section) -> str:
        return "方面" if section.parent_id else section.get_role_display()

    @admin.display(description="正文标题")
    def printed(self, section: Section) -> str:
        return section.heading or section.name

    @admin.display(description="必写")
    def needed(self, section: Section) -> str:
        return "必写" if section.required else "选写"

    @admin.display(description="可信度")
    def sure(self, section: Section) -> str:
        return section.get_confidence_display()

    @admin.display(description="篇幅")
    def size(self, section: Section) -> str:
        return "；".join(
            f"{least or 0}至{most}{unit}" if most else f"至少{least}{unit}"
            for least, most, unit in (
                (section.min_points, section.max_points, "条"),
                (section.min_characters, section.max_characters, "字"),
            )
            if least or most
        )

    @admin.display(description="问题领域")
    def covers(self, section: Section) -> str:
        return labels(section, "taxonomy")
