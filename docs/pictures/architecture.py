"""Draw docs/pictures/architecture.svg: the rooms in their layers, and which uses which.

    .venv/bin/python docs/pictures/architecture.py

The layers are those of import-linter's contract in pyproject.toml, the lines the imports that the
code really has (grimp), less those that follow from others. tests/ground/test_architecture.py
compares the file with the code.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import grimp

ROOT: Final = Path(__file__).resolve().parents[2]
FILE: Final = ROOT / "docs/pictures/architecture.svg"
#: What stands below the rooms and is used by the processes themselves.
BELOW: Final = ("accounts",)
BOX, GAP, ROW, LEFT, TOP = 132, 20, 92, 24, 24
HEIGHT, WORDS, LINE = 40, 700, 20

Uses = Mapping[str, set[str]]


def layers() -> list[list[str]]:
    """The rooms, a list for each layer from the uppermost down."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    rows = next(c["layers"] for c in contracts if c["type"] == "layers")
    found = [
        [room.split(".")[1] for room in re.split(r"\s*[:|]\s*", row) if not room.startswith("(")]
        for row in rows
    ]
    return [*found, list(BELOW)]


def uses(rooms: list[str]) -> dict[str, set[str]]:
    """Which room imports which other one, in the code as it is."""
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph("drafting", "accounts", cache_dir=None)
    names = {room: room if room in BELOW else f"drafting.{room}" for room in rooms}
    found: dict[str, set[str]] = {room: set() for room in rooms}
    owner = {
        module: room
        for room, name in names.items()
        for module in {name, *graph.find_descendants(name)}
    }
    for module, room in owner.items():
        for imported in graph.find_modules_directly_imported_by(module):
            other = owner.get(imported)
            if other is not None and other != room:
                found[room].add(other)
    return found


def reduced(found: Uses, rank: Mapping[str, int]) -> list[tuple[str, str]]:
    """The uses that lead down, without those that are said by a way over other rooms."""
    down = {room: {o for o in others if rank[o] > rank[room]} for room, others in found.items()}

    def reach(room: str) -> set[str]:
        return down[room].union(*(reach(other) for other in down[room]))

    return sorted(
        (room, other)
        for room, others in down.items()
        for other in others
        if not any(other in reach(between) for between in others - {other})
    )


def said(room: str) -> str:
    """What a room says of itself in the first sentence of its package."""
    package = ROOT / room if room in BELOW else ROOT / "drafting" / room
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    first = re.split(r"(?<=[^A-Z])[.;](?:\s|$)", " ".join(text.split()))[0]
    return f"{room}: {re.sub(r' [(][^)]*[)]', '', first).split(': ', 1)[-1].split(' [')[0]}"


def drawing() -> str:
    """The picture as SVG."""
    rows = layers()
    rank = {room: number for number, row in enumerate(rows) for room in row}
    boxes = LEFT * 2 + max(len(row) for row in rows) * (BOX + GAP) - GAP
    width = boxes + WORDS
    place = {
        room: (
            (boxes - len(row) * (BOX + GAP) + GAP) / 2 + index * (BOX + GAP),
            TOP + number * ROW,
        )
        for number, row in enumerate(rows)
        for index, room in enumerate(row)
    }
    height = TOP * 2 + (len(rows) - 1) * ROW + HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="sans-serif" font-size="14">',
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>',
    ]
    for room, other in reduced(uses(list(rank)), rank):
        (x1, y1), (x2, y2) = place[room], place[other]
        x1, x2, y1 = x1 + BOX / 2, x2 + BOX / 2, y1 + HEIGHT
        bend = (y2 - y1) / 2
        lines.append(
            f'<path d="M{x1:g} {y1:g} C{x1:g} {y1 + bend:g} {x2:g} {y2 - bend:g} {x2:g} {y2:g}" '
            'fill="none" stroke="#9aa3ad"/>'
        )
    for room, (x, y) in place.items():
        lines.append(
            f'<rect x="{x:g}" y="{y:g}" width="{BOX}" height="{HEIGHT}" rx="4" '
            'fill="#f6f1ee" stroke="#9c2f24"/>'
            f'<text x="{x + BOX / 2:g}" y="{y + HEIGHT / 2 + 5:g}" text-anchor="middle">{room}</text>'
        )
    for number, row in enumerate(rows):
        first = TOP + number * ROW + HEIGHT / 2 + 4 - (len(row) - 1) * LINE / 2
        lines += [
            f'<text x="{boxes:g}" y="{first + index * LINE:g}" font-size="13" fill="#3b4148">'
            f"{escape(said(room))}</text>"
            for index, room in enumerate(row)
        ]
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    FILE.write_text(drawing(), encoding="utf-8")
