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
from drafting.exports import requests, work
from drafting.exports.models import ExportJob
from drafting.exports.selectors import row_of
from drafting.jobs import recovery, wording

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
    return requests.ask_for_export(draft, author, "standard", ExportJob.Copy.CLEAN)


def stored(job: ExportJob, **values: Any) -> ExportJob:
    ExportJob.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def test_a_message_that_was_lost_is_sent_again(job: ExportJob) -> None:
    stored(job, queued_at=ago(seconds=60), sent=True)
    assert recovery.sweep(work.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.sent) == (State.QUEUED, False)
    assert job.queued_at > ago(seconds=5)
    assert recovery.sweep(work.EXPORTS) == 0


def test_of_two_who_recover_at_once_one_sends(job: ExportJob) -> None:
    stored(job, queued_at=ago(seconds=60), sent=True)
    first, second = ExportJob.objects.get(), ExportJob.objects.get()
    # the broker is away, so who sends finds that out
    assert [recovery.recover(first, work.EXPORTS), recovery.recover(second, work.EXPORTS)] == [
        False,
        True,
    ]


def test_a_worker_that_fell_silent_loses_its_job(job: ExportJob) -> None:
    work.claim(job.pk, "silent")
    assert recovery.sweep(work.EXPORTS) == 0
    stored(job, lease_until=ago(seconds=1))
    assert recovery.sweep(work.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.claim, job.lease_until, job.attempts) == (State.QUEUED, "", None, 1)


def test_a_job_that_kills_its_workers_is_given_up(job: ExportJob) -> None:
    work.claim(job.pk, "silent")
    stored(job, lease_until=ago(seconds=1), attempts=3)
    recovery.sweep(work.EXPORTS)
    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, wording.INTERRUPTED)


def test_an_old_file_is_deleted_and_can_be_made_again(job: ExportJob, private: Path) -> None:
    work.carry_out(job.pk, "message")
    stored(job, finished_at=ago(days=29))
    assert recovery.tidy(work.EXPORTS) == 0
    job.refresh_from_db()
    path = private / job.file
    assert path.exists()
    digest = job.sha256
    stored(job, finished_at=ago(days=31))
    assert recovery.tidy(work.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.file, row_of(job).message) == (State.EXPIRED, "", "已过期，可重新生成。")
    assert not path.exists()
    work.carry_out(requests.ask_again(job).pk, "message")
    job.refresh_from_db()
    assert (job.state, job.sha256) == (State.DONE, digest)


def test_files_that_belong_to_no_job_go_after_an_hour(job: ExportJob, private: Path) -> None:
    work.carry_out(job.pk, "message")
    kept = {f"{job.pk}-1.docx", f"{uuid.uuid4()}.docx"}
    stray = {f"{uuid.uuid4()}.docx", ".half.part"}
    for name in kept | stray:
        path = private / "exports" / name
        path.touch()
        if name in stray:
            os.utime(path, (time.time() - 3700,) * 2)
    os.utime(private / "exports" / f"{job.pk}-1.docx", (time.time() - 3700,) * 2)
    assert recovery.tidy(work.EXPORTS) == 2
    assert {path.name for path in (private / "exports").iterdir()} == kept


def test_the_files_of_a_deleted_draft_go(job: ExportJob, private: Path) -> None:
    work.carry_out(job.pk, "message")
    job.refresh_from_db()
    os.utime(private / job.file, (time.time() - 3700,) * 2)
    job.draft.delete()
    assert recovery.tidy(work.EXPORTS) == 1
    assert list((private / "exports").iterdir()) == []


def test_there_may_be_nothing_to_tidy() -> None:
    assert recovery.tidy(work.EXPORTS) == 0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"sent": None}, wording.REGISTERED),
        ({"sent": True}, wording.REGISTERED),
        ({"sent": False}, wording.AWAY),
        ({"sent": True, "created_at": ago(seconds=20)}, wording.BUSY),
        ({"sent": True, "attempts": 1}, wording.AGAIN),
        (
            {"state": "running", "progress": 30, "lease_until": ago(days=-1)},
            "正在生成，已完成 30%。",
        ),
        ({"state": "running", "progress": 30, "lease_until": ago(seconds=1)}, wording.AGAIN),
        ({"state": "failed", "error": "没有成功。"}, "没有成功。"),
        ({"state": "expired"}, wording.EXPIRED),
        ({"state": "done", "file": "exports/a.docx"}, ""),
    ],
)
def test_what_the_page_says(job: ExportJob, values: dict[str, Any], message: str) -> None:
    assert row_of(stored(job, **values)).message == message


# the clock was set back by three hours

AHEAD = timedelta(hours=3)


def test_a_lease_of_times_to_come_has_run_out(job: ExportJob) -> None:
    work.claim(job.pk, "silent")
    stored(
        job,
        lease_until=timezone.now() + AHEAD,
        queued_at=timezone.now() + AHEAD,
        created_at=timezone.now() + AHEAD,
    )
    assert recovery.sweep(work.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.claim, job.lease_until, job.attempts) == (State.QUEUED, "", None, 1)
    assert abs(job.queued_at - timezone.now()) < timedelta(seconds=5)


def test_a_worker_takes_a_job_with_a_lease_of_times_to_come(job: ExportJob) -> None:
    work.claim(job.pk, "silent")
    assert work.claim(job.pk, "another") is None
    stored(job, lease_until=timezone.now() + AHEAD)
    work.carry_out(job.pk, "another")
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)


def test_a_message_sent_in_times_to_come_counts_as_lost(job: ExportJob) -> None:
    stored(job, queued_at=timezone.now() + AHEAD, sent=True)
    assert recovery.sweep(work.EXPORTS) == 1
    job.refresh_from_db()
    assert (job.state, job.sent) == (State.QUEUED, False)
    assert abs(job.queued_at - timezone.now()) < timedelta(seconds=5)
    assert recovery.sweep(work.EXPORTS) == 0


def test_the_clocks_of_two_machines_may_differ_a_little(job: ExportJob) -> None:
    """A worker that is half a minute ahead keeps its job."""
    work.claim(job.pk, "ahead")
    stored(job, lease_until=timezone.now() + timedelta(seconds=45 + 30))
    assert recovery.sweep(work.EXPORTS) == 0
    assert work.claim(job.pk, "another") is None
    stored(
        job, state=State.QUEUED, lease_until=None, queued_at=timezone.now() + timedelta(seconds=10)
    )
    assert recovery.sweep(work.EXPORTS) == 0
