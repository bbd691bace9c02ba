"""What is shipped to browsers is exactly what the manifest says, and is understood by Chromium
78."""

import json
import re
from pathlib import Path

import pytest

from tests.ground.vendor import MANIFEST, VENDOR, sha256

STATIC = VENDOR.parent
PACKAGES = json.loads(MANIFEST.read_text(encoding="utf-8"))["packages"]
FILES = {path: entry["sha256"] for package in PACKAGES for path, entry in package["files"].items()}

# Syntax and methods that came after Chromium 78 (of the kind that is easily written by accident).
TOO_NEW = {
    "optional chaining (80)": r"\?\.(?![0-9])",
    "nullish coalescing (80)": r"\?\?",
    "logical assignment (85)": r"(\|\||&&)=",
    "replaceAll (85)": r"\.replaceAll\(",
    "at (92)": r"\.at\(",
    "hasOwn (93)": r"\bObject\.hasOwn\(",
    "structuredClone (98)": r"\bstructuredClone\(",
    "replaceChildren (86)": r"\.replaceChildren\(",
    "Promise.any (85)": r"\bPromise\.any\(",
    "private method (84)": r"^\s*(async )?#\w+\s*\(",
    "static block (94)": r"\bstatic\s*\{",
    "inert (102)": r"\.inert\b",
    "findLast (97)": r"\.findLast(Index)?\(",
    "crypto.randomUUID (92, and secure origins only)": r"\brandomUUID\(",
}
TOO_NEW_CSS = {
    ":is and :where (88)": r":(is|where)\(",
    ":has (105)": r":has\(",
    "inset (87)": r"[{;\s]inset:",
    "aspect-ratio (88)": r"[{;\s]aspect-ratio:",
    "clamp, min, max (79)": r"\b(clamp|min|max)\(",
    "cascade layers (99)": r"@layer\b",
    "container queries (105)": r"@container\b",
    "nesting (112)": r"&[:.\s>]",
    "dynamic viewport units (108)": r"\d[dsl]v[hw]\b",
    "color-mix (111)": r"\bcolor-mix\(",
}
# Bootstrap's only use is the backdrop of a floating label above a textarea.
HARMLESS = {"vendor/bootstrap/bootstrap.min.css": {"inset (87)": ";inset:"}}


def without_comments(source: str) -> str:
    """The source without block comments and without comments that fill a line."""
    return re.sub(r"/\*.*?\*/", "", re.sub(r"^\s*//.*$", "", source, flags=re.M), flags=re.S)


def test_files_are_those_of_the_manifest() -> None:
    shipped = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {
        MANIFEST.name
    }
    assert {path: sha256((VENDOR / path).read_bytes()) for path in shipped} == FILES


def test_every_package_carries_its_licence() -> None:
    for package in PACKAGES:
        licences = [path for path in package["files"] if path.endswith("LICENSE")]
        assert len(licences) == 1, package["name"]
        assert "permi" in (VENDOR / licences[0]).read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(
    "path", sorted(STATIC.rglob("*.js")), ids=lambda path: str(path.relative_to(STATIC))
)
def test_scripts_parse_and_run_in_chromium_78(path: Path) -> None:
    source = without_comments(path.read_text(encoding="utf-8"))
    found = {
        name: hit.group()
        for name, rule in TOO_NEW.items()
        if (hit := re.search(rule, source, re.M))
    }
    assert found == {}


@pytest.mark.parametrize(
    "path", sorted(STATIC.rglob("*.css")), ids=lambda path: str(path.relative_to(STATIC))
)
def test_styles_are_understood_by_chromium_78(path: Path) -> None:
    source = without_comments(path.read_text(encoding="utf-8"))
    found = {
        name: hit.group()
        for name, rule in TOO_NEW_CSS.items()
        if (hit := re.search(rule, source, re.M))
    }
    assert found == HARMLESS.get(str(path.relative_to(STATIC)), {})


@pytest.mark.parametrize(
    "path", sorted((STATIC / "css").rglob("*.css")), ids=lambda path: path.name
)
def test_focus_visible_stands_alone(path: Path) -> None:
    """Chromium 78 does not know :focus-visible (86), and drops a whole rule for one selector that
    it does not know."""
    source = without_comments(path.read_text(encoding="utf-8"))
    lists = re.findall(r"[^{}]*(?:,[^{}]*:focus-visible|:focus-visible[^{}]*,)[^{}]*(?=\{)", source)
    assert [
        selectors
        for selectors in lists
        if not all(":focus-visible" in one for one in selectors.split(","))
    ] == []


@pytest.mark.parametrize("suffix", ["css", "js"])
def test_nothing_points_outside(suffix: str) -> None:
    """No style or script of ours loads anything from another host; comments and namespaces are no
    requests."""
    loads = re.compile(
        r"""(url\(\s*["']?|@import\s+["']?|import\s*\(?["']|fetch\(["']|src=["'])(https?:)?//"""
    )
    hits = [
        path.name
        for path in STATIC.rglob(f"*.{suffix}")
        if loads.search(without_comments(path.read_text(encoding="utf-8")))
    ]
    assert hits == []


def test_no_reference_to_a_missing_file() -> None:
    """WhiteNoise's manifest storage would refuse it when the files are collected."""
    missing = []
    for path in STATIC.rglob("*.css"):
        source = without_comments(path.read_text(encoding="utf-8"))
        for reference in re.findall(r"url\(\s*[\"']?([^\"')]+)", source):
            if (
                not reference.startswith(("data:", "#"))
                and not (path.parent / re.split(r"[?#]", reference)[0]).exists()
            ):
                missing.append((path.name, reference))
    assert missing == []
    assert not [
        path.name for path in STATIC.rglob("*.?s*") if b"sourceMappingURL" in path.read_bytes()
    ]
