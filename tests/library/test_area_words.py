"""Which area what happened speaks of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from drafting.library.area_words import AreaWords

FIXTURES = Path(__file__).parents[2] / "fixtures"
FACTS = json.loads((Path(__file__).parent / "facts.json").read_text("utf-8"))["facts"]


def shipped() -> Iterator[tuple[str, str]]:
    """What the shipped taxonomy and library say, by area."""
    rows = json.loads((FIXTURES / "taxonomy.json").read_text("utf-8"))["problems"]
    areas = {row["code"]: row["area"] for row in rows}
    for row in rows:
        yield from ((row["area"], row[name]) for name in ("name", "gist"))
    for path in sorted((FIXTURES / "library").glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            if row.get("part") == "problems":
                for name in ("claim", "elaboration", "example", "questions"):
                    said = row.get(name) or ""
                    yield areas[row["category"]], said if isinstance(said, str) else " ".join(said)


def test_the_proposed_area_is_mostly_right() -> None:
    words = AreaWords(shipped())
    found = [(words.likely(said), area) for area, said in FACTS]
    told = Counter(
        "none" if not one else "right" if one == area else "wrong" for one, area in found
    )
    assert told["right"] >= 36
    assert told["wrong"] <= 12


def test_words_that_tell_of_no_area() -> None:
    words = AreaWords([("理论学习", "通知来了才翻书"), ("工作作风", "在村委会听汇报")])
    assert words.likely("下雨") == ""
    assert words.likely("") == ""
    assert words.likely("七月才翻书") == "理论学习"
    # what it led to counts less than what happened
    assert words.likely("坐在村委会", "后来才翻书") == "工作作风"
    assert AreaWords([]).likely("坐在村委会") == ""
