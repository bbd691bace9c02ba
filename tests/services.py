"""Fixtures that start real services. They skip, and say what to install, where a system program is
missing."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import postgres as postgres_cluster
from tests import programs
from tests.processes import (
    App,
    Process,
    prepare_database,
    prepare_template,
    redis_process,
    running_app,
)


def _need_redis() -> None:
    if programs.REDIS.find() is None:
        pytest.skip(programs.REDIS.missing)


@pytest.fixture(scope="session")
def session_scratch() -> Iterator[Path]:
    """A short directory for the whole session (pytest's own is too long for a socket)."""
    directory = Path(tempfile.mkdtemp(prefix="zj-"))
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A short directory for one test."""
    directory = Path(tempfile.mkdtemp(prefix="zj-"))
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def redis_server(session_scratch: Path) -> Iterator[str]:
    """The URL of a real Redis on a private socket."""
    _need_redis()
    directory = session_scratch / "redis"
    directory.mkdir()
    process, url = redis_process(directory)
    process.start()
    yield url
    process.stop()


@pytest.fixture
def broker(redis_server: str, settings: object) -> Iterator[str]:
    """The tests' own process publishes to a real, empty Redis; nobody takes the messages out. Gives
    its URL."""
    import redis
    from celery import current_app

    with redis.from_url(redis_server) as client:
        client.flushall()
    before = current_app.conf.broker_url
    settings.REDIS_URL = redis_server  # type: ignore[attr-defined]
    _point_celery_at(redis_server.replace("unix://", "redis+socket://"))
    yield redis_server
    _point_celery_at(before)


def _point_celery_at(url: str) -> None:
    from celery import current_app
    from kombu import pools

    current_app.conf.broker_url = current_app.conf.broker_read_url = (
        current_app.conf.broker_write_url
    ) = url
    # Celery and Kombu keep connections to the former one.
    current_app.pool.force_close_all()
    current_app._pool = None
    current_app.amqp._producer_pool = None
    pools.reset()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a migrated database (fixtures and demo cast loaded) and collected static
    files; only to be read.

    Made once, also when several processes share the tests.
    """
    return _made_once(tmp_path_factory, "template", prepare_template)


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a stopped PostgreSQL with the same database; only to be copied. Made once too."""
    if programs.POSTGRESQL.find() is None:
        pytest.skip(programs.POSTGRESQL.missing)

    def make(directory: Path) -> None:
        with postgres_cluster.running_cluster() as cluster:
            prepare_database(cluster.url, directory)
            cluster.stop()
            subprocess.run(["cp", "-a", cluster.directory / "data", directory], check=True)

    return _made_once(tmp_path_factory, "postgres", make) / "data"


def _made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """A directory that the first of the processes makes (xdist gives each one a directory below a
    common one)."""
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    directory, done = common / name, common / f"{name}-done"
    with (common / f"{name}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            directory.mkdir(exist_ok=True)
            make(directory)
            done.touch()
    return directory


@pytest.fixture
def start_app(template: Path) -> Iterator[Callable[..., App]]:
    """Starts 照镜 as real processes on a fresh database: `start_app(WEB_THREADS="1")` with
    environment variables."""
    _need_redis()
    with ExitStack() as stack:

        def start(**changes: str) -> App:
            directory = Path(tempfile.mkdtemp(prefix="zj-app-"))
            stack.callback(shutil.rmtree, directory, ignore_errors=True)
            return stack.enter_context(running_app(template, directory, **changes))

        yield start


@pytest.fixture(scope="session")
def shared_app(template: Path, session_scratch: Path) -> Iterator[App]:
    """照镜 as real processes with fixtures and demo cast, once for the session: for tests that
    neither break it nor mind each other's rows."""
    _need_redis()
    directory = session_scratch / "app"
    directory.mkdir()
    with running_app(template, directory) as running:
        yield running


@pytest.fixture
def app(shared_app: App, template: Path) -> Iterator[App]:
    """The same with fixtures and demo cast and nothing else, for tests that may break it: the
    processes have served earlier tests, unless one of those ended them."""
    shared_app.begin_again(template)
    yield shared_app
    if not shared_app.runs():
        shared_app.begin_again(template)


@pytest.fixture
def worker(app: App) -> Process:
    """The real worker of `app`."""
    return app.worker


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The DATABASE_URL of a private PostgreSQL cluster."""
    if programs.POSTGRESQL.find() is None:
        pytest.skip(programs.POSTGRESQL.missing)
    with postgres_cluster.cluster() as url:
        yield url
