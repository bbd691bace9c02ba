"""The data that checks read: official formulations, easily confused words, collocations, place names. [pure]

The shipped tables are JSON under fixtures/proofing; a curator's own rows take their place in the context.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from drafting.proofing.formulations import Formulation, Formulations
from drafting.proofing.wordings import Wording

FOLDER: Final = Path(__file__).resolve().parents[2] / "fixtures" / "proofing"


def _rows(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@dataclass(frozen=True)
class Tables:
    """What the checks look up. Each table is read when it is first needed."""

    folder: Path = FOLDER

    @cached_property
    def formulations(self) -> Formulations:
        """Official formulations: fixed wordings and outdated ones."""
        return Formulations(tuple(Formulation.from_row(row) for row in _rows("formulations")))

    @cached_property
    def confusions(self) -> tuple[Wording, ...]:
        """Words taken for one another (形近、音近), each with the neighbours that give it away."""
        return tuple(Wording.from_row(row) for row in _rows("confusions"))

    @cached_property
    def collocations(self) -> tuple[Wording, ...]:
        """Words that do not go together (搭配不当)."""
        return tuple(Wording.from_row(row) for row in _rows("collocations"))

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Names of provinces, cities, counties and districts: bare name (槐荫) -> full name (槐荫区)."""
        return dict(_rows("places"))


#: The tables that the project ships.
SHIPPED: Final = Tables()
