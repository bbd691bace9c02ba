"""Real processes for tests: Redis, the web server, the worker, PostgreSQL. Each is ended by its own
id."""

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import redis

from drafting.embedded.redis import answers, server_command
from tests import forks
from tests.forks import ROOT, Fork

GUNICORN = [
    sys.executable,
    "-m",
    "gunicorn",
    "-c",
    "python:drafting.gunicorn_conf",
    "drafting.wsgi",
]
CELERY = [sys.executable, "-m", "celery", "-A", "drafting"]
# What a developer's shell may hold and a test's process must not inherit.
OURS = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "ZHAOJING_MODE",
    "ZHAOJING_VAR",
    "HOST",
    "PORT",
    "DJANGO_SETTINGS_MODULE",
    # tests/browser.py sets it for the tests' own process
    "DJANGO_ALLOW_ASYNC_UNSAFE",
)


def environment(**changes: str) -> dict[str, str]:
    """The environment for a process of ours: this one's without our settings, then the changes."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "PYTHONUNBUFFERED": "1", **changes}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(condition: Callable[[], Any], within: float = 20.0, what: str = "condition") -> Any:
    """Ask until the answer is true, and give it back; AssertionError after `within` seconds."""
    end = time.monotonic() + within
    while not (answer := condition()):
        assert time.monotonic() < end, f"{what} did not come true within {within} s"
        time.sleep(0.05)
    return answer


def answer_of(url: str, timeout: float = 5.0) -> int:
    """The status of a GET, 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, OSError):
        return 0


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def descendants(pid: int) -> set[int]:
    """The ids of all processes below this one."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = stat.read_text()
            children.setdefault(int(text.rpartition(")")[2].split()[1]), []).append(
                int(text.split()[0])
            )
    found, todo = set(), [pid]
    while todo:
        below = children.get(todo.pop(), [])
        found.update(below)
        todo.extend(below)
    return found


@dataclass
class Process:
    """A command that can be started, ended politely, killed, and started again. Its output goes to
    a file. ``forked``: of our own Python, started by tests/forks.py."""

    command: list[str]
    env: dict[str, str]
    log: Path
    ready: Callable[[], Any] = lambda: True
    within: float = 30.0
    forked: bool = False
    cwd: Path = ROOT
    popen: subprocess.Popen[bytes] | Fork | None = field(default=None, repr=False)
    _begun: int = 0

    def start(self) -> None:
        """Start it and wait until it is ready. Raises AssertionError, with its output, when it is
        not in time."""
        self.launch()
        self.wait_ready()

    def launch(self) -> None:
        """Start it without waiting."""
        if self.forked:
            self._begun = self.log.stat().st_size if self.log.exists() else 0
            self.popen = Fork(self.command, self.env, (os.devnull, self.log, self.log))
            return
        with self.log.open("ab") as log:
            self._begun = log.tell()
            self.popen = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_ready(self) -> None:
        """Wait for a launched process, as `start` does."""
        try:
            wait_for(self._is_ready, self.within, f"{self.command[:4]}")
        except AssertionError as error:
            self.kill()
            raise AssertionError(f"{error}; {self.output()[-3000:]}") from None

    def _is_ready(self) -> Any:
        assert self.popen is not None
        assert self.popen.poll() is None, f"ended with {self.popen.returncode}"
        return self.ready()

    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self.popen is not None and self.popen.poll() is None

    def forget_output(self) -> None:
        """Go on as if it had been started now."""
        self._begun = self.log.stat().st_size

    def output(self) -> str:
        """What it wrote since it was last started."""
        written = self.log.read_bytes() if self.log.exists() else b""
        return written[self._begun :].decode(errors="replace")

    @property
    def pid(self) -> int:
        assert self.popen is not None
        return self.popen.pid

    def stop(self, within: float = 15.0) -> None:
        """Ask it to end, wait, and make sure that nothing of its group is left."""
        if self.popen is not None and self.runs():
            self.popen.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.popen.wait(within)
        self.kill()

    def kill(self) -> None:
        """kill -9 of it and everything it started."""
        if self.popen is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait(10)

    def freeze(self) -> None:
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)


def redis_process(directory: Path) -> tuple[Process, str]:
    """A private Redis in the (short) directory, not started, and its URL."""
    path = directory / "redis.sock"
    url = f"unix://{path}"
    process = Process(
        server_command(path), environment(), directory / "redis.log", ready=lambda: answers(url)
    )
    return process, url


@dataclass
class App:
    """照镜 as `make run` runs it: gunicorn, worker and Redis as processes, on a database file of its
    own."""

    directory: Path
    port: int
    env: dict[str, str]
    web: Process
    worker: Process
    redis: Process
    #: The keys of sessions that were begun with the template, by username.
    sessions: dict[str, str] = field(default_factory=dict)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.directory / "zhaojing.sqlite3"

    def manage(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a management command on its database; the answer holds returncode, stdout and
        stderr."""
        return run_manage(self.env, *arguments, stdin=stdin)

    def start(self) -> None:
        """Start Redis, then worker and web server together."""
        self.redis.start()
        for process in (self.worker, self.web):
            process.launch()
        for process in (self.worker, self.web):
            process.wait_ready()

    def kill(self) -> None:
        """End everything at once: its data is thrown away, so there is nothing to end politely."""
        for process in (self.web, self.worker, self.redis):
            process.kill()

    def runs(self) -> bool:
        """Whether every process does."""
        return all(process.runs() for process in (self.web, self.worker, self.redis))

    def begin_again(self, template: Path) -> None:
        """The data of the template instead of what was written since, in the same processes; in
        new ones where a test has ended one. To start them and load their first pages costs four
        seconds of CPU."""
        sound = self._at_rest()
        if not sound:
            self.kill()
        with (
            closing(sqlite3.connect(template / self.database.name)) as source,
            closing(sqlite3.connect(self.database, timeout=20)) as target,
        ):
            source.backup(target)
        for path in self.directory.glob("*/**/*"):
            if path.is_file():
                path.unlink()
        self.sessions = _template_sessions(template)
        if sound:
            for process in (self.web, self.worker):
                process.forget_output()
        else:
            self.start()

    def _at_rest(self, within: float = 5.0) -> bool:
        """Whether all run, and the worker has done everything before that time (seconds) is up."""
        if not self.runs():
            return False
        with redis.from_url(self.env["REDIS_URL"], socket_timeout=within) as client:
            try:
                wait_for(lambda: not client.exists("celery", "unacked"), within, "rest")
            except (AssertionError, redis.RedisError):
                return False
        return answer_of(f"{self.base_url}/healthz", within) == 200


