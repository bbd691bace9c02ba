"""Parts and areas on the page of their framework while they can be edited; afterwards they are a
table (section_rows.py).
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from drafting.frameworks.forms import AreaForm, PartForm
from drafting.frameworks.models import Framework, Section

LIMITS = ("min_points", "max_points", "min_characters", "max_characters")


class PartInline(admin.StackedInline):
    """The parts in their order, to be edited."""

    model = Section
    form = PartForm
    extra = 0
    verbose_name, verbose_name_plural = "部分", "材料的各部分"
    fields = (
        ("order", "role", "required", "confidence"),
        "name",
        "heading",
        "source",
        "guidance",
        LIMITS,
    )

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
        "source",
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
