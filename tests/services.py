"""Fixtures that start real services. They skip, and say what to install, where a system program is missing."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from drafting.embedded.redis import server_program
from drafting.embedded.refused import Refused
from tests import postgres as postgres_cluster
from tests.processes import App, Process, prepare_template, redis_process, running_app


def _need_redis() -> None:
    try:
        server_program()
    except Refused as refusal:
        pytest.skip(str(refusal))


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
    """The tests' own process publishes to a real, empty Redis; nobody takes the messages out. Gives its URL."""
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

    current_app.conf.broker_url = current_app.conf.broker_read_url = current_app.conf.broker_write_url = url
    # Celery and Kombu keep connections to the former one.
    current_app.pool.force_close_all()
    current_app._pool = None
    current_app.amqp._producer_pool = None
    pools.reset()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a migrated database (fixtures and demo cast loaded) and collected static files; only to be read.

    Made once, also when several processes share the tests (xdist gives each a directory below a common one).
    """
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    directory, done = common / "template", common / "template-done"
    with (common / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            directory.mkdir(exist_ok=True)
            prepare_template(directory)
            done.touch()
    return directory


@pytest.fixture
def start_app(template: Path) -> Iterator[Callable[..., App]]:
    """Starts 照镜 as real processes on a fresh database: `start_app(WEB_THREADS="1")` with environment variables."""
    _need_redis()
    with ExitStack() as stack:

        def start(**changes: str) -> App:
            directory = Path(tempfile.mkdtemp(prefix="zj-app-"))
            stack.callback(shutil.rmtree, directory, ignore_errors=True)
            return stack.enter_context(running_app(template, directory, **changes))

        yield start


@pytest.fixture
def app(start_app: Callable[..., App]) -> App:
    """照镜 as real processes on a fresh database with fixtures and demo cast."""
    return start_app()


@pytest.fixture
def worker(app: App) -> Process:
    """The real worker of `app`."""
    return app.worker


@pytest.fixture(scope="session")
def shared_app(template: Path, session_scratch: Path) -> Iterator[App]:
    """Like `app`, once for the session: for tests that neither break it nor mind each other's rows."""
    _need_redis()
    directory = session_scratch / "app"
    directory.mkdir()
    with running_app(template, directory) as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The DATABASE_URL of a private PostgreSQL cluster."""
    if postgres_cluster.programs() is None:
        pytest.skip(postgres_cluster.MISSING)
    with postgres_cluster.cluster() as url:
        yield url
