"""Programs of ours in forks of one process that has loaded what needs no settings: to start Python
with Django and Celery takes half a second of CPU, to read the tables of typing errors one and a
half. What a person types is tried as typed in tests/ground and tests/server.

python -m tests.forks SOCKET     answers each line of JSON on the socket of that number with one
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

ROOT: Final = Path(__file__).resolve().parents[1]
#: The largest of what a web server, a worker and manage.py load, and what they load with them.
LOADED: Final = (
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "django.contrib.admin.options",
    "django.contrib.admin.views.main",
    "django.contrib.staticfiles.storage",
    "django.core.mail",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.middleware.csrf",
    "django.template.defaulttags",
    "django.views.debug",
    "django.views.generic",
    "docx",
    "drafting.server.startup",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
    "kombu.transport.redis",
    "markdown_it",
    "openpyxl",
    "psycopg",
)


class Fork:
    """A program in a fork, as subprocess.Popen has it."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], files: Sequence[Path | str]
    ) -> None:
        """``command`` begins with sys.executable, and goes on with -m and a module or with a file.
        ``files``: what it reads, what it appends its output to, and its complaints."""
        order = {"command": command[1:], "env": dict(env), "files": [str(one) for one in files]}
        self.pid: int = _asked(order)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative where a signal ended it; None while it runs."""
        if self.returncode is None:
            self.returncode = _asked(self.pid)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired."""
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.01)
        return code

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def run(
    command: Sequence[str], env: Mapping[str, str], stdin: str = "", timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """As subprocess.run: exit code and what it wrote. Raises subprocess.TimeoutExpired."""
    with tempfile.TemporaryDirectory(prefix="zj-fork-") as directory:
        given, said, complained = (Path(directory, name) for name in ("in", "out", "err"))
        given.write_text(stdin, "utf-8")
        fork = Fork(command, env, (given, said, complained))
        try:
            code = fork.wait(timeout)
        finally:
            if fork.poll() is None:
                os.killpg(fork.pid, signal.SIGKILL)
        texts = [path.read_text("utf-8", errors="replace") for path in (said, complained)]
        return subprocess.CompletedProcess(list(command), code, *texts)


@cache
def _parent() -> socket.socket:
    """The way to the process that forks; it ends when this one does."""
    ours, theirs = socket.socketpair()
    subprocess.Popen(
        [sys.executable, "-m", "tests.forks", str(theirs.fileno())],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": ""},
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        start_new_session=True,
    )
    theirs.close()
    atexit.register(ours.close)
    return ours


def _asked(question: Any) -> Any:
    parent = _parent()
    parent.sendall(json.dumps(question).encode() + b"\n")
    answer = b""
    while not answer.endswith(b"\n"):
        received = parent.recv(65536)
        assert received, "the process that forks has ended"
        answer += received
    return json.loads(answer)


def _serve(channel: socket.socket) -> None:
    """Answer an order with the id of its process, and an id with the exit code or null."""
    with channel, channel.makefile("r") as asked:
        for line in asked:
            question = json.loads(line)
            answer = _ended(question) if isinstance(question, int) else _forked(question, channel)
            channel.sendall(json.dumps(answer).encode() + b"\n")


def _ended(pid: int) -> int | None:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _forked(order: dict[str, Any], channel: socket.socket) -> int:
    ready, begun = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.close(begun)
        os.close(ready)
        # not closed by its own means: the file that reads it belongs to the parent
        os.close(channel.detach())
        _become(order)
    os.close(begun)
    # until it has a group of its own
    os.read(ready, 1)
    os.close(ready)
    return pid


def _become(order: dict[str, Any]) -> NoReturn:
    reads, says, complains = order["files"]
    for number, (path, flags) in enumerate(
        ((reads, os.O_RDONLY), (says, os.O_WRONLY), (complains, os.O_WRONLY))
    ):
        opened = os.open(path, flags | (os.O_CREAT | os.O_APPEND if number else 0), 0o644)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(order["env"])
    command = order["command"]
    sys.argv = command[1:] if command[0] == "-m" else command
    if command[0] == "-m":
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(command[0], run_name="__main__")
    sys.exit()


def main() -> None:
    for name in LOADED:
        import_module(name)
    from django.conf import settings

    from drafting.proofing.typing.resources import load_tables, present

    if present():
        load_tables()
    assert not settings.configured
    # what stands here is shared by all forks as long as nobody touches it
    gc.collect()
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
