"""The committee's paper begun with a text that was written before: it comes in whole, or nothing
happens and the import is still there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.collective.services import begin
from drafting.document import codec
from drafting.document.model import Document, containers
from drafting.drafts.models import Draft
from drafting.importing.models import Import
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from tests.drafts.pages import page
from tests.importing.papers import PAPER
from tests.importing.taken import again, document_of, loose, nothing_loose, taken

pytestmark = pytest.mark.django_db

OFFER = "用它写班子材料"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def review_of(row: Import) -> str:
    return reverse("importing:review", args=[row.pk])


def begun_from(client: Client, meeting: Meeting, row: Import, **more: Any) -> Any:
    url = reverse("collective:begin_from", args=[meeting.pk, row.pk])
    return client.post(url, {"version": row.version, **more})


def said(document: Document) -> set[str]:
    """The claims and elaborations of all points."""
    points = [point for one in containers(document) for point in one.points]
    return {text for point in points for text in (point.claim, point.elaboration) if text}


def test_a_text_becomes_the_committees_paper(
    meeting: Meeting, secretary: User, deputy: User
) -> None:
    row = nothing_loose(taken(secretary))
    client = browser(secretary)
    assert OFFER in page(client.get(review_of(row)))
    read = said(document_of(row))
    answer = begun_from(client, meeting, row, as_numbered="1")
    paper = Draft.objects.get()
    assert answer.headers["Location"] == reverse("wizard:resume", args=[paper.pk])
    assert (paper.collective, paper.owner, paper.style, paper.source_name) == (
        True, secretary, "given", row.file_name,
    )  # fmt: skip
    document = codec.load(paper.document)
    assert (document.head.title, document.head.unit, document.head.name) == (
        "2023年主题教育专题组织生活会支部班子对照检查材料", "县图书馆党支部", "",
    )  # fmt: skip
    assert len(read) > 5
    assert read - said(document) == set()
    assert [kept.reason for kept in paper.revisions.all()] == ["import"]
    assert "林静开始撰写" in Notice.objects.filter(user=deputy).latest("pk").text
    confirmed = again(row)
    assert (confirmed.state, confirmed.draft) == (Import.State.CONFIRMED, paper)
    # a second click leads to the same paper
    assert begun_from(client, meeting, row).headers["Location"] == answer.headers["Location"]
    assert Draft.objects.count() == 1


def test_nothing_is_begun_where_it_cannot_come_in_whole(
    meeting: Meeting, secretary: User, deputy: User
) -> None:
    row = taken(secretary, text=f"{PAPER}\n附：谈心谈话记录另外保存在档案盒里。\n")
    assert loose(row)
    client = browser(secretary)
    answer = begun_from(client, meeting, row)
    assert answer.headers["Location"] == review_of(row)
    assert "还有没归类的文字" in page(client.get(review_of(row)))
    row = nothing_loose(row)
    begun_from(client, meeting, row, version=row.version - 1)
    assert "在另一个窗口里动过了" in page(client.get(review_of(row)))
    begin(meeting, deputy)
    begun_from(client, meeting, row)
    html = page(client.get(review_of(row)))
    assert "班子材料已经有人开始写了，没有带入。导入的文字还在这里。" in html
    assert OFFER not in html
    assert again(row).state == Import.State.OPEN
    assert list(Draft.objects.values_list("owner", "source_name")) == [(deputy.pk, "")]


def test_only_who_may_write_it_begins_it_and_only_with_an_own_text(
    meeting: Meeting, secretary: User, organizer: User, member: User
) -> None:
    theirs = nothing_loose(taken(secretary))
    for user, status in ((organizer, 302), (member, 404)):
        row = nothing_loose(taken(user))
        client = browser(user)
        assert OFFER not in page(client.get(review_of(row)))
        assert begun_from(client, meeting, row).status_code == status
        assert begun_from(client, meeting, theirs).status_code == 404
        assert again(row).state == Import.State.OPEN
    assert not Draft.objects.exists()
