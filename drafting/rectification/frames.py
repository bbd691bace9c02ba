"""The frame of 上年度整改情况, made of what its author ticked: what was promised, how far it came, the
author's word, and holes where a reason and a new limit are due that neither the word nor the ledger
names. It states nothing else. [pure]"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from drafting.common.days import full_day
from drafting.document.text import STOPS, paragraphs
from drafting.rectification.states import Progress

_SAID: Final = {
    Progress.DONE: "已改到位",
    Progress.PARTLY: "部分改到位",
    Progress.NOT_YET: "还没有改到位",
}
_UNFINISHED: Final = {Progress.PARTLY: "还没有全部做到，", Progress.NOT_YET: ""}
_REASON: Final = "原因是{原因}，"
#: A word that says why needs no hole for it.
_SAYS_WHY: Final = ("原因", "因为", "由于")
_NEW_LIMIT: Final = "{新的时限}"
#: What a measure that is done is asked for where its author said nothing of it.
_HOW: Final = "{怎样改的}。"
#: What is said, and asked for, of one that is done by being kept up (需长期坚持).
_LASTING: Final = "已经做到，并长期坚持"
_HOW_KEPT: Final = "{怎样坚持的}。"


@dataclass(frozen=True, slots=True)
class Ticked:
    """A promise with its tick and the author's word; ``due`` is the new limit of one that is not
    done, where the ledger has one that has not passed. ``lasting``: it is kept up for good."""

    promise: str
    progress: Progress
    word: str = ""
    due: date | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What the frame says of one promise: claim and the rest."""

    claim: str
    rest: str = ""

    @property
    def text(self) -> str:
        """As a paragraph of running text."""
        return f"{self.claim}：{self.rest}" if self.rest else self.claim


def line_for(ticked: Ticked) -> Line:
    """The line of one promise."""
    word = _sentence(ticked.word)
    if ticked.progress is Progress.DONE:
        said, how = (_LASTING, _HOW_KEPT) if ticked.lasting else (_SAID[Progress.DONE], _HOW)
        return Line(f"{quoted(ticked.promise)}{said}", word or how)
    reason = "" if any(one in word for one in _SAYS_WHY) else _REASON
    limit = full_day(ticked.due) if ticked.due else _NEW_LIMIT
    rest = f"{word}{_UNFINISHED[ticked.progress]}{reason}{limit}前改到位。"
    return Line(f"{quoted(ticked.promise)}{_SAID[ticked.progress]}", rest)


def summary(ticks: Sequence[Ticked]) -> str:
    """How many promises there were and how far they came; ``ticks`` are all of them."""
    numbers = {one: sum(tick.progress is one for tick in ticks) for one in Progress}
    if numbers[Progress.DONE] == len(ticks):
        return _all_done(ticks) if len(ticks) > 1 else ""
    states = "，".join(f"{_SAID[one]}{number}条" for one, number in numbers.items() if number)
    return f"上年度提出整改措施{len(ticks)}条，{states}。"


def _all_done(ticks: Sequence[Ticked]) -> str:
    """What is said where nothing is left to do."""
    lasting = sum(tick.lasting for tick in ticks)
    kept = f"，其中{lasting}条长期坚持" if lasting else ""
    return f"上年度提出的{len(ticks)}条整改措施均已改到位{kept}，没有遗留事项。"


def missing_lines(
    ticks: Sequence[Ticked], total: int, present: Collection[str]
) -> tuple[str, tuple[Line, ...]]:
    """What is still to be put into the part, which says ``present`` (texts) already: the summary
    where the part says nothing of them yet and all ``total`` promises are ticked, and the lines of
    those that are not spoken of."""
    there = "\n".join(present)
    new = tuple(line_for(tick) for tick in ticks if quoted(tick.promise) not in there)
    whole = len(new) == len(ticks) == total
    return (summary(ticks) if whole and ticks else ""), new


def without_lines(text: str, lines: Iterable[str]) -> str:
    """A running text without these paragraphs, each taken out once where it still stands word for
    word, the last one first."""
    kept = text.split("\n")
    for line in lines:
        if line in kept:
            del kept[len(kept) - 1 - kept[::-1].index(line)]
    return "\n".join(kept)


def quoted(promise: str) -> str:
    """A promise in quotation marks; those inside it become single ones."""
    return f"“{promise.translate(str.maketrans('“”', '‘’'))}”"


def _sentence(word: str) -> str:
    """The author's word as a sentence of one line; empty where there is none."""
    line = "，".join(part.strip(STOPS + "，") for part in paragraphs(word))
    return f"{line}。" if line else ""
