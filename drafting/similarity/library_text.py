"""Which sentences of a paper stand in the library as they are, their holes filled or not. [pure]"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from rapidfuzz.distance import LCSseq

from drafting.document.text import HOLE
from drafting.similarity.closeness import closeness
from drafting.similarity.fingerprints import fingerprints, stretches
from drafting.similarity.sentences import SENTENCE, Sentence, said_of

#: A private sign in place of a hole: it is no word, so it does not count.
_HOLE: Final = "\ue000"
#: Words of a library sentence that are fixed; a shorter one is anybody's.
_SHORTEST: Final = 8
#: Characters that may fill a hole; who writes more has written something of their own.
_FILLER: Final = 24
#: What may stand before a library's sentence: 一是, 比如.
_BEFORE: Final = 4
#: Library sentences that are looked at for one of a paper, and the share of fingerprints in both.
_CANDIDATES, _SHARE = 8, 0.6
#: A sentence with so much of the library's in the same order, and so little beside it, is that one
#: with some words exchanged; a shorter one says too little to be told.
_TAKEN, _OWN = 0.78, 0.68
_REWORDED_SHORTEST: Final = 16
_REWORDED_SHARE: Final = 0.3
#: Sentences of papers of which it is kept what the library has of them.
_KEPT: Final = 16_384


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A sentence that the library has: ``fixed`` of its characters are the library's, ``fillers``
    is what fills the holes, by its words alone."""

    sentence: Sentence
    fixed: int
    fillers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A sentence of the library: its fixed words, parted by holes, and the number of their
    fingerprints."""

    pieces: tuple[str, ...]
    prints: int

    def fillers(self, said: str) -> tuple[str, ...] | None:
        """What fills its holes in what a sentence says; None where that says something else. Each
        piece is looked for where it comes first, so that no text takes long."""
        at, room, found = 0, _BEFORE, []
        for piece in self.pieces:
            place = said.find(piece, at, at + room + len(piece))
            if place < 0:
                return None
            found.append(said[at:place])
            at, room = place + len(piece), _FILLER
        rest = said[at:]
        if rest and (self.pieces[-1] or len(rest) > _FILLER):
            return None
        return tuple(filter(None, (*found[1:], rest)))


class LibraryText:
    """The sentences of the library's phrases."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._frames: list[_Frame] = []
        self._by_print: dict[int, list[int]] = defaultdict(list)
        self._known = lru_cache(maxsize=_KEPT)(self._match)
        self._near = lru_cache(maxsize=_KEPT)(self._look_near)
        for pieces in dict.fromkeys(frame for text in texts for frame in _frames(text)):
            self._add(pieces)

    def _add(self, pieces: tuple[str, ...]) -> None:
        prints = {one for piece in pieces for one in fingerprints(piece)}
        if sum(map(len, pieces)) < _SHORTEST or not prints:
            return
        for one in prints:
            self._by_print[one].append(len(self._frames))
        self._frames.append(_Frame(pieces, len(prints)))

    def borrowed(self, sentences: Sequence[Sentence]) -> tuple[Borrowed, ...]:
        """Those of the sentences that the library has, in order."""
        found = ((sentence, self._known(sentence.said)) for sentence in sentences)
        return tuple(
            Borrowed(sentence, max(0, sentence.weight - sum(map(len, fillers))), fillers)
            for sentence, fillers in found
            if fillers is not None
        )

    def reworded(self, sentences: Sequence[Sentence]) -> tuple[Borrowed, ...]:
        """Those of the sentences that are the library's with some words exchanged (本人 for 自己), in
        order; those that it has as they are left out. ``fixed`` are the characters that stayed."""
        found = ((sentence, self._near(sentence.said)) for sentence in sentences)
        return tuple(Borrowed(sentence, stayed, ()) for sentence, stayed in found if stayed)

    def _look_near(self, said: str) -> int:
        """How many characters of a sentence of the library stayed in this one; 0 where it is none of
        them, or one of them as it is."""
        if len(said) < _REWORDED_SHORTEST or self._known(said) is not None:
            return 0
        votes = Counter(
            number for one in set(stretches(said)) for number in self._by_print.get(one, ())
        )
        for number, shared in votes.most_common(_CANDIDATES):
            frame = self._frames[number]
            fixed = "".join(frame.pieces)
            if shared < _REWORDED_SHARE * frame.prints or len(fixed) < _REWORDED_SHORTEST:
                continue
            least = ceil(max(_TAKEN * len(fixed), _OWN * len(said)))
            if stayed := LCSseq.similarity(fixed, said, score_cutoff=least):
                return int(stayed)
            near = closeness(said, fixed)
            if near is not None and near.manner == "moved" and near.score >= _TAKEN:
                return round(near.score * len(said))
        return 0

    def _match(self, said: str) -> tuple[str, ...] | None:
        votes = Counter(
            number for one in set(stretches(said)) for number in self._by_print.get(one, ())
        )
        for number, shared in votes.most_common(_CANDIDATES):
            frame = self._frames[number]
            if shared < _SHARE * frame.prints:
                continue
            fillers = frame.fillers(said)
            if fillers is not None:
                return fillers
        return None


def _frames(text: str) -> Iterable[tuple[str, ...]]:
    """Each sentence of a phrase as its fixed words, parted by the holes."""
    for sentence in SENTENCE.findall(HOLE.sub(_HOLE, text)):
        yield tuple(map(said_of, sentence.split(_HOLE)))
