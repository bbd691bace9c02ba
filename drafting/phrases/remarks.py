"""What proofreading says of phrases: of one that is written, and of the whole library piece by
piece. Advice only; nothing waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from django.utils import timezone

from drafting.document.text import HOLE
from drafting.library.models import Phrase
from drafting.proofing.core.findings import SEVERITIES, Finding
from drafting.proofing.engine import TextFinder, text_finder

#: Seconds that a page gives to one phrase, and to a piece of the library.
_ONE: Final = 1.0
_PIECE: Final = 2.0
#: Phrases with remarks that a piece shows.
MOST: Final = 20
#: Characters around the words that a remark is about.
_AROUND: Final = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in one text of a phrase (``label``): the words with what stands around them, how
    sure it is, what is wrong, what to do, and where the rule comes from."""

    label: str
    before: str
    words: str
    after: str
    level: str
    message: str
    suggestion: str
    source: str


@dataclass(frozen=True, slots=True)
class Piece:
    """The phrases with remarks among the next ones of the library: ``looked`` were looked through,
    the next piece begins after number ``after``; None where this was the last."""

    found: list[tuple[Phrase, list[Remark]]]
    looked: int
    after: int | None


def remarks_on(texts: Mapping[str, str]) -> list[Remark]:
    """The remarks on the texts of a phrase, by field; what is found within the time. Holes are
    the author's to fill: nothing is said of them. Raises Unavailable."""
    return list(_remarks(texts, _finder()))


def piece_after(number: int) -> Piece:
    """Look through the phrases in use after this number, as many as the time allows. Raises
    Unavailable."""
    until, finder = monotonic() + _PIECE, _finder()
    rows = Phrase.objects.exclude(state=Phrase.State.RETIRED).filter(pk__gt=number).order_by("pk")
    found: list[tuple[Phrase, list[Remark]]] = []
    looked = 0
    for phrase in rows.select_related("problem", "cause", "measure").iterator(chunk_size=100):
        if looked and (monotonic() > until or len(found) == MOST):
            return Piece(found, looked, number)
        remarks = list(_remarks({name: getattr(phrase, name) for name in Phrase.TEXTS}, finder))
        if remarks:
            found.append((phrase, remarks))
        looked, number = looked + 1, phrase.pk
    return Piece(found, looked, None)


def _finder() -> TextFinder:
    # what is written now is for papers of this year
    return text_finder(timezone.localdate().year)


def _remarks(texts: Mapping[str, str], finder: TextFinder) -> Iterator[Remark]:
    whole, begins = "", {}
    for name, text in texts.items():
        if text.strip():
            begins[len(whole)] = name
            whole += text.rstrip("\n") + "\n"
    holes = [match.span() for match in HOLE.finditer(whole)]
    # a fact will stand there: words, and a mark after it is one within Chinese words
    filled = HOLE.sub(lambda hole: "某" * len(hole.group()), whole)
    for one in finder(filled, _ONE):
        if not any(one.start < end and start < one.end for start, end in holes):
            yield _remark(one, whole, begins[max(at for at in begins if at <= one.start)])


def _remark(one: Finding, whole: str, name: str) -> Remark:
    # with the checks themselves, which a page does without where they are broken
    from drafting.proofing.core.registry import BY_ID

    field: Any = Phrase._meta.get_field(name)
    return Remark(
        label=str(field.verbose_name),
        before=whole[max(0, one.start - _AROUND) : one.start].rpartition("\n")[2],
        words=whole[one.start : one.end],
        after=whole[one.end : one.end + _AROUND].partition("\n")[0],
        level=SEVERITIES[one.severity],
        message=one.message,
        suggestion=_advice(one),
        source=one.basis.source if one.basis else BY_ID[one.rule].source,
    )


def _advice(one: Finding) -> str:
    if one.replacement is None:
        return f"建议：{one.suggestion}" if one.suggestion else ""
    return f"建议改为“{one.replacement}”。" if one.replacement else "建议删去。"
