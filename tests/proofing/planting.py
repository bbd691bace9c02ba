"""The materials with planted defects, and what to plant."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

MATERIALS = Path(__file__).parent / "materials"
SHARED_MATERIALS = Path(__file__).parents[1] / "materials"
FIXTURES = Path(__file__).parents[2] / "fixtures"


@dataclass(frozen=True)
class Planted:
    """One defect: where it stands (None where something was taken out), and the rule that finds it,
    if any can."""

    start: int | None
    end: int | None
    written: str
    rule: str | None


def names() -> list[str]:
    """The materials written for these tests."""
    return sorted(path.stem for path in MATERIALS.glob("*.txt"))


def clean(name: str) -> str:
    return (MATERIALS / f"{name}.txt").read_text("utf-8")


def planted(name: str) -> tuple[str, list[Planted]]:
    """A material with all its defects, and where they are."""
    text = clean(name)
    edits = json.loads((MATERIALS / "defects.json").read_text("utf-8"))[name]
    for right, wrong, _ in edits:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    found = []
    for _, wrong, rule in edits:
        start = text.find(wrong) if wrong else -1
        found.append(
            Planted(start, start + len(wrong), wrong, rule)
            if wrong
            else Planted(None, None, "", rule)
        )
    return text, found
