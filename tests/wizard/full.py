"""Papers that are as full as a paper may be, or fuller, as such written before there was a
bound."""

from __future__ import annotations

from dataclasses import replace

from drafting.document.bounds import MOST_CHARACTERS, text_size
from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from tests.wizard.papers import put, store, stored

FULL_AREA = "“理论学习”最多写 40 条，这样会有 41 条。请把相近的合并，或者移除不要的再添加。"
#: How the sentence begins; the number that follows is the paper's.
FULL_PAPER = "一份材料最多写 60000 字，这样会有 "


def many(number: int, prefix: str = "f") -> tuple[Point, ...]:
    return tuple(Point(id=f"{prefix}{n}", claim=f"观点{n}") for n in range(number))


def fill_area(draft: Draft, number: int = 40) -> None:
    """Put so many points into 理论学习."""
    store(draft, put(stored(draft), "theory", *many(number)))


def filled(document: Document, size: int = MOST_CHARACTERS) -> Document:
    """The document with an opening so long that it has so many characters."""
    bare = replace(document, opening=replace(document.opening, text=""))
    return replace(bare, opening=replace(bare.opening, text="字" * (size - text_size(bare))))


def fill_paper(draft: Draft, size: int = MOST_CHARACTERS) -> None:
    store(draft, filled(stored(draft), size))
