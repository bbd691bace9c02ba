"""tests/suite.sh: what failed gets a second look, when it is little."""

import subprocess
from pathlib import Path

import pytest

from tests.processes import ROOT, environment

# The tests number `first` to 5 fail when they are run the first time.
TESTS = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range({first}, 6))
def test_unsteady(number):
    seen = Path(__file__).with_suffix(f".{{number}}")
    before = seen.exists()
    seen.touch()
    assert before

def test_other():
    assert {other}
"""
SECOND = "再单独跑一次刚才没有通过的："
LOOK_INTO = "一起跑时没有通过、单独跑时通过（请当作缺陷查明原因）："


@pytest.mark.parametrize(
    ("first", "other", "code", "second", "named"),
    [
        (5, True, 0, True, ["test_unsteady[5]"]),
        (5, False, 1, True, []),
        (0, True, 1, False, []),
    ],
    ids=["one unsteady", "one of two wrong", "too many"],
)
def test_what_failed_is_looked_at_once_more(
    tmp_path: Path, first: int, other: bool, code: int, second: bool, named: list[str]
) -> None:
    (tmp_path / "test_some.py").write_text(TESTS.format(first=first, other=other))
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        ["bash", ROOT / "tests/suite.sh", "-n", "1", "--dist", "loadfile", "-p", "no:django",
         "--rootdir", tmp_path, "-c", tmp_path / "pytest.ini", tmp_path],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    told = lines[lines.index(LOOK_INTO) + 1 :] if LOOK_INTO in lines else []
    assert (done.returncode, SECOND in lines, [name.split("::")[-1] for name in told]) == (
        code, second, named,
    ), done.stdout  # fmt: skip