def run_manage(
    env: Mapping[str, str], *arguments: str, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    return forks.run([sys.executable, "manage.py", *arguments], env, stdin or "")


_PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_fixtures")
call_command("load_demo")
"""
_COLLECT = """
call_command("collectstatic", interactive=False, verbosity=0)
"""
# To sign in by the form costs a story a second of CPU.
_SIGN_IN = """
import json
from django.conf import settings
from django.test import Client
from accounts.models import User
from accounts.services.access import refresh_access
sessions = {}
for person in User.objects.filter(is_active=True):
    browser = Client()
    browser.force_login(person)
    refresh_access(person)
    sessions[person.username] = browser.cookies[settings.SESSION_COOKIE_NAME].value
(settings.VAR / "sessions.json").write_text(json.dumps(sessions))
"""


def prepare_template(directory: Path) -> Path:
    """A database file with every fixture and the demo cast, each signed in once, and beside it the
    collected static files, the secret key and the sessions."""
    _prepare(_PREPARE + _COLLECT + _SIGN_IN, directory)
    return directory


def prepare_database(url: str, directory: Path) -> None:
    """Every fixture and the demo cast in an empty database."""
    _prepare(_PREPARE, directory, DATABASE_URL=url)


def _prepare(commands: str, directory: Path, **changes: str) -> None:
    env = environment(ZHAOJING_MODE="demo", ZHAOJING_VAR=str(directory), **changes)
    # One process, because starting Django takes longer than most of the commands.
    done = run_manage(env, "shell", "--no-imports", "-c", commands)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def _template_sessions(template: Path) -> dict[str, str]:
    sessions: dict[str, str] = json.loads((template / "sessions.json").read_text(encoding="utf-8"))
    return sessions


def worker_process(env: dict[str, str], log: Path) -> Process:
    command = [*CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO"]
    command += ["--without-gossip", "--without-mingle"]
    process = Process(command, env, log, forked=True)
    process.ready = lambda: " ready." in process.output()
    return process


@contextlib.contextmanager
def running_app(template: Path, directory: Path, **changes: str) -> Iterator[App]:
    """Start 照镜 in the directory on a copy of the template; changes are environment variables."""
    for name in ("zhaojing.sqlite3", "secret_key"):
        shutil.copy(template / name, directory / name)
    port = free_port()
    server, url = redis_process(directory)
    env = environment(
        ZHAOJING_MODE="demo",
        ZHAOJING_VAR=str(directory),
        STATIC_ROOT=str(template / "static"),
        REDIS_URL=url,
        PORT=str(port),
        **changes,
    )
    web = Process(
        GUNICORN,
        env,
        directory / "web.log",
        ready=lambda: answer_of(f"http://127.0.0.1:{port}/healthz") == 200,
        forked=True,
    )
    worker = worker_process(env, directory / "worker.log")
    app = App(directory, port, env, web, worker, server, _template_sessions(template))
    try:
        app.start()
        yield app
    finally:
        app.kill()
