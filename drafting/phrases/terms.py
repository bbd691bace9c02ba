"""Formulations (提法) that are no longer said, in the phrases that still have them, and what is said
in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from drafting.document.spans import DiffSpan
from drafting.library.models import Phrase
from drafting.library.services import phrase_faults
from drafting.proofing.core.formulations import Formulation
from drafting.proofing.curated_tables import row_of
from drafting.proofing.models import Formulation as Stored

#: Phrases of one term that are shown and replaced at once.
MOST: Final = 100
#: Characters of what is written in place of a term.
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Term:
    """An outdated formulation (``key`` of the table) and how many phrases in use have it."""

    key: str
    row: Formulation
    number: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """A phrase with the term: what each text would be (``values``), how that differs, and why it
    cannot be so; empty where it can."""

    phrase: Phrase
    values: dict[str, str]
    spans: list[tuple[DiffSpan, ...]]
    fault: str


def terms_in_phrases() -> list[Term]:
    """The outdated formulations that phrases in use have, those of most phrases first."""
    rows = Phrase.objects.exclude(state=Phrase.State.RETIRED).order_by()
    texts = ["\n".join(values) for values in rows.values_list(*Phrase.TEXTS)]
    found = []
    for key, row in _outdated():
        number = sum(any(True for _ in row.places(text)) for text in texts)
        if number:
            found.append(Term(key, row, number))
    return sorted(found, key=lambda term: (-term.number, term.key))


def term_of(key: str) -> Formulation | None:
    """The outdated formulation with this key; None where there is none."""
    return next((row for known, row in _outdated(key=key) if known == key), None)


def replaced(row: Formulation, use: str) -> list[Replaced]:
    """The phrases in use that have a term, with ``use`` in its place; the first MOST by key."""
    phrases = Phrase.objects.exclude(state=Phrase.State.RETIRED).order_by("key")
    found = []
    for phrase in phrases.select_related("problem", "cause", "measure").iterator():
        spans = {name: _spans(getattr(phrase, name), row, use) for name in Phrase.TEXTS}
        spans = {name: one for name, one in spans.items() if one}
        if not spans:
            continue
        values = {
            name: "".join(span.text for span in one if span.kind != "removed")
            for name, one in spans.items()
        }
        found.append(Replaced(phrase, values, list(spans.values()), _fault(phrase, values)))
        if len(found) == MOST:
            break
    return found


def _outdated(**only: str) -> Iterator[tuple[str, Formulation]]:
    # what is written now is for papers of this year
    rows = Stored.objects.filter(kind="outdated", state=Stored.State.APPROVED, **only)
    for values in rows.order_by("order", "key").values():
        # a broken pattern is told where formulations are kept
        with suppress(re.error):
            row = row_of(dict(values))
            if row.holds_in(timezone.localdate().year):
                yield values["key"], row


def _spans(text: str, row: Formulation, use: str) -> tuple[DiffSpan, ...]:
    pieces: list[DiffSpan] = []
    at = 0
    for start, end in row.places(text):
        if start >= at:
            pieces += [
                DiffSpan("same", text[at:start]), DiffSpan("removed", text[start:end]),
                DiffSpan("added", use),
            ]  # fmt: skip
            at = end
    return (*pieces, DiffSpan("same", text[at:])) if pieces else ()


def _fault(phrase: Phrase, values: Mapping[str, str]) -> str:
    """Why the phrase cannot say that; the phrase itself is left as it is."""
    before = {name: getattr(phrase, name) for name in values}
    try:
        for name, text in values.items():
            setattr(phrase, name, text)
        longest: Any = Phrase._meta.get_field("claim")
        if len(phrase.claim) > longest.max_length:
            return f"观点句会超过{longest.max_length}个字。"
        return next(iter(phrase_faults(phrase).values()), "")
    finally:
        for name, text in before.items():
            setattr(phrase, name, text)
