"""Everything that the system has of a person, in one zip for them alone."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document.text import clean
from drafting.drafts.models import Draft
from drafting.facts.models import Fact
from drafting.meetings.models import Meeting
from drafting.opinions.models import Opinion
from drafting.personal_data import requests, work
from drafting.personal_data.models import PersonalFile
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.evidence.keeping import keep_file
from drafting.rectification.ledger.models import Ledger
from drafting.review.models import Comment, Submission
from tests.review import states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private")]


@pytest.fixture
def passed(ready: Draft, member: User, secretary: User) -> Draft:
    """The member's paper, commented on and passed."""
    draft = states.submitted(ready)
    Comment.objects.create(
        draft=draft, submission=Submission.objects.get(draft=draft), author=secretary,
        quote="原来的一句", text="请写具体。",
    )  # fmt: skip
    return states.approved(draft, secretary)


def contents(person: User) -> dict[str, bytes]:
    """The files of the zip that a worker makes for somebody."""
    job = requests.ask_for_file(person)
    work.carry_out(job.pk, "message")
    job.refresh_from_db()
    assert (job.state, job.missing) == ("done", [])
    browser = Client()
    browser.force_login(person)
    answer = browser.get(reverse("personal_data:download", args=[job.pk]))
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:  # type: ignore[attr-defined]
        return {name: package.read(name) for name in package.namelist()}


def test_the_zip_has_papers_tables_and_evidence(
    passed: Draft, member: User, secretary: User, meeting: Meeting
) -> None:
    meeting.organization.evidence_files = True
    meeting.organization.save()
    item = Ledger.objects.get(owner=member).items.all()[0]
    keep_file(item, "照片.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    Fact.objects.create(owner=member, what="=3月值班没有登记。")
    Opinion.objects.create(owner=member, meeting=meeting, entered_by=secretary, text="办事慢。")
    files = contents(member)
    title = clean(passed.document["head"]["title"])
    assert sorted(files) == sorted(
        [
            f"材料/01 {title}.docx", f"材料/01 {title}.json", "个人数据.json", "个人数据.xlsx",
            "佐证文件/照片.png", "说明.txt",
        ]
    )  # fmt: skip
    paper = json.loads(files[f"材料/01 {title}.json"])
    assert (paper["正文"], [one["正文"] for one in paper["版本"]]) == (
        states.fresh(passed).document,
        [passed.revisions.get().document],
    )
    tables = json.loads(files["个人数据.json"])
    assert list(tables) == [
        "账号", "任职", "参加的会议", "事实本", "意见和谈话", "收到的批注", "我的材料的审核记录",
        "整改台账", "佐证文件", "提醒",
    ]  # fmt: skip
    assert [one["意见"] for one in tables["收到的批注"]] == ["请写具体。"]
    assert [(one["操作人"], one["动作"]) for one in tables["我的材料的审核记录"]] == [
        ("刘洋", "提交"),
        ("林静", "审核通过"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(files["个人数据.xlsx"]))
    assert book.sheetnames == list(tables)
    assert book["事实本"]["A2"].value == "=3月值班没有登记。"
    assert book["事实本"]["A2"].data_type == "s"


def test_a_reviewer_takes_own_words_along_and_nothing_of_whose_paper_it_was(
    passed: Draft, secretary: User, member: User, meeting: Meeting
) -> None:
    PreparedCriticism.objects.create(
        owner=member, meeting=meeting, colleague=secretary, text="说话太急。"
    )
    Fact.objects.create(owner=member, what="只给自己看的一件事。")
    files = contents(secretary)
    assert [name for name in files if name.startswith("材料")] == []
    text = files["个人数据.json"].decode()
    given = json.loads(text)["我提的批注和回复"]
    assert [(one["类别"], one["意见"]) for one in given] == [("批注", "请写具体。")]
    of_others = ["原来的一句", "说话太急", "只给自己看", *_claims(passed)]
    assert [one for one in of_others if one in text] == []


def test_asking_twice_is_one_file_and_nobody_else_gets_it(
    passed: Draft, member: User, colleague: User, administrator: User
) -> None:
    job = requests.ask_for_file(member)
    assert requests.ask_for_file(member) == job
    work.carry_out(job.pk, "message")
    assert requests.ask_for_file(member) != job
    for other in (colleague, administrator):
        browser = Client()
        browser.force_login(other)
        codes = [
            browser.get(reverse(f"personal_data:{name}", args=[job.pk])).status_code
            for name in ("download", "status")
        ]
        assert codes == [404, 404]


def test_a_paper_that_cannot_be_set_comes_as_data_and_is_named(
    passed: Draft, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> bytes:
        raise ValueError("words of the paper")

    monkeypatch.setattr(type(work.DEFAULT_FORMAT), "file", broken)
    job = requests.ask_for_file(member)
    work.carry_out(job.pk, "message")
    job.refresh_from_db()
    title = clean(passed.document["head"]["title"])
    assert (job.state, job.missing) == ("done", [f"01 {title} 的 Word 文件"])


def test_old_files_are_cleared_away(passed: Draft, member: User, private: Path) -> None:
    job = requests.ask_for_file(member)
    work.carry_out(job.pk, "message")
    PersonalFile.objects.update(finished_at="2020-01-01T00:00Z", created_at="2020-01-01T00:00Z")
    work.tidy()
    assert (PersonalFile.objects.count(), list((private / "personal").iterdir())) == (0, [])


def _claims(draft: Draft) -> list[str]:
    """The claims of the paper's points."""
    return [
        point["claim"]
        for part in draft.document["parts"]
        for holder in (part, *part["sections"])
        for point in holder["points"]
        if point["claim"]
    ]
