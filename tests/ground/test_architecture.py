"""The picture of the rooms is that of the code."""

from __future__ import annotations

import runpy

from tests.processes import ROOT


def test_the_picture_is_drawn_from_the_code() -> None:
    script = ROOT / "docs/pictures/architecture.py"
    drawn = runpy.run_path(str(script))["drawing"]()
    shown = (ROOT / "docs/pictures/architecture.svg").read_text(encoding="utf-8")
    assert drawn == shown, "run .venv/bin/python docs/pictures/architecture.py"
