"""Two papers of a meeting side by side, with what one has of the other marked in both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from drafting.document import codec
from drafting.document.ranges import TextRange
from drafting.proofing.alikeness.comparison import matches_by_paper
from drafting.proofing.alikeness.sources import own_sentences, projected
from drafting.review.models import Submission
from drafting.similarity.index import Match
from drafting.similarity.kept_paper import kept_paper
from drafting.similarity.passages import Passage, likeness
from drafting.similarity.sentences import Sentence

#: How a passage was taken over, in a word.
MANNERS: Final[Mapping[str, str]] = {"verbatim": "照抄", "edited": "改动", "moved": "调换"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph; ``number`` is that of the passage they are of, 0 where they are of none,
    ``first`` where a passage begins here."""

    text: str
    number: int = 0
    manner: str = ""
    first: bool = False

    @property
    def label(self) -> str:
        """照抄, 改动 or 调换."""
        return MANNERS.get(self.manner, "")


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with its words in both papers."""

    number: int
    manner: str
    mine: str
    theirs: str

    @property
    def label(self) -> str:
        """照抄, 改动 or 调换."""
        return MANNERS[self.manner]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the papers: whose, its share in the other, its paragraphs."""

    submission: Submission
    share: float
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def name(self) -> str:
        """Who wrote it."""
        return self.submission.draft.owner.name

    @property
    def percent(self) -> str:
        """Its share, as people read it."""
        return f"{self.share:.0%}"


@dataclass(frozen=True, slots=True)
class Pair:
    """The two papers and the passages, in the order of the first."""

    one: Side
    other: Side
    passages: tuple[PassageRow, ...]


def pair_of(one: Submission, other: Submission) -> Pair:
    """Two rounds side by side; ``one`` is the paper whose passages are looked for in the other."""
    (text, mine), (their_text, theirs) = map(_read, (one, other))
    found = _matches(mine, theirs)
    share = likeness(mine, theirs, found).share
    their_share = likeness(theirs, mine, _matches(theirs, mine)).share
    passages = [
        passage
        for _, matches in groupby(found, _Paragraphs(mine, text, theirs, their_text))
        for passage in likeness(mine, theirs, matches).passages
    ]
    marks = [(passage.one, number, passage) for number, passage in enumerate(passages, 1)]
    their_marks = [(passage.other, number, passage) for number, passage in enumerate(passages, 1)]
    rows = (
        PassageRow(
            number, passage.manner, _joined(passage.one, text), _joined(passage.other, their_text)
        )
        for number, passage in enumerate(passages, 1)
    )
    return Pair(
        Side(one, share, tuple(_paragraphs(text, marks))),
        Side(other, their_share, tuple(_paragraphs(their_text, their_marks))),
        tuple(rows),
    )


def _read(submission: Submission) -> tuple[str, Sequence[Sentence]]:
    draft = submission.draft
    document = codec.load(submission.revision.document)
    projection, context = projected(document, draft.style, draft.framework.year)
    return projection.text, own_sentences(context)


def _matches(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> list[Match]:
    found = matches_by_paper(mine, [kept_paper(theirs)]).get(0, [])
    return sorted(found, key=lambda match: match.place)


class _Paragraphs:
    """In which paragraph of either paper a match is: a passage ends with the paragraph, so that a
    paper that was copied whole is shown in pieces that one can read."""

    def __init__(
        self, mine: Sequence[Sentence], text: str, theirs: Sequence[Sentence], their_text: str
    ) -> None:
        self._mine, self._theirs = _lines(mine, text), _lines(theirs, their_text)

    def __call__(self, match: Match) -> tuple[int, int]:
        return self._mine[match.place], self._theirs[match.other]


def _lines(sentences: Sequence[Sentence], text: str) -> list[int]:
    breaks = [place for place, sign in enumerate(text) if sign == "\n"]
    return [bisect_left(breaks, sentence.start) for sentence in sentences]


def _joined(stretch: TextRange, text: str) -> str:
    return stretch.of(text).replace("\n", " ")


def _paragraphs(
    text: str, marks: Iterable[tuple[TextRange, int, Passage]]
) -> Iterator[tuple[Piece, ...]]:
    """The lines of a text, cut where passages begin and end; of passages that overlap the one that
    begins first is shown whole."""
    ordered = sorted(marks, key=lambda mark: mark[0].start)
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            yield tuple(_pieces(text, at, end, ordered))
        at = end + 1


def _pieces(
    text: str, start: int, end: int, marks: Sequence[tuple[TextRange, int, Passage]]
) -> Iterator[Piece]:
    at = start
    for stretch, number, passage in marks:
        begin, stop = max(at, stretch.start), min(end, stretch.end)
        if begin >= stop:
            continue
        if begin > at:
            yield Piece(text[at:begin])
        yield Piece(text[begin:stop], number, passage.manner, begin == stretch.start)
        at = stop
    if at < end:
        yield Piece(text[at:end])
