"""What speaks for the words as they stand, whatever the model says. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.context import Context
from drafting.proofing.typing.features import SURNAMES
from drafting.proofing.typing.finder import Suspect
from drafting.proofing.typing.keystrokes import Keystroke

#: Names of documents, books and columns are quoted as they are.
_QUOTED: Final = re.compile("《[^》\n]{1,60}》")
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇几")
_ADDRESSED: Final = re.compile(
    "主任|师傅|书记|老师|医生|大夫|护士|局长|处长|科长|院长|校长|所长|站长|经理|同志|工程师|队长|班长|委员|大爷|大娘|大姐|阿姨|先生|女士|某|姓"
)
#: Beside these stands a numeral: 一是, 第二, 三要, 四个.
_COUNTED: Final = re.compile("[第是要个对条项次届年月日]")


class Vetoes:
    """What is known of a paper: names, formulations, titles, counting."""

    def __init__(self, context: Context) -> None:
        self._context = context
        names = {*context.people, *context.own_names, *context.foreign_names}
        self._fixed = bytearray(len(context.text))
        for start, end in _stretches(context.text, names):
            self._fixed[start:end] = b"\1" * (end - start)

    def speak_for(self, suspect: Suspect | Keystroke, offset: int) -> bool:
        """Whether the words of a suspect in the sentence at ``offset`` are to be left alone."""
        start, end = suspect.start + offset, suspect.end + offset
        return (
            any(self._fixed[start:end])
            or self._context.standing.touches(start, end)
            or self._context.own.touches(start, end)
            or self._counts(suspect, start, end)
            or self._is_place(start, end)
            or self._is_addressed(start, end)
        )

    def _counts(self, suspect: Suspect | Keystroke, start: int, end: int) -> bool:
        """Whether a numeral would come or go where things are counted."""
        text = self._context.text
        if not _NUMERALS & {*suspect.old, *suspect.new}:
            return False
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        return bool(_COUNTED.search(beside) or _NUMERALS & set(beside))

    def _is_addressed(self, start: int, end: int) -> bool:
        """Whether a surname stands there before what its bearer is (侯主任, 老焦同志)."""
        text = self._context.text
        return any(
            text[at] in SURNAMES and _ADDRESSED.match(text, at + 1) is not None
            for at in range(start, min(end, len(text)))
        )

    def _is_place(self, start: int, end: int) -> bool:
        """Whether the name of a province, city, county or district stands there."""
        text, places = self._context.text, self._context.tables.places
        return any(
            text[at:stop] in places
            for at in range(max(0, start - 3), start + 1)
            for stop in range(max(end, at + 2), min(len(text), at + 5) + 1)
        )


def _stretches(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where names and quoted titles stand; they may overlap."""
    for match in _QUOTED.finditer(text):
        yield match.span()
    for name in names:
        if len(name) > 1:
            for match in re.finditer(re.escape(name), text):
                yield match.span()
