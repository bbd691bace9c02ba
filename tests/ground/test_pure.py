"""A module that says ``[pure]`` is held to it: no Django, no database, no queue."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from tests.processes import ROOT

MARK = "[pure]"


def test_the_linter_holds_every_pure_module_to_it() -> None:
    """What the contract lists and what says of itself that it is pure is the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = {
        module
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["name"].startswith("pure parts")
        for module in contract["source_modules"]
    }
    assert listed == said()


def said() -> set[str]:
    """The packages and modules that say it, each without what lies within another one."""
    names = {
        name_of(path)
        for top in ("drafting", "accounts")
        for path in (ROOT / top).rglob("*.py")
        if MARK in (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
    }
    return {name for name in names if not any(name.startswith(f"{other}.") for other in names)}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
