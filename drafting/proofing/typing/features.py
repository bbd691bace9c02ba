"""What speaks for and against a candidate, in numbers. [pure]

``NAMES`` are those of fixtures/proofing/typing.json, which has their weights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log10
from typing import Final

from drafting.proofing.core.tokens import frequency, is_word, tag_of
from drafting.proofing.typing.candidates import ALONE, Candidate
from drafting.proofing.typing.characters import LETTER, NEAR, SYLLABLE, TONE, UNLIKE
from drafting.proofing.typing.known_text import KnownText
from drafting.proofing.typing.lattice import Change, Lattice
from drafting.proofing.typing.lexicon import LONGEST, Lexicon
from drafting.proofing.typing.model_file import SCALE

SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
    "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐"
    "梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边"
)
#: What a place's name ends with.
PLACES: Final = frozenset("村镇乡县市区路街寨屯庄巷桥港湾岛山河江湖苑里坊店")
#: Stands behind every word.
_HIGHEST: Final = "\U0010ffff"
_NAME_TAGS: Final = ("nr", "ns", "nt", "nz")
#: Words of the sentence that are looked at for what goes with what.
_MOST_AROUND: Final = 24

NAMES: Final = (
    "gain", "gain_capped", "rival_gap", "old_cost", "new_cost", "old_size", "new_size", "size",
    "tone", "syllable", "near", "letter", "unlike", "shape", "whole", "old_char_cost",
    "new_char_cost", "old_single", "left_single", "right_single", "loose", "dict_old", "dict_name",
    "dict_new", "surname", "rivals", "rank", "at_end", "at_start", "known_old", "known_new",
    "size_gain", "old_common", "alike", "dict_keeps", "unknown", "old_count", "new_count", "named",
    "long_same", "knit_old_left", "knit_old_right", "knit_new_left", "knit_new_right", "pull_old",
    "pull_new", "pull_gap", "alone", "two_wrong", "surprise", "bound_old", "bound_beside",
    "cost_beside", "new_word_cost", "pair_cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate among those of its place: how many there are, which it is (0 the first), and how
    much more it gains than the next best."""

    rivals: int
    rank: int
    gap: float


