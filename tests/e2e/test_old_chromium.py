"""Chromium 78 is what some intranets have. None is at hand to try, so what it cannot read must not
be written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.processes import ROOT

SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))
STYLES = sorted((ROOT / "static/css").rglob("*.css"))
#: What is newer than Chromium 78, by the name a reader knows it by; each with an example that must
#: be found.
NEW_IN_SCRIPTS = {
    "optional chaining": (r"\?\.(?!\d)", "a?.b"),
    "nullish": (r"\?\?", "a ?? b"),
    "logical assignment": (r"(\|\||&&|\?\?)=", "a ||= b"),
    "private member": (r"(this|^\s*(get |set |async )?)\.?#\w+", "this.#secret"),
    "class field": (
        r"^(export )?class [^\n]*\{\n((?!\}).*\n)*?  (static )?\w+( = .*)?;$",
        "class A {\n  a() {\n  }\n  count = 1;\n}",
    ),
    "import meta": (r"\bimport\.meta\b", "import.meta.url"),
    "await at top level": (r"^(const \w+ = )?await\b", "await start();"),
    "numeric separator": (r"\b\d+_\d+", "1_000"),
    "newer method": (
        r"\.(replaceAll|at|findLast|findLastIndex|replaceChildren|toSorted|toReversed|hasOwn|allSettled|any|randomUUID|matchAll\b(?=\?))\(",
        "text.replaceAll('a', 'b')",
    ),
    "newer object": (r"\b(structuredClone|WeakRef|AggregateError)\b", "structuredClone(a)"),
    "requestSubmit": (r"\.requestSubmit\(", "form.requestSubmit()"),
}
NEW_IN_STYLES = {
    # `column-gap` of a text in columns is old, and only there may it stand
    "gap (only grid-gap in a grid)": (
        r"(?<![-\w])(row-)?gap\s*:|flex[^}]*(?<![-\w])column-gap",
        ".a { gap: 1rem; }",
    ),
    "inset": (r"(?<![-\w])inset(-\w+)*\s*:", "inset: 0;"),
    "is, where, has": (r":(is|where|has)\(", "a:is(.b)"),
    "aspect-ratio": (r"(?<![-\w])aspect-ratio\s*:", "aspect-ratio: 1;"),
    "nesting": (r"^\s*&", "  & .b {}"),
    "container query": (r"@(container|layer)\b", "@layer base {}"),
    "newer function": (
        r"(?<![-\w])(color-mix|oklch|lch|lab|clamp|min|max)\(",
        "width: min(1px, 2px);",
    ),
    "newer unit": (r"\d(dvh|svh|lvh|cqw)\b", "height: 100dvh;"),
    "several in :not": (r":not\([^()]*,[^()]*\)", "a:not(.b, .c)"),
}


def without_comments(path: Path) -> str:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"(?m)(^|\s)//.*$", "", text) if path.suffix == ".js" else text


def found_in(path: Path, features: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    text = without_comments(path)
    return [
        (name, match.group())
        for name, (pattern, _) in features.items()
        for match in re.finditer(pattern, text, re.M)
    ]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_script_is_old_enough(path: Path) -> None:
    assert found_in(path, NEW_IN_SCRIPTS) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_style_is_old_enough(path: Path) -> None:
    assert found_in(path, NEW_IN_STYLES) == []


@pytest.mark.parametrize(("name", "row"), [*NEW_IN_SCRIPTS.items(), *NEW_IN_STYLES.items()])
def test_the_check_sees_what_it_looks_for(name: str, row: tuple[str, str]) -> None:
    pattern, example = row
    assert re.search(pattern, example, re.M), name
