"""ZHAOJING_NO_SKIP=1, as continuous integration sets it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT, environment

TESTS = """
import pytest

def test_that_passes():
    pass

def test_that_skips():
    pytest.skip("no browser here")

@pytest.mark.skipif(True, reason="not on this system")
def test_that_is_marked():
    pass

@pytest.mark.skipif(True, reason="the checker is not part of the project")
def test_of_a_tool_outside():
    pass

@pytest.mark.xfail(reason="known")
def test_that_is_known_to_fail():
    assert False
"""


@pytest.mark.parametrize(
    ("changes", "code", "summary"),
    [
        ({"ZHAOJING_NO_SKIP": "1"}, 1, "1 failed, 1 passed, 1 skipped, 1 xfailed, 1 error"),
        ({"ZHAOJING_NO_SKIP": ""}, 0, "1 passed, 3 skipped, 1 xfailed"),
    ],
    ids=["strict", "usual"],
)
def test_a_skip_is_a_failure(
    tmp_path: Path, changes: dict[str, str], code: int, summary: str
) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path), "-c", str(ROOT / "pyproject.toml"), str(tmp_path)],
        cwd=ROOT,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, summary in done.stdout.splitlines()[-1]) == (code, True), done.stdout
