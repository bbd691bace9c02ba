"""Lists inside running text (一是……二是……; 第一，……第二，……; 1. …): a matter of the text, never of the
outline. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from drafting.common.numerals import SIGNS, value_of
from drafting.proofing.core.outline import Ordinal
from drafting.proofing.core.source import TextSpan

_CLAUSE: Final = r"(?:^|(?<=[。；！？：;\n]))[ \t\u3000]*"
#: One pattern for each way to number, with the number (signs included) and the bare numeral as
#: groups. Neither 一是一，二是二 nor 一、二季度 begins a list.
_WAYS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CLAUSE}(([{SIGNS}]{{1,3}})(?:是|要))(?!否|不是|[{SIGNS}])",
        rf"{_CLAUSE}(第([{SIGNS}]{{1,3}}))(?=[，、,：:])",
        rf"{_CLAUSE}([（(]([{SIGNS}]{{1,3}}|[0-9]{{1,2}})[）)])",
        rf"{_CLAUSE}(([{SIGNS}]{{1,3}})、)(?![{SIGNS}])",
        rf"{_CLAUSE}(([0-9]{{1,2}})[.．、])(?![0-9])",
    )
)
#: What else may count the members of a list, with its value: 首先……二是……, 一是……其次……三是…… skip nothing.
_WORDS: Final = (
    (1, "首先|首要的?是|第一|其一|一方面|一来|一则|一是|一要"),
    (2, "其次|第二|其二|另一方面|二来|二则|二是|二要"),
    (3, "再次|再者|第三|其三|三来|三则|三是|三要"),
    (4, "第四|其四|四是|四要"),
    (5, "第五|其五|五是|五要"),
)
_BRIDGES: Final = {
    value: re.compile(rf"(?:^|(?<=[。；！？：，、;,.．\n）)]))[ \t\u3000]*(?:{words})")
    for value, words in _WORDS
}


def counted(text: str, value: int) -> bool:
    """Whether something in a text counts as the member of a list with this value (1 to 5),
    whichever way it is written."""
    return value in _BRIDGES and bool(_BRIDGES[value].search(text))


def lists_in(span: TextSpan) -> Iterator[list[Ordinal]]:
    """The lists inside a stretch of running text, each from its first member on; what begins with
    no first is none."""
    for way in _WAYS:
        run: list[Ordinal] = []
        for match in way.finditer(span.text):
            ordinal = _ordinal(span, match)
            if ordinal is None or (not run and ordinal.value != 1):
                continue
            if starts_anew(run, ordinal):
                yield run
                run = []
            run.append(ordinal)
        yield run


def starts_anew(run: Sequence[Ordinal], ordinal: Ordinal) -> bool:
    """Whether a number begins another list. 一是 right after the first 一是 is the same number twice,
    not a new beginning."""
    return ordinal.value == 1 and len(run) > 1


def _ordinal(span: TextSpan, match: re.Match[str]) -> Ordinal | None:
    value = value_of(match[2])
    if value is None or value == 0:
        return None
    whole, digits = (
        TextSpan(span.start + match.start(group), span.start + match.end(group), match[group])
        for group in (1, 2)
    )
    return Ordinal(whole, digits, value)
