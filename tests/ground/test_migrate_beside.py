"""PostgreSQL is brought up while another program uses its tables: it is waited for, and a deadlock is tried again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import psycopg
import pytest

from tests import postgres as clusters
from tests.processes import environment, run_manage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

AGAIN = "别的程序正用着要改的表，1 秒后接着做。"
GIVEN_UP = (
    "别的程序一直用着要改的表，没有做完；做完的都在，库没有坏。"
    "请停止照镜的全部服务，再运行一次 migrate，会从这里接着做。"
)
#: With this much patience, in seconds, and as many tries again.
MIGRATE = """
import sys
from django.core.management import CommandError, call_command
from drafting.management.commands import migrate
migrate.PATIENCE, migrate.PAUSE, migrate.AGAIN = {}, 1, {}
try:
    call_command("migrate", *{}, verbosity=0)
except CommandError as error:
    print(error, file=sys.stderr)
    sys.exit(error.returncode)
"""


@pytest.fixture
def url() -> Iterator[str]:
    """A database with the first of Django's own migrations; the second one changes its table."""
    if clusters.POSTGRESQL.find() is None:
        pytest.skip(clusters.POSTGRESQL.missing)
    with clusters.cluster() as address:
        yield address


def migrated(
    url: str, scratch: Path, patience: int, again: int, *wanted: str
) -> CompletedProcess[str]:
    env = environment(
        ZHAOJING_MODE="demo",
        ZHAOJING_VAR=str(scratch),
        REDIS_URL="redis://127.0.0.1:1/0",
        DATABASE_URL=url,
    )
    code = MIGRATE.format(patience, again, wanted)
    return run_manage(env, "shell", "--no-imports", "-c", code)


def waits(url: str) -> bool:
    """Whether somebody waits for a lock."""
    with psycopg.connect(url) as there:
        asked = there.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return asked.fetchone() != (0,)


def applied(url: str) -> list[str]:
    with psycopg.connect(url) as there:
        rows = there.execute("SELECT name FROM django_migrations WHERE app = 'contenttypes'")
        return sorted(name for (name,) in rows)


def test_a_table_that_is_held_is_waited_for_and_then_given_up(url: str, scratch: Path) -> None:
    assert migrated(url, scratch, 5, 0, "contenttypes", "0001").returncode == 0
    with psycopg.connect(url) as other, ThreadPoolExecutor(1) as threads:
        other.execute("LOCK TABLE django_content_type IN ACCESS SHARE MODE")
        refused = migrated(url, scratch, 1, 1, "contenttypes")
        lines = refused.stderr.strip().splitlines()
        assert (refused.returncode, lines) == (2, [AGAIN, GIVEN_UP])
        later = threads.submit(migrated, url, scratch, 1, 30, "contenttypes")
        while not waits(url):
            time.sleep(0.1)
        time.sleep(2)
        other.rollback()
        done = later.result()
    assert (done.returncode, AGAIN in done.stderr) == (0, True), done.stderr
    assert applied(url) == ["0001_initial", "0002_remove_content_type_name"]


def test_a_deadlock_is_tried_again(url: str, scratch: Path) -> None:
    assert migrated(url, scratch, 5, 0, "contenttypes", "0001").returncode == 0
    with psycopg.connect(url) as other, ThreadPoolExecutor(1) as threads:
        # it is the migration that finds out and is ended
        other.execute("SET deadlock_timeout = '1h'")
        other.execute("LOCK TABLE django_migrations IN SHARE MODE")
        later = threads.submit(migrated, url, scratch, 60, 3, "contenttypes")
        while not waits(url):
            time.sleep(0.05)
        other.execute("SELECT count(*) FROM django_content_type")
        other.commit()
        done = later.result()
    assert (done.returncode, done.stderr.count(AGAIN)) == (0, 1), done.stderr
    assert applied(url) == ["0001_initial", "0002_remove_content_type_name"]
