"""Asking for a file: one row for each file, whatever happens around it."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft, Revision
from drafting.exports import requests, work
from drafting.exports.models import ExportJob
from drafting.exports.unfilled import Unfilled
from drafting.rendering.formats import DOWNLOADS
from tests.exports.cast import TITLE, document, make_draft, rewrite, with_hole
from tests.threads import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("private", "no_broker"),
]

CLEAN, DRAFT = ExportJob.Copy.CLEAN, ExportJob.Copy.DRAFT
State = ExportJob.State


def finished(job: ExportJob) -> ExportJob:
    """The job after a worker has made its file."""
    work.carry_out(job.pk, "message")
    job.refresh_from_db()
    assert job.state == State.DONE
    return job


def test_a_job_is_registered_at_once_though_the_broker_is_away(draft: Draft, author: User) -> None:
    began = time.monotonic()
    job = requests.ask_for_export(draft, author, "compact", CLEAN)
    assert time.monotonic() - began < 3
    job.refresh_from_db()
    revision = Revision.objects.get()
    assert (revision.reason, revision.document) == ("export", draft.document)
    assert (job.draft, job.revision, job.requested_by) == (draft, revision, author)
    assert (job.style, job.copy, job.state, job.progress, job.attempts) == (
        "compact",
        "clean",
        "queued",
        0,
        0,
    )
    assert job.sent is False
    assert job.filename == f"刘洋-{TITLE}.docx"
    draft.refresh_from_db()
    assert draft.style == "compact"


def test_asking_twice_is_asking_once(draft: Draft, author: User) -> None:
    first = requests.ask_for_export(draft, author, "standard", CLEAN)
    assert requests.ask_for_export(draft, author, "standard", CLEAN) == first
    assert ExportJob.objects.count() == 1


@pytest.mark.db_sensitive
def test_two_clicks_at_the_same_moment_give_one_job(draft: Draft, author: User) -> None:
    found = at_once(
        [lambda: requests.ask_for_export(Draft.objects.get(), author, "standard", CLEAN)] * 4
    )
    assert found == [ExportJob.objects.get()] * 4
    assert Revision.objects.count() == 1


@pytest.mark.db_sensitive
def test_two_drafts_of_one_title_at_the_same_moment_get_two_names(author: User) -> None:
    drafts = [make_draft(author), make_draft(author)]
    at_once(
        [partial(requests.ask_for_export, draft, author, "standard", CLEAN) for draft in drafts]
    )
    names = sorted(ExportJob.objects.values_list("filename", flat=True))
    assert names == [f"刘洋-{TITLE}.docx", f"刘洋-{TITLE}（第1版）.docx"]


def test_each_file_has_its_own_name(draft: Draft, author: User) -> None:
    def name(style: str, copy: str) -> str:
        draft.refresh_from_db()
        return requests.ask_for_export(draft, author, style, copy).filename

    names = [
        name("standard", CLEAN),
        name("compact", CLEAN),
        name("standard", DRAFT),
        name("compact", DRAFT),
    ]
    rewrite(Draft.objects.get(), date="2024年1月5日")
    names += [name("standard", CLEAN), name("run-in", CLEAN)]
    assert [each.removeprefix(f"刘洋-{TITLE}").removesuffix(".docx") for each in names] == [
        "", "（第1版 紧凑式）", "（草稿）", "（草稿 第1版 紧凑式）", "（第2版）", "（第2版 连排式）",
    ]  # fmt: skip


def test_each_format_has_a_file_of_its_own(draft: Draft, author: User, private: Path) -> None:
    made = [output for output in DOWNLOADS.values() if not output.obstacle()]
    jobs = [
        finished(requests.ask_for_export(draft, author, "standard", CLEAN, output.key))
        for output in made
    ]
    assert [job.filename for job in jobs] == [f"刘洋-{TITLE}.{output.suffix}" for output in made]
    revision = Revision.objects.get()
    for job, output in zip(jobs, made, strict=True):
        assert (job.format, job.file) == (output.key, f"exports/{job.pk}-1.{output.suffix}")
        if output.stable:
            content = output.file(codec.load(revision.document), work._options(job))
            assert (private / job.file).read_bytes() == content
    assert requests.ask_for_export(draft, author, "standard", CLEAN, "txt") == jobs[-1]
    assert len({job.edition for job in jobs}) == len(jobs)


def test_the_names_of_plain_texts_say_what_tells_them_apart(draft: Draft, author: User) -> None:
    requests.ask_for_export(draft, author, "standard", CLEAN)
    names = [
        requests.ask_for_export(draft, author, style, copy, "txt").filename
        for style, copy in (("standard", CLEAN), ("compact", CLEAN), ("standard", DRAFT))
    ]
    assert names == [f"刘洋-{TITLE}{note}.txt" for note in ("", "（第1版 紧凑式）", "（草稿）")]


def test_a_clean_copy_with_open_holes_is_refused_and_nothing_is_kept(author: User) -> None:
    draft = make_draft(author, with_hole(document()))
    with pytest.raises(requests.OpenHoles) as refused:
        requests.ask_for_export(draft, author, "compact", CLEAN)
    assert refused.value.places == (Unfilled("“理论学习”第 2 条", ("时间", "会议")),)
    assert (Revision.objects.count(), ExportJob.objects.count()) == (0, 0)
    draft.refresh_from_db()
    assert draft.style == "standard"


def test_a_draft_copy_may_have_open_holes(author: User) -> None:
    draft = make_draft(author, with_hole(document()))
    assert requests.ask_for_export(draft, author, "standard", DRAFT).state == State.QUEUED


def test_a_finished_file_is_offered_as_it_is(draft: Draft, author: User, private: Path) -> None:
    job = finished(requests.ask_for_export(draft, author, "standard", CLEAN))
    again = requests.ask_for_export(draft, author, "standard", CLEAN)
    assert (again.pk, again.state, again.sha256) == (job.pk, State.DONE, job.sha256)


def test_a_file_that_is_gone_is_made_again_with_the_same_bytes(
    draft: Draft, author: User, private: Path
) -> None:
    job = finished(requests.ask_for_export(draft, author, "standard", CLEAN))
    (private / job.file).unlink()
    again = requests.ask_for_export(draft, author, "standard", CLEAN)
    assert (again.pk, again.state, again.file, again.attempts) == (job.pk, State.QUEUED, "", 0)
    assert finished(again).sha256 == job.sha256


def test_a_file_of_an_earlier_edition_is_made_again(draft: Draft, author: User) -> None:
    job = finished(requests.ask_for_export(draft, author, "standard", CLEAN))
    ExportJob.objects.update(edition="0123456789abcdef")
    again = requests.ask_for_export(draft, author, "standard", CLEAN)
    assert (again.pk, again.state) == (job.pk, State.QUEUED)
    assert finished(again).edition == job.edition


def test_a_failed_job_begins_again(draft: Draft, author: User) -> None:
    job = requests.ask_for_export(draft, author, "standard", CLEAN)
    ExportJob.objects.update(state=State.FAILED, error="没有成功。", attempts=3, progress=0)
    again = requests.ask_for_export(draft, author, "standard", CLEAN)
    assert (again.pk, again.state, again.error, again.attempts) == (job.pk, State.QUEUED, "", 0)
