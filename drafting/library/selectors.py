"""Questions about the library. Reads only; each is answered in a constant number of queries."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from drafting.frameworks.models import Framework
from drafting.frameworks.spec import AreaSpec
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory

_SEARCHED = ("claim", "elaboration", "example", "problem__name", "cause__name", "measure__name")


def categories_for(area: AreaSpec) -> QuerySet[ProblemCategory]:
    """The problem categories that fit an area, in order: those of the taxonomy areas it names and the single ones.

    An area without a mapping gets them all, so that a new notice can be used before anyone has mapped it.
    """
    rows = ProblemCategory.objects.filter(active=True)
    return rows.filter(_in_area(area, "")) if area.taxonomy else rows


def _in_area(area: AreaSpec, prefix: str) -> Q:
    return Q(**{f"{prefix}area__in": area.taxonomy}) | Q(**{f"{prefix}code__in": area.taxonomy})


def suggested_causes(problem_code: str) -> list[CauseCategory]:
    """The causes that usually stand behind a problem category, likeliest first; empty for an unknown code."""
    rows = ProblemCategory.causes.through.objects.filter(
        problemcategory__code=problem_code, causecategory__active=True
    )
    return [row.causecategory for row in rows.select_related("causecategory").order_by("id")]


def suggested_measures(problem_code: str) -> list[MeasureCategory]:
    """The measures that usually answer a problem category, likeliest first; empty for an unknown code."""
    rows = ProblemCategory.measures.through.objects.filter(
        problemcategory__code=problem_code, measurecategory__active=True
    )
    return [row.measurecategory for row in rows.select_related("measurecategory").order_by("id")]


def suggestions() -> dict[str, tuple[list[str], list[str]]]:
    """For every problem category the codes of the causes and of the measures that usually answer it, in two queries."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for position, (field, target) in enumerate(
        (("causes", "causecategory"), ("measures", "measurecategory"))
    ):
        links = (
            getattr(ProblemCategory, field)
            .through.objects.filter(**{f"{target}__active": True})
            .order_by("id")
        )
        for problem, code in links.values_list("problemcategory__code", f"{target}__code"):
            found.setdefault(problem, ([], []))[position].append(code)
    return found


def offered_phrases() -> QuerySet[Phrase]:
    """Phrases that may be offered today: approved and not past their date (the date itself is the first day without)."""
    today = timezone.localdate()
    return Phrase.objects.filter(Q(expires_on=None) | Q(expires_on__gt=today), state=Phrase.State.APPROVED)


def matching_phrases(
    part: str,
    category: str | None = None,
    area: AreaSpec | None = None,
    query: str = "",
    member_kind: str = "",
    unit_type: str = "",
    meeting_kind: str = "",
    framework: Framework | int | None = None,
) -> QuerySet[Phrase]:
    """Offered phrases for a part of a material that fit the person, the most used first, then by key.

    ``category`` is a taxonomy code, ``area`` an area of the framework (its categories). ``member_kind``, ``unit_type``,
    ``meeting_kind`` and ``framework`` leave out what is tagged for others; a phrase without a tag fits everyone, and an
    argument left empty filters nothing. Every blank-separated term of ``query`` has to occur somewhere in the phrase.
    """
    rows = offered_phrases().filter(part=part)
    if category:
        rows = rows.filter(Q(problem__code=category) | Q(cause__code=category) | Q(measure__code=category))
    if area is not None and area.taxonomy:
        rows = rows.filter(_in_area(area, "problem__"))
    if member_kind:
        rows = rows.filter(Q(roles=()) | Q(roles__has=member_kind))
    if unit_type:
        rows = rows.filter(Q(unit_types=()) | Q(unit_types__has=unit_type))
    if meeting_kind:
        rows = rows.filter(meeting_kind__in=("", meeting_kind))
    if framework is not None:
        rows = rows.filter(Q(frameworks=None) | Q(frameworks=framework))
    for term in query.split():
        rows = rows.filter(_anywhere(term))
    return rows.select_related("problem", "cause", "measure").order_by("-use_count", "key")


def _anywhere(term: str) -> Q:
    found = Q()
    for field in _SEARCHED:
        found |= Q(**{f"{field}__icontains": term})
    return found


def find_phrases(
    part: str,
    category: str | None = None,
    area: AreaSpec | None = None,
    query: str = "",
    member_kind: str = "",
    unit_type: str = "",
    meeting_kind: str = "",
    framework: Framework | int | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Phrase]:
    """One page of ``matching_phrases`` in one query; ask for one more than is shown to learn whether there are more."""
    rows = matching_phrases(part, category, area, query, member_kind, unit_type, meeting_kind, framework)
    return list(rows[offset : offset + limit])


def expiring_phrases(phrases: QuerySet[Phrase], days: int) -> QuerySet[Phrase]:
    """Of these phrases those that run out within so many days from today, and those that have run out."""
    return phrases.filter(expires_on__lte=timezone.localdate() + datetime.timedelta(days=days))


def category_choices() -> list[tuple[str, Any]]:
    """All categories as grouped choices (value: code): the six problem areas, then 原因 and 措施."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for problem in ProblemCategory.objects.all():
        groups.setdefault(problem.area, []).append((problem.code, str(problem)))
    groups["原因"] = [(row.code, str(row)) for row in CauseCategory.objects.all()]
    groups["措施"] = [(row.code, str(row)) for row in MeasureCategory.objects.all()]
    return [("", "不分类（导语、结束语等）"), *groups.items()]
