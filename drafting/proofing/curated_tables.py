"""The tables as curators keep them, for the checks. A few queries; a change holds at the next
check."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from drafting.library.models import Phrase
from drafting.proofing.core.formulations import Formulation as Row
from drafting.proofing.core.formulations import Formulations
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.models import Formulation
from drafting.similarity.library_text import LibraryText

log = logging.getLogger(__name__)

_FIELDS: Final = (
    "key", "kind", "text", "use", "items", "pattern", "level", "since", "until", "source",
    "confirmed_on",
)  # fmt: skip
#: Phrases that papers are compared with: a web process reads them again after each change.
_MOST_PHRASES: Final = 5000
#: What was last read, and the state of the database that it was read in. Replaced as a whole, so
#: threads need no lock.
_last: tuple[Any, Tables] | None = None


def stored_tables() -> Tables:
    """The tables with the formulations and the phrases of the database; of what it has none, the
    shipped ones.

    Rows are read again when what ``stand`` tells of them differs.
    """
    global _last
    formulations, phrases = state = (Formulation.stand(), Phrase.stand())
    if not formulations["rows"] and not phrases["rows"]:
        return SHIPPED
    if _last is None or _last[0] != state:
        kept = Formulations(tuple(_rows())) if formulations["rows"] else None
        _last = (state, Tables(kept=kept, phrases=_library() if phrases["rows"] else None))
    return _last[1]


def state_of_tables() -> str:
    """Changes with what a curator keeps: findings of before are not shown."""
    return repr((Formulation.stand(), Phrase.stand()))


def _library() -> LibraryText:
    """The texts of the phrases, withdrawn ones and those reworded since too: papers still have
    them."""
    texts = Phrase.objects.order_by("key").values_list(*Phrase.TAKEN)
    reworded = Phrase.objects.filter(revision__gt=1).order_by()
    former = Phrase.history.filter(id__in=reworded.values("pk")).order_by("-history_date")
    rows = (*texts[:_MOST_PHRASES], *former.values_list(*Phrase.TAKEN)[:_MOST_PHRASES])
    return LibraryText(text for row in rows for text in row)


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


def ended_formulations(rows: QuerySet[Formulation]) -> QuerySet[Formulation]:
    """Of these rows those in use whose last year, month or day is over."""
    today = timezone.localdate().isoformat()
    ended = rows.filter(state=Formulation.State.APPROVED, until__gt="", until__lt=today)
    # a year or month that is not over yet stands before its days
    return ended.exclude(until__in=(today[:4], today[:7]))


def said(date: str) -> str:
    """A date as people read it: 2017年, 2017年10月, 2017年10月18日."""
    return "".join(
        f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False) if part
    )
