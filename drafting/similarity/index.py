"""Many papers, asked for the sentences that are close to those of one. [pure]"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from drafting.document.ranges import Ranged
from drafting.similarity.closeness import SHORTEST, Manner, closeness
from drafting.similarity.fingerprints import fingerprints, stretches
from drafting.similarity.kept_paper import KeptPaper
from drafting.similarity.sentences import Sentence

#: A fingerprint of more sentences than this is everybody's and tells nothing.
COMMON: Final = 200
#: Sentences that are looked at for one, those of its rarest fingerprints first: so a sentence costs
#: the same however many papers there are.
LOOKED_AT: Final = 200
#: Sentences one after the other that turn out not to be close: no more are compared word by word
#: then. Of those that everybody has all are found, of others few are compared in vain.
MISSES: Final = 8


@dataclass(frozen=True, slots=True)
class Match(Ranged):
    """A sentence of the paper asked about (``place`` among its sentences) and one of another paper
    (``paper``, ``other`` among its sentences). ``start`` and ``end`` bound what of the first one's
    words it speaks of, ``score`` is from 0 to 1, ``manner`` how it was taken over."""

    place: int
    paper: int
    other: int
    score: float
    start: int
    end: int
    manner: Manner = "edited"


class Index:
    """Papers by number, each as its sentences."""

    def __init__(self) -> None:
        self._sentences: list[tuple[int, int, str]] = []
        self._by_print: dict[int, list[int]] = defaultdict(list)

    def add(self, paper: int, sentences: Sequence[Sentence]) -> None:
        """Take up a paper; its number is not in the index yet."""
        for place, sentence in enumerate(sentences):
            if len(sentence.said) < SHORTEST:
                continue
            number = len(self._sentences)
            self._sentences.append((paper, place, sentence.said))
            for one in fingerprints(sentence.said):
                self._by_print[one].append(number)

    def add_kept(self, paper: int, kept: KeptPaper, asked: Container[int]) -> None:
        """Take up a paper as it was kept, as far as it can be found by the stretches ``asked``: a
        paper that is asked about once needs no more of the others."""
        first = len(self._sentences)
        self._sentences.extend((paper, place, said) for place, said in enumerate(kept.said))
        for one, place in zip(kept.prints, kept.owners, strict=True):
            if one in asked:
                self._by_print[one].append(first + place)

    def matches(self, sentences: Iterable[Sentence], without: int | None = None) -> Iterator[Match]:
        """For each sentence the closest one of every other paper that has one; ``without`` is the
        number of the paper itself."""
        for place, sentence in enumerate(sentences):
            yield from self._matches(place, sentence.said, without)

    def _matches(self, place: int, said: str, without: int | None) -> Iterator[Match]:
        if len(said) < SHORTEST:
            return
        best: dict[int, Match] = {}
        missed = 0
        for number in self._candidates(said):
            paper, other, words = self._sentences[number]
            if paper == without:
                continue
            found = closeness(said, words)
            missed = missed + 1 if found is None else 0
            if missed == MISSES:
                break
            if found is not None and (paper not in best or best[paper].score < found.score):
                best[paper] = Match(
                    place, paper, other, found.score, found.start, found.end, found.manner
                )
        yield from best.values()

    def _candidates(self, said: str) -> list[int]:
        """The sentences that may be close: those first that share most with it, of these those that
        share what is rare."""
        # all stretches are asked for: an edit beside one that is kept changes which are chosen
        bearers = sorted(filter(None, map(self._by_print.get, set(stretches(said)))), key=len)
        votes: Counter[int] = Counter()
        looked_at = 0
        for sentences in bearers:
            looked_at += len(sentences)
            if len(sentences) > COMMON or (looked_at > LOOKED_AT and votes):
                break
            votes.update(sentences)
        return sorted(votes, key=votes.__getitem__, reverse=True)
