"""What a curator asks the list of formulations for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet

from drafting.common.numbers import number_or
from drafting.document.text import clean
from drafting.library.list_pages import AskedPage
from drafting.proofing.curated_tables import ended_formulations
from drafting.proofing.models import Formulation

#: Rows of a page.
PAGE_SIZE: Final = 50
SEARCH_LENGTH: Final = 60
_LAST_PAGE: Final = 9999
_SEARCHED: Final = ("key", "text", "use", "source", "note")
#: The filters: name, label, what may be chosen.
CHOICES: Final[tuple[tuple[str, str, list[tuple[str, Any]]], ...]] = (
    ("kind", "类型", list(Formulation.Kind.choices)),
    ("checked", "核对", [("no", "待核对"), ("yes", "已核对")]),
    ("state", "状态", list(Formulation.State.choices)),
    ("level", "级别", list(Formulation.Level.choices)),
    ("since", "来历", [("own", "本单位编写、修改或核对过"), ("ended", "已过截止时间")]),
)


@dataclass(frozen=True, slots=True)
class Wanted(AskedPage):
    """Words and filters."""

    q: str = ""
    kind: str = ""
    checked: str = ""
    state: str = ""
    level: str = ""
    since: str = ""


def wanted_of(params: Mapping[str, str]) -> Wanted:
    """What the parameters of a request ask for; what is no choice asks for nothing."""
    values = {"q": clean(params.get("q", "")).strip()[:SEARCH_LENGTH]}
    for name, _label, offered in CHOICES:
        value = params.get(name, "")
        values[name] = value if value in {str(one) for one, _ in offered} else ""
    page = min(max(1, number_or(params.get("page", ""), 1)), _LAST_PAGE)
    return Wanted(**values, page=page)


def rows_of(wanted: Wanted) -> QuerySet[Formulation]:
    """The formulations that are asked for, in their order; every term stands somewhere in each."""
    rows: QuerySet[Formulation] = Formulation.objects.all()
    for name in ("kind", "state", "level"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.checked:
        rows = rows.filter(confirmed_on__isnull=wanted.checked == "no")
    if wanted.since == "own":
        rows = rows.filter(curated=True)
    elif wanted.since == "ended":
        rows = ended_formulations(rows)
    for term in wanted.q.split():
        found = (Q(**{f"{name}__icontains": term}) for name in _SEARCHED)
        rows = rows.filter(reduce(or_, found))
    return rows.order_by("order", "key")
