"""Comments stay on their words: a place in a text noted so that it is found again after the text
was edited.

An anchor names a node and a field and quotes the words with what stands around them (after the Web
Annotation Data Model, W3C 2017, 4.2.4 Text Quote Selector and 4.2.5 Text Position Selector). It is
placed whenever it is read and never rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from drafting.document.fields import texts_of
from drafting.document.model import Document, nodes
from drafting.document.passages import REACH, TELLING, Found, Passage, locate, locate_elsewhere
from drafting.document.ranges import Ranged

#: From this many characters on, words that stand in one place only of the whole material were
#: carried there.
CARRIED = 8
#: How many characters more must speak for another field than for the own one.
ELSEWHERE = 4


@dataclass(frozen=True, slots=True)
class Anchor(Ranged):
    """The words ``quote`` at offset ``start`` of a node's field, with at most 32 characters before
    and after them."""

    node: str
    field: str
    quote: str
    prefix: str
    suffix: str
    start: int

    @property
    def end(self) -> int:
        """The place behind the last of the words, as they stood when it was made."""
        return self.start + len(self.quote)


class Status(StrEnum):
    """How an anchor was found again."""

    EXACT = "exact"  # the same words, be it in another place
    CHANGED = "changed"  # the passage, in other words (原文已改动)
    LOST = "lost"  # the node is gone, or nothing tells where the passage was (原文已删去)


@dataclass(frozen=True, slots=True)
class Placement(Ranged):
    """Where an anchor is now: ``start`` to ``end`` (excluded) in a field of a node. A lost one has
    no field, and no node either where its node is gone."""

    status: Status
    node: str = ""
    field: str = ""
    start: int = 0
    end: int = 0


def make_anchor(text: str, start: int, end: int, node: str, field: str) -> Anchor:
    """The anchor of the characters from ``start`` to ``end`` (excluded) of a field's text.

    Raises ValueError where the text has no such range.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no range from {start} to {end} in {len(text)} characters")
    prefix, suffix = text[max(0, start - REACH) : start], text[end : end + REACH]
    return Anchor(node, field, text[start:end], prefix, suffix, start)


def place(anchor: Anchor, document: Document) -> Placement:
    """Find an anchor in a document: in its node first, its own field before the others, then its
    words anywhere else."""
    own = next((texts_of(node) for node in nodes(document) if node.id == anchor.node), {})
    best = _in_node(anchor, own)
    if best is None or 2 * best[1].kept < len(anchor.quote):
        carried = _carried(anchor, document)
        if carried is not None:
            return carried
    if best is None:
        return Placement(Status.LOST, node=anchor.node if own else "")
    field, found = best
    same = found.of(own[field]) == anchor.quote
    return Placement(
        Status.EXACT if same else Status.CHANGED, anchor.node, field, found.start, found.end
    )


def _in_node(anchor: Anchor, texts: Mapping[str, str]) -> tuple[str, Found] | None:
    """The field of the anchor's own node that the passage is in, and where."""
    passage = Passage(anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
    found = locate(passage, texts[anchor.field]) if anchor.field in texts else None
    best = None if found is None else (anchor.field, found)
    if found is not None and found.kept >= max(TELLING, len(anchor.quote)):
        return best
    for field, text in texts.items():
        other = locate_elsewhere(passage, text) if field != anchor.field else None
        if other is not None and (best is None or other.evidence > best[1].evidence + ELSEWHERE):
            best = field, other
    return best


def _carried(anchor: Anchor, document: Document) -> Placement | None:
    """The one place of another node where the words stand as they were, if they are long enough to
    be no accident."""
    if len(anchor.quote) < CARRIED:
        return None
    hits = []
    for node in nodes(document):
        for field, text in texts_of(node).items():
            at = text.find(anchor.quote) if node.id != anchor.node else -1
            if at >= 0:
                again = text.find(anchor.quote, at + 1) >= 0
                hits += [Placement(Status.EXACT, node.id, field, at, at + len(anchor.quote))] * (
                    1 + again
                )
    return hits[0] if len(hits) == 1 else None
