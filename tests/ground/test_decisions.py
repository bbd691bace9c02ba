"""The list of decisions names each page once, by its title and in order."""

from __future__ import annotations

import re

from tests.processes import ROOT

FOLDER = ROOT / "docs" / "decisions"


def test_the_list_names_every_page() -> None:
    listed = re.findall(
        r"^\| (?:~~)?\[(\d{4})\]\((.+?)\)(?:~~)? \| (?:~~)?(.+?)(?:~~.*)? \|$",
        (FOLDER / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    pages = [
        (page.name[:4], page.name, page.read_text(encoding="utf-8").split("\n", 1)[0])
        for page in sorted(FOLDER.glob("0*.md"))
    ]
    assert [(number, name, f"# {title}") for number, name, title in listed] == pages
