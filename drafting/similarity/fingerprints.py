"""Fingerprints: a few of the four-character stretches of a sentence, chosen so that any two
sentences which share a longer stretch share a fingerprint. [pure]

Source of the rule: winnowing (Schleimer, Wilkerson, Aiken 2003). Stretches of 4 and windows of 3 were
measured beforehand: longer ones miss edited sentences, shorter ones meet in unrelated ones.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32

SIZE: Final = 4
WINDOW: Final = 3


def stretches(said: str) -> list[int]:
    """The hashes (whole numbers below 2 ** 32, the same in every process) of all stretches of what
    a sentence says, in order; none of one that is shorter than SIZE."""
    return [
        crc32(said[at : at + SIZE].encode("utf-8", "surrogatepass"))
        for at in range(len(said) - SIZE + 1)
    ]


def fingerprints(said: str) -> frozenset[int]:
    """Those of the hashes by which a sentence is kept in an index, about half of them."""
    hashes = stretches(said)
    if len(hashes) <= WINDOW:
        return frozenset([min(hashes)] if hashes else [])
    return frozenset(min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1))
