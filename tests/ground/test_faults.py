"""`make faults`: that what it counts is what was lost, and that it runs; the table of all faults takes
half an hour and is no part of the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.faults import clock, papers, tally
from benchmarks.faults.people import Answered, Crowd, Member
from benchmarks.faults.run import run
from benchmarks.faults.stack import Template
from benchmarks.faults.table import FAULTS
from benchmarks.production import settings_of
from tests.processes import environment
from tests.programs import C_COMPILER

MENDED = 100.0


def member(**given: object) -> Member:
    kept: dict[str, object] = {"points": [("p", 1), ("q", 1)], "watches": False}
    return Member("name", "draft", "step", "session", port=lambda: (0, False), **{**kept, **given})  # type: ignore[arg-type]


class Seen(tally.FileWatch):
    def __init__(self, *seen: tuple[float, int, int]) -> None:
        self.seen = list(seen)


def test_what_is_counted() -> None:
    answers = [
        Answered("save", 200, 98.0, True),
        Answered("save", 503, 99.0, True, "said"),
        Answered("page", 503, 99.5, False, "<html>"),
        Answered("file", 500, 99.6, False, "<h1>"),
        Answered("save", 409, 99.7, True, "{"),
        Answered("save", 0, 99.8, False),
        Answered("save", 500, 90.0, False, "<h1>", former=True),
        Answered("save", 500, 99.9, False, "<h1>", former=True),
    ]
    one = member(
        acknowledged={"p": "new", "q": "older"}, unsent={"q": "newer", "r": "x"},
        saved_at=[98.0, 102.5], files=["a", "gone"], answers=answers,
    )  # fmt: skip
    jobs: list[list[object]] = [
        ["a", "done", "", True],
        ["b", "done", "", False],
        ["c", "failed", "为什么。", False],
        ["d", "failed", "", False],
        ["e", "running", "", False],
    ]
    watch = Seen((99.0, 3, 1), (101.0, 3, 2), (103.0, 4, 1), (104.0, 5, 0), (105.0, 5, 0))
    found = tally.count(Crowd([one]), watch, MENDED, {"p": "old", "q": "newer"}, jobs, 95.0)
    assert (found.saves, found.lost, found.unsaved) == (2, 1, 2)
    assert (found.files, found.failed, found.endless) == (5, 2, 4)
    assert dict(found.answers) == {"503": 2, "no answer": 1}
    assert list(found.wrong) == ["page 503 '<html>'", "file 500 '<h1>'", "save 409 '{'"]
    assert (found.gap, found.first_save, found.first_file, found.last_file) == (4.5, 2.5, 3, 4)
    assert (dict(found.former), found.former_late) == ({"save 500 '<h1>'": 2}, 1)
    assert found.bad
    found.ended = ["beat"]
    assert [one.strip() for one in tally.lines("web-killed", found)][1:] == [
        "1 x page 503 '<html>'",
        "1 x file 500 '<h1>'",
        "1 x save 409 '{'",
        "does not run afterwards: beat",
        "of 0.1.0 itself: 2 x save 500 '<h1>'",
        "of these since today's edition stood beside it: 1",
    ]


def test_each_fault_has_a_name_of_its_own() -> None:
    names = [one.name for one in FAULTS]
    assert (len(names), sorted(set(names))) == (31, sorted(names))


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.timeout(400)
def test_redis_is_emptied_under_two_members(template: Path, scratch: Path) -> None:
    data = scratch / "zhaojing.sqlite3"
    shutil.copy(template / "zhaojing.sqlite3", data)
    settings = settings_of(scratch, f"sqlite:///{data}") | {
        "ZHAOJING_MODE": "demo",
        "STATIC_ROOT": str(template / "static"),
    }
    members = papers.add_members(environment(**settings), 2)
    assert [len(one) for one in members] == [5, 5]
    made = Template("sqlite", template, members, data, mode="demo", forked=True)
    fault = next(one for one in FAULTS if one.name == "redis-emptied")
    found = run(made, fault, 4)
    assert not found.bad, (found.wrong, found.notes)
    assert found.saves > 4
    assert found.first_save is not None
    assert found.answers["no answer"] == 0
    assert len(tally.lines(fault.name, found)) == 1


def test_a_clock_that_is_set(tmp_path: Path) -> None:
    if C_COMPILER.find() is None:
        pytest.skip(C_COMPILER.missing)
    shifted = clock.Clock(tmp_path)
    shifted.set(-3 * 3600)
    asked = [sys.executable, "-c", "import time; print(time.time(), time.monotonic())"]
    env = environment(**shifted.env())
    said = subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout
    wall, counted = map(float, said.split())
    assert abs(wall + 3 * 3600 - time.time()) < 60
    assert abs(counted - time.monotonic()) < 60
