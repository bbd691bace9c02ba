"""A private PostgreSQL cluster for tests, and a way to run a command on it:

python -m tests.postgres COMMAND …     runs COMMAND with DATABASE_URL set to it
python -m tests.postgres -n 2 COMMAND …
                                       with migrated databases for so many processes of pytest's,
                                       which take them with --reuse-db
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Self

from tests.processes import descendants, free_port, wait_for
from tests.programs import POSTGRESQL


def ordinary_user() -> str | None:
    """Whom to run as: PostgreSQL refuses root. None for the present user."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@dataclass
class Cluster:
    """A cluster in a directory, which can be stopped, started again and frozen."""

    directory: Path
    port: int
    #: Whether what was committed outlives a killed server.
    durable: bool = False
    #: What its environment has besides ours.
    env: dict[str, str] = field(default_factory=dict)
    server: subprocess.Popen[bytes] | None = None

    @classmethod
    def create(cls, directory: Path, template: Path | None = None) -> Self:
        """Make it, not started: empty, or as the template was, the ``data`` of another one that
        was stopped. Raises FileNotFoundError without PostgreSQL's programs."""
        made = cls(directory, free_port())
        if user := ordinary_user():
            shutil.chown(directory, user)
        if template is not None:
            subprocess.run(["cp", "-a", template, directory / "data"], check=True)
            return made
        options = ["-U", "zhaojing", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        with made._log() as log:
            subprocess.run(
                [made._program("initdb"), "-D", directory / "data", *options],
                check=True, stdout=log, stderr=log, **made._as_user(),
            )  # fmt: skip
        return made

    @property
    def url(self) -> str:
        return f"postgres://zhaojing@127.0.0.1:{self.port}/zhaojing"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60"]
        if not self.durable:
            # Nothing here has to survive a power cut.
            options += ["-c", "fsync=off", "-c", "full_page_writes=off"]
            options += ["-c", "synchronous_commit=off"]
        place = ["-D", self.directory / "data", "-p", str(self.port), "-k", self.directory]
        with self._log() as log:
            self.server = subprocess.Popen(
                [self._program("postgres"), *place, *options],
                stdout=log, stderr=log, start_new_session=True, env={**os.environ, **self.env},
                **self._as_user(),
            )  # fmt: skip
        probe = [self._program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        wait_for(lambda: subprocess.run(probe, check=False).returncode == 0, 30, "PostgreSQL")

    def create_database(self) -> None:
        create = [
            self._program("createdb"),
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
            "-U",
            "zhaojing",
        ]
        subprocess.run([*create, "zhaojing"], check=True)

    def stop(self) -> None:
        """End it; who is still connected after five seconds is cut off."""
        assert self.server is not None
        self.server.terminate()
        try:
            self.server.wait(5)
        except subprocess.TimeoutExpired:  # somebody is still connected
            self.server.send_signal(signal.SIGINT)
            self.server.wait(15)

    def cut_off(self) -> None:
        """End it at once, as a restart of its service does, with everybody connected."""
        assert self.server is not None
        self.server.send_signal(signal.SIGINT)
        self.server.wait(15)

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """kill -9 of all its processes."""
        assert self.server is not None
        self._signal(signal.SIGKILL)
        self.server.wait(15)

    def _signal(self, which: int) -> None:
        assert self.server is not None
        # each of its processes is a group of its own
        for pid in (self.server.pid, *descendants(self.server.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, which)

    def _program(self, name: str) -> Path:
        initdb = POSTGRESQL.find()
        if initdb is None:
            raise FileNotFoundError(POSTGRESQL.missing)
        return Path(initdb).parent / name

    def _as_user(self) -> dict[str, Any]:
        return {"user": ordinary_user(), "cwd": self.directory, "stdin": subprocess.DEVNULL}

    def _log(self) -> BinaryIO:
        return (self.directory / "log").open("ab")


@contextlib.contextmanager
def running_cluster(template: Path | None = None) -> Iterator[Cluster]:
    """Make and start a cluster in a temporary directory, empty or as the template was; removes
    everything afterwards."""
    if POSTGRESQL.find() is None:
        raise FileNotFoundError(POSTGRESQL.missing)
    directory = Path(tempfile.mkdtemp(prefix="zj-pg-"))
    try:
        made = Cluster.create(directory, template)
        try:
            made.start()
            if template is None:
                made.create_database()
            yield made
        finally:
            if made.server is not None and made.server.poll() is None:
                made.thaw()
                made.stop()
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """As ``running_cluster``; gives its DATABASE_URL."""
    with running_cluster() as made:
        yield made.url


def migrated_databases(url: str, number: int) -> None:
    """Make the databases that so many processes of pytest's look for: one is migrated, the others
    are copies of it. Raises CalledProcessError."""
    import psycopg

    names = [f"test_zhaojing_gw{process}" for process in range(number)]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {names[0]}")
        env = {**os.environ, "DATABASE_URL": f"{url.rpartition('/')[0]}/{names[0]}"}
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=env, check=True
        )
        for name in names[1:]:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {names[0]}")


def main() -> int:
    command, processes = sys.argv[1:], 0
    if command[0] == "-n":
        processes, command = int(command[1]), command[2:]
    try:
        with cluster() as url:
            if processes:
                migrated_databases(url, processes)
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": url}, check=False
            ).returncode
    except FileNotFoundError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1 if os.environ.get("ZHAOJING_NO_SKIP") == "1" else 0


if __name__ == "__main__":
    sys.exit(main())
