"""A paper as what is compared of it, in bytes that can be kept: its sentences and fingerprints, not
its text. [pure]"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drafting.similarity.closeness import SHORTEST
from drafting.similarity.fingerprints import fingerprints
from drafting.similarity.sentences import Sentence

#: Numbers of sentences and of fingerprints, little-endian.
_HEAD: Final = struct.Struct("<II")
_LITTLE: Final = sys.byteorder == "little"


class BrokenPaper(ValueError):
    """Bytes that no paper was kept as."""


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """``said`` of each sentence, where the sentences stand and how much they weigh, one after the
    other, and the fingerprints with the number of the sentence that has each."""

    said: Sequence[str]
    places: array[int]
    prints: array[int]
    owners: array[int]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, as they were kept."""
        bounds = zip(self.places[::3], self.places[1::3], self.places[2::3], strict=True)
        return tuple(
            Sentence(start, end, said, weight)
            for said, (start, end, weight) in zip(self.said, bounds, strict=True)
        )

    def as_bytes(self) -> bytes:
        """The paper as bytes, about 120 a sentence."""
        head = _HEAD.pack(len(self.said), len(self.prints))
        said = zlib.compress("\n".join(self.said).encode("utf-8", "surrogatepass"))
        return head + b"".join(map(_plain, (self.places, self.prints, self.owners))) + said


def kept_paper(sentences: Sequence[Sentence]) -> KeptPaper:
    """The sentences of a paper with their fingerprints; those too short to tell have none."""
    places, prints, owners = array("I"), array("I"), array("I")
    for number, sentence in enumerate(sentences):
        places.extend((sentence.start, sentence.end, sentence.weight))
        if len(sentence.said) >= SHORTEST:
            found = sorted(fingerprints(sentence.said))
            prints.extend(found)
            owners.extend([number] * len(found))
    return KeptPaper([sentence.said for sentence in sentences], places, prints, owners)


def read_paper(content: bytes) -> KeptPaper:
    """The paper that these bytes were made of. Raises BrokenPaper."""
    try:
        sentences, prints = _HEAD.unpack_from(content)
        at = _HEAD.size
        parts = []
        for length in (3 * sentences, prints, prints):
            parts.append(_numbers(content[at : at + 4 * length]))
            at += 4 * length
        text = zlib.decompress(content[at:]).decode("utf-8", "surrogatepass")
    except (struct.error, zlib.error, ValueError) as error:
        raise BrokenPaper from error
    said = text.split("\n") if sentences else []
    if len(said) != sentences or len(parts[2]) != prints:
        raise BrokenPaper
    return KeptPaper(said, *parts)


def _plain(numbers: array[int]) -> bytes:
    if _LITTLE:
        return numbers.tobytes()
    swapped = array("I", numbers)
    swapped.byteswap()
    return swapped.tobytes()


def _numbers(content: bytes) -> array[int]:
    found = array("I")
    found.frombytes(content)
    if not _LITTLE:
        found.byteswap()
    return found
