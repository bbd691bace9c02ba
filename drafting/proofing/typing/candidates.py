"""What might have been meant in each place of a clause. [pure]"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from drafting.document.ranges import Ranged
from drafting.proofing.typing.characters import LETTER, NEAR, SYLLABLE, UNLIKE, Characters
from drafting.proofing.typing.lattice import Change, Lattice
from drafting.proofing.typing.lexicon import HOMOPHONES, OPEN, Lexicon
from drafting.proofing.typing.model_file import SCALE
from drafting.proofing.typing.variants import is_variant

#: Characters that stand alone as words, so that no longer word need come about.
ALONE: Final = (
    "的地得在再和与由于以已为未不是了有对将被把从到等及或其此该各中上下里内外大小人一二三几年月日时会可能应按更最还都也就要使之者所由并但而且因"
    "又向让则却虽至致自该力利"
)
#: A change may gain so much less than nothing up to its own end, and make it up in what follows.
_PATIENCE: Final = -int(1.6 * SCALE)
#: A change must gain so much, in tenfold likelihoods.
_FLOOR: Final = 0.5
#: How like a character must look that does not sound like it, in a word and by itself.
_SHAPE_IN_WORD: Final = 0.68
_SHAPE_ALONE: Final = 0.84
#: A word so long speaks for itself, whatever character stands in it.
_LONG: Final = 4


@dataclass(frozen=True, slots=True)
class Candidate(Ranged):
    """Characters of a clause, what might have been meant, and what speaks for it: how near they
    sound and look, the length of the longest word that comes about, whether a whole word was
    exchanged."""

    start: int
    end: int
    old: str
    new: str
    sound: int
    shape: float
    size: int
    whole: bool
    change: Change


class Source:
    """Where candidates come from."""

    def __init__(self, lexicon: Lexicon, characters: Characters) -> None:
        self._lexicon, self._characters = lexicon, characters
        self._related = lru_cache(maxsize=1_500)(
            lambda old: characters.related(old, _SHAPE_IN_WORD)
        )
        self._stand_ins = lru_cache(maxsize=8_192)(self._characters_alone)

    def candidates(self, lattice: Lattice) -> Iterator[Candidate]:
        """All that gain something, in the order of the text."""
        for place in range(len(lattice.text)):
            yield from self._of_character(lattice, place)
            for size in HOMOPHONES:
                yield from self._of_word(lattice, place, place + size)

    def _of_character(self, lattice: Lattice, place: int) -> Iterator[Candidate]:
        old = lattice.text[place]
        for new, size in self._promising(lattice, place).items():
            change = lattice.change(place, place + 1, new)
            if change and change.gain > _FLOOR:
                sound, shape = self._characters.sound(old, new), self._characters.shape(old, new)
                yield Candidate(place, place + 1, old, new, sound, shape, size, False, change)

    def _promising(self, lattice: Lattice, place: int) -> dict[str, int]:
        """Other characters with the length of the longest word that each makes."""
        text, found = lattice.text, dict[str, int]()
        for start, new in self._in_pairs(text, place):
            word = text[start:place] + new + text[place + 1 : start + 2]
            if lattice.promise(start, word, start + 2) > _PATIENCE:
                found[new] = 2
        for size in OPEN:
            for start in range(max(0, place - size + 1), min(place, len(text) - size) + 1):
                before, after = text[start:place], text[place + 1 : start + size]
                for new in self._completed(text[place], before, after):
                    if lattice.promise(start, before + new + after, start + size) > _PATIENCE:
                        found[new] = size
        for new in self._stand_ins(text[place]):
            if new not in found and lattice.promise(place, new, place + 1) > _PATIENCE:
                found[new] = 1
        return found

    def _completed(self, old: str, before: str, after: str) -> Iterator[str]:
        """Other characters that make a word between these two, and may stand for ``old``."""
        size = len(before) + len(after) + 1
        for new in self._lexicon.completed(before, after):
            if new != old and self._may_stand(old, new, size):
                yield new

    def _in_pairs(self, text: str, place: int) -> Iterator[tuple[int, str]]:
        """Related characters that make a word of two, with the place where that begins."""
        related, lexicon = self._related(text[place]), self._lexicon
        if place:
            for new in related.intersection(lexicon.after.get(text[place - 1], "")):
                if not is_variant(text[place], new):
                    yield place - 1, new
        if place + 1 < len(text):
            for new in related.intersection(lexicon.before.get(text[place + 1], "")):
                if not is_variant(text[place], new):
                    yield place, new

    def _may_stand(self, old: str, new: str, size: int) -> bool:
        if size >= _LONG:
            return True
        if is_variant(old, new):
            return False
        sound = self._characters.sound(old, new)
        return (
            sound <= NEAR
            or (sound == LETTER and size == _LONG - 1)
            or self._characters.shape(old, new) > _SHAPE_IN_WORD
        )

    def _characters_alone(self, old: str) -> tuple[str, ...]:
        table = self._characters
        return tuple(
            new
            for new in ALONE
            if new != old
            and not is_variant(old, new)
            and (table.sound(old, new) <= SYLLABLE or table.shape(old, new) > _SHAPE_ALONE)
        )

    def _of_word(self, lattice: Lattice, start: int, end: int) -> Iterator[Candidate]:
        old = lattice.text[start:end]
        if len(old) < end - start:
            return
        for new in self._lexicon.homophones(old):
            if lattice.promise(start, new, end) <= _PATIENCE:
                continue
            if all(a == b or is_variant(a, b) for a, b in zip(old, new, strict=True)):
                continue
            change = lattice.change(start, end, new)
            if change and change.gain > _FLOOR:
                pairs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
                sound = max((self._characters.sound(a, b) for a, b in pairs), default=UNLIKE)
                yield Candidate(start, end, old, new, sound, 0.0, end - start, True, change)
