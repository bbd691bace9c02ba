"""Marks on the printed text: which printed characters are a field's, and the way back from a
selection. [pure]

Print changes a field's text little: blanks around paragraphs and what no Word file can hold fall
away, a number or marker is put before it and at most one full stop behind it. So what belongs to a
field is found from the end of a node's printed text, field by field, and never guessed.

Places in the printed text of a node count its characters over all paragraphs, in reading order,
without the line breaks of a title. On the page these are the characters (code points, not UTF-16
units) of the text nodes whose nearest ``data-node`` is the node.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.document.model import Document, Head, Node, Part, Point, Prose, Section, nodes
from drafting.document.ranges import Ranged
from drafting.rendering.lines import kept, one_line
from drafting.rendering.walk import Block, Run

#: What print puts between the fields of the head; the bracket behind a date is the last of it.
_BETWEEN = "\u3000（"
_STOP = "。"


@dataclass(frozen=True, slots=True)
class Mark(Ranged):
    """A range to be marked: characters of a field's own text, ``end`` excluded; without a field the
    whole node.

    ``key`` names the mark in what is printed: no blanks in it.
    """

    key: str
    node: str
    field: str = ""
    start: int = 0
    end: int = 0


#: The field that a printed character comes from and its place there; None for what print put in.
_Origin = tuple[str, int] | None


def marked(blocks: Iterable[Block], document: Document, marks: Iterable[Mark]) -> list[Block]:
    """The paragraphs with their runs split so that each knows the keys of the marks on it, in the
    order of the marks.

    A mark on what is not printed leaves nothing. Raises ValueError where the paragraphs are not
    this document's.
    """
    printed = list(blocks)
    wanted: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        wanted[mark.node].append(mark)
    if not wanted:
        return printed
    texts = _texts(printed)
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for node in nodes(document):
        if node.id in wanted and texts.get(node.id):
            spans[node.id] = list(_spans(node, texts[node.id], wanted[node.id]))
    at: Counter[str] = Counter()
    return [replace(block, runs=tuple(_split(block.runs, spans, at))) for block in printed]


def field_range(
    blocks: Iterable[Block], document: Document, node_id: str, start: int, end: int
) -> tuple[str, int, int] | None:
    """The field and the range in its own text that a range of a node's printed text shows; None
    where that is no field's.

    Numbers, markers and stops at the ends are left out. Of a range over several fields the one with
    most of it is given.
    """
    node = next((node for node in nodes(document) if node.id == node_id), None)
    text = _texts(blocks).get(node_id, "").replace("\n", "")
    if node is None or not 0 <= start < end:
        return None
    chosen = [origin for origin in _origins(node, text)[start:end] if origin]
    if not chosen:
        return None
    field = Counter(name for name, _ in chosen).most_common(1)[0][0]
    places = [place for name, place in chosen if name == field]
    return field, places[0], places[-1] + 1


def _texts(blocks: Iterable[Block]) -> Mapping[str, str]:
    """The printed text of each node, line breaks of titles included."""
    found: dict[str, str] = defaultdict(str)
    for block in blocks:
        for run in block.runs:
            found[run.node_id] += run.text
    return found


def _spans(node: Node, text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, str]]:
    """Where the marks lie in the printed text of their node."""
    solid = [place for place, char in enumerate(text) if char != "\n"]
    origins = _origins(node, text.replace("\n", ""))
    for mark in marks:
        covered = [
            place
            for place, origin in zip(solid, origins, strict=True)
            if not mark.field or (origin and origin[0] == mark.field and mark.holds(origin[1]))
        ]
        if covered:
            yield covered[0], covered[-1] + 1, mark.key


def _split(
    runs: Iterable[Run], spans: Mapping[str, Sequence[tuple[int, int, str]]], at: Counter[str]
) -> Iterator[Run]:
    """The runs of a paragraph cut where marks begin and end; ``at`` counts what was printed of each
    node."""
    for run in runs:
        begin = at[run.node_id]
        end = begin + len(run.text)
        at[run.node_id] = end
        here = [
            (max(a, begin), min(b, end), key)
            for a, b, key in spans.get(run.node_id, ())
            if a < end and b > begin
        ]
        cuts = sorted({begin, end} | {a for a, _, _ in here} | {b for _, b, _ in here})
        for a, b in pairwise(cuts):
            keys = tuple(key for first, last, key in here if first <= a and b <= last)
            yield replace(run, text=run.text[a - begin : b - begin], marks=keys)


def _origins(node: Node, printed: str) -> list[_Origin]:
    """Where each character of a node's printed text (without line breaks) comes from."""
    origins: list[_Origin] = [None] * len(printed)
    for field, start in (
        _head(node, printed) if isinstance(node, Head) else _from_the_end(node, printed)
    ):
        for offset, place in enumerate(kept(getattr(node, field))):
            origins[start + offset] = field, place
    return origins


def _head(head: Head, printed: str) -> Iterator[tuple[str, int]]:
    """Where the fields of the head begin: one after the other, with a blank or a bracket between
    them."""
    at = 0
    for field in ("title", "unit", "position", "name", "date"):
        text = one_line(getattr(head, field))
        while not printed.startswith(text, at):
            if printed[at : at + 1] not in tuple(_BETWEEN):
                raise ValueError(f"the paragraphs do not print the {field} of the head")
            at += 1
        yield field, at
        at += len(text)


def _from_the_end(node: Node, printed: str) -> Iterator[tuple[str, int]]:
    """Where the fields of any other node begin, the last first: print may put one full stop behind
    each, and only where the text has none of its own."""
    end = len(printed)
    for field in reversed(_fields(node)):
        text = one_line(getattr(node, field))
        if not text:
            continue
        if not printed.endswith(text, 0, end):
            end -= len(_STOP)
            if printed[end : end + 1] != _STOP or not printed.endswith(text, 0, end):
                raise ValueError(f"the paragraphs do not print the {field} of node {node.id}")
        end -= len(text)
        yield field, end


def _fields(node: Node) -> tuple[str, ...]:
    """The fields of a node in the order of print; an area is called by its heading, else by the
    notice's name for it."""
    match node:
        case Point():
            return ("claim", "elaboration", "example")
        case Section():
            return ("heading" if one_line(node.heading) else "area", "lead")
        case Part():
            return ("heading", "lead")
        case Prose():
            return ("text",)
    return ()
