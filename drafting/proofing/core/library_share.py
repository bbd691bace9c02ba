"""How much of a text the library has word for word. [pure]"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

from drafting.similarity.library_text import Borrowed
from drafting.similarity.sentences import Sentence

#: The most that is right where no meeting says otherwise, in per cent.
USUAL: Final = 30
#: Characters of the library from which on a share says something.
LEAST: Final = 60


@dataclass(frozen=True, slots=True)
class LibraryShare:
    """Of the ``whole`` characters that count (the author's own, without standing formulations)
    ``fixed`` stand in the library as they are (素材原句)."""

    fixed: int = 0
    whole: int = 0

    @property
    def share(self) -> float:
        """The share, from 0 to 1."""
        return min(1.0, self.fixed / self.whole) if self.whole else 0.0

    @property
    def percent(self) -> int:
        """The share in per cent, rounded up: nothing is 0 that is not."""
        return ceil(100 * self.fixed / self.whole) if self.whole else 0

    def exceeds(self, most: int) -> bool:
        """Whether it is more than ``most`` per cent (0: no limit), and enough to say so."""
        return bool(most) and self.fixed >= LEAST and self.fixed * 100 > most * self.whole


def share_of(said: Iterable[Sentence], borrowed: Iterable[Borrowed]) -> LibraryShare:
    """The share of a text with these sentences, of which the library has those."""
    return LibraryShare(sum(one.fixed for one in borrowed), sum(one.weight for one in said))


def shares_by_node(
    said: Iterable[Sentence], borrowed: Iterable[Borrowed], node_at: Callable[[int], str | None]
) -> Mapping[str, LibraryShare]:
    """The shares of the nodes that have such sentences; ``node_at`` gives the node of a place."""
    theirs: dict[str, list[Borrowed]] = defaultdict(list)
    for one in borrowed:
        theirs[node_at(one.sentence.start) or ""].append(one)
    sentences: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in said:
        sentences[node_at(sentence.start) or ""].append(sentence)
    return {node: share_of(sentences[node], found) for node, found in theirs.items() if node}
