"""The source (原文) beside the structure: paragraph by paragraph, each stretch with the card that it
went to. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafting.importing.review_page.cards import CardGroup, ImportCard
from drafting.importing.review_page.state import SourceSpan

#: How stretches are told apart on the page, by the letter that the key of their card begins with.
_TONES = {"u": "loose", "h": "head", "p": "point", "l": "text", "s": "heading", "d": "heading"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the source text that belongs to one card, or to none (blanks)."""

    text: str
    key: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the source and the cards that it went to, as links."""

    index: int
    stretches: tuple[Stretch, ...]
    links: tuple[tuple[str, str], ...]


def paragraphs(text: str, groups: Sequence[CardGroup]) -> list[Paragraph]:
    """The source, paragraph by paragraph; blank ones are left out. ``groups`` are those of the
    page, with every card."""
    flat = [one for group in groups for one in (group, *group.groups)]
    labels = {card.key: _label(group, card) for group in flat for card in group.cards}
    marks = sorted(_marks(flat))
    found, start = [], 0
    for index, line in enumerate(text.split("\n")):
        if line.strip():
            inside = [mark for mark in marks if start <= mark[0].start < start + len(line)]
            keys = dict.fromkeys(key for _, key, _ in inside)
            links = tuple((key, labels[key]) for key in keys if key in labels)
            found.append(Paragraph(index, tuple(_stretches(text, start, line, inside)), links))
        start += len(line) + 1
    return found


def _marks(groups: Iterable[CardGroup]) -> Iterator[tuple[SourceSpan, str, str]]:
    """Every stretch with the key of its card and its tone."""
    for group in groups:
        for card in (*([group.card] if group.card else ()), *group.cards):
            yield from ((span, card.key, _tone(card, span)) for span in card.spans)


def _tone(card: ImportCard, span: SourceSpan) -> str:
    if card.left_out:
        return "left"
    return "claim" if span.field == "claim" else _TONES[card.key[0]]


def _label(group: CardGroup, card: ImportCard) -> str:
    """How a paragraph's links name a card."""
    if group.kind == "loose":
        return "不带入" if card.left_out else "未归类"
    if group.kind == "head":
        return card.marker
    return f"{group.title} {card.marker}".strip()


def _stretches(
    text: str, start: int, line: str, marks: Iterable[tuple[SourceSpan, str, str]]
) -> Iterator[Stretch]:
    at, end = start, start + len(line)
    for span, key, tone in marks:
        if at < span.start:
            yield Stretch(text[at : span.start])
        yield Stretch(text[span.start : min(span.end, end)], key, tone)
        at = span.end
    if at < end:
        yield Stretch(text[at:end])
