"""What a worker does with a job, and what several workers do not do to each other."""

from __future__ import annotations

import hashlib
import logging
import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft, Revision
from drafting.exports import requests, work
from drafting.exports import work as rendering_work
from drafting.exports.models import ExportJob
from drafting.jobs import lifecycle, wording
from drafting.rendering.formats.docx import render
from drafting.rendering.formats.pdf import conversion
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import STYLES
from tests.threads import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("private", "no_broker"),
]

State = ExportJob.State


@pytest.fixture
def job(draft: Draft, author: User) -> ExportJob:
    return requests.ask_for_export(draft, author, "standard", ExportJob.Copy.DRAFT)


def test_the_file_is_what_the_renderer_makes_of_the_revision(job: ExportJob, private: Path) -> None:
    rendering_work.carry_out(job.pk, "message")
    job.refresh_from_db()
    revision = Revision.objects.get()
    expected = render(
        codec.load(revision.document),
        RenderOptions(
            style=STYLES["standard"],
            draft_copy=True,
            author="刘洋",
            created=revision.created_at,
            modified=revision.created_at,
            reference=revision.content_hash,
        ),
    )
    assert job.file == f"exports/{job.pk}-1.docx"
    assert (private / job.file).read_bytes() == expected
    assert (job.state, job.progress, job.attempts, job.error) == (State.DONE, 100, 1, "")
    assert (job.size, job.sha256) == (len(expected), hashlib.sha256(expected).hexdigest())
    assert (job.claim, job.lease_until) == ("", None)
    assert job.finished_at is not None


@pytest.mark.db_sensitive
def test_of_workers_that_claim_at_once_one_gets_the_job(job: ExportJob) -> None:
    tokens = [f"message{n}" for n in range(4)]
    claimed = at_once([partial(rendering_work.claim, job.pk, token) for token in tokens])
    job.refresh_from_db()
    assert [token for token, got in zip(tokens, claimed, strict=True) if got] == [job.claim]
    assert (job.state, job.attempts, job.progress) == (State.RUNNING, 1, 10)


@pytest.mark.db_sensitive
@pytest.mark.parametrize(
    ("stored", "claimed"),
    [
        ({"state": State.QUEUED}, True),
        ({"state": State.RUNNING, "claim": "other", "seconds": 30}, False),
        ({"state": State.RUNNING, "claim": "other", "seconds": -1}, True),
        ({"state": State.RUNNING, "claim": "mine", "seconds": 30}, True),
        ({"state": State.RUNNING, "claim": "other", "seconds": -1, "attempts": 3}, False),
        ({"state": State.DONE, "file": "exports/a.docx"}, False),
        ({"state": State.FAILED}, False),
        ({"state": State.EXPIRED}, False),
    ],
)
def test_what_may_be_claimed(job: ExportJob, stored: dict[str, Any], claimed: bool) -> None:
    values = dict(stored)
    if "seconds" in values:
        values["lease_until"] = timezone.now() + timedelta(seconds=values.pop("seconds"))
    ExportJob.objects.update(**values)
    assert (rendering_work.claim(job.pk, "mine") is not None) is claimed


def test_a_job_that_is_gone_is_nothing_to_do(job: ExportJob) -> None:
    job.delete()
    rendering_work.carry_out(job.pk, "message")


@pytest.mark.db_sensitive
def test_a_worker_that_lost_its_lease_writes_nothing(job: ExportJob) -> None:
    slow = rendering_work.claim(job.pk, "slow")
    assert slow is not None
    ExportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert rendering_work.claim(job.pk, "quick") is not None
    with pytest.raises(lifecycle.JobOvertaken):
        work._make(slow)
    job.refresh_from_db()
    assert (job.state, job.claim, job.attempts, job.file) == (State.RUNNING, "quick", 2, "")


@pytest.mark.db_sensitive
def test_a_worker_that_comes_too_late_leaves_the_file_of_the_other(
    job: ExportJob, private: Path
) -> None:
    slow = rendering_work.claim(job.pk, "slow")
    assert slow is not None
    ExportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    rendering_work.carry_out(job.pk, "quick")
    job.refresh_from_db()
    content = (private / job.file).read_bytes()
    with pytest.raises(lifecycle.JobOvertaken):
        lifecycle.finish(work.EXPORTS, slow, b"of before")
    assert {path.name: path.read_bytes() for path in (private / "exports").iterdir()} == {
        f"{job.pk}-2.docx": content
    }


def test_a_full_disk_is_tried_three_times_and_told_in_one_sentence(
    job: ExportJob, private: Path, caplog: pytest.LogCaptureFixture
) -> None:
    private.write_text("a file where the directory should be")
    states = []
    for attempt in range(3):
        rendering_work.carry_out(job.pk, f"message{attempt}")
        job.refresh_from_db()
        states.append((job.state, job.attempts, job.error))
    assert states == [
        (State.QUEUED, 1, ""),
        (State.QUEUED, 2, ""),
        (State.FAILED, 3, wording.NOT_SAVED),
    ]
    rendering_work.carry_out(job.pk, "message3")
    job.refresh_from_db()
    assert job.attempts == 3
    assert "FileExistsError at" in caplog.text or "NotADirectoryError at" in caplog.text


def test_why_a_pdf_was_not_made_is_told_on_the_page(
    client: Client, draft: Draft, author: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    job = requests.ask_for_export(draft, author, "standard", ExportJob.Copy.CLEAN, format="pdf")
    # LibreOffice was taken away between the question and the work
    monkeypatch.setenv("PATH", str(tmp_path))
    for attempt in range(lifecycle.MAX_ATTEMPTS):
        rendering_work.carry_out(job.pk, f"message{attempt}")
    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, conversion.NO_OFFICE)
    client.force_login(author)
    (row,) = client.get(reverse("exports:list", args=[draft.pk])).context["exports"].rows
    assert row.message == conversion.NO_OFFICE


def test_no_text_of_the_paper_gets_into_the_log(
    job: ExportJob, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    revision = Revision.objects.get()
    revision.document = revision.document | {"schema": "借阅旺季没有学习"}
    revision.save()
    for attempt in range(3):
        rendering_work.carry_out(job.pk, f"message{attempt}")
    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, wording.trouble(job))
    assert "借阅" not in job.error
    assert re.search(r"attempt 1 failed: \w+ at \S+codec.py:\d+", caplog.text)
    assert "借阅" not in "".join(
        r.getMessage() for r in caplog.records if r.name.startswith("drafting")
    )
    assert all(record.exc_info is None for record in caplog.records)
