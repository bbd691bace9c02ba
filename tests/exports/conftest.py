"""The author of a draft, the draft, and a private directory of the test's own."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app

from accounts.models import User
from drafting.drafts.models import Draft
from tests.exports.cast import make_draft
from tests.exports.visitor import forget_jobs
from tests.factories import OrganizationFactory, person
from tests.processes import App, running_app


@pytest.fixture
def private(settings: Any, tmp_path: Path) -> Path:
    """The directory that generated files go to."""
    root = tmp_path / "private"
    backend = settings.STORAGES["private"]["BACKEND"]
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": backend, "OPTIONS": {"location": str(root)}}
    }
    return root


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A broker that is away: a socket that nobody listens on."""
    monkeypatch.setattr(current_app.conf, "broker_url", f"redis+socket://{tmp_path}/nobody.sock")


@pytest.fixture(scope="module")
def running(template: Path) -> Iterator[App]:
    """照镜 as real processes, once for a module: starting it takes seconds."""
    directory = Path(tempfile.mkdtemp(prefix="zj-app-"))
    try:
        with running_app(template, directory, JOB_RESEND_SECONDS="2") as app:
            yield app
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def app(running: App) -> Iterator[App]:
    """照镜 without a job or a file, whole again afterwards whatever the test has stopped."""
    forget_jobs(running)
    shutil.rmtree(running.directory / "private", ignore_errors=True)
    yield running
    with contextlib.suppress(OSError):
        (running.directory / "private").unlink()  # a test puts a file where the directory should be
    for process in (running.redis, running.worker):
        if process.popen is None or process.popen.poll() is not None:
            process.start()
        process.thaw()


@pytest.fixture
def author(db: None) -> User:
    return person("member", "刘洋", OrganizationFactory(name="第一支部"))


@pytest.fixture
def draft(author: User) -> Draft:
    return make_draft(author)
