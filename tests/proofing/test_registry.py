"""A check is one file, which the registry finds by itself."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from drafting.proofing import checks
from drafting.proofing.core.base import Check
from drafting.proofing.core.registry import (
    CHECKS,
    MisdeclaredCheck,
    checks_of,
    modules_in,
)

FOLDER = Path(checks.__file__).parent
DECLARED = """
from drafting.proofing.core.base import Check

CHECK = Check(
    id={id!r}, rank={rank}, title="空转", severity="advice", why="试验。", source="试验",
    good=(), bad=(), run=lambda context: (),
)
"""


def test_each_file_of_checks_is_one_check_named_as_its_file() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert {check.id.replace("-", "_") for check in CHECKS} == files
    assert len(CHECKS) == len(files)


def test_checks_stand_by_subject() -> None:
    ids = [check.id for check in CHECKS]
    subjects = ["hole", "numbering-order", "bracket-mix", "formulation-misquoted", "near-idiom"]
    places = [ids.index(subject) for subject in [*subjects, "part-missing", "identity"]]
    assert places == sorted(places)
    ranks = [check.rank for check in CHECKS]
    assert ranks == sorted(ranks)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty package ``own_checks``, to be filled with modules."""
    folder = tmp_path / "own_checks"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == folder.name]:
        del sys.modules[name]


def declare(package: Path, file: str, id: str, rank: int = 900) -> None:
    (package / f"{file}.py").write_text(DECLARED.format(id=id, rank=rank), "utf-8")


def found(package: Path) -> tuple[Check, ...]:
    return checks_of(modules_in(import_module(package.name)))


def test_checks_are_found_by_rank_and_then_by_id(package: Path) -> None:
    declare(package, "spare_b", "spare-b")
    declare(package, "spare_a", "spare-a")
    declare(package, "first", "first", rank=1)
    assert [check.id for check in found(package)] == ["first", "spare-a", "spare-b"]


@pytest.mark.parametrize("content", ["", "CHECK = 'idle-run'\n", "CHECKS = ()\n"])
def test_a_file_without_a_check_is_named(package: Path, content: str) -> None:
    (package / "idle_run.py").write_text(content)
    with pytest.raises(MisdeclaredCheck, match=r"own_checks/idle_run\.py declares no CHECK: give"):
        found(package)


@pytest.mark.parametrize("file", ["idle", "idle_runs", "idlerun"])
def test_a_file_of_another_name_than_its_check_is_told_its_own(package: Path, file: str) -> None:
    declare(package, file, "idle-run")
    with pytest.raises(MisdeclaredCheck, match=rf"{file}\.py .*'idle-run': name .* idle_run\.py"):
        found(package)
