"""What is done to a running installation, and how it is mended."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import redis

from benchmarks.faults import papers
from benchmarks.faults.stack import Stack
from tests.disks import fill
from tests.postgres import Cluster
from tests.processes import descendants

#: How often the guide's `migrate` is run while 0.1.0 works.
MOST_TRIES: Final = 5
Act = Callable[[Stack], None]


def nothing(_stack: Stack) -> None:
    """It heals by itself."""


# Processes by name


def kill(*names: str) -> Act:
    def act(stack: Stack) -> None:
        for name in names:
            stack.parts[name].kill()

    return act


def stop(name: str) -> Act:
    return lambda stack: stack.parts[name].stop()


def launch(*names: str) -> Act:
    def act(stack: Stack) -> None:
        for name in names:
            stack.parts[name].launch()

    return act


def freeze(name: str) -> Act:
    return lambda stack: stack.parts[name].freeze()


def thaw(name: str) -> Act:
    return lambda stack: stack.parts[name].thaw()


def kill_children(name: str, *, all_of_them: bool) -> Act:
    def act(stack: Stack) -> None:
        found = sorted(stack.children(name))
        for pid in found if all_of_them else found[:1]:
            os.kill(pid, signal.SIGKILL)

    return act


# Redis, the database, the disk


def empty_redis(stack: Stack) -> None:
    with redis.from_url(stack.env["REDIS_URL"]) as client:
        client.flushall()


def empty_schedule(stack: Stack) -> None:
    stack.parts["beat"].kill()
    for file in stack.var.glob("beat*"):
        file.write_bytes(b"")


def cluster(do: Callable[[Cluster], None]) -> Act:
    """What is done to PostgreSQL."""

    def act(stack: Stack) -> None:
        assert stack.cluster is not None
        do(stack.cluster)

    return act


def kill_backend(stack: Stack) -> None:
    """One process of the server that serves somebody: PostgreSQL then drops all connections."""
    assert stack.cluster is not None
    server = stack.cluster.server
    assert server is not None
    for pid in descendants(server.pid):
        if b"127.0.0.1" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
            return
    raise AssertionError("nobody is connected")


class Held:
    """Another program that holds SQLite's file."""

    def __init__(self) -> None:
        self.connection: sqlite3.Connection | None = None

    def take(self, stack: Stack) -> None:
        path = stack.var / "zhaojing.sqlite3"
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=20)
        self.connection.execute("BEGIN IMMEDIATE")

    def release(self, _stack: Stack) -> None:
        assert self.connection is not None
        self.connection.execute("ROLLBACK")
        self.connection.close()


HELD: Final = Held()


def fill_disk(stack: Stack) -> None:
    assert stack.disk is not None
    fill(stack.disk)


def clear_disk(stack: Stack) -> None:
    """Make room; a PostgreSQL that ended meanwhile is started, as its service does."""
    assert stack.disk is not None
    (stack.disk / "filler").unlink()
    start_database(stack)


def start_database(stack: Stack) -> None:
    if stack.cluster is not None and (
        stack.cluster.server is None or stack.cluster.server.poll() is not None
    ):
        stack.cluster.start()


def shift(hours: int) -> Act:
    def act(stack: Stack) -> None:
        assert stack.clock is not None
        stack.clock.set(hours * 3600)

    return act


# All at once


def cut_power(stack: Stack) -> None:
    for part in stack.parts.values():
        part.kill()
    if stack.cluster is not None:
        stack.cluster.kill()


def power_again(stack: Stack) -> None:
    start_database(stack)
    launch(*stack.parts)(stack)


# The supervisor of `make run`


def kill_supervisor(stack: Stack) -> None:
    """Its children notice it and end."""
    below = set(stack.children("supervisor"))
    os.kill(stack.parts["supervisor"].pid, signal.SIGKILL)
    stack.wait_gone(below)


def kill_under_supervisor(stack: Stack) -> None:
    """Web, worker, beat and Redis, while it runs."""
    for words in ("gunicorn", " worker ", " beat ", "redis-server"):
        os.kill(min(stack.children("supervisor", words)), signal.SIGKILL)


def freeze_supervisor(stack: Stack) -> None:
    """Nobody is there who starts the web server again that is killed then."""
    os.kill(stack.parts["supervisor"].pid, signal.SIGSTOP)
    os.kill(min(stack.children("supervisor", "gunicorn")), signal.SIGKILL)


def thaw_supervisor(stack: Stack) -> None:
    os.kill(stack.parts["supervisor"].pid, signal.SIGCONT)


# Two editions at once


def upgrade_beside(stack: Stack) -> None:
    """Bring the tables to today's form under a running 0.1.0, then start today's edition beside it;
    half of the members go there."""
    begun = time.monotonic()
    failed = 0
    while True:
        try:
            papers.prepare(stack.env)
            break
        except RuntimeError as error:
            # each migration is done whole or not at all, and the guide says to try again
            failed += 1
            if failed == MOST_TRIES or "deadlock" not in str(error):
                raise
    took = time.monotonic() - begun
    stack.notes.append(f"tables, fixtures and static files brought up in {took:.0f} s")
    if failed:
        stack.notes.append(f"PostgreSQL broke a deadlock of migrate with 0.1.0 {failed} times")
    stack.parts["old-beat"].stop()
    for name in ("web", "worker", "beat"):
        stack.parts[name].launch()
    stack.parts["web"].wait_ready()
    stack.beside_since = time.monotonic()


def end_former(stack: Stack) -> None:
    stack.old_port = 0
    for name in ("old-web", "old-worker"):
        stack.parts[name].stop()
