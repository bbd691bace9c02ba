"""All that a check may look at: the text, its shape, who writes it and for what. [pure]"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.core.formulations import Formulations
from drafting.proofing.core.outline import Outline
from drafting.proofing.core.outlining import outline_of
from drafting.proofing.core.source import Span, clauses_of, paragraphs_of, sentences_of
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.core.tokens import Token, tokenize


@dataclass(frozen=True)
class Context:
    """A text under proof.

    ``spans`` are the places of the document's nodes in the text. ``role`` and ``unit_type`` are codes of accounts.codes, empty
    where unknown. ``own_names`` are names of the author's organisation and its superiors, ``foreign_names`` names that must not
    appear. ``framework`` is what the meeting asks for. ``shape`` is the outline where it is known already. ``complete`` is False
    for a text that is no whole material: what is missing is not judged then.
    """

    text: str
    document: Document | None = None
    spans: tuple[tuple[str, int, int], ...] = ()
    framework: FrameworkSpec | None = None
    role: str = ""
    unit_type: str = ""
    own_names: tuple[str, ...] = ()
    foreign_names: tuple[str, ...] = ()
    year: int | None = None
    complete: bool = True
    shape: Outline | None = None
    tables: Tables = SHIPPED

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines that say something."""
        return paragraphs_of(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences, with their stops."""
        return tuple(sentence for line in self.paragraphs for sentence in sentences_of(line))

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """All clauses, without the marks between them."""
        return tuple(clause for line in self.paragraphs for clause in clauses_of(line))

    @cached_property
    def outline(self) -> Outline:
        """Parts, areas and points: as ``shape`` says, else as the numbers in the text tell."""
        return self.shape or outline_of(self.text, self.paragraphs)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words and marks in order."""
        return tokenize(self.text)

    @cached_property
    def token_at(self) -> Mapping[int, int]:
        """The index of the token that begins at a place."""
        return {token.start: index for index, token in enumerate(self.tokens)}

    def cuts_word(self, place: int) -> bool:
        """Whether a word of the dictionary stands across a place: 题高 in 问题高举 is no word gone wrong."""
        return 0 < place < len(self.text) and place not in self.token_at

    @cached_property
    def formulations(self) -> Formulations:
        """The official formulations of the material's year."""
        return self.tables.formulations.in_force(self.year)

    @cached_property
    def covered(self) -> tuple[tuple[int, int], ...]:
        """The stretches that are official formulations, word for word."""
        return tuple(self.formulations.covered(self.text))

    def paragraph_at(self, place: int) -> Span | None:
        """The paragraph that holds a place."""
        index = bisect_right(self.paragraphs, place, key=lambda line: line.start) - 1
        found = self.paragraphs[index] if index >= 0 else None
        return found if found is not None and place < found.end else None

    def sentence_at(self, place: int) -> Span | None:
        """The sentence that holds a place."""
        index = bisect_right(self.sentences, place, key=lambda sentence: sentence.start) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found is not None and place < found.end else None

    def node_at(self, start: int) -> str | None:
        """The id of the innermost node that holds a place."""
        holding = [
            (end - begin, node) for node, begin, end in self.spans if begin <= start < max(end, begin + 1)
        ]
        return min(holding)[1] if holding else None
