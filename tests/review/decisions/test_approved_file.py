"""The Word file of an approved text says so in its properties; any other file of the paper does
not."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from docx import Document as open_docx

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.exports.models import ExportJob
from drafting.exports.requests import ask_for_export
from drafting.exports.selectors import exports_context
from drafting.exports.work import carry_out
from drafting.jobs.storage import private_storage
from drafting.review.decisions.lifecycle import Action
from tests.review import states

pytestmark = pytest.mark.django_db

CLEAN, DRAFT = ExportJob.Copy.CLEAN, ExportJob.Copy.DRAFT


@pytest.fixture(autouse=True)
def private(settings: Any, tmp_path: Path) -> None:
    backend = settings.STORAGES["private"]["BACKEND"]
    place = {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"private": place}


def made(draft: Draft, copy: str = CLEAN, format: str = "docx") -> tuple[ExportJob, bytes]:
    """The file as the author gets it by asking now."""
    job = ask_for_export(states.fresh(draft), draft.owner, "standard", copy, format)
    if job.state != ExportJob.State.DONE:
        carry_out(job.pk, "message")
        job.refresh_from_db()
    assert job.state == ExportJob.State.DONE
    with private_storage().open(job.file, "rb") as file:
        return job, file.read()


def said(content: bytes) -> tuple[str, str]:
    """What the file's properties say of an approval."""
    properties = open_docx(BytesIO(content)).core_properties
    return properties.content_status, properties.comments


def without_properties(content: bytes) -> str:
    return str(open_docx(BytesIO(content)).element.xml)


def renewable(draft: Draft) -> list[bool]:
    return [row.renewable for row in exports_context(states.fresh(draft))["exports"].rows]


def test_a_file_made_before_the_approval_is_made_again_after_it(
    submitted: Draft, secretary: User
) -> None:
    before, plain = made(submitted)
    assert (said(plain), renewable(submitted)) == (("", ""), [False])
    states.approved(submitted, secretary)
    assert renewable(submitted) == [True]
    job, approved = made(submitted)
    revision = submitted.submissions.get().revision
    line = f"审核通过：林静 {timezone.localdate():%Y-%m-%d}；校验值 {revision.content_hash}"
    assert (job.pk, job.revision_id) == (before.pk, revision.pk)
    assert (said(approved), renewable(submitted)) == (("已通过", line), [False])
    # nothing that is printed differs
    assert without_properties(approved) == without_properties(plain)


def test_plain_text_has_no_place_for_an_approval_and_stays_as_it_is(
    submitted: Draft, secretary: User
) -> None:
    before = made(submitted, format="txt")
    states.approved(submitted, secretary)
    assert renewable(submitted) == [False]
    assert made(submitted, format="txt") == before


def test_the_approved_file_is_the_same_bytes_every_time(submitted: Draft, secretary: User) -> None:
    states.approved(submitted, secretary)
    job, first = made(submitted)
    assert made(submitted) == (job, first)
    private_storage().delete(job.file)
    assert made(submitted)[1] == first


def test_a_copy_marked_as_draft_says_nothing_of_an_approval(
    submitted: Draft, secretary: User
) -> None:
    states.approved(submitted, secretary)
    assert said(made(submitted, DRAFT)[1]) == ("", "")


def test_a_first_approval_alone_is_none(ready: Draft, secretary: User, superior: User) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]
    states.endorsed(ready, secretary)
    assert said(made(ready)[1]) == ("", "")
    states.moved(ready, Action.CONFIRM, superior)
    status, line = said(made(ready)[1])
    assert status == "已通过"
    assert re.fullmatch(
        r"初审通过：林静 \d{4}-\d\d-\d\d；复审通过：周志远 \d{4}-\d\d-\d\d；校验值 [0-9a-f]{64}",
        line,
    )


def test_an_approval_that_was_taken_back_is_in_no_file_made_after(
    submitted: Draft, secretary: User
) -> None:
    states.approved(submitted, secretary)
    made(submitted)
    states.moved(submitted, Action.REOPEN, secretary, "再改。")
    assert renewable(submitted) == [True]
    assert said(made(submitted)[1]) == ("", "")


def test_a_text_changed_behind_the_approvals_back_gets_a_file_without_it(
    submitted: Draft, secretary: User
) -> None:
    draft = states.approved(submitted, secretary)
    data = draft.document
    data["closing"]["text"] += "补一句。"
    Draft.objects.filter(pk=draft.pk).update(document=data)
    assert said(made(draft)[1]) == ("", "")
