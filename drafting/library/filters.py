"""Filters of the phrase list in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.codes import MemberKind
from accounts.unit_kinds import searched_kinds
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory
from drafting.library.selectors import expiring_phrases


class AreaFilter(admin.SimpleListFilter):
    """The taxonomy area of problem phrases."""

    title, parameter_name = "领域", "area"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(area, area) for area in TAXONOMY_AREAS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Phrase]) -> QuerySet[Phrase]:
        return queryset.filter(problem__area=self.value()) if self.value() else queryset


class CategoryFilter(admin.SimpleListFilter):
    """Categories; with 70 of them, those of the chosen area or part only."""

    title, parameter_name = "分类", "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = request.GET
        rows: list[Any] = []
        if area := chosen.get("area"):
            rows = list(ProblemCategory.objects.filter(area=area))
        elif chosen.get("part__exact") == Phrase.Part.CAUSES:
            rows = list(CauseCategory.objects.all())
        elif chosen.get("part__exact") == Phrase.Part.MEASURES:
            rows = list(MeasureCategory.objects.all())
        elif code := chosen.get("category"):
            rows = list(ProblemCategory.objects.filter(code=code))
        return [(row.code, str(row)) for row in rows]

    def has_output(self) -> bool:
        return bool(self.lookup_choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Phrase]) -> QuerySet[Phrase]:
        code = self.value()
        if not code:
            return queryset
        return queryset.filter(Q(problem__code=code) | Q(cause__code=code) | Q(measure__code=code))


class _TagFilter(admin.SimpleListFilter):
    field = ""

    def options(self) -> list[tuple[str, Any]]:
        """What may be chosen beside what has no tag."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("-", "不限的"), *self.options()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Phrase]) -> QuerySet[Phrase]:
        value = self.value()
        if not value:
            return queryset
        return queryset.filter(
            **({self.field: ()} if value == "-" else {f"{self.field}__has": value})
        )


class RoleFilter(_TagFilter):
    """Phrases tagged for a kind of member."""

    title, parameter_name, field = "适用党员类别", "role", "roles"

    def options(self) -> list[tuple[str, Any]]:
        return list(MemberKind.choices)


class UnitTypeFilter(_TagFilter):
    """Phrases tagged for a type of unit."""

    title, parameter_name, field = "适用单位类型", "unit", "unit_types"

    def options(self) -> list[tuple[str, Any]]:
        return list(searched_kinds())


class ExpiryFilter(admin.SimpleListFilter):
    """What has run out, and what soon will."""

    title, parameter_name = "有效期", "expiry"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("past", "已到期"),
            ("30", "30 天内到期"),
            ("180", "半年内到期"),
            ("none", "长期有效"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Phrase]) -> QuerySet[Phrase]:
        match self.value():
            case "past":
                return expiring_phrases(queryset, 0)
            case "30" | "180" as days:
                return expiring_phrases(queryset, int(days)).filter(
                    expires_on__gt=timezone.localdate()
                )
            case "none":
                return queryset.filter(expires_on=None)
        return queryset
