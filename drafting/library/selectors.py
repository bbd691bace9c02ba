"""Questions about the library. Reads only; each is answered in a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.prepared import Given, PreparedRead, PreparedValues
from drafting.frameworks.models import Framework
from drafting.frameworks.spec import AreaSpec
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory
from drafting.library.search.grams import label
from drafting.library.search.hits import with_words


def suggestions() -> dict[str, tuple[list[str], list[str]]]:
    """For every problem category the codes of the causes and of the measures that usually answer
    it, in two queries."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for position, answers in enumerate((_CAUSES_OF, _MEASURES_OF)):
        for problem, code in answers.all():
            found.setdefault(problem, ([], []))[position].append(code)
    return found


def _answers(links: Any, target: str) -> QuerySet[Any, Any]:
    rows: QuerySet[Any] = links.objects.filter(**{f"{target}__active": True}).order_by("id")
    return rows.values_list("problemcategory__code", f"{target}__code")


_CAUSES_OF = PreparedValues(lambda: _answers(ProblemCategory.causes.through, "causecategory"))
_MEASURES_OF = PreparedValues(lambda: _answers(ProblemCategory.measures.through, "measurecategory"))


def offered_phrases() -> QuerySet[Phrase]:
    """Phrases that may be offered today: approved and not past their date (the date itself is the
    first day without)."""
    today = timezone.localdate()
    return Phrase.objects.filter(
        Q(expires_on=None) | Q(expires_on__gt=today), state=Phrase.State.APPROVED
    )


def fitting_phrases(
    part: str,
    category: str | None = None,
    area: AreaSpec | None = None,
    query: str = "",
    member_kinds: Collection[str] = (),
    unit_type: str = "",
    meeting_kind: str = "",
    framework: Framework | None = None,
) -> QuerySet[Phrase]:
    """Offered phrases for a part of a material that fit the person, by key; read with their
    categories in one query.

    ``category`` is a taxonomy code, ``area`` an area of the framework (its categories).
    ``member_kinds``, ``unit_type``, ``meeting_kind`` and ``framework`` leave out what is tagged for
    others; a phrase without a tag fits everyone, and an argument left empty filters nothing. Every
    blank-separated term of ``query`` has to occur somewhere in the phrase.
    """
    rows = offered_phrases().filter(part=part)
    if category:
        rows = rows.filter(
            Q(problem__code=category) | Q(cause__code=category) | Q(measure__code=category)
        )
    if area is not None and area.taxonomy:
        rows = rows.filter(Q(problem__area__in=area.taxonomy) | Q(problem__code__in=area.taxonomy))
    if member_kinds:
        tagged = (Q(roles__has=kind) for kind in member_kinds)
        rows = rows.filter(reduce(or_, tagged, Q(roles=())))
    if unit_type:
        rows = rows.filter(Q(unit_types=()) | Q(unit_types__has=unit_type))
    if meeting_kind:
        rows = rows.filter(meeting_kind__in=("", meeting_kind))
    if framework is not None:
        rows = rows.filter(Q(frameworks=None) | Q(frameworks=framework))
    labels = [[label("part", part)], [label("state", Phrase.State.APPROVED)]]
    if category:
        labels.append([label("code", category)])
    rows = with_words(rows, query, labels)
    return rows.select_related("problem", "cause", "measure").order_by("key")


def phrases_by_number(numbers: Sequence[int]) -> dict[int, Phrase]:
    """The phrases that are there of these numbers, by number; one query."""
    named: dict[str, Any] = {f"n{place}": number for place, number in enumerate(numbers)}
    return {row.pk: row for row in _numbered(tuple(named)).all(**named)} if named else {}


@cache
def _numbered(names: tuple[str, ...]) -> PreparedRead[Phrase]:
    key = Phrase._meta.get_field("id")
    return PreparedRead(
        lambda: Phrase.objects.filter(pk__in=[Given(name, key) for name in names]).order_by()
    )


def expiring_phrases(phrases: QuerySet[Phrase], days: int) -> QuerySet[Phrase]:
    """Of these phrases those that run out within so many days from today, and those that have run
    out."""
    return phrases.filter(expires_on__lte=timezone.localdate() + datetime.timedelta(days=days))


def category_choices() -> list[tuple[str, Any]]:
    """All categories as grouped choices (value: code): the six problem areas, then 原因 and 措施."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for problem in ProblemCategory.objects.all():
        groups.setdefault(problem.area, []).append((problem.code, str(problem)))
    groups["原因"] = [(row.code, str(row)) for row in CauseCategory.objects.all()]
    groups["措施"] = [(row.code, str(row)) for row in MeasureCategory.objects.all()]
    return [("", "不分类（导语、结束语等）"), *groups.items()]
