"""Frameworks as values, read from the shipped files without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drafting.frameworks.spec import AreaSpec, FrameworkSpec, PartSpec

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "frameworks"


def framework(key: str | None) -> FrameworkSpec | None:
    if key is None:
        return None
    data = json.loads((FOLDER / f"{key}.json").read_text("utf-8"))
    return FrameworkSpec(
        key=key,
        year=data["year"],
        meeting_kind=data["meeting"],
        name=data["name"],
        theme=data["theme"],
        title=data["title"],
        parts=tuple(_part(part) for part in data["parts"]),
    )


def _part(part: dict[str, Any]) -> PartSpec:
    areas = tuple(
        AreaSpec(key=area["key"], name=area["name"], heading=area["heading"])
        for area in part.get("areas", ())
    )
    return PartSpec(
        key=part["key"], role=part["role"], heading=part["heading"] or part["name"], areas=areas
    )
