"""Exports through real Redis and a real worker, and what happens when one of them goes away."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import signal
import stat
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from drafting.celery import app as celery
from drafting.exports.work import RENDER
from drafting.jobs import wording
from tests.exports.cast import long_document
from tests.exports.visitor import Visitor, the_job
from tests.processes import App, Process, descendants, wait_for, worker_process

pytestmark = pytest.mark.slow

#: Takes a second or two to render, so that a worker can be hit in the middle.
LONG = long_document(50_000)


def in_the_middle(app: App) -> None:
    """Wait until the worker is rendering (30 %, the text is read), and stop it there."""

    def rendering() -> bool:
        return bool(the_job(app)["progress"] == 30)

    wait_for(rendering, 20, "rendering")
    app.worker.freeze()
    assert (the_job(app)["state"], the_job(app)["progress"]) == ("running", 30)


def finished(app: App) -> bool:
    return bool(the_job(app)["state"] == "done")


def test_a_file_is_made_and_downloaded(app: App) -> None:
    visitor = Visitor(app)
    draft = visitor.begin()
    page = visitor.ask(draft)
    job = the_job(app)["id"]
    assert job in page
    visitor.follow(job)
    download = visitor.get(f"/exports/{job}/download/")
    content = download.read()
    row = the_job(app)
    assert (row["state"], row["progress"], row["attempts"]) == ("done", 100, 1)
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    path = app.directory / "private" / row["file"]
    assert path.read_bytes() == content
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)] == [0o700, 0o600]
    # asked for again, the same file is there at once
    assert "这一版内容已经生成过同样的文件，可以直接下载。" in visitor.ask(draft)
    assert the_job(app) == row


def test_a_double_click_is_one_job(app: App) -> None:
    visitor = Visitor(app)
    draft = visitor.begin()
    clicks = [threading.Thread(target=visitor.ask, args=[draft]) for _ in range(4)]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    visitor.follow(the_job(app)["id"])
    assert the_job(app)["attempts"] == 1


@pytest.mark.fault
def test_two_workers_and_many_messages_are_one_attempt(app: App) -> None:
    second = worker_process(app.env, app.directory / "second.log")
    second.start()
    try:
        visitor = Visitor(app)
        app.worker.freeze()
        second.freeze()
        visitor.ask(visitor.begin())
        job = the_job(app)["id"]
        with celery.connection_for_write(
            app.env["REDIS_URL"].replace("unix://", "redis+socket://")
        ) as broker:
            for _ in range(9):
                celery.send_task(RENDER, args=[job], connection=broker, ignore_result=True)
        app.worker.thaw()
        second.thaw()
        visitor.follow(job)
        seen = f"job {job}: nothing to do"
        wait_for(
            lambda: (app.worker.output() + second.output()).count(seen) == 9,
            what="the other messages",
        )
        assert (the_job(app)["state"], the_job(app)["attempts"]) == ("done", 1)
    finally:
        second.stop()


def test_a_child_of_the_worker_killed_while_rendering(start_app: Callable[..., App]) -> None:
    """The message comes back at once and takes its job over, long before the lease ends."""
    app = start_app(JOB_LEASE_SECONDS="600")
    visitor = Visitor(app)
    visitor.ask(visitor.begin(LONG))
    in_the_middle(app)
    for child in descendants(app.worker.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    app.worker.thaw()
    wait_for(lambda: finished(app), 40, "the file")
    assert the_job(app)["attempts"] == 2


@pytest.mark.fault
def test_the_whole_worker_killed_while_rendering_and_started_later(
    start_app: Callable[..., App],
) -> None:
    """Nobody looks and there is no beat: the worker that starts finds the job by itself."""
    app = start_app(JOB_LEASE_SECONDS="2", JOB_RESEND_SECONDS="2")
    visitor = Visitor(app)
    draft = visitor.begin(LONG)
    visitor.ask(draft)
    in_the_middle(app)
    app.worker.kill()
    assert the_job(app)["state"] == "running"
    time.sleep(2.5)
    page = visitor.get(f"/drafts/{draft}/exports/").read().decode()
    assert wording.AGAIN in page
    app.worker.start()
    wait_for(lambda: finished(app), 40, "the file")
    assert the_job(app)["attempts"] == 2


@pytest.mark.fault
def test_the_whole_worker_killed_while_rendering_and_started_at_once(
    start_app: Callable[..., App],
) -> None:
    """The new worker starts before the lease ends and beat is dead: the open page sees to it."""
    app = start_app(JOB_LEASE_SECONDS="20", JOB_RESEND_SECONDS="2")
    visitor = Visitor(app)
    visitor.ask(visitor.begin(LONG))
    in_the_middle(app)
    app.worker.kill()
    app.worker.start()
    visitor.follow(the_job(app)["id"], 120)
    assert (the_job(app)["state"], the_job(app)["attempts"]) == ("done", 2)


def timed(action: Callable[[], str]) -> tuple[str, float]:
    began = time.monotonic()
    answer = action()
    return answer, time.monotonic() - began


@contextlib.contextmanager
def running_beat(app: App) -> Iterator[None]:
    """Beat, on a schedule of its own: its first sweep comes JOB_RESEND_SECONDS after its start."""
    schedule = str(app.directory / "beat")
    command = [sys.executable, "-m", "celery", "-A", "drafting", "beat", "--schedule", schedule]
    process = Process(command, app.env, app.directory / "beat.log")
    process.start()
    try:
        yield
    finally:
        process.stop()


@pytest.mark.fault
def test_redis_stopped_and_started(app: App) -> None:
    """Nobody looks: beat and the worker find the job when Redis is back."""
    with running_beat(app):
        visitor = Visitor(app)
        draft = visitor.begin()
        app.redis.stop()
        page, seconds = timed(lambda: visitor.ask(draft))
        assert wording.AWAY in page
        assert seconds < 1.5
        assert visitor.status(the_job(app)["id"])["message"] == wording.AWAY
        app.redis.start()
        wait_for(lambda: finished(app), 60, "the file")
        assert the_job(app)["attempts"] == 1


@pytest.mark.fault
def test_redis_stopped_with_the_message_in_it(app: App) -> None:
    """The message is lost with Redis, the worker is there, beat is dead: the open page sends it
    again."""
    visitor = Visitor(app)
    draft = visitor.begin()
    app.worker.freeze()
    # what Redis has been asked for it hands out at once, also to whoever is frozen: this has not
    # been asked
    app.redis.kill()
    app.redis.start()
    visitor.ask(draft)
    assert the_job(app)["sent"] == 1
    with redis.from_url(app.env["REDIS_URL"]) as client:
        assert client.llen("celery") == 1
    app.redis.kill()
    app.redis.start()
    app.worker.thaw()
    visitor.follow(the_job(app)["id"], 40)
    assert the_job(app)["state"] == "done"


@pytest.mark.fault
def test_redis_that_hangs_does_not_hang_the_page(app: App) -> None:
    visitor = Visitor(app)
    draft = visitor.begin()
    app.redis.freeze()
    page, seconds = timed(lambda: visitor.ask(draft))
    assert wording.AWAY in page
    assert seconds < 1.5
    app.redis.thaw()
    visitor.follow(the_job(app)["id"], 30)


def test_a_full_disk_is_told_on_the_page(app: App) -> None:
    before = len(app.worker.output())
    directory = Path(app.directory / "private")
    directory.write_text("a file where the directory should be")
    visitor = Visitor(app)
    visitor.ask(visitor.begin())
    job = the_job(app)["id"]
    visitor.follow(job, 40)
    assert visitor.status(job)["message"] == wording.NOT_SAVED
    assert "Traceback" not in app.worker.output()[before:]
    directory.unlink()
    visitor.post(f"/exports/{job}/retry/")
    visitor.follow(job)
    assert the_job(app)["state"] == "done"
