"""The words of the model as candidates are looked for among them: by what stands open in them, and
by sound. [pure]"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from math import log10
from typing import Final
from zlib import crc32

from drafting.proofing.typing.characters import Characters
from drafting.proofing.typing.model_file import SCALE, UNKNOWN, WIDTH, Model

#: Characters of the longest word that counts, and of those in which one may stand open.
LONGEST: Final = 8
OPEN: Final = range(3, 7)
#: Characters of words that are exchanged as a whole for another that sounds the same.
HOMOPHONES: Final = range(2, 5)
#: A character of several readings stands in as many keys; more than these in a word tell nothing.
_MOST_READINGS: Final = 4
#: Nine in ten keys that are asked for are not there, as the last bits of all that are tell.
_FILTER: Final = (1 << 22) - 1


class Lexicon:
    """Words by number, and two indexes: sorted arrays of key * WIDTH + number."""

    def __init__(self, model: Model, characters: Characters, misspelt: Collection[str]) -> None:
        """``misspelt``: words of the model that are none (按步就班)."""
        self.model = model
        self.number = model.number
        self._texts = list(model.number)
        for word in misspelt:
            self.number.pop(word, None)
        self._characters = characters
        self._codes: dict[str, int] = {}
        self._codes_of = cache(self._new_codes_of)
        self.longest = _longest(self.number)
        self._bound = _bound(self.number, model)
        self.after, self.before = _pairs(self.number)
        self._open = array("Q", sorted(_open_keys(self.number)))
        self._maybe_open = _filter(self._open)
        self._sounds = array("Q", sorted(self._sound_keys()))
        self.homophones = lru_cache(maxsize=16_384)(self._homophones)

    def text(self, number: int) -> str:
        """The word of a number."""
        return self._texts[number - 1]

    def completed(self, before: str, after: str) -> Iterator[str]:
        """The characters that make a word of OPEN characters between these two."""
        size, place = len(before) + len(after) + 1, len(before)
        key = _open_key(before, after)
        if not self._maybe_open[key & _FILTER]:
            return
        for word in self._found(self._open, key):
            if len(word) == size and word.startswith(before) and word.endswith(after):
                yield word[place]

    def cost(self, word: str) -> float:
        """-log10 of a word's probability by itself; 8 for what is no word."""
        number = self.number.get(word, 0)
        return (self.model.alone(number) if number else UNKNOWN) / SCALE

    def bound(self, character: str) -> float:
        """How much oftener a character is part of a longer word than a word by itself, in tenfold
        (擅 stands in 擅自, hardly alone); 0 for what is no part of any."""
        return self._bound.get(character, 0.0)

    def same_sound(self, text: str) -> Iterator[str]:
        """Other words of the same syllables."""
        seen = {text}
        for key in self._keys_of_sound(text):
            for word in self._found(self._sounds, key):
                if len(word) == len(text) and word not in seen:
                    seen.add(word)
                    yield word

    def _homophones(self, text: str) -> tuple[str, ...]:
        """Such as differ in two characters or more."""
        return tuple(
            word
            for word in self.same_sound(text)
            if sum(a != b for a, b in zip(word, text, strict=True)) > 1
        )

    def _found(self, index: array[int], key: int) -> Iterator[str]:
        at = bisect_left(index, key * WIDTH)
        end = (key + 1) * WIDTH
        while at < len(index) and index[at] < end:
            word = self._texts[index[at] % WIDTH - 1]
            if word in self.number:
                yield word
            at += 1

    def _sound_keys(self) -> Iterator[int]:
        for word, number in self.number.items():
            if len(word) in HOMOPHONES:
                for key in self._keys_of_sound(word):
                    yield key * WIDTH + number

    def _keys_of_sound(self, word: str) -> list[int]:
        """A number below 2 ** 40 for each way to say a word of up to four characters; none where
        a character's readings are unknown."""
        codes = [self._codes_of(character) for character in word]
        keys = []
        for ways in product(*codes):
            key = 0
            for code in ways:
                key = key << 10 | code
            keys.append(key)
            if len(keys) == _MOST_READINGS:
                break
        return keys

    def _new_codes_of(self, character: str) -> list[int]:
        """A number from 1 on for each reading."""
        codes = self._codes
        return [
            codes.setdefault(one, len(codes) + 1) for one in self._characters.syllables(character)
        ]


def _bound(words: dict[str, int], model: Model) -> dict[str, float]:
    """Of each character how much oftener longer words with it are than it alone, in tenfold."""
    likely = [10 ** (-cost / SCALE) for cost in range(UNKNOWN + 1)]
    parts: dict[str, float] = {}
    for word, number in words.items():
        if len(word) > 1:
            share = likely[min(model.alone(number), UNKNOWN)]
            for character in word:
                parts[character] = parts.get(character, 0.0) + share
    return {
        one: log10(
            part / likely[min(model.alone(words[one]), UNKNOWN) if one in words else UNKNOWN]
        )
        for one, part in parts.items()
    }


def _longest(words: Iterable[str]) -> dict[str, int]:
    """How long the longest word is that begins with two characters."""
    found: dict[str, int] = {}
    for word in words:
        size = len(word)
        if 2 <= size <= LONGEST:
            start = word[:2]
            if size > found.get(start, 0):
                found[start] = size
    return found


def _pairs(words: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The characters that make a word of two after a character, and before it."""
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for word in words:
        if len(word) == 2:
            after.setdefault(word[0], []).append(word[1])
            before.setdefault(word[1], []).append(word[0])
    return (
        {one: "".join(others) for one, others in after.items()},
        {one: "".join(others) for one, others in before.items()},
    )


def _filter(index: array[int]) -> bytearray:
    """A mark for the last bits of each key of an index."""
    marks = bytearray(_FILTER + 1)
    for entry in index:
        marks[entry // WIDTH & _FILTER] = 1
    return marks


def _open_key(before: str, after: str) -> int:
    return crc32(f"{before}*{after}".encode())


def _open_keys(words: dict[str, int]) -> Iterator[int]:
    for word, number in words.items():
        if len(word) in OPEN:
            for place in range(len(word)):
                yield _open_key(word[:place], word[place + 1 :]) * WIDTH + number
