"""The structure of an import as the review page shows it: each piece a card, in groups by part and
area. [pure]"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from drafting.document.model import Part, Point, Section
from drafting.document.text import characters, with_stop
from drafting.frameworks.spec import PartSpec
from drafting.importing.review_page.area_moves import AS_PART
from drafting.importing.review_page.destinations import (
    Destination,
    label_of,
    missing_areas,
    places_of,
    slot_index,
)
from drafting.importing.review_page.point_moves import JOIN, point_before
from drafting.importing.review_page.state import LINES, Reviewed, SourceSpan
from drafting.progress.concreteness import tells_a_case

#: Characters of a claim in the label of a choice or link.
SHORT = 12
_ALONE = "单独成为一条"
_UNMARKED = (
    "这一段没有序号，放在引语里（第一条之前的话）。它就是一条问题的，"
    f"在“移到…”里选“{_ALONE}”；总说几句的不用动。"
)
_HEAD = {"title": "标题", "unit": "单位", "position": "职务", "name": "姓名", "date": "日期"}


@dataclass(frozen=True, slots=True)
class MoveOption:
    """A choice of 移到…; ``group`` is its heading in the list."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class ImportCard:
    """A piece. ``spans`` are its stretches of the source and ``paragraph`` is the index of the
    source paragraph it begins in (-1 for a node without text of its own); ``doubt`` is why it
    should be looked at, ``asked`` what a person is asked of it though it may well stand right;
    ``first`` are its own choices, before those that all cards of its
    ``choices`` kind share."""

    key: str
    node: str
    spans: tuple[SourceSpan, ...]
    paragraph: int
    claim: str = ""
    text: str = ""
    marker: str = ""
    doubt: str = ""
    asked: str = ""
    left_out: bool = False
    characters: int = 0
    first: tuple[MoveOption, ...] = ()
    choices: str = "pieces"

    @property
    def name(self) -> str:
        """What the piece is called where several are told apart."""
        return shortened(self.claim or self.text)


@dataclass(slots=True)
class CardGroup:
    """A part or area, with its cards and, for a part, the areas in it. ``card`` is the heading
    itself as a piece."""

    title: str
    kind: str
    card: ImportCard | None = None
    wording: str = ""
    note: str = ""
    cards: list[ImportCard] = field(default_factory=list)
    groups: list[CardGroup] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def shortened(text: str) -> str:
    """The beginning of a text for a label."""
    line = text.split("\n")[0].strip()
    return line if len(line) <= SHORT else line[:SHORT] + "…"


class ReviewPage:
    """The review page of one state."""

    def __init__(self, state: Reviewed, slots: tuple[PartSpec, ...]) -> None:
        self.state = state
        self.slots = slots
        self.groups = [
            group for group in self._groups() if group.cards or group.groups or group.card
        ]

    @property
    def doubts(self) -> int:
        """How many nodes should be looked at."""
        return len(self.state.doubts)

    def options(self) -> dict[str, list[MoveOption]]:
        """The choices that cards share, by the kind of card."""
        places = places_of(self.state.document, self.slots)
        pieces = [MoveOption(one.key, one.label, one.group) for one in places]
        areas = [
            MoveOption(one.key, one.label, one.group) for one in places if self._takes_area(one)
        ]
        parts = [MoveOption(f"{AS_PART}{n}", slot.heading) for n, slot in enumerate(self.slots)]
        return {"pieces": pieces, "areas": areas, "parts": parts}

    def _takes_area(self, one: Destination) -> bool:
        if one.area >= 0:
            return True
        for part in self.state.document.parts:
            if part.id == one.node:
                return not part.sections and part.role != "problems"
            if any(section.id == one.node and section.area for section in part.sections):
                return True
        return False

    def _groups(self) -> Iterator[CardGroup]:
        document = self.state.document
        loose = [self._loose(index) for index in range(len(self.state.loose))]
        yield CardGroup("未归类", "loose", cards=loose)
        yield CardGroup("题头", "head", cards=list(self._head()))
        yield CardGroup(
            "导语",
            "prose",
            cards=self._lines(document.opening.id),
            note=self._doubt(document.opening.id),
        )
        for part in document.parts:
            yield self._part(part)
        yield CardGroup(
            "结束语",
            "prose",
            cards=self._lines(document.closing.id),
            note=self._doubt(document.closing.id),
        )

    def _head(self) -> Iterator[ImportCard]:
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

    def _part(self, part: Part) -> CardGroup:
        index = slot_index(self.state.document, part, self.slots)
        missing = missing_areas(self.state.document, self.slots[index]) if index >= 0 else ()
        return CardGroup(
            label_of(part),
            "part",
            card=self._heading(f"d-{part.id}", part, "parts"),
            cards=self._lines(part.id) + self._points(part),
            groups=[self._section(section) for section in part.sections],
            missing=[area.name for _, area in missing],
        )

    def _section(self, section: Section) -> CardGroup:
        label = label_of(section)
        return CardGroup(
            label,
            "area",
            card=self._heading(f"s-{section.id}", section, "areas"),
            wording=section.heading if label not in section.heading else "",
            cards=self._leads(section) + self._points(section),
        )

    def _leads(self, section: Section) -> list[ImportCard]:
        """The paragraphs before the first point; of one that may be a problem itself it is asked."""
        told = bool(section.points)
        return [
            replace(
                card,
                asked="" if told and not tells_a_case(card.text) else _UNMARKED,
                first=(MoveOption(f"n-{section.id}", _ALONE), *card.first),
            )
            for card in self._lines(section.id)
        ]

    def _heading(self, key: str, node: Part | Section, choices: str) -> ImportCard:
        spans = [span for span in self.state.spans(node.id) if span.field not in LINES]
        return self._card(
            key, node.id, spans, text=label_of(node), doubt=self._doubt(node.id), choices=choices
        )

    def _lines(self, node_id: str) -> list[ImportCard]:
        return [
            self._card(f"l-{node_id}-{n}", node_id, [span], text=span.of(self.state.text))
            for n, span in enumerate(self.state.spans(node_id, *LINES))
        ]

    def _points(self, container: Part | Section) -> list[ImportCard]:
        return [self._point(point) for point in container.points]

    def _point(self, point: Point) -> ImportCard:
        return self._card(
            f"p-{point.id}",
            point.id,
            self.state.spans(point.id),
            claim=with_stop(point.claim),
            text="\n".join(filter(None, (point.elaboration, point.example))),
            marker=point.marker or "",
            doubt=self._doubt(point.id),
        )

    def _loose(self, index: int) -> ImportCard:
        one = self.state.loose[index]
        text = one.of(self.state.text)
        span = SourceSpan(one.start, one.end)
        return self._card(
            f"u-{one.start}", "", [span], text=text, doubt=one.reason, left_out=one.left_out
        )

    def _doubt(self, node_id: str) -> str:
        return self.state.doubts.get(node_id, "")

    def _card(self, key: str, node: str, spans: Sequence[SourceSpan], **values: Any) -> ImportCard:
        return ImportCard(
            key=key,
            node=node,
            spans=tuple(spans),
            paragraph=self.state.text.count("\n", 0, spans[0].start) if spans else -1,
            characters=sum(characters(span.of(self.state.text)) for span in spans),
            first=self._first(key) if spans else (),
            **values,
        )

    def _first(self, key: str) -> tuple[MoveOption, ...]:
        if key[0] not in "pul":
            return ()
        before = point_before(self.state, key)
        return (MoveOption(JOIN, f"并入前一条“{shortened(before.claim)}”"),) if before else ()
