"""What the review page shows: the source with where each stretch went, and the structure as cards. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafting.document.model import Document, Part, Point, Section
from drafting.document.text import characters, with_stop
from drafting.importing.pieces import AS_PART, JOIN, point_before
from drafting.importing.places import PartSlot, Place, label_of, missing_areas, places_of, slot_index
from drafting.importing.reviewed import LINES, Reviewed, Span

#: Characters of a claim in the label of a choice or link.
SHORT = 12
_HEAD = {"title": "标题", "unit": "单位", "position": "职务", "name": "姓名", "date": "日期"}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of 移到…; ``group`` is its heading in the list."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A piece. ``paragraph`` is the index of the source paragraph it begins in; ``doubt`` why it should be looked at;
    ``first`` are its own choices, before those that all cards of its ``choices`` kind share."""

    key: str
    node: str
    paragraph: int
    claim: str = ""
    text: str = ""
    marker: str = ""
    doubt: str = ""
    left_out: bool = False
    characters: int = 0
    first: tuple[Option, ...] = ()
    choices: str = "pieces"

    @property
    def name(self) -> str:
        """What the piece is called where several are told apart."""
        return shortened(self.claim or self.text)


@dataclass(slots=True)
class Group:
    """A part or area, with its cards and, for a part, the areas in it. ``card`` is the heading itself as a piece."""

    title: str
    kind: str
    card: Card | None = None
    wording: str = ""
    note: str = ""
    cards: list[Card] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


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


def shortened(text: str) -> str:
    """The beginning of a text for a label."""
    line = text.split("\n")[0].strip()
    return line if len(line) <= SHORT else line[:SHORT] + "…"


