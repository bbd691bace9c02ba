"""The page, the status, the download: what they show, and to whom."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import MemberKind, Role
from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, lifecycle
from drafting.exports import requests, selectors, work
from drafting.exports.models import ExportJob
from drafting.jobs import wording
from drafting.rendering.formats import DEFAULT_FORMAT
from drafting.rendering.formats.pdf import conversion
from tests.exports.cast import TITLE, document, make_draft, with_hole
from tests.factories import OrganizationFactory, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private", "no_broker")]

State = ExportJob.State
FORM = {"style": "compact", "copy": "clean"}
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def member(client: Client, author: User) -> Client:
    client.force_login(author)
    return client


@pytest.fixture
def job(draft: Draft, author: User) -> ExportJob:
    return requests.ask_for_export(draft, author, "standard", ExportJob.Copy.CLEAN)


@pytest.fixture
def done(job: ExportJob) -> ExportJob:
    work.carry_out(job.pk, "message")
    job.refresh_from_db()
    return job


def page_of(draft: Draft) -> str:
    return reverse("exports:list", args=[draft.pk])


def test_the_empty_page_offers_the_styles_and_copies(member: Client, draft: Draft) -> None:
    page = member.get(page_of(draft)).content.decode()
    assert re.findall(r'name="style"[^>]* value="([^"]+)"', page) == [
        "standard",
        "run-in",
        "compact",
        "given",
    ]
    assert re.findall(r'name="copy"[^>]* value="([^"]+)"', page) == ["clean", "draft"]
    assert "还没有生成过文件" in page
    assert "data-status" not in page


def test_the_page_offers_every_format_and_word_first(member: Client, draft: Draft) -> None:
    page = member.get(page_of(draft)).content.decode()
    found = re.findall(r'name="format"[^>]* value="([^"]+)"[^>]*?( checked)?>', page)
    assert found == [("docx", " checked"), ("pdf", ""), ("txt", "")]
    assert "Word 文件" in page
    assert "纯文本" in page


def test_where_there_is_no_libreoffice_the_page_says_how_to_get_a_pdf(
    member: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    page = member.get(page_of(draft)).content.decode()
    assert conversion.NO_OFFICE in page
    assert re.search(r'value="pdf"[^>]* disabled>', page)
    answer = member.post(page_of(draft), FORM | {"format": "pdf"}, follow=True)
    assert conversion.NO_OFFICE in "".join(str(one) for one in answer.context["messages"])
    assert not ExportJob.objects.exists()


def test_where_there_is_one_format_nothing_is_asked(
    member: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "DOWNLOADS", {"docx": DEFAULT_FORMAT})
    assert 'name="format"' not in member.get(page_of(draft)).content.decode()
    member.post(page_of(draft), FORM)
    assert ExportJob.objects.get().format == "docx"


def test_plain_text_from_the_page_to_the_download(member: Client, draft: Draft) -> None:
    member.post(page_of(draft), FORM | {"format": "txt"})
    job = ExportJob.objects.get()
    assert (job.format, job.style, job.copy) == ("txt", "compact", "clean")
    work.carry_out(job.pk, "message")
    assert "纯文本，正式稿，紧凑式，第 1 版" in member.get(page_of(draft)).content.decode()
    answer = member.get(f"/exports/{job.pk}/download/")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    name = unquote(answer["Content-Disposition"].partition("utf-8''")[2])
    assert name == f"刘洋-{TITLE}.txt"
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.decode("utf-8-sig").startswith(f"{TITLE}\r\n")


def test_a_file_of_a_format_that_is_no_more_is_still_handed_out(
    member: Client, draft: Draft, done: ExportJob
) -> None:
    ExportJob.objects.update(format="scroll")
    assert "scroll，正式稿" in member.get(page_of(draft)).content.decode()
    answer = member.get(f"/exports/{done.pk}/download/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert len(b"".join(answer.streaming_content)) == done.size  # type: ignore[attr-defined]


def test_asking_leads_to_the_job(
    member: Client, draft: Draft, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = member.post(page_of(draft), FORM)
    job = ExportJob.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{page_of(draft)}#export-{job.pk}")
    assert (job.style, job.copy, job.sent) == ("compact", "clean", False)
    page = member.get(page_of(draft)).content.decode()
    assert wording.AWAY in page
    assert f'data-status="/exports/{job.pk}/"' in page


def test_asking_from_another_page_leads_back_there(member: Client, draft: Draft) -> None:
    answer = member.post(page_of(draft), FORM | {"next": f"/drafts/{draft.pk}/steps/done/"})
    assert answer["Location"].startswith(f"/drafts/{draft.pk}/steps/done/#export-")
    for foreign in ("https://example.com/", "//example.com/"):
        assert member.post(page_of(draft), FORM | {"next": foreign})["Location"].startswith(
            page_of(draft)
        )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"style": "fancy", "copy": "clean"}, "没有这种版式，请重新选择。"),
        ({"style": "standard", "copy": "best"}, "只能生成正式稿或草稿。"),
        ({"copy": "clean"}, "请选择版式。"),
        (FORM | {"format": "scroll"}, "没有这种文件格式，请重新选择。"),
        (FORM | {"format": "html"}, "没有这种文件格式，请重新选择。"),
    ],
)
def test_a_choice_that_does_not_exist(
    member: Client, draft: Draft, sent: dict[str, str], sentence: str
) -> None:
    answer = member.post(page_of(draft), sent, follow=True)
    assert sentence in answer.content.decode()
    assert not ExportJob.objects.exists()


def test_open_holes_leave_the_draft_copy(member: Client, author: User) -> None:
    draft = make_draft(author, with_hole(document()))
    page = member.get(page_of(draft)).content.decode()
    assert "“理论学习”第 2 条 {时间}{会议}" in page
    assert re.search(r'value="clean"[^>]* disabled', page)
    assert re.search(r'value="draft"[^>]* checked', page)
    answer = member.post(page_of(draft), FORM, follow=True)
    assert "正式稿里不能留有未填写的空项" in answer.content.decode()
    assert not ExportJob.objects.exists()
    member.post(page_of(draft), FORM | {"copy": "draft"})
    assert ExportJob.objects.get().state == State.QUEUED


def test_a_draft_in_the_bin_gives_no_new_file(
    member: Client, draft: Draft, done: ExportJob
) -> None:
    lifecycle.discard(draft)
    page = member.post(page_of(draft), FORM | {"copy": "draft"}, follow=True).content.decode()
    assert "这份材料在回收站里，取回后才能生成文件。" in page
    assert 'name="style"' not in page
    assert list(ExportJob.objects.all()) == [done]


def test_status_of_a_job_that_waits(member: Client, job: ExportJob) -> None:
    ExportJob.objects.update(sent=False)
    answer = member.get(f"/exports/{job.pk}/", headers=SCRIPT).json()
    assert (answer["open"], answer["message"]) == (True, wording.AWAY)
    assert f'id="export-{job.pk}"' in answer["html"]
    assert 'value="0"' in answer["html"]


def test_looking_at_a_stalled_job_sets_it_going(member: Client, job: ExportJob) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    ExportJob.objects.update(
        state=State.RUNNING, claim="dead", attempts=1, lease_until=long_ago, queued_at=long_ago
    )
    answer = member.get(f"/exports/{job.pk}/", headers=SCRIPT).json()
    job.refresh_from_db()
    assert (job.state, job.claim, job.sent) == (State.QUEUED, "", False)
    assert job.queued_at > long_ago
    assert answer["open"] is True


def test_status_of_a_finished_job(member: Client, done: ExportJob) -> None:
    answer = member.get(f"/exports/{done.pk}/", headers=SCRIPT).json()
    assert (answer["open"], answer["message"]) == (False, f"刘洋-{TITLE}.docx 已生成，可以下载。")
    assert f'href="/exports/{done.pk}/download/"' in answer["html"]
    assert done.sha256 in answer["html"]
    assert "data-status" not in answer["html"]


def test_the_download(member: Client, done: ExportJob) -> None:
    answer = member.get(f"/exports/{done.pk}/download/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(content).hexdigest() == done.sha256
    assert (
        answer["Content-Type"]
        == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    assert int(answer["Content-Length"]) == done.size
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    kind, _, name = answer["Content-Disposition"].partition("; filename*=utf-8''")
    assert (kind, unquote(name)) == ("attachment", f"刘洋-{TITLE}.docx")


def test_a_file_that_vanished_can_be_made_again(
    member: Client, draft: Draft, done: ExportJob, private: Path
) -> None:
    (private / done.file).unlink()
    page = member.get(f"/exports/{done.pk}/download/", follow=True).content.decode()
    assert "这个文件在服务器上已经不存在" in page
    assert f'action="/exports/{done.pk}/retry/"' in page
    member.post(f"/exports/{done.pk}/retry/")
    work.carry_out(done.pk, "again")
    assert member.get(f"/exports/{done.pk}/download/").status_code == 200


def test_a_job_under_way_has_no_download(member: Client, draft: Draft, job: ExportJob) -> None:
    assert member.get(f"/exports/{job.pk}/download/")["Location"] == page_of(draft)


def test_a_failed_job_is_made_again(member: Client, draft: Draft, job: ExportJob) -> None:
    ExportJob.objects.update(state=State.FAILED, attempts=3, error=wording.NOT_SAVED)
    page = member.get(page_of(draft)).content.decode()
    assert wording.NOT_SAVED in page
    assert (
        member.post(f"/exports/{job.pk}/retry/")["Location"] == f"{page_of(draft)}#export-{job.pk}"
    )
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (State.QUEUED, 0, "")


def test_the_page_says_when_the_text_was_changed_since(
    member: Client, draft: Draft, done: ExportJob
) -> None:
    note = "这个文件生成之后，材料又修改过。"
    assert note not in member.get(page_of(draft)).content.decode()
    changes.save_node(draft.pk, "study1", {"claim": "学习不够系统"}, 1)
    assert note in member.get(page_of(draft)).content.decode()


def test_queries_do_not_grow_with_the_jobs(
    member: Client, draft: Draft, author: User, django_assert_num_queries: Any
) -> None:
    def ask(style: str) -> None:
        requests.ask_for_export(draft, author, style, ExportJob.Copy.CLEAN)

    ask("standard")
    member.get(page_of(draft))  # the first request of a session writes to it
    # session, person, draft, jobs; in the head where the navigation leads, and the bell
    with django_assert_num_queries(6):
        member.get(page_of(draft))
    for style in ("compact", "run-in", "given"):
        ask(style)
    with django_assert_num_queries(6):
        assert member.get(page_of(draft)).content.decode().count("data-status") == 4


OTHERS = [
    ("colleague", Role.MEMBER, MemberKind.MEMBER),
    ("secretary", Role.SECRETARY, MemberKind.LEADER),
    ("curator", Role.CURATOR, ""),
    ("administrator", Role.ADMINISTRATOR, ""),
]


@pytest.mark.parametrize(("username", "role", "kind"), OTHERS)
@pytest.mark.parametrize("state", Draft.State.values)
def test_nobody_else_finds_anything(
    client: Client,
    author: User,
    draft: Draft,
    done: ExportJob,
    username: str,
    role: str,
    kind: str,
    state: str,
) -> None:
    Draft.objects.update(state=state)
    branch = author.memberships.get().organization
    client.force_login(person(username, "别人", branch, role, member_kind=kind))
    paths = [
        page_of(draft),
        *(reverse(f"exports:{name}", args=[done.pk]) for name in ("status", "download")),
    ]
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    posts = [
        client.post(page_of(draft), FORM),
        client.post(reverse("exports:retry", args=[done.pk])),
    ]
    assert [answer.status_code for answer in posts] == [404, 404]
    assert list(ExportJob.objects.values_list("state", flat=True)) == ["done"]


def test_a_superuser_finds_nothing_either(client: Client, draft: Draft, done: ExportJob) -> None:
    boss = person("root", "超级用户", OrganizationFactory(), Role.ADMINISTRATOR)
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=boss.pk))
    assert client.get(reverse("exports:download", args=[done.pk])).status_code == 404


def test_who_is_not_signed_in_signs_in_first(client: Client, draft: Draft, job: ExportJob) -> None:
    path = reverse("exports:download", args=[job.pk])
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
    answer = client.get(f"/exports/{job.pk}/", headers=SCRIPT)
    assert (answer.status_code, answer.json()["error"]) == (401, "login")


def test_asking_again_wants_a_post(member: Client, job: ExportJob) -> None:
    assert member.get(f"/exports/{job.pk}/retry/").status_code == 405
