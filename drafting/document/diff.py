"""What changed between two rounds of one material: node by node, field by field, word by word.

Nodes are matched by their permanent ids, so a point that was carried to another area is the same
point. Title, opening and closing are matched as what they are. A point that says nothing is not
there, as in print.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from drafting.document.fields import TEXT_FIELDS, texts_of
from drafting.document.model import Document, Node, Part, Point, Section
from drafting.document.numbering import says_something
from drafting.document.spans import DiffSpan, Tokenizer, diff_texts, plain_words
from drafting.document.text import characters

Fate = Literal["same", "changed", "added", "removed"]
#: ``within``: to another place among its neighbours; ``across``: to another part or area.
Move = Literal["", "within", "across"]
_Key = tuple[type, str]


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """What became of the text of a field."""

    field: str
    spans: tuple[DiffSpan, ...]


@dataclass(frozen=True, slots=True)
class NodeDiff:
    """What became of a node: its own texts (those that either version has) and its place.

    ``container`` is the part or area that holds it, for a removed one the one that held it; empty
    for what the document itself holds. ``origin`` is the container that a node moved ``across``
    came from, empty otherwise.
    """

    node: str
    fate: Fate
    fields: tuple[FieldDiff, ...]
    container: str = ""
    move: Move = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class DiffSummary:
    """The differences in numbers: characters without blanks, points that have text. A moved point
    that is also reworded counts as both; what was only moved adds and removes no characters."""

    added_characters: int = 0
    removed_characters: int = 0
    changed_points: int = 0
    added_points: int = 0
    removed_points: int = 0
    moved_points: int = 0


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """All nodes of both versions in the reading order of the new one, removed ones where they
    stood, and the numbers."""

    nodes: tuple[NodeDiff, ...]
    summary: DiffSummary

    @property
    def differs(self) -> bool:
        """Whether a reader would notice anything."""
        return any(node.fate != "same" or node.move for node in self.nodes)

    def by_id(self) -> dict[str, NodeDiff]:
        """The nodes by id."""
        return {node.node: node for node in self.nodes}


def diff_documents(
    old: Document, new: Document, tokenizer: Tokenizer = plain_words
) -> DocumentDiff:
    """What became of a material from one round to the next; for ``tokenizer`` see
    ``diff_texts``."""
    rows = tuple(_Comparison(old, new, tokenizer).rows())
    points = {key[1] for tree in (_Tree(old), _Tree(new)) for key in tree.nodes if key[0] is Point}
    return DocumentDiff(rows, _summary(rows, [row for row in rows if row.node in points]))


def _summary(rows: Iterable[NodeDiff], points: Sequence[NodeDiff]) -> DiffSummary:
    """All rows in numbers; ``points`` are those of them that are points."""
    sizes = Counter[str]()
    for row in rows:
        for span in (span for field in row.fields for span in field.spans):
            sizes[span.kind] += characters(span.text)
    fates = Counter(row.fate for row in points)
    return DiffSummary(
        added_characters=sizes["added"],
        removed_characters=sizes["removed"],
        changed_points=fates["changed"],
        added_points=fates["added"],
        removed_points=fates["removed"],
        moved_points=sum(bool(row.move) for row in points),
    )


class _Tree:
    """The parts, areas and points of a document by key, with what holds them and what they hold."""

    def __init__(self, document: Document) -> None:
        self.nodes: dict[_Key, Node] = {}
        self.container: dict[_Key, str] = {}
        self.children: dict[str, list[_Key]] = {}
        self._add("", document.parts)
        for part in document.parts:
            self._add(part.id, (*filter(says_something, part.points), *part.sections))
            for section in part.sections:
                self._add(section.id, tuple(filter(says_something, section.points)))

    def _add(self, container: str, nodes: Sequence[Part | Section | Point]) -> None:
        keys = [(type(node), node.id) for node in nodes]
        self.nodes |= zip(keys, nodes, strict=True)
        self.container |= dict.fromkeys(keys, container)
        self.children[container] = keys


class _Comparison:
    def __init__(self, old: Document, new: Document, tokenizer: Tokenizer) -> None:
        self.old, self.new, self.tokenizer = _Tree(old), _Tree(new), tokenizer
        self.front = ((old.head, new.head), (old.opening, new.opening))
        self.back = (old.closing, new.closing)

    def rows(self) -> Iterator[NodeDiff]:
        """All nodes in reading order."""
        for before, after in self.front:
            yield self._row(before, after)
        yield from self._below("")
        yield self._row(*self.back)

    def _below(self, container: str) -> Iterator[NodeDiff]:
        old, new = self.old.children.get(container, []), self.new.children.get(container, [])
        earlier, later = set(old), set(new)
        shifted = _shifted(
            [key for key in old if key in later], [key for key in new if key in earlier]
        )
        for key in self._interleaved(old, new):
            before, after = self.old.nodes.get(key), self.new.nodes.get(key)
            move: Move = "within" if key in shifted else ""
            origin = ""
            if before and after and key not in earlier:
                move, origin = "across", self.old.container[key]
            yield self._row(before, after, container, move, origin)
            if key[0] is not Point:
                yield from self._below(key[1])

    def _interleaved(self, old: list[_Key], new: list[_Key]) -> list[_Key]:
        """What a container holds now, and what is nowhere any more after the neighbour that it
        stood behind."""
        living = set(new)
        behind: dict[_Key | None, list[_Key]] = {}
        neighbour: _Key | None = None
        for key in old:
            if key in living:
                neighbour = key
            elif key not in self.new.nodes:
                behind.setdefault(neighbour, []).append(key)
        return [*behind.get(None, ()), *(row for key in new for row in (key, *behind.get(key, ())))]

    def _row(
        self,
        old: Node | None,
        new: Node | None,
        container: str = "",
        move: Move = "",
        origin: str = "",
    ) -> NodeDiff:
        node = new or old
        assert node is not None  # noqa: S101 a row is of something
        before, after = _texts(old), _texts(new)
        fields = tuple(
            FieldDiff(name, spans)
            for name in TEXT_FIELDS[type(node)]
            if (spans := diff_texts(before.get(name, ""), after.get(name, ""), self.tokenizer))
        )
        touched = any(span.kind != "same" for field in fields for span in field.spans)
        fate: Fate = "changed" if touched else "same"
        if old is None or new is None:
            fate = "added" if old is None else "removed"
        return NodeDiff(node.id, fate, fields, container, move, origin)


def _texts(node: Node | None) -> Mapping[str, str]:
    return {} if node is None else texts_of(node)


def _shifted(old: list[_Key], new: list[_Key]) -> set[_Key]:
    """Which of the same keys changed their order: those outside a longest run that kept it."""
    place = {key: index for index, key in enumerate(old)}
    ends: list[int] = []
    lengths = []
    for key in new:
        at = bisect_left(ends, place[key])
        ends[at : at + 1] = [place[key]]
        lengths.append(at + 1)
    shifted = set(new)
    wanted = len(ends)
    bound = len(old)
    for key, length in zip(reversed(new), reversed(lengths), strict=True):
        if length == wanted and place[key] < bound:
            shifted.discard(key)
            wanted, bound = wanted - 1, place[key]
    return shifted
