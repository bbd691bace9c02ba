"""The shipped frameworks (fixtures/frameworks/, one file each) as values: for commands without a
database, and to tell one edition of a framework from another. Standard library only. [pure]"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits, PartSpec

FOLDER: Final = Path(__file__).resolve().parents[2] / "fixtures" / "frameworks"
LIMITS: Final = ("min_points", "max_points", "min_characters", "max_characters")
#: What a part and an area say; an area has no role of its own, a part no taxonomy.
ROW: Final = ("key", "name", "heading", "confidence", "guidance", "required", *LIMITS)
_HEAD: Final = ("year", "meeting", "name", "title", "theme", "theme_confidence")


def shipped_keys() -> tuple[str, ...]:
    """The keys of all shipped frameworks, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def shipped_framework(key: str) -> FrameworkSpec | None:
    """The shipped framework with this key, or None."""
    if key not in shipped_keys():
        return None
    return spec_from(json.loads((FOLDER / f"{key}.json").read_text("utf-8")))


def spec_from(data: Mapping[str, Any]) -> FrameworkSpec:
    """A framework's file as a value. Raises KeyError for a missing field."""
    return FrameworkSpec(
        key=data["key"],
        year=data["year"],
        meeting_kind=data["meeting"],
        name=data["name"],
        theme=data["theme"],
        title=data["title"],
        parts=tuple(map(_part, data["parts"])),
        usual=data.get("usual", True),
        collective=data.get("audience") == "committee",
    )


def _part(data: Mapping[str, Any]) -> PartSpec:
    return PartSpec(
        key=data["key"],
        role=data["role"],
        heading=data["heading"] or data["name"],
        guidance=data["guidance"],
        required=data["required"],
        limits=_limits(data),
        areas=tuple(map(_area, data.get("areas", ()))),
    )


def _area(data: Mapping[str, Any]) -> AreaSpec:
    return AreaSpec(
        key=data["key"],
        name=data["name"],
        heading=data["heading"] or data["name"],
        guidance=data["guidance"],
        required=data["required"],
        limits=_limits(data),
        taxonomy=tuple(data["taxonomy"]),
    )


def _limits(data: Mapping[str, Any]) -> Limits:
    return Limits(**{field: data[field] for field in LIMITS})


def digest_of(data: Mapping[str, Any]) -> str:
    """A hash of what a framework says, in the form of its file. Its key, its sources and the
    curator's note are no part of it: nobody who writes by it reads them.
    """
    said = [data[field] for field in _HEAD]
    for part in data["parts"]:
        areas = [
            [*(area[field] for field in ROW), list(area["taxonomy"])]
            for area in part.get("areas", ())
        ]
        said.append([part["role"], *(part[field] for field in ROW), areas])
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
