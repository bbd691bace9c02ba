"""The tables as a curator keeps them, for the checks. One query; a change holds at the next check."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from django.db.models import Count, Max, Sum

from drafting.proofing.core.formulations import Formulation as Row
from drafting.proofing.core.formulations import Formulations
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.models import Formulation

log = logging.getLogger(__name__)

_FIELDS: Final = (
    "key", "kind", "text", "use", "items", "pattern", "level", "since", "until", "source", "confirmed_on",
)  # fmt: skip
#: What was last read, and the state of the database that it was read in. Replaced as a whole, so threads need no lock.
_last: tuple[Any, Tables] | None = None


def stored_tables() -> Tables:
    """The tables with the formulations of the database; the shipped ones where it has none.

    Rows are read again when their number, their revisions or the time of the last change differ. The sum of revisions tells what
    the time alone does not: a change that was begun earlier and committed later than another.
    """
    global _last
    state = Formulation.objects.aggregate(Count("pk"), Sum("revision"), Max("updated_at"))
    if not state["pk__count"]:
        return SHIPPED
    if _last is None or _last[0] != state:
        _last = (state, Tables(kept=Formulations(tuple(_rows()))))
    return _last[1]


def _rows() -> Any:
    stored = Formulation.objects.filter(state=Formulation.State.APPROVED).order_by("order", "key")
    for values in stored.values(*_FIELDS):
        try:
            yield row_of(values)
        except re.error:
            # one row must not take proofreading from everybody
            log.error("formulation %s has a broken pattern", values["key"])


def row_of(values: dict[str, Any]) -> Row:
    """A row of the database as the checks read it. Raises re.error for a broken pattern."""
    return Row.from_row(
        {
            "kind": values["kind"],
            "text": values["text"],
            "use": values["use"],
            "items": values["items"],
            "pattern": values["pattern"],
            "certain": values["level"] == Formulation.Level.ERROR,
            "gentle": values["level"] == Formulation.Level.ADVICE,
            "since": int(values["since"][:4] or 0),
            "since_text": said(values["since"]),
            "until": int(values["until"][:4] or 0),
            "source": values["source"],
            "pending": values["confirmed_on"] is None,
        }
    )


def said(date: str) -> str:
    """A date as people read it: 2017年, 2017年10月, 2017年10月18日."""
    return "".join(
        f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False) if part
    )
