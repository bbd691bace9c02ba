"""Stalled jobs, old files."""

from __future__ import annotations

import os
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.rendering import services, wording
from drafting.rendering.models import ExportJob
from drafting.rendering.selectors import row_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("private", "no_broker"),
    pytest.mark.db_sensitive,
]

State = ExportJob.State


def ago(**span: float) -> Any:
    return timezone.now() - timedelta(**span)


@pytest.fixture
def job(draft: Draft, author: User) -> ExportJob:
    return services.ask_for_export(draft, author, "standard", ExportJob.Copy.CLEAN)


def stored(job: ExportJob, **values: Any) -> ExportJob:
    ExportJob.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def test_a_message_that_was_lost_is_sent_again(job: ExportJob) -> None:
    stored(job, queued_at=ago(seconds=60), sent=True)
    assert services.sweep(services.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.sent) == (State.QUEUED, False)
    assert job.queued_at > ago(seconds=5)
    assert services.sweep(services.EXPORTS) == 0


def test_of_two_who_recover_at_once_one_sends(job: ExportJob) -> None:
    stored(job, queued_at=ago(seconds=60), sent=True)
    first, second = ExportJob.objects.get(), ExportJob.objects.get()
    # the broker is away, so who sends finds that out
    assert [services.recover(first, services.EXPORTS), services.recover(second, services.EXPORTS)] == [
        False,
        True,
    ]


def test_a_worker_that_fell_silent_loses_its_job(job: ExportJob) -> None:
    services.claim(job.pk, "silent")
    assert services.sweep(services.EXPORTS) == 0
    stored(job, lease_until=ago(seconds=1))
    assert services.sweep(services.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.claim, job.lease_until, job.attempts) == (State.QUEUED, "", None, 1)


def test_a_job_that_kills_its_workers_is_given_up(job: ExportJob) -> None:
    services.claim(job.pk, "silent")
    stored(job, lease_until=ago(seconds=1), attempts=3)
    services.sweep(services.EXPORTS)
    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, wording.INTERRUPTED)


def test_an_old_file_is_deleted_and_can_be_made_again(job: ExportJob, private: Path) -> None:
    services.carry_out(job.pk, "message")
    stored(job, finished_at=ago(days=29))
    assert services.tidy(services.EXPORTS) == 0
    job.refresh_from_db()
    path = private / job.file
    assert path.exists()
    digest = job.sha256
    stored(job, finished_at=ago(days=31))
    assert services.tidy(services.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.file, row_of(job).message) == (State.EXPIRED, "", "已过期，可重新生成。")
    assert not path.exists()
    services.carry_out(services.ask_again(job).pk, "message")
    job.refresh_from_db()
    assert (job.state, job.sha256) == (State.DONE, digest)


def test_files_that_belong_to_no_job_go_after_an_hour(job: ExportJob, private: Path) -> None:
    services.carry_out(job.pk, "message")
    kept = {f"{job.pk}-1.docx", f"{uuid.uuid4()}.docx"}
    stray = {f"{uuid.uuid4()}.docx", ".half.part"}
    for name in kept | stray:
        path = private / "exports" / name
        path.touch()
        if name in stray:
            os.utime(path, (time.time() - 3700,) * 2)
    os.utime(private / "exports" / f"{job.pk}-1.docx", (time.time() - 3700,) * 2)
    assert services.tidy(services.EXPORTS) == 2
    assert {path.name for path in (private / "exports").iterdir()} == kept


def test_the_files_of_a_deleted_draft_go(job: ExportJob, private: Path) -> None:
    services.carry_out(job.pk, "message")
    job.refresh_from_db()
    os.utime(private / job.file, (time.time() - 3700,) * 2)
    job.draft.delete()
    assert services.tidy(services.EXPORTS) == 1
    assert list((private / "exports").iterdir()) == []


def test_there_may_be_nothing_to_tidy() -> None:
    assert services.tidy(services.EXPORTS) == 0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"sent": None}, wording.REGISTERED),
        ({"sent": True}, wording.REGISTERED),
        ({"sent": False}, wording.AWAY),
        ({"sent": True, "created_at": ago(seconds=20)}, wording.BUSY),
        ({"sent": True, "attempts": 1}, wording.AGAIN),
        ({"state": "running", "progress": 30, "lease_until": ago(days=-1)}, "正在生成，已完成 30%。"),
        ({"state": "running", "progress": 30, "lease_until": ago(seconds=1)}, wording.AGAIN),
        ({"state": "failed", "error": "没有成功。"}, "没有成功。"),
        ({"state": "expired"}, wording.EXPIRED),
        ({"state": "done", "file": "exports/a.docx"}, ""),
    ],
)
def test_what_the_page_says(job: ExportJob, values: dict[str, Any], message: str) -> None:
    assert row_of(stored(job, **values)).message == message
