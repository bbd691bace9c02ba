"""Materials whose structure is marked by hand in the text itself: without the tags it is the file,
the tags say what is what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

FOLDER = Path(__file__).parent / "materials"
NAMES = sorted(path.stem for path in FOLDER.glob("*.xml"))
_BYLINE = ("unit", "position", "name", "date")


@dataclass(frozen=True)
class Marked:
    """A material: its text, the framework to import it with, and the structure a person read in
    it."""

    text: str
    framework: str | None
    expected: dict[str, Any]


def marked(name: str) -> Marked:
    root = ET.fromstring((FOLDER / f"{name}.xml").read_text("utf-8"))
    titles = [title.text or "" for title in root.findall("title")]
    title = "".join(("\n" if n and t.startswith("——") else "") + t for n, t in enumerate(titles))
    expected = {
        "title": title,
        "byline": {key: found.replace(" ", "") for key in _BYLINE if (found := root.findtext(key))},
        "opening": [one.text for one in root.findall("opening")],
        "parts": [_part(part) for part in root.findall("part")],
        "closing": [one.text for one in root.findall("closing")],
    }
    return Marked("".join(root.itertext()).strip("\n"), root.get("framework"), expected)


def _part(part: ET.Element) -> dict[str, Any]:
    return {
        "number": part.findtext("n") or "",
        "heading": part.findtext("h") or "",
        "role": part.get("role"),
        "key": part.get("key"),
        "lead": [one.text for one in part.findall("lead")],
        "sections": [_section(section) for section in part.findall("section")],
        "points": [_point(point) for point in part.findall("point")],
    }


def _section(section: ET.Element) -> dict[str, Any]:
    number = section.findtext("n")
    if number is None and section.text:  # 一、 written before the heading without a tag
        number = section.text.strip("、（）")
    return {
        "number": number or "",
        "heading": section.findtext("h"),
        "area": section.get("area"),
        "lead": "\n".join(one.text or "" for one in section.findall("lead")),
        "points": [_point(point) for point in section.findall("point")],
    }


def _point(point: ET.Element) -> dict[str, Any]:
    return {
        "marker": point.findtext("mk") or "",
        # what ends a claim other than a full stop stays with it
        "claim": (point.findtext("c") or "")
        + ("；" if (point.find("c").tail or "") == "；" else ""),  # type: ignore[union-attr]
        "elaboration": "\n".join(one.text or "" for one in point.findall("e")),
        "example": "".join(one.text or "" for one in point.findall("x")),
    }


def shape(structure: dict[str, Any]) -> dict[str, Any]:
    """The part of an exported structure that materials are marked for."""

    def pick(item: dict[str, Any], *keys: str) -> dict[str, Any]:
        return {key: item[key] for key in keys}

    def points(item: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            pick(point, "marker", "claim", "elaboration", "example") for point in item["points"]
        ]

    return pick(structure, "title", "byline", "opening", "closing") | {
        "parts": [
            pick(part, "number", "heading", "role", "lead")
            | {
                "sections": [
                    pick(section, "number", "heading", "area", "lead") | {"points": points(section)}
                    for section in part["sections"]
                ],
                "points": points(part),
            }
            for part in structure["parts"]
        ]
    }
