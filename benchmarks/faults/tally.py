"""What is counted of one fault, and how it is told."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import psycopg

from benchmarks.faults.people import Answered, Crowd
from benchmarks.faults.stack import Stack

_COUNT = "SELECT state, count(*) FROM drafting_exportjob GROUP BY state"
LOOK_EVERY = 0.25  # seconds


class FileWatch:
    """Notes how many files are done and how many are under way, all the while."""

    def __init__(self, stack: Stack) -> None:
        self.seen: list[tuple[float, int, int]] = []
        self._stack = stack
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def under_way(self) -> int:
        """How many were neither done nor given up when last looked at."""
        return self.seen[-1][2] if self.seen else 0

    def first_after(self, moment: float) -> float | None:
        """Seconds until a file was done that was not at that moment."""
        before = max((done for at, done, _ in self.seen if at <= moment), default=0)
        later = (at - moment for at, done, _ in self.seen if at > moment and done > before)
        return next(later, None)

    def last_after(self, moment: float) -> float | None:
        """Seconds until none was under way, for good."""
        at = None
        for seen, _, open_ in reversed(self.seen):
            if open_:
                break
            at = seen
        return max(0.0, at - moment) if at is not None else None

    def _watch(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            with contextlib.suppress(sqlite3.Error, psycopg.Error):
                states = self._states()
                under_way = states["queued"] + states["running"]
                self.seen.append((time.monotonic(), states["done"], under_way))

    def _states(self) -> Counter[str]:
        if self._stack.cluster is None:
            path = self._stack.var / "zhaojing.sqlite3"
            with contextlib.closing(
                sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=1)
            ) as connection:
                return Counter(dict(connection.execute(_COUNT).fetchall()))
        with psycopg.connect(self._stack.cluster.url, connect_timeout=2) as there:
            return Counter(dict(there.execute(_COUNT).fetchall()))


@dataclass
class Tally:
    """Of one fault. Numbers of what may not be: ``lost`` (acknowledged, and not stored),
    ``unsaved`` (never acknowledged in the time after the mending), ``endless`` (files), ``wrong``
    (answers that are an error of ours). ``former``: answers of 0.1.0 that are an error,
    ``former_late`` of them since today's edition stands beside it. Seconds from the beginning of
    the mending. ``ended``: processes that do not run afterwards."""

    saves: int = 0
    lost: int = 0
    unsaved: int = 0
    files: int = 0
    failed: int = 0
    endless: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    former: Counter[str] = field(default_factory=Counter)
    former_late: int = 0
    ended: list[str] = field(default_factory=list)
    gap: float = 0.0
    first_save: float | None = None
    first_file: float | None = None
    last_file: float | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def bad(self) -> bool:
        return bool(self.lost or self.unsaved or self.endless or self.wrong or self.ended)


def count(
    crowd: Crowd, watch: FileWatch, mended: float, stored: dict[str, str],
    jobs: list[list[object]], beside: float | None = None,
) -> Tally:  # fmt: skip
    """``mended``: when the mending began; ``stored`` and ``jobs``: as papers.read gives them;
    ``beside``: since when today's edition stands beside 0.1.0."""
    saves = crowd.saves()
    tally = Tally(saves=len(saves), files=len(jobs))
    for one in crowd.members:
        for point, claim in one.acknowledged.items():
            # a later save may have been stored without the answer coming through
            tally.lost += stored.get(point) not in (claim, one.unsent.get(point))
        tally.unsaved += len(one.unsent)
    known = {str(job[0]) for job in jobs}
    tally.endless = sum(one not in known for member in crowd.members for one in member.files)
    for _, state, error, whole in jobs:
        failed = state == "failed"
        tally.failed += failed
        tally.endless += not (error if failed else whole)
    for answer in crowd.answers():
        tally.answers["503" if answer.status == 503 else "no answer"] += answer.status in (0, 503)
        if wrong := _wrong(answer):
            (tally.former if answer.former else tally.wrong)[wrong] += 1
            tally.former_late += answer.former and answer.at > (beside or answer.at)
    tally.gap = max((b - a for a, b in pairwise(saves)), default=0.0)
    tally.first_save = next((at - mended for at in saves if at >= mended), None)
    tally.first_file, tally.last_file = watch.first_after(mended), watch.last_after(mended)
    return tally


def _wrong(answer: Answered) -> str:
    """What is wrong with an answer, empty where nothing is. Who has to sign in again is asked to."""
    if answer.status in (0, 200, 302, 401):
        return ""
    if answer.status == 503 and answer.said:
        return ""
    return f"{answer.what} {answer.status} {answer.begins!r}"


HEAD = (
    f"{'fault':27} {'saves':>5} {'lost':>4} {'left':>4}  {'files':>5} {'failed':>6} {'endless':>7}"
    f"  {'500':>3} {'wrong':>5} {'503':>4} {'none':>4}   {'gap':>5}  {'save':>5} {'file':>5}"
    f" {'all':>5}"
)


def line(name: str, tally: Tally) -> str:
    """One row of the table; seconds at the end."""
    errors = sum(n for what, n in tally.wrong.items() if what.split()[1] == "500")
    others = sum(tally.wrong.values()) - errors
    return (
        f"{name:27} {tally.saves:5} {tally.lost:4} {tally.unsaved:4}  {tally.files:5}"
        f" {tally.failed:6} {tally.endless:7}  {errors:3} {others:5} {tally.answers['503']:4}"
        f" {tally.answers['no answer']:4}   {tally.gap:5.1f}  {_seconds(tally.first_save)}"
        f" {_seconds(tally.first_file)} {_seconds(tally.last_file)}"
    )


def lines(name: str, tally: Tally) -> list[str]:
    """The row, and below it what has to be said besides."""
    more = [f"{number} x {what}" for what, number in tally.wrong.items()]
    if tally.ended:
        more.append(f"does not run afterwards: {', '.join(tally.ended)}")
    more += [f"of 0.1.0 itself: {number} x {what}" for what, number in tally.former.items()]
    if tally.former:
        more.append(f"of these since today's edition stood beside it: {tally.former_late}")
    return [line(name, tally), *(f"    {one}" for one in (*more, *tally.notes))]


def _seconds(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.1f}"
