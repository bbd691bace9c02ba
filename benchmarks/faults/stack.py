"""All processes of one installation, each to be killed, frozen and started again by its name."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.faults import clock, papers
from benchmarks.production import settings_of
from tests.disks import small_disk
from tests.postgres import Cluster
from tests.processes import (
    CELERY,
    GUNICORN,
    ROOT,
    Process,
    alive,
    answer_of,
    descendants,
    environment,
    free_port,
    redis_process,
    wait_for,
)

WORKER: Final = (
    *("worker", "--concurrency", "2", "--loglevel", "INFO"),
    *("--without-gossip", "--without-mingle"),
)


@dataclass(frozen=True)
class Layout:
    """How the installation stands. ``supervised``: by `make run`; ``small``: what lies on a disk of
    its own that can be filled; ``shifted``: its clock is ours to set; ``former``: begun by 0.1.0."""

    supervised: bool = False
    small: str = ""  # "data" or "files"
    shifted: bool = False
    former: bool = False


@dataclass
class Template:
    """A database with members, to be copied for each fault."""

    kind: str
    directory: Path
    members: list[Any]
    data: Path  # the file of SQLite, or the directory of a stopped cluster
    root: Path = ROOT  # the edition that made it
    mode: str = "production"
    forked: bool = False  # its processes are started by tests/forks.py

    @classmethod
    def create(cls, kind: str, directory: Path, members: int, root: Path = ROOT) -> Template:
        """Made by the edition that lies in ``root``. Raises FileNotFoundError without
        PostgreSQL."""
        directory.mkdir()
        directory.chmod(0o755)
        static = {"STATIC_ROOT": str(directory / "static")}
        if kind == "sqlite":
            path = directory / "zhaojing.sqlite3"
            env = environment(**settings_of(directory, f"sqlite:///{path}"), **static)
            papers.prepare(env, root)
            return cls(kind, directory, papers.add_members(env, members, root), path, root)
        cluster = Cluster.create(_made(directory / "cluster"))
        cluster.durable = True
        cluster.start()
        try:
            cluster.create_database()
            env = environment(**settings_of(directory, cluster.url), **static)
            papers.prepare(env, root)
            made = papers.add_members(env, members, root)
        finally:
            cluster.stop()
        return cls(kind, directory, made, cluster.directory / "data", root)


@dataclass
class Stack:
    """What runs, and where. ``parts`` by name: web, worker, beat, redis, or supervisor; with a
    former edition old-web, old-worker and old-beat, too."""

    layout: Layout
    template: Template
    home: Path
    var: Path
    env: dict[str, str]
    port: int
    cluster: Cluster | None = None
    disk: Path | None = None
    clock: clock.Clock | None = None
    parts: dict[str, Process] = field(default_factory=dict)
    old_port: int = 0
    beside_since: float | None = None
    notes: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Bring up what belongs there from the beginning, and wait until it answers."""
        self._plan()
        former = self.layout.former
        first = [name for name in self.parts if not former or name not in ("web", "worker", "beat")]
        if "redis" in self.parts:
            self.parts["redis"].start()
        for name in first:
            if name != "redis":
                self.parts[name].launch()
        for name in first:
            self.parts[name].wait_ready()

    def _plan(self) -> None:
        if self.layout.supervised:
            command = [sys.executable, "manage.py", "run_local"]
            group = Process(command, self.env, self.home / "supervisor.log", within=120)
            group.ready = lambda: "按 Ctrl-C 停止" in group.output()
            self.parts["supervisor"] = group
            return
        redis, _ = redis_process(self.home)
        redis.env = self.env
        self.parts["redis"] = redis
        self._plan_edition("", ROOT, self.port)
        if self.layout.former:
            self.old_port = free_port()
            self._plan_edition("old-", self.template.root, self.old_port)

    def _plan_edition(self, prefix: str, root: Path, port: int) -> None:
        env = self.env | {"PORT": str(port), "BEAT_SCHEDULE_FILE": str(self.var / f"{prefix}beat")}
        if prefix:
            env["STATIC_ROOT"] = str(self.template.directory / "static")
        beat = [*CELERY, "beat", "--pidfile", ""]
        commands = {"web": GUNICORN, "worker": [*CELERY, *WORKER], "beat": beat}
        for name, command in commands.items():
            log = self.home / f"{prefix}{name}.log"
            part = Process(command, env, log, within=60, cwd=root, forked=self.template.forked)
            if name == "web":
                part.ready = lambda: answer_of(f"http://127.0.0.1:{port}/healthz") != 0
            elif name == "worker":
                part.env = env | {"LOG_LEVEL": "INFO"}
                part.ready = lambda part=part: " ready." in part.output()  # type: ignore[misc]
            self.parts[f"{prefix}{name}"] = part

    def port_for(self, number: int) -> tuple[int, bool]:
        """Where a member's browser goes: to 0.1.0 while it is there, but to today's edition, once
        that is beside it, if the number is odd; and whether it is 0.1.0."""
        old = bool(self.old_port) and not (self.beside_since is not None and number % 2)
        return (self.old_port if old else self.port), old

    def ended(self) -> list[str]:
        """The parts of today's edition that do not run."""
        return [
            name
            for name, part in self.parts.items()
            if not name.startswith("old-") and (part.popen is None or part.popen.poll() is not None)
        ]

    def children(self, name: str, words: str = "") -> list[int]:
        """The processes below a part whose command holds the words."""
        return [pid for pid in descendants(self.parts[name].pid) if words in _command(pid)]

    def wait_gone(self, pids: set[int]) -> None:
        """Until none of these processes runs."""
        wait_for(lambda: not any(map(alive, pids)), 40, "end of the processes")

    def kill(self) -> None:
        """End all at once."""
        below = {
            pid
            for part in self.parts.values()
            if part.popen is not None
            for pid in descendants(part.popen.pid)
        }
        for part in self.parts.values():
            part.kill()
        for pid in filter(alive, below):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.cluster is not None and self.cluster.server is not None:
            if self.cluster.server.poll() is None:
                self.cluster.kill()
            self.cluster.server = None