class Features:
    """Numbers of candidates."""

    def __init__(self, lexicon: Lexicon, known: KnownText) -> None:
        self._lexicon, self._model, self._known = lexicon, lexicon.model, known

    def of(
        self, lattice: Lattice, candidate: Candidate, standing: Standing, around: Sequence[str]
    ) -> list[float]:
        """The numbers in the order of NAMES. ``around``: the longer words of the sentence."""
        text, start, end, change = lattice.text, candidate.start, candidate.end, candidate.change
        lexicon, words = self._lexicon, lattice.words
        first, last = _word_range(words, start, end)
        covered = [word for _, word in words[first : last + 1]]
        left, right = _neighbours(words, first, last)
        near = [word for _, word in words[max(0, first - 3) : last + 4]]
        old, new = covered[0], max(change.words, key=len, default=candidate.new)
        after = text[:start] + candidate.new + text[end:]
        old_dict, new_dict = _dictionary_word(text, start, end), _dictionary_word(after, start, end)
        old_size, new_size = max(map(len, covered)), len(new)
        old_cost = max(map(lexicon.cost, covered))
        others = list(islice((word for word in around if word not in covered), _MOST_AROUND))
        pull_old = max(self._pull(word, others) for word in covered)
        pull_new = self._pull(new, others)
        gain, sound, shape = change.gain, candidate.sound, candidate.shape
        return [
            gain,
            min(gain, 4.0),
            standing.gap,
            old_cost,
            lexicon.cost(new),
            old_size,
            new_size,
            min(candidate.size, 5),
            sound == TONE,
            sound == SYLLABLE,
            sound == NEAR,
            sound == LETTER,
            sound == UNLIKE,
            shape,
            candidate.whole,
            lexicon.cost(candidate.old[0]),
            lexicon.cost(candidate.new[0]),
            old_size == 1,
            len(left) == 1,
            len(right) == 1,
            sum(len(word) == 1 for word in near) / len(near),
            len(old_dict),
            _is_name(old_dict),
            len(new_dict),
            bool(SURNAMES & set(text[max(0, start - 2) : start])),
            min(standing.rivals, 12),
            standing.rank,
            end == len(text),
            start == 0,
            self._known.around(text, start, end),
            self._known.around(after, start, end),
            new_size - old_size,
            old_size > 1 and old_cost < 5,
            shape > 0.8,
            len(old_dict) > 0 and len(old_dict) >= new_size,
            sum(word not in lexicon.number for word in near),
            max(map(_count, covered)),
            _count(new),
            _beside_name(text, start, end, words[: first + 1]),
            new_size > 2 and sound <= SYLLABLE,
            self._knit(left, old),
            self._knit(covered[-1], right),
            *self._knit_new(change),
            pull_old,
            pull_new,
            pull_new - pull_old,
            candidate.new in ALONE,
            sum(a != b for a, b in zip(candidate.old, candidate.new, strict=True)) > 1,
            min(4.0, sum(map(lexicon.cost, covered)) / (end - start)),
            lexicon.bound(candidate.old[0]) if old_size == 1 else 0.0,
            *self._taken_in(text, candidate, words[max(0, first - LONGEST) : last + LONGEST], new),
        ]

    def _taken_in(
        self, text: str, candidate: Candidate, words: Sequence[tuple[int, str]], new: str
    ) -> tuple[float, float, float, float]:
        """Of the single characters among ``words`` that those meant take in, how bound the most
        bound is and what the dearest costs (0, 0 for none); what the word meant costs, and what
        stands there costs as one word."""
        lexicon, start = self._lexicon, candidate.change.start
        end = start + sum(map(len, candidate.change.words))
        beside = [
            word
            for at, word in words
            if start <= at < end and len(word) == 1 and not candidate.start <= at < candidate.end
        ]
        return (
            max(map(lexicon.bound, beside), default=0.0),
            max(map(lexicon.cost, beside), default=0.0),
            lexicon.cost(new) if len(new) > 1 else 0.0,
            lexicon.cost(text[start:end]) if end - start > 1 else 0.0,
        )

    def _knit(self, first: str, second: str) -> float:
        """How much likelier the second word is after the first, in tenfold."""
        number = self._lexicon.number
        a, b = number.get(first, 0), number.get(second, 0)
        return self._model.together(a, b) / SCALE if a and b else 0.0

    def _knit_new(self, change: Change) -> tuple[float, float]:
        """How well the words that a change makes go with the words before and behind them."""
        if not change.words:
            return 0, 0
        first, last = change.words[0], change.words[-1]
        return self._knit(change.before, first), self._knit(last, change.after)

    def _pull(self, word: str, others: Sequence[str]) -> float:
        """How well a word goes with the best of others, in either order."""
        if len(word) < 2 or not others:
            return 0.0
        return max(max(self._knit(one, word), self._knit(word, one)) for one in others)


def _word_range(words: Sequence[tuple[int, str]], start: int, end: int) -> tuple[int, int]:
    """The numbers of the first and the last word of those that cover a place."""
    first, last = (bisect_right(words, (at, _HIGHEST)) - 1 for at in (start, end - 1))
    return first, last


def _neighbours(words: Sequence[tuple[int, str]], first: int, last: int) -> tuple[str, str]:
    """The words before and behind a range of words; empty at an end of the text."""
    left = words[first - 1][1] if first else ""
    right = words[last + 1][1] if last + 1 < len(words) else ""
    return left, right


def _dictionary_word(text: str, start: int, end: int) -> str:
    """The longest word of jieba's dictionary that covers a place; empty for none."""
    best = ""
    for at in range(max(0, start - 6), start + 1):
        for stop in range(max(end, at + 2, at + len(best) + 1), min(len(text), at + 8) + 1):
            if _is_word(text[at:stop]):
                best = text[at:stop]
    return best


@lru_cache(maxsize=20_000)
def _is_word(text: str) -> bool:
    return is_word(text)


@lru_cache(maxsize=8_192)
def _is_name(word: str) -> bool:
    return bool(word) and tag_of(word)[:2] in _NAME_TAGS


@lru_cache(maxsize=8_192)
def _count(word: str) -> float:
    """The logarithm of how often the dictionary's corpus has a word."""
    return log10(1 + frequency(word)) if is_word(word) else 0.0


def _beside_name(text: str, start: int, end: int, before: Sequence[tuple[int, str]]) -> bool:
    """Whether a place is what follows a surname in single characters, or stands before what ends a
    place's name."""
    if text[end : end + 1] in PLACES:
        return True
    singles = 0
    for _, word in reversed(before):
        if len(word) > 1 or singles > 2:
            break
        singles += 1
    return any(character in SURNAMES for character in text[max(0, start - singles + 1) : start])
