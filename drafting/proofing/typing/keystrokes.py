"""Characters left out, typed twice or turned round, told by what a clause gains without the slip.
[pure]"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drafting.document.ranges import Ranged
from drafting.proofing.core.tokens import is_word
from drafting.proofing.typing.known_text import KnownText
from drafting.proofing.typing.lattice import Lattice
from drafting.proofing.typing.lexicon import Lexicon
from drafting.proofing.typing.model_file import SCALE, UNKNOWN

#: What a clause must gain, in tenfold likelihoods: with two characters in their order (more where
#: the word is no everyday one), with one of two that are the same, with one that was left out.
_TURNED: Final = 3.8
_TURNED_SELDOM: Final = 4.5
_DOUBLED: Final = 4.0
_LEFT_OUT: Final = 1.0
#: The costs of a word that everybody uses, of one that many do, of a pair that is hardly a word.
_EVERYDAY: Final = 4.9
_COMMON: Final = 5.5
_HARDLY: Final = 5.6
#: How much cheaper than such a pair the word in the other order is.
_CHEAPER: Final = 1.5
#: A sentence is right with these and without them, and none of them tells a word.
_OPTIONAL: Final = frozenset(
    "的地得了着过最没个们是来想上中下相出也都还就更在到于和与或把被对将所有为以要会能可性化者多大各两不一二三四五六七八九十百千万零第"
)
#: Characters by which known words end, so that the next may begin with the same (学院院刊, 党规规范), and
#: such as are said twice of one thing after another (一座座).
_ENDINGS: Final = frozenset(
    "院厅股馆局处科室部委会校厂司所站队组乡镇村县市区党团化性率力度量者员规控奶长家师人户项件条个座幅辆本张篇家天年月日次步层层块片声口句"
)
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两数几")
_FOUR: Final = 4


@dataclass(frozen=True, slots=True)
class Keystroke(Ranged):
    """Characters of a text that a slip of the keys may have made of others, what those are, and
    what it gains to write them."""

    start: int
    end: int
    old: str
    new: str
    gain: float

    @property
    def place(self) -> tuple[int, int]:
        """Where what is meant is to stand."""
        return self.start, self.end

    @property
    def meant(self) -> str:
        """What is to stand there."""
        return self.new


class Keystrokes:
    """Looks for slips of the keys in clauses."""

    def __init__(self, lexicon: Lexicon, known: KnownText) -> None:
        self._lexicon, self._known = lexicon, known

    def slips(self, lattice: Lattice, offset: int) -> Iterator[Keystroke]:
        """All that are sure enough, in the order of the text, which begins at ``offset``."""
        text = lattice.text
        for place in range(len(text) - 1):
            for start, end, new, least in self._supposed(text, place):
                gain = lattice.rewriting(start, end, new)
                if gain >= least:
                    old = text[start:end]
                    yield Keystroke(offset + start, offset + end, old, new, gain)
        for start, end, new in self._left_out(text):
            gain = lattice.rewriting(start, end, new)
            if gain >= _LEFT_OUT:
                yield Keystroke(offset + start, offset + end, text[start:end], new, gain)

    def _supposed(self, text: str, place: int) -> Iterator[tuple[int, int, str, float]]:
        """Stretches that begin at a place, what may be meant, and what that must gain."""
        first, second = text[place], text[place + 1]
        if first != second:
            least = self._turned(text, place)
            if least is not None:
                yield place, place + 2, second + first, least
        elif self._is_doubled(text, place):
            yield place, place + 2, first, _DOUBLED

    def _left_out(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Stretches in which a character may be left out, with what they are then."""
        for place in range(len(text) - _FOUR + 1):
            four = text[place : place + _FOUR]
            for at, one in self._known.whole(four):
                whole = four[:at] + one + four[at:]
                if one not in _OPTIONAL and self._makes_word(whole, at):
                    begin, end = max(0, at - 2), min(_FOUR, at + 2)
                    yield place + begin, place + end, whole[begin : end + 1]

    def _turned(self, text: str, place: int) -> float | None:
        """What must be gained where two characters make a common word in the other order, and
        hardly one as they stand; None where they do not."""
        pair = text[place : place + 2]
        meant = self._lexicon.cost(pair[::-1])
        if meant > _COMMON or _NUMERALS & set(pair):
            return None
        stands = self._lexicon.cost(pair)
        # 依法依规, 拒腐防变 have a rhythm of their own
        rhythm = place and text[place - 1] == text[place + 1]
        if stands < _HARDLY or stands - meant < _CHEAPER or rhythm or _in_idiom(text, place):
            return None
        return _TURNED if meant <= _EVERYDAY else _TURNED_SELDOM

    def _is_doubled(self, text: str, place: int) -> bool:
        """Whether two characters that are the same stand in one common word, not where two words
        meet, and not for one thing after another."""
        one = text[place]
        if one in _ENDINGS or self._lexicon.cost(one + one) < _HARDLY:
            return False
        if is_word(text[max(0, place - 2) : place + 1]):
            return False  # 研究生生源
        before, after = text[max(0, place - 1) : place] + one, one + text[place + 2 : place + 3]
        costs = [self._lexicon.cost(word) for word in (before, after) if len(word) > 1]
        return any(cost <= _COMMON for cost in costs) and any(
            cost * SCALE >= UNKNOWN for cost in costs
        )

    def _makes_word(self, whole: str, at: int) -> bool:
        """Whether a character and one beside it make a common word."""
        pairs = (whole[at - 1 : at + 1], whole[at : at + 2])
        return any(self._lexicon.cost(pair) <= _COMMON for pair in pairs)


def _in_idiom(text: str, place: int) -> bool:
    """Whether a longer word of the dictionary holds two characters."""
    return any(
        is_word(text[start : start + size])
        for size in (3, 4)
        for start in range(max(0, place + 2 - size), place + 1)
        if len(text[start : start + size]) == size
    )