@contextlib.contextmanager
def running(template: Template, layout: Layout) -> Iterator[Stack]:
    """A fresh installation on a copy of the template, started. Raises AssertionError where it does
    not start, PermissionError without the right to mount a disk, FileNotFoundError without
    a C compiler."""
    with contextlib.ExitStack() as rest:
        home = Path(tempfile.mkdtemp(prefix="zj-fault-"))
        rest.callback(shutil.rmtree, home, ignore_errors=True)
        home.chmod(0o755)
        disk = rest.enter_context(small_disk(_room(template, layout))) if layout.small else None
        var = disk if disk is not None and layout.small == "data" else _made(home / "var")
        shifted = clock.Clock(home) if layout.shifted else None
        cluster, url = None, f"sqlite:///{var / 'zhaojing.sqlite3'}"
        if template.kind == "sqlite":
            shutil.copy(template.data, var / "zhaojing.sqlite3")
        else:
            place = _made(var / "pg")
            cluster = Cluster.create(place, template.data)
            cluster.durable, url = True, cluster.url
            cluster.env = shifted.env() if shifted else {}
        env = settings_of(var, url) | {
            "ZHAOJING_MODE": template.mode,
            "STATIC_ROOT": str(template.directory / "static"),
            "REDIS_URL": f"unix://{home}/redis.sock",
            "LOG_LEVEL": "WARNING",
        }
        if layout.former:
            env["STATIC_ROOT"] = str(var / "static")
        if layout.small == "files":
            env["PRIVATE_ROOT"] = str(disk)
        if layout.supervised:
            env["ZHAOJING_MODE"] = "demo"
            del env["REDIS_URL"]
        env |= shifted.env() if shifted else {}
        port = free_port()
        stack = Stack(
            layout, template, home, var, environment(**env, PORT=str(port)), port, cluster, disk,
            shifted,
        )  # fmt: skip
        rest.callback(stack.kill)
        if cluster is not None:
            cluster.start()
        stack.start()
        yield stack


def _room(template: Template, layout: Layout) -> int:
    """Megabytes of the small disk: for what is copied to it, and some of writing."""
    if layout.small == "files":
        return 2
    done = subprocess.run(["du", "-sm", template.data], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0]) + 60


def _made(directory: Path) -> Path:
    directory.mkdir()
    directory.chmod(0o755)
    return directory


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def former_edition(directory: Path) -> Path:
    """The code of 0.1.0 out of git's history, as tests/ground/former/README.md names it. Raises
    CalledProcessError where the history is not there."""
    directory.mkdir()
    archive = directory.parent / f"{secrets.token_hex(4)}.tar"
    subprocess.run(["git", "archive", "-o", archive, "73737e2"], cwd=ROOT, check=True)
    subprocess.run(["tar", "-xf", archive, "-C", directory], check=True)
    archive.unlink()
    return directory
