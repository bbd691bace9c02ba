"""What stands before and after the text: title, byline (单位 职务 姓名、日期), salutation; signature at the
end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from drafting.document.model import Document
from drafting.rendering.lines import lines, one_line
from drafting.rendering.shaping import shaped
from drafting.rendering.typography import level_of

#: 2号 type: 20 characters fill a line; one less keeps clear of the margin.
TITLE_WIDTH: Final = 19
_BYLINE_WIDTH = 26
#: Unit, position and name share a line up to this many characters, blanks included.
_NAME_LINE = 24
_LONGEST_BYLINE = 36
_LONGEST_SALUTE = 24
_SENTENCE_END = re.compile(r"[。；！？：，]$")
_TITLE_END = re.compile(
    r"(材料|提纲|报告|清单|台账|剖析|检查|发言|总结|方案|承诺书|讲话|情况|意见|计划|汇报)$"
)
_GREETED = re.compile(r"(同志|领导|同事|委员|党员|代表|书记|党支部|党委|党组|组长|大家|们)：$")
_DATE = re.compile(r"\d{4}年\d{1,2}月(\d{1,2}日)?$")


@dataclass(frozen=True, slots=True)
class FrontLine:
    """One line of the front matter; in a title a ``\\n`` is a line break."""

    kind: Literal["title", "byline", "salute"]
    text: str
    node_id: str


def front_lines(document: Document) -> list[FrontLine]:
    """Title and byline, and those first paragraphs of the opening that an importer left there but
    are front matter."""
    head = document.head
    front: list[FrontLine] = []
    title = "\n".join(lines(head.title))
    if title:
        front.append(FrontLine("title", "\n".join(shaped(title, TITLE_WIDTH)), head.id))
    front += [FrontLine("byline", text, head.id) for text in _byline(document)]
    opening = lines(document.opening.text)
    for index, text in enumerate(opening):
        kind = _kind(text, front, last=index == len(opening) - 1)
        if kind is None:
            break
        front.append(
            FrontLine(
                kind,
                "\n".join(shaped(text, TITLE_WIDTH)) if kind == "title" else text,
                document.opening.id,
            )
        )
        if kind == "salute":
            break
    return front


def _byline(document: Document) -> list[str]:
    """The byline's lines: unit, position and name together where they fit, the date in brackets
    below."""
    head = document.head
    unit, position, name, date = (
        one_line(t) for t in (head.unit, head.position, head.name, head.date)
    )
    texts = _person(unit, position, name)
    if date:
        texts.append(date if date.startswith(("（", "(")) else f"（{date}）")
    return [text for text in texts if text]


def _person(unit: str, position: str, name: str) -> list[str]:
    """The lines of who it is, as few as they fit in."""
    whole = _spaced(unit, position, name)
    if len(whole) <= _NAME_LINE:
        return [whole]
    person = _spaced(position, name)
    split = [unit, person] if len(person) <= _NAME_LINE else [unit, position, name]
    return [line for text in split for line in shaped(text, _BYLINE_WIDTH)]


def _spaced(*pieces: str) -> str:
    return "\u3000".join(piece for piece in pieces if piece)


def _kind(
    text: str, before: list[FrontLine], *, last: bool
) -> Literal["title", "byline", "salute"] | None:
    """What a first paragraph of the opening is; None for running text. A last paragraph is text,
    however short."""
    if _SENTENCE_END.search(text):
        return "salute" if _greets(text) else None
    if last or level_of(text):
        return None
    if not before:
        return "title" if len(text) <= 60 else None
    if before[-1].kind == "title" and _completes_title(text):
        return "title"
    return "byline" if len(text) <= _LONGEST_BYLINE else None


def _completes_title(text: str) -> bool:
    """Whether a paragraph below a title goes on with it, as a title in two paragraphs does."""
    return len(text) > 6 and bool(_TITLE_END.search(text))


def _greets(text: str) -> bool:
    """同志们： and the like; a short 现将情况报告如下： is text."""
    return len(text) <= _LONGEST_SALUTE and bool(_GREETED.search(text))


def signature(closing: Sequence[str]) -> int:
    """How many paragraphs at the end of the closing are a signature: a date, and a short name line
    before it."""
    if not closing or not _DATE.match(closing[-1].replace(" ", "")):
        return 0
    named = len(closing) > 1 and len(closing[-2]) <= 30 and not _SENTENCE_END.search(closing[-2])
    return 2 if named else 1
