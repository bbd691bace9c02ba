"""Programs that tests and benchmarks hand to processes of their own stand in strings, where no tool
sees that a module has moved: what they import is there."""

import ast
import re
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
IMPORT = re.compile(r"^\s*from ((?:accounts|drafting)[\w.]*) import (.+?)(?:  #.*)?$", re.MULTILINE)
FILES = [
    path
    for folder in ("tests", "benchmarks", "docs")
    for path in sorted((ROOT / folder).rglob("*.py"))
]  # fmt: skip


def imported(path: Path) -> set[tuple[str, str]]:
    """Module and name of what the strings of a file import."""
    strings = (
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {
        (found[1], name.split(" as ")[0].strip())
        for text in strings
        for found in IMPORT.finditer(text)
        for name in found[2].split(",")
    }


def missing(module: str, name: str) -> bool:
    try:
        if not hasattr(import_module(module), name):
            import_module(f"{module}.{name}")
    except ImportError:
        return True
    return False


def test_what_they_import_is_there() -> None:
    wanted = {row for path in FILES for row in imported(path)}
    assert ("drafting.drafts.services.lifecycle", "begin_draft") in wanted
    assert sorted(row for row in wanted if missing(*row)) == []