class Page:
    """The review page of one state."""

    def __init__(self, state: Reviewed, slots: tuple[PartSlot, ...]) -> None:
        self.state = state
        self.slots = slots
        self.starts = _starts(state.text)
        self.groups = [group for group in self._groups() if group.cards or group.groups or group.card]

    @property
    def doubts(self) -> int:
        """How many nodes should be looked at."""
        return len(self.state.doubts)

    def options(self) -> dict[str, list[Option]]:
        """The choices that cards share, by the kind of card."""
        places = places_of(self.state.document, self.slots)
        pieces = [Option(one.key, one.label, one.group) for one in places]
        areas = [Option(one.key, one.label, one.group) for one in places if self._takes_area(one)]
        parts = [Option(f"{AS_PART}{n}", slot.heading) for n, slot in enumerate(self.slots)]
        return {"pieces": pieces, "areas": areas, "parts": parts}

    def _takes_area(self, one: Place) -> bool:
        if one.area >= 0:
            return True
        for part in self.state.document.parts:
            if part.id == one.node:
                return not part.sections and part.role != "problems"
            if any(section.id == one.node and section.area for section in part.sections):
                return True
        return False

    def paragraphs(self) -> list[Paragraph]:
        """The source, paragraph by paragraph; blank ones are left out."""
        labels = self._labels()
        marks = sorted(self._marks())
        found = []
        for index, line in enumerate(self.state.text.split("\n")):
            if not line.strip():
                continue
            start = self.starts[index]
            inside = [mark for mark in marks if start <= mark[0].start < start + len(line)]
            keys = dict.fromkeys(key for _, key, _ in inside)
            links = tuple((key, labels[key]) for key in keys if key in labels)
            found.append(Paragraph(index, tuple(_stretches(self.state.text, start, line, inside)), links))
        return found

    def _marks(self) -> Iterator[tuple[Span, str, str]]:
        """Every stretch with the key of its card and its tone."""
        state, document = self.state, self.state.document
        for one in state.loose:
            yield Span(one.start, one.end), f"u-{one.start}", "left" if one.left_out else "loose"
        for span in state.spans(document.head.id):
            yield span, f"h-{document.head.id}-{span.field}", "head"
        for node_id, kind in _nodes(document):
            lines = 0
            for span in state.spans(node_id):
                if kind == "p":
                    yield span, f"p-{node_id}", "claim" if span.field == "claim" else "point"
                elif span.field in LINES:
                    yield span, f"l-{node_id}-{lines}", "text"
                    lines += 1
                else:
                    yield span, f"{kind}-{node_id}", "heading"

    def _labels(self) -> dict[str, str]:
        """How a paragraph's links name the cards."""
        labels: dict[str, str] = {}
        for group in self.groups:
            for one in (group, *group.groups):
                for card in one.cards:
                    labels[card.key] = _label(one, card)
        return labels

    def _groups(self) -> Iterator[Group]:
        document = self.state.document
        loose = [self._loose(index) for index in range(len(self.state.loose))]
        yield Group("未归类", "loose", cards=loose)
        yield Group("题头", "head", cards=list(self._head()))
        yield Group(
            "导语", "prose", cards=self._lines(document.opening.id), note=self._doubt(document.opening.id)
        )
        for part in document.parts:
            yield self._part(part)
        yield Group(
            "结束语", "prose", cards=self._lines(document.closing.id), note=self._doubt(document.closing.id)
        )

    def _head(self) -> Iterator[Card]:
        head = self.state.document.head
        for name in _HEAD:
            spans = self.state.spans(head.id, name)
            if spans:
                doubt = self._doubt(head.id) if name == "title" else ""
                yield self._card(
                    f"h-{head.id}-{name}",
                    head.id,
                    spans,
                    text=getattr(head, name),
                    marker=_HEAD[name],
                    doubt=doubt,
                )

    def _part(self, part: Part) -> Group:
        index = slot_index(self.state.document, part, self.slots)
        missing = missing_areas(self.state.document, self.slots[index]) if index >= 0 else ()
        return Group(
            label_of(part),
            "part",
            card=self._heading(f"d-{part.id}", part, "parts"),
            cards=self._lines(part.id) + self._points(part),
            groups=[self._section(section) for section in part.sections],
            missing=[area.name for _, area in missing],
        )

    def _section(self, section: Section) -> Group:
        label = label_of(section)
        return Group(
            label,
            "area",
            card=self._heading(f"s-{section.id}", section, "areas"),
            wording=section.heading if label not in section.heading else "",
            cards=self._lines(section.id) + self._points(section),
        )

    def _heading(self, key: str, node: Part | Section, choices: str) -> Card:
        spans = [span for span in self.state.spans(node.id) if span.field not in LINES]
        return self._card(
            key, node.id, spans, text=label_of(node), doubt=self._doubt(node.id), choices=choices
        )

    def _lines(self, node_id: str) -> list[Card]:
        return [
            self._card(f"l-{node_id}-{n}", node_id, [span], text=self.state.text[span.start : span.end])
            for n, span in enumerate(self.state.spans(node_id, *LINES))
        ]

    def _points(self, container: Part | Section) -> list[Card]:
        return [self._point(point) for point in container.points]

    def _point(self, point: Point) -> Card:
        return self._card(
            f"p-{point.id}",
            point.id,
            self.state.spans(point.id),
            claim=with_stop(point.claim),
            text="\n".join(filter(None, (point.elaboration, point.example))),
            marker=point.marker or "",
            doubt=self._doubt(point.id),
        )

    def _loose(self, index: int) -> Card:
        one = self.state.loose[index]
        text = self.state.text[one.start : one.end]
        span = Span(one.start, one.end)
        return self._card(f"u-{one.start}", "", [span], text=text, doubt=one.reason, left_out=one.left_out)

    def _doubt(self, node_id: str) -> str:
        return self.state.doubts.get(node_id, "")

    def _card(self, key: str, node: str, spans: Sequence[Span], **values: object) -> Card:
        at = spans[0].start if spans else -1
        size = sum(characters(self.state.text[span.start : span.end]) for span in spans)
        return Card(
            key=key,
            node=node,
            paragraph=_index(self.starts, at),
            characters=size,
            first=self._first(key) if spans else (),
            **values,  # type: ignore[arg-type]
        )

    def _first(self, key: str) -> tuple[Option, ...]:
        if key[0] not in "pul":
            return ()
        before = point_before(self.state, key)
        return (Option(JOIN, f"并入前一条“{shortened(before.claim)}”"),) if before else ()


def _label(group: Group, card: Card) -> str:
    if group.kind == "loose":
        return "不带入" if card.left_out else "未归类"
    if group.kind == "head":
        return card.marker
    return f"{group.title} {card.marker}".strip()


def _nodes(document: Document) -> Iterator[tuple[str, str]]:
    """The ids of all nodes but the head with the letter that their keys begin with."""
    yield document.opening.id, "t"
    for part in document.parts:
        yield part.id, "d"
        yield from ((point.id, "p") for point in part.points)
        for section in part.sections:
            yield section.id, "s"
            yield from ((point.id, "p") for point in section.points)
    yield document.closing.id, "t"


def _stretches(text: str, start: int, line: str, marks: Iterable[tuple[Span, str, str]]) -> Iterator[Stretch]:
    at, end = start, start + len(line)
    for span, key, tone in marks:
        if at < span.start:
            yield Stretch(text[at : span.start])
        yield Stretch(text[span.start : min(span.end, end)], key, tone)
        at = span.end
    if at < end:
        yield Stretch(text[at:end])


def _starts(text: str) -> list[int]:
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append(at)
        at += len(line) + 1
    return starts


def _index(starts: Sequence[int], place: int) -> int:
    """The paragraph that a place is in; -1 where there is none."""
    return sum(1 for start in starts if start <= place) - 1 if place >= 0 else -1
