"""All that a check may look at: the text, its shape, who writes it and for what. [pure]"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf
from time import monotonic

from drafting.document.model import Document
from drafting.document.ranges import TextRange
from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.core.formulations import Formulations
from drafting.proofing.core.outline import Outline
from drafting.proofing.core.source import TextSpan, clauses_of, paragraphs_of, sentences_of
from drafting.proofing.core.stretches import Nested, Stretches
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.core.text_outline import outline_of
from drafting.proofing.core.tokens import Token, tokenize
from drafting.similarity.library_text import Borrowed
from drafting.similarity.sentences import Sentence
from drafting.similarity.sentences import sentences_of as sentences_said
from drafting.similarity.standing import standing_sentences


class OutOfTime(Exception):
    """The time that a run may take is over."""


@dataclass(frozen=True, slots=True)
class AlikePlace(TextRange):
    """A stretch of the text that stands in another one too (雷同); ``kind`` says how that stands to
    the author: an own ``former`` paper, a ``colleague``'s, a ``reference`` text of the unit."""

    kind: str


@dataclass(frozen=True)
class Context:
    """A text under proof.

    ``spans`` are the places of the document's nodes in the text. ``role`` and ``unit_type`` are
    codes of accounts.codes, empty where unknown. ``own_names`` are names of the author's
    organisation and its superiors, ``own_words`` (本单位用语) words that are right there as they
    stand, ``foreign_names`` names that must not appear, ``people`` are the names of the author and
    of colleagues. ``framework`` is what the meeting asks for. ``shape`` is
    the outline, which every document has. ``complete`` is False for a text that is no whole
    material: what is missing is not judged then. ``alike`` is what was found by comparing it with
    others. At ``deadline`` (of ``time.monotonic``) a run
    ends.
    """

    text: str
    document: Document | None = None
    spans: tuple[tuple[str, int, int], ...] = ()
    framework: FrameworkSpec | None = None
    role: str = ""
    unit_type: str = ""
    own_names: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    foreign_names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    year: int | None = None
    complete: bool = True
    shape: Outline | None = None
    tables: Tables = SHIPPED
    alike: tuple[AlikePlace, ...] = ()
    deadline: float = inf

    def tick(self) -> None:
        """To be called now and then by what may take long. Raises OutOfTime when the time is
        over."""
        if monotonic() > self.deadline:
            raise OutOfTime

    @cached_property
    def paragraphs(self) -> tuple[TextSpan, ...]:
        """The lines that say something."""
        return paragraphs_of(self.text)

    @cached_property
    def sentences(self) -> tuple[TextSpan, ...]:
        """All sentences, with their stops."""
        return tuple(sentence for line in self.paragraphs for sentence in sentences_of(line))

    @cached_property
    def clauses(self) -> tuple[TextSpan, ...]:
        """All clauses, without the marks between them."""
        return tuple(clause for line in self.paragraphs for clause in clauses_of(line))

    @cached_property
    def outline(self) -> Outline:
        """Parts, areas and points: as ``shape`` says, else as importing reads the text.

        Never read back from print: whoever has a document gives its outline too.
        """
        if self.shape is None and self.document is not None:
            raise ValueError("a document comes with its outline")
        return self.shape or outline_of(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words and marks in order."""
        return tokenize(self.text)

    @cached_property
    def token_at(self) -> Mapping[int, int]:
        """The index of the token that begins at a place."""
        return {token.start: index for index, token in enumerate(self.tokens)}

    def cuts_word(self, place: int) -> bool:
        """Whether a word of the dictionary stands across a place: 题高 in 问题高举 is no word gone
        wrong."""
        return 0 < place < len(self.text) and place not in self.token_at

    @cached_property
    def formulations(self) -> Formulations:
        """The official formulations of the material's year."""
        return self.tables.formulations.in_force(self.year)

    @cached_property
    def covered(self) -> tuple[tuple[int, int], ...]:
        """The stretches that are official formulations, word for word."""
        return tuple(self.formulations.covered(self.text))

    @cached_property
    def own(self) -> Stretches:
        """Where words of the organisation stand, those that overlap as one stretch."""
        return Stretches(_joined(_places(self.text, self.own_words)))

    @cached_property
    def said(self) -> tuple[Sentence, ...]:
        """The author's own sentences: without headings, official formulations, the usual opening
        and closing words."""
        standing = (*self.covered, *standing_sentences(self.text))
        return sentences_said(self.text, self.outline.texts(), standing)

    @cached_property
    def borrowed(self) -> tuple[Borrowed, ...]:
        """Those of them that the library has, its holes filled or not."""
        return self.tables.library.borrowed(self.said)

    @cached_property
    def reworded(self) -> tuple[Borrowed, ...]:
        """Those of them that the library has with some words exchanged, beside those it has as they
        are."""
        return self.tables.library.reworded(self.said)

    @cached_property
    def standing(self) -> Stretches:
        """Where official formulations stand, looked up by place."""
        return Stretches(self.covered)

    def paragraph_at(self, place: int) -> TextSpan | None:
        """The paragraph that holds a place."""
        index = bisect_right(self.paragraphs, place, key=lambda line: line.start) - 1
        found = self.paragraphs[index] if index >= 0 else None
        return found if found is not None and place < found.end else None

    def sentence_at(self, place: int) -> TextSpan | None:
        """The sentence that holds a place."""
        index = bisect_right(self.sentences, place, key=lambda sentence: sentence.start) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found is not None and place < found.end else None

    def node_at(self, start: int) -> str | None:
        """The id of the innermost node that holds a place."""
        return self._nodes.innermost(start)

    @cached_property
    def _nodes(self) -> Nested:
        return Nested(self.spans)


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + 1)


def _joined(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for start, stop in sorted(places):
        if start > end:
            if end > begin:
                yield begin, end
            begin = start
        end = max(end, stop)
    if end > begin:
        yield begin, end
