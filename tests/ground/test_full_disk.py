"""A disk that is really full: a small one of its own under the SQLite database, and under
PostgreSQL's."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from django.test import Client

from tests import disks
from tests.ground.writer import Writer
from tests.postgres import Cluster
from tests.processes import App, running_app, wait_for

FULL = {"error": "full", "message": "服务器的磁盘已满，这一次没有保存，稍后自动再存。"}
#: The owner of a session that has to be moved along with the next request.
_OLD_SESSIONS = """
from django.contrib.sessions.models import Session
from drafting.requests.sessions import SessionStore
for row in Session.objects.all():
    store = SessionStore(row.session_key)
    store["seen"] = 1
    store.save()
"""


@pytest.fixture
def small_disk(request: pytest.FixtureRequest) -> Iterator[Path]:
    """The directory of a disk of so many megabytes."""
    with contextlib.ExitStack() as rest:
        try:
            disk = rest.enter_context(disks.small_disk(request.param))
        except PermissionError:
            pytest.skip("the right to mount a disk is not part of the project")
        yield disk


def fill(disk: Path) -> Path:
    """As disks.fill, and nothing more can be written."""
    filler = disks.fill(disk)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        (disk / "one more").write_bytes(b"x")
    return filler


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.parametrize("small_disk", [40], indirect=True)
def test_sqlite_on_a_full_disk(small_disk: Path, template: Path) -> None:
    with running_app(template, small_disk, LOG_LEVEL="WARNING") as app:
        writer = Writer(app)
        assert writer.save("以上是我的对照检查。", 0).json == {"version": 2}
        app.manage("shell", "--no-imports", "-c", _OLD_SESSIONS)
        filler = fill(small_disk)
        _refused(writer)
        health = writer.get("/healthz")
        assert (health.status, health.json) == (
            503,
            {"status": "failed", "database": "full", "broker": "ok", "disk": "low"},
        )
        filler.unlink()
        _goes_on(writer, app)


def _refused(writer: Writer) -> None:
    """Saves say why, a form is given back, and what is stored can still be read."""
    long = "以上是我的对照检查，请批评。" * 500
    refused = writer.save(long, 2)
    assert (refused.status, refused.json) == (503, FULL)
    form = writer.post(writer.page, **writer.form(long, 2))
    assert (form.status, "一直这样，请告诉系统管理员：服务器的磁盘已满。" in form.text) == (
        503,
        True,
    )
    assert long in form.text
    page = writer.get(writer.page)
    assert (page.status, "以上是我的对照检查。</textarea>" in page.text) == (200, True)


def _goes_on(writer: Writer, app: App) -> None:
    assert writer.save("以上是我的对照检查，请批评。", 2).json == {"version": 3}
    assert writer.get("/healthz").status == 200
    assert "Traceback" not in app.web.output()


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.parametrize("small_disk", [250], indirect=True)
def test_postgresql_on_a_full_disk(
    small_disk: Path, template: Path, postgres_template: Path
) -> None:
    cluster = Cluster.create(small_disk, postgres_template)
    cluster.start()
    try:
        with (
            TemporaryDirectory(prefix="zj-app-") as directory,
            running_app(template, Path(directory), DATABASE_URL=cluster.url) as app,
        ):
            writer = Writer(app)
            assert writer.save("以上是我的对照检查。", 0).json == {"version": 2}
            filler = fill(small_disk)
            # until a table has to grow PostgreSQL uses the room that it has; then it may even
            # have to start again
            found = _until_refused(writer)
            assert found <= {200, 503}
            assert writer.get(writer.page).status in (200, 503)
            wait_for(lambda: writer.get("/healthz").json["database"] != "ok", 30, "health")
            filler.unlink()
            wait_for(lambda: writer.get("/healthz").status == 200, 60, "health")
            assert writer.get(writer.page).status == 200
            assert "Traceback" not in app.web.output()
    finally:
        if cluster.server is not None and cluster.server.poll() is None:
            cluster.stop()


def _until_refused(writer: Writer) -> set[int]:
    base, statuses, said = 2, set(), set()
    for number in range(400):
        answer = writer.save(f"第{number}次" + "以上是我的对照检查，请批评。" * 400, base)
        statuses.add(answer.status)
        if answer.status != 200:
            said.add(answer.json["error"])
            break
        base = answer.json["version"]
    assert said <= {"full", "away"}
    assert said
    return statuses


# SQLite's own limit needs no disk, so this runs everywhere


@pytest.fixture
def no_more_pages(db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        free = cursor.execute("PRAGMA freelist_count").fetchone()[0]
        size = cursor.execute("PRAGMA page_size").fetchone()[0]
        # what other tests have left is taken first
        cursor.execute("CREATE TABLE filler (content BLOB)")
        cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", [free * size])
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        assert cursor.execute("PRAGMA freelist_count").fetchone()[0] < 8
        cursor.execute(f"PRAGMA max_page_count={pages}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=4294967294")


def test_health_writes(client: Client, broker: str, no_more_pages: None) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "failed", "database": "full", "broker": "ok"},
    )
