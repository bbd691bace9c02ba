"""Edits as authors make them, on texts that remember where each character came from: the truth that
anchors are judged by.

Deleted characters stay as tombstones, so that it is known where a passage stood of which nothing is
left.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from drafting.document.edits import swap
from drafting.document.fields import texts_of
from drafting.document.model import Document, Point, container_of, containers, find
from drafting.document.structure import from_structure
from tests.document.wordy import WORDY

#: The project's own materials, and one that repeats itself.
MATERIALS = [
    *(
        from_structure(json.loads(path.read_text("utf-8")))
        for path in sorted((Path(__file__).parents[1] / "materials").glob("*.json"))
    ),
    WORDY,
]
#: What authors put in: words, clauses and sentences, among them formulas that the texts have
#: anyway.
PHRASES = (
    "认真", "没有", "还", "时常", "，", "。", "的", "主动", "党支部", "2025年6月", "3次", "学习", "不够", "问题", "工作中",
    "对照先进找差距", "思想上重视不够", "结合岗位实际", "比如，", "一定程度上", "在群众意见面前", "，遇到难题绕着走",
    "，没有做到入脑入心", "，会后也没有跟进", "，落实起来打了折扣", "对基层同志的难处想得少，办法也不多。",
    "今年4月整理台账时才发现漏了两户。", "归根到底是宗旨意识淡薄，没有把群众的事当成自己的事。", "经同志们提醒才补上，",
)  # fmt: skip
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?|[。；！？\n]")

Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A character: of the passage, of the text around it, or put in since; alive or a tombstone."""

    text: str
    passage: bool = False
    new: bool = False
    alive: bool = True


class Manuscript:
    """A document in the hands of its author, and what became of one passage of it. ``fields`` are
    those edited so far."""

    def __init__(self, document: Document, home: Field, start: int, end: int) -> None:
        self.document = document
        self.fields: dict[Field, list[Letter]] = {}
        self.open(home)
        here = self.fields[home]
        here[start:end] = [replace(letter, passage=True) for letter in here[start:end]]

    def open(self, key: Field) -> None:
        """Begin to follow the letters of a field."""
        if key not in self.fields:
            self.fields[key] = [
                Letter(letter) for letter in texts_of(find(self.document, key[0]))[key[1]]
            ]

    def home(self) -> Field:
        """The field that holds most of the passage, tombstones counting little."""
        return max(
            self.fields,
            key=lambda key: sum(
                100 * letter.alive + 1 for letter in self.fields[key] if letter.passage
            ),
        )

    def text(self, key: Field) -> str:
        return "".join(letter.text for letter in self.fields[key] if letter.alive)

    def index(self, key: Field, at: int) -> int:
        """The index among the letters of the living one at an offset."""
        living = [index for index, letter in enumerate(self.fields[key]) if letter.alive]
        return living[at] if at < len(living) else len(self.fields[key])

    def insert(self, key: Field, index: int, text: str) -> None:
        self.fields[key][index:index] = [Letter(letter, new=True) for letter in text]

    def delete(self, key: Field, start: int, end: int) -> int:
        """Delete the living characters of a range; gives the index of the first."""
        first = self.index(key, start)
        living = [index for index, letter in enumerate(self.fields[key]) if letter.alive]
        for index in living[start:end]:
            self.fields[key][index] = replace(self.fields[key][index], alive=False)
        return first

    def carry(self, key: Field, start: int, end: int, to: Field, at: int) -> None:
        """Cut the living characters of a range and paste them; ``at`` is counted without them."""
        self.open(to)
        first, last = self.index(key, start), self.index(key, end - 1) + 1
        cut = self.fields[key][first:last]
        del self.fields[key][first:last]
        index = self.index(to, at)
        self.fields[to][index:index] = cut

    def edited(self) -> Document:
        """The document with the texts as they are now."""
        document = self.document
        for node_id, name in self.fields:
            document = swap(
                document, replace(find(document, node_id), **{name: self.text((node_id, name))})
            )
        return document


def spot(manuscript: Manuscript, rng: random.Random) -> tuple[Field, int]:
    """Where an author edits: mostly in or at the border of the passage, as reviewers ask for, else
    anywhere in its field."""
    key = manuscript.home()
    living = [letter for letter in manuscript.fields[key] if letter.alive]
    mine = [at for at, letter in enumerate(living) if letter.passage]
    if mine and rng.random() < 0.6:
        return key, rng.randint(max(0, mine[0] - 6), min(len(living), mine[-1] + 7))
    return key, rng.randint(0, len(living))


def insert(manuscript: Manuscript, rng: random.Random) -> None:
    key, at = spot(manuscript, rng)
    manuscript.insert(key, manuscript.index(key, at), rng.choice(PHRASES))


def delete(manuscript: Manuscript, rng: random.Random) -> None:
    key, at = spot(manuscript, rng)
    manuscript.delete(key, at, at + rng.choice((1, 2, 2, 3, 4, 6, 8, 12)))


def reword(manuscript: Manuscript, rng: random.Random) -> None:
    key, at = spot(manuscript, rng)
    first = manuscript.delete(key, at, at + rng.choice((1, 2, 2, 4, 4, 6, 10)))
    manuscript.insert(key, first, rng.choice(PHRASES))


def move_sentence(manuscript: Manuscript, rng: random.Random) -> None:
    """Within its field."""
    key = manuscript.home()
    sentences = [match.span() for match in _SENTENCE.finditer(manuscript.text(key))]
    if len(sentences) > 1:
        start, end = rng.choice(sentences)
        to = rng.choice([at for at, _ in sentences if not start <= at <= end] or [0])
        manuscript.carry(key, start, end, key, to - (end - start) if to > start else to)


def carry_sentence(manuscript: Manuscript, rng: random.Random) -> None:
    """From the behaviour of a point to its example, or the other way."""
    key = manuscript.home()
    others = {"elaboration": "example", "example": "elaboration"}
    sentences = [match.span() for match in _SENTENCE.finditer(manuscript.text(key))]
    if key[1] in others and len(sentences) > 1:
        to = key[0], others[key[1]]
        manuscript.open(to)
        manuscript.carry(key, *rng.choice(sentences), to, rng.choice((0, len(manuscript.text(to)))))


def move_point(manuscript: Manuscript, rng: random.Random) -> None:
    """To any place of any area or part."""
    node = find(manuscript.document, manuscript.home()[0])
    if not isinstance(node, Point):
        return
    old = container_of(manuscript.document, node.id)
    rest = tuple(point for point in old.points if point.id != node.id)
    document = swap(manuscript.document, replace(old, points=rest))
    new = rng.choice(list(containers(document)))
    at = rng.randint(0, len(new.points))
    manuscript.document = swap(
        document, replace(new, points=(*new.points[:at], node, *new.points[at:]))
    )


Edit = Callable[[Manuscript, random.Random], None]
EDITS: dict[Edit, int] = {
    insert: 28,
    delete: 24,
    reword: 28,
    move_sentence: 10,
    carry_sentence: 4,
    move_point: 6,
}


def rewrite(manuscript: Manuscript, rng: random.Random) -> str:
    """One edit; gives its name."""
    edit = rng.choices(list(EDITS), list(EDITS.values()))[0]
    edit(manuscript, rng)
    return edit.__name__
