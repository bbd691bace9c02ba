"""Candidates of a text with their features, sentence by sentence. [pure]"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drafting.document.ranges import Ranged
from drafting.proofing.typing.candidates import Candidate, Source
from drafting.proofing.typing.characters import LETTER, NEAR, SYLLABLE, TONE, UNLIKE, Characters
from drafting.proofing.typing.features import Features, Standing
from drafting.proofing.typing.keystrokes import Keystroke, Keystrokes
from drafting.proofing.typing.known_text import KnownText
from drafting.proofing.typing.lattice import Lattice, Steps
from drafting.proofing.typing.lexicon import Lexicon

_SENTENCE: Final = re.compile("[^。！？!?\n]+")
#: No clause is longer; what is, is read piece by piece, so that time grows with the length.
_RUN: Final = re.compile("[\u4e00-\u9fa5]{2,120}")
#: Candidates of one place that are looked at, the best by gain and likeness.
_MOST_OF_PLACE: Final = 4
#: What unlikeness takes off a gain when candidates are ordered.
_HANDICAP: Final = {TONE: 0.0, SYLLABLE: 0.2, NEAR: 0.6, LETTER: 1.2, UNLIKE: 2.5}


@dataclass(frozen=True, slots=True)
class Suspect(Ranged):
    """Characters of a text that may be mistyped, what may be meant, and the numbers that speak for
    it. ``words`` are the words meant, which begin at ``word_start``."""

    start: int
    end: int
    old: str
    new: str
    word_start: int
    words: tuple[str, ...]
    numbers: list[float]

    @property
    def place(self) -> tuple[int, int]:
        """Where the words meant are to stand."""
        return self.word_start, self.word_start + len(self.meant)

    @property
    def meant(self) -> str:
        """The words meant, as one."""
        return "".join(self.words)


class Finder:
    """All tables together, read once in a process."""

    def __init__(self, lexicon: Lexicon, characters: Characters, known: KnownText) -> None:
        self.lexicon, self.characters = lexicon, characters
        self.steps = Steps(lexicon)
        self._source = Source(lexicon, characters)
        self._features = Features(lexicon, known)
        self._keystrokes = Keystrokes(lexicon, known)

    def suspects(self, text: str) -> Iterator[Suspect]:
        """Everything that might be something else, with its numbers, in the order of the text."""
        return (one for one in self.everything(text) if isinstance(one, Suspect))

    def everything(self, text: str) -> Iterator[Suspect | Keystroke]:
        """The suspects of each clause, and behind them its slips of the keys."""
        for sentence in _SENTENCE.finditer(text):
            runs = [
                (sentence.start() + start, Lattice(self.steps, run))
                for start, run in self.runs(sentence.group())
            ]
            around = [word for _, lattice in runs for _, word in lattice.words if len(word) > 1]
            for offset, lattice in runs:
                yield from self._in_run(lattice, offset, around)
                yield from self._keystrokes.slips(lattice, offset)

    @staticmethod
    def runs(text: str) -> Iterator[tuple[int, str]]:
        """Stretches of Chinese characters with their places."""
        return ((run.start(), run.group()) for run in _RUN.finditer(text))

    def _in_run(self, lattice: Lattice, offset: int, around: list[str]) -> Iterator[Suspect]:
        places: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in self._source.candidates(lattice):
            places[candidate.start].append(candidate)
        for _, found in sorted(places.items()):
            found.sort(key=_worth, reverse=True)
            for rank, candidate in enumerate(found[:_MOST_OF_PLACE]):
                rest = (one.change.gain for k, one in enumerate(found) if k != rank)
                gap = candidate.change.gain - max(rest, default=0.0)
                yield Suspect(
                    offset + candidate.start,
                    offset + candidate.end,
                    candidate.old,
                    candidate.new,
                    offset + candidate.change.start,
                    candidate.change.words,
                    [
                        float(number)
                        for number in self._features.of(
                            lattice, candidate, Standing(len(found), rank, gap), around
                        )
                    ],
                )


def _worth(candidate: Candidate) -> float:
    """By what candidates of a place are ordered."""
    handicap = _HANDICAP[candidate.sound]
    if candidate.sound == UNLIKE:
        handicap -= 2 * candidate.shape
    return candidate.change.gain - handicap
