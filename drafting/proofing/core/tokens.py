"""Words of a text: segmentation and parts of speech by jieba's dictionary (rjieba, offline).
[pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log
from types import ModuleType
from typing import Final

from drafting.proofing.core.source import TextSpan

#: Lone surrogates cannot be handed to rjieba; any other single character keeps the offsets.
_SURROGATE = re.compile("[\ud800-\udfff]")
_CHARACTER = re.compile("[\u4e00-\u9fff]")
#: Words of the corpus of jieba's dictionary.
_CORPUS: Final = 60_000_000


@cache
def _jieba() -> ModuleType:
    """Read when it is first asked: half of the processes never proofread, and reading the
    dictionary takes as long as Django."""
    import rjieba

    return rjieba


@dataclass(frozen=True, slots=True)
class Token(TextSpan):
    """A word with its place and its part of speech in the ICTCLAS tag set (n noun, v verb, a
    adjective, d adverb, i idiom …)."""

    tag: str


def tokenize(text: str) -> tuple[Token, ...]:
    """All words and marks of a text, nothing left out. Unknown words are not guessed: proofreading
    wants to see them apart."""
    found = []
    at = 0
    for word, tag in _jieba().tag(_SURROGATE.sub("\ufffd", text), False):
        found.append(Token(at, at + len(word), text[at : at + len(word)], tag))
        at += len(word)
    return tuple(found)


def is_word(text: str) -> bool:
    """Whether the dictionary (349,000 entries) has this word."""
    return not _SURROGATE.search(text) and bool(_jieba().has_word(text))


def words_among(texts: Iterable[str]) -> list[str]:
    """Those of some texts, none with a lone surrogate, that the dictionary has."""
    return list(filter(_jieba().has_word, texts))


def frequency(word: str) -> int:
    """How often the dictionary's corpus has a word; meant for words that it has."""
    return int(_jieba().suggest_freq(word))


def likelihood(text: str) -> float:
    """How likely the words of a text are, one beside the other: the natural logarithm of the product of
    their frequencies in the dictionary's corpus. A word that it has not counts as seen once, marks
    and digits count nothing."""
    return sum(
        log((max(frequency(word.text), 1) if is_word(word.text) else 1) / _CORPUS)
        for word in tokenize(text)
        if _CHARACTER.match(word.text)
    )


def tag_of(word: str) -> str:
    """The part of speech of a word that the dictionary has."""
    tagged = _jieba().tag(word, False)
    return tagged[0][1] if len(tagged) == 1 else ""
