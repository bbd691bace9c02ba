"""The data that checks read: official formulations, easily confused words, collocations, place
names. [pure]

The shipped tables are JSON under fixtures/proofing; a curator's own rows take their place in the
context.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from drafting.proofing.core.formulations import Formulation, Formulations
from drafting.proofing.core.shipped_library import shipped_library
from drafting.proofing.core.wordings import Wording
from drafting.similarity.library_text import LibraryText

FOLDER: Final = Path(__file__).resolve().parents[3] / "fixtures" / "proofing"


def _rows(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@cache
def _wordings(path: Path) -> tuple[Wording, ...]:
    return tuple(Wording.from_row(row) for row in _rows(path))


@cache
def _places(path: Path) -> Mapping[str, str]:
    return dict(_rows(path))


@dataclass(frozen=True)
class Tables:
    """What the checks look up. Each table is read when it is first needed, once in a process.

    ``kept`` are the formulations and ``phrases`` the library's texts as a curator keeps them; None:
    those that the project ships. Tables of one folder count as equal, since they have the same
    places.
    """

    folder: Path = FOLDER
    kept: Formulations | None = field(default=None, compare=False)
    phrases: LibraryText | None = field(default=None, compare=False)

    @cached_property
    def formulations(self) -> Formulations:
        """Official formulations: fixed wordings and outdated ones."""
        if self.kept is not None:
            return self.kept
        return Formulations(
            tuple(map(Formulation.from_row, _rows(self.folder / "formulations.json")))
        )

    @cached_property
    def library(self) -> LibraryText:
        """What members may take from the library."""
        return shipped_library() if self.phrases is None else self.phrases

    @cached_property
    def confusions(self) -> tuple[Wording, ...]:
        """Words taken for one another (形近、音近), each with the neighbours that give it away."""
        return _wordings(self.folder / "confusions.json")

    @cached_property
    def collocations(self) -> tuple[Wording, ...]:
        """Words that do not go together (搭配不当)."""
        return _wordings(self.folder / "collocations.json")

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Names of provinces, cities, counties and districts: bare name (槐荫) -> full name (槐荫区)."""
        return _places(self.folder / "places.json")


#: The tables that the project ships.
SHIPPED: Final = Tables()
