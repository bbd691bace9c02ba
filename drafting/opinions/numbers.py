"""How many opinions and talks a text says there were. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drafting.common.numerals import SIGNS, value_of
from drafting.document.model import Document, containers

_NUMBER: Final = rf"(?P<number>\d{{1,4}}|[{SIGNS}两]{{1,4}})\s*(?:余|多)?"
#: What counts opinions and what counts talks, by the kind of an opinion.
_SAID: Final = {
    "opinion": (
        re.compile(rf"(?:意见建议|意见和建议|意见|建议)[^，。；\d\n]{{0,8}}?{_NUMBER}条"),
        re.compile(rf"{_NUMBER}条(?:次)?[^，。；\n]{{0,6}}?(?:意见|建议)"),
    ),
    "talk": (
        re.compile(rf"谈心(?:谈话|交心)?[^。；\d\n]{{0,14}}?{_NUMBER}(?:人次|人|名|位|次)"),
        re.compile(rf"{_NUMBER}(?:人次|人|名|位|次)[^，。；\n]{{0,8}}?谈心"),
    ),
}
#: A part that tells of what was asked and said, by its heading.
_HEARD: Final = re.compile("征求意见|听取意见|谈心谈话|意见建议")


@dataclass(frozen=True, slots=True)
class Said:
    """A number that a text gives of one kind: the words, and the number."""

    kind: str
    words: str
    number: int


def numbers_said(document: Document) -> tuple[Said, ...]:
    """The numbers in the opening, and in the part on opinions (征求意见情况) where there is one."""
    texts = [document.opening.text]
    for container in containers(document):
        if _HEARD.search(container.heading):
            texts.append(container.lead)
            texts += [f"{point.claim}\n{point.elaboration}" for point in container.points]
    return tuple(said for text in texts for said in _numbers(text))


def _numbers(text: str) -> Iterator[Said]:
    for kind, patterns in _SAID.items():
        taken: set[int] = set()
        for pattern in patterns:
            for match in pattern.finditer(text):
                at = match.start("number")
                number = _value(match["number"])
                if number is not None and at not in taken:
                    taken.add(at)
                    yield Said(kind, match.group(), number)


def _value(text: str) -> int | None:
    return int(text) if text.isdecimal() else value_of(text)
