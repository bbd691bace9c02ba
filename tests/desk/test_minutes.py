"""情况报告, 会议记录 and 主持词: what the desk knows is in them, and nothing that a paper says."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as open_docx

from accounts.codes import Role
from accounts.models import Organization, User
from drafting.meetings import services as services_of_meetings
from drafting.meetings.models import Meeting
from drafting.opinions import services
from drafting.opinions.services import Entered
from drafting.rectification.criticism.hearing import Heard, note_heard
from drafting.rectification.ledger.models import Ledger
from tests.factories import person
from tests.review import states

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]
SAID = "说话太急"


@pytest.fixture
def held(meeting: Meeting, member: User, secretary: User) -> Ledger:
    """The member's paper has passed; two opinions, a talk and a criticism are entered."""
    draft = states.approved(states.written(member, meeting), secretary)
    for kind, lines in (("opinion", ["一", "二"]), ("talk", ["三"])):
        entered = Entered(kind, "", None, lines)
        services.enter(member, secretary, entered, uuid.uuid4(), about=meeting)
    # what a member entered is not the secretary's to count
    own = Entered("opinion", "", None, ["四"])
    services.enter(member, member, own, uuid.uuid4(), about=meeting)
    note_heard(member, meeting, secretary, Heard("", [SAID]), uuid.uuid4())
    return Ledger.objects.get(draft=draft)


def text(client: Client, meeting: Meeting, frame: str) -> str:
    answer = client.get(reverse("desk:frame", args=[meeting.pk, frame, "docx"]))
    assert answer.status_code == 200
    return "\n".join(one.text for one in open_docx(BytesIO(answer.content)).paragraphs)


def test_the_report_has_the_counts_and_holes_for_the_rest(
    held: Ledger, secretary: User, browser_of: Browser
) -> None:
    told = text(browser_of(secretary), held.meeting, "report")
    measures = held.items.filter(heard=False)
    for said in (
        f"关于召开{held.meeting.title}情况的报告".replace("\n", ""),
        "征求到意见建议2条", "开展谈心谈话1人次", "应撰写材料3人，已提交1人，审核通过1人",
        "相互提出批评意见1条", "审核通过的1份材料共查摆问题",
        f"提出整改措施{measures.count()}条，其中{measures.exclude(due=None).count()}条明确了完成时限",
        "{打算}",
    ):  # fmt: skip
        assert said in told.replace("\n", "") or said in told, said
    for item in measures:
        assert item.text not in told


def test_the_minutes_follow_the_order_of_speaking(
    held: Ledger, member: User, secretary: User, browser_of: Browser
) -> None:
    told = text(browser_of(secretary), held.meeting, "minutes")
    names = [f"{one.name}同志" for one in (secretary, member)]
    assert told.index(names[0]) < told.index(names[1])
    assert f"批评意见：{SAID}。" in told
    assert told.count("自我批评：{要点}。") == 3
    said = text(browser_of(secretary), held.meeting, "host")
    assert "由林静同志（书记）带头发言" in said
    assert said.count("下面，请") == 2


def test_what_the_ledger_withholds_is_not_in_them(
    held: Ledger, branch: Organization, superior: User, secretary: User, browser_of: Browser
) -> None:
    # the superior reviews the paper of either secretary, neither of them the other's
    second = person("second", "苏敏", branch, Role.SECRETARY)
    services_of_meetings.invite(held.meeting, [second], by=secretary)
    for owner, said in ((second, "分工不清"), (secretary, "催得太紧")):
        note_heard(owner, held.meeting, superior, Heard("", [said]), uuid.uuid4())
    client = browser_of(secretary)
    ledger = client.get(reverse("desk:ledger", args=[held.meeting.pk])).content.decode()
    told = text(client, held.meeting, "minutes")
    for page in (ledger, told):
        assert [said in page for said in (SAID, "催得太紧", "分工不清")] == [True, True, False]
    assert "相互提出批评意见2条" in text(client, held.meeting, "report")


def test_there_are_no_others(held: Ledger, secretary: User, browser_of: Browser) -> None:
    for frame, suffix in (("speech", "docx"), ("report", "xlsx")):
        url = reverse("desk:frame", args=[held.meeting.pk, frame, suffix])
        assert browser_of(secretary).get(url).status_code == 404
