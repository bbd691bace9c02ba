"""What a text is looked up by: its pairs of neighbouring characters. [pure]

Only plain letters, digits and Han characters that every database's index knows are looked up; the
answers of the index may therefore be too many, never too few, and are compared with the text
itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_KNOWN: Final = r"[0-9a-z\u3400-\u4db5\u4e00-\u9fcc]"
_PAIR: Final = re.compile(rf"(?=({_KNOWN}{{2}}))")
_LAST: Final = re.compile(rf"{_KNOWN}(?!{_KNOWN})")
_RUN: Final = re.compile(rf"{_KNOWN}+")
_NO_WORD: Final = re.compile(r"[^0-9a-z\u4e00-\u9fcc]")
#: Terms beyond these say nothing more, and would only cost.
MOST_TERMS: Final = 12


def folded(text: str) -> str:
    """A text as it is compared: capital and small letters are the same."""
    return text.lower()


def terms_of(query: str) -> list[str]:
    """The terms of what somebody looks for, parted by blanks of any kind, each once, folded."""
    return list(dict.fromkeys(folded(query).split()))[:MOST_TERMS]


def grams_of(text: str) -> set[str]:
    """What a folded text is filed under: its pairs of neighbours, and the last character of each
    run of them, so that every character begins a gram."""
    return {*_PAIR.findall(text), *_LAST.findall(text)}


def grams_asked(terms: Iterable[str]) -> tuple[set[str], set[str]]:
    """The pairs that a text with all these folded terms is filed under for certain, and the single
    characters that stand alone in them: a gram of the text begins with each."""
    pairs: set[str] = set()
    singles: set[str] = set()
    for run in (run for term in terms for run in _RUN.findall(term)):
        pairs.update(_PAIR.findall(run))
        if len(run) == 1:
            singles.add(run)
    return pairs, singles


def label(kind: str, value: str) -> str:
    """What a row is filed under beside its text: ``value`` (a code or a name) of one ``kind`` of
    property. No text has a gram of that length."""
    return f"{kind}0{_NO_WORD.sub('', folded(value)) or 'none'}"


def places(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where terms stand in a text, from and to, in order; what touches or overlaps is one."""
    whole = folded(text)
    if len(whole) != len(text):
        # a letter whose small form is longer: better no mark than a wrong one
        return []
    found = sorted(
        (at, at + len(term)) for term in set(terms) if term for at in _occurrences(whole, term)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _occurrences(text: str, term: str) -> Iterable[int]:
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + 1)
