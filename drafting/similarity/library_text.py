"""Which sentences of a paper stand in the library as they are, their holes filled or not. [pure]"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from drafting.document.text import HOLE
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
