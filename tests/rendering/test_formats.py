"""Every package of an output format is found, and says all that the pages and the jobs need."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from drafting.rendering import formats
from drafting.rendering.formats import DEFAULT_FORMAT, DOWNLOADS, FORMATS, formats_in
from tests.programs import LIBREOFFICE
from tests.rendering.documents import SMALL, options

COMPLETE = """
from drafting.rendering.output_format import OutputFormat
FORMAT = OutputFormat(key="note", label="便条", description="只有文字。", suffix="note",
                      media_type="text/plain", render=lambda document, options: document.head.title)
"""


def package(directory: Path, monkeypatch: pytest.MonkeyPatch, name: str, source: str) -> list[str]:
    """The directory of a package that could be imported as a format."""
    (directory / "trial" / name).mkdir(parents=True)
    (directory / "trial" / name / "__init__.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(str(directory))
    for each in ("trial", f"trial.{name}"):
        monkeypatch.delitem(sys.modules, each, raising=False)
    return [str(directory / "trial")]


def test_what_lies_in_the_directory_is_what_there_is() -> None:
    (place,) = formats.__path__
    packages = {path.parent.name for path in Path(place).glob("*/__init__.py")}
    assert set(FORMATS) == packages
    assert {path.stem for path in Path(place).glob("*.py")} == {"__init__"}


@pytest.mark.parametrize("key", sorted(FORMATS))
def test_a_format_says_what_the_pages_need(key: str) -> None:
    output = FORMATS[key]
    assert output.key == key
    assert re.fullmatch(r"[a-z0-9]{1,10}", output.suffix)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(; charset=utf-8)?", output.media_type)
    assert 0 < len(output.label) <= 10
    assert output.description.endswith("。")
    if output.obstacle():
        pytest.skip(LIBREOFFICE.missing)
    content = output.file(SMALL, options())
    assert content
    assert not output.stable or content == output.file(SMALL, options())


def test_endings_tell_downloads_apart() -> None:
    assert len({output.suffix for output in DOWNLOADS.values()}) == len(DOWNLOADS)
    assert next(iter(DOWNLOADS.values())) is DEFAULT_FORMAT
    assert "html" not in DOWNLOADS


def test_a_package_is_found_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = package(tmp_path, monkeypatch, "note", COMPLETE)
    found = formats_in(places, "trial")
    assert {key: output.label for key, output in found.items()} == {"note": "便条"}
    assert found["note"].file(SMALL, options()) == SMALL.head.title.encode()


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("empty", ""),
        ("other", COMPLETE),
        ("note", "FORMAT = {'key': 'note'}"),
        ("note", COMPLETE.replace('suffix="note",', "")),
    ],
)
def test_a_package_that_lacks_something_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, source: str
) -> None:
    places = package(tmp_path, monkeypatch, name, source)
    with pytest.raises(TypeError, match=f"trial.{name} has no FORMAT|suffix"):
        formats_in(places, "trial")
