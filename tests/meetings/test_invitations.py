"""The page of a meeting's members, and who may open the pages of a meeting at all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.meetings import services
from drafting.meetings.context import InvitedRow
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import open_meetings_for
from drafting.notices.models import Notice
from tests.drafts.pages import counted, page, said
from tests.factories import OrganizationFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    """The secretary's browser, without scripts."""
    client.force_login(secretary)
    return client


@pytest.fixture
def url(meeting: Meeting) -> str:
    return reverse("meetings:members", args=[meeting.pk])


def test_the_invited_and_the_others_of_the_branch(
    desk: Client,
    secretary: User,
    member: User,
    draft: Draft,
    url: str,
    branch: Organization,
    stranger: User,
) -> None:
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    newcomer = person("newcomer", "赵明月", group, member_kind="probationary")
    answer = desk.get(url)
    assert answer.context["rows"] == [
        InvitedRow(secretary, "党员领导干部", begun=False, gone=False),
        InvitedRow(member, "馆员，普通党员", begun=True, gone=False),
    ]
    assert [
        (row.user, row.titles, row.group, ticked) for row, ticked in answer.context["people"]
    ] == [(newcomer, "预备党员", "第一党小组", False)]
    text = page(answer)
    assert "已开始撰写" in text
    assert "黄志强" not in text


def test_who_is_ticked_is_invited(
    desk: Client, meeting: Meeting, url: str, colleague: User, stranger: User
) -> None:
    Notice.objects.all().delete()
    newcomer = person("newcomer", "赵明月", meeting.organization)
    answer = desk.post(url, {"members": [colleague.pk]})
    assert (answer.headers["Location"], said(answer)) == (url, ["已邀请 1 名党员，并通知了他们。"])
    assert list(open_meetings_for(colleague)) == [meeting]
    assert list(open_meetings_for(newcomer)) == []
    assert [notice.user for notice in Notice.objects.all()] == [colleague]
    assert "请先勾选要邀请的党员。" in page(desk.post(url, {}), 422)
    assert "名单里有不能邀请的人，请重新选择。" in page(
        desk.post(url, {"members": [stranger.pk]}), 422
    )
    assert list(open_meetings_for(stranger)) == []


def test_an_invitation_is_taken_back_after_a_question(
    desk: Client, member: User, meeting: Meeting, url: str
) -> None:
    asked = page(desk.post(url, {"uninvite": member.pk}))
    assert "撤回对刘洋的邀请吗？" in asked
    assert list(open_meetings_for(member)) == [meeting]
    answer = desk.post(url, {"uninvite": member.pk, "sure": "1"})
    assert said(answer) == ["已撤回对刘洋的邀请。"]
    assert list(open_meetings_for(member)) == []
    again = desk.post(url, {"uninvite": member.pk, "sure": "1"})
    assert said(again)[-1] == "这名党员已经不在参会名单里。"


def test_whoever_has_begun_stays_invited(
    desk: Client, member: User, draft: Draft, meeting: Meeting, url: str
) -> None:
    answer = desk.post(url, {"uninvite": member.pk, "sure": "1"})
    assert said(answer) == ["刘洋已经开始为这次会议撰写，邀请不能撤回。"]
    assert list(open_meetings_for(member)) == [meeting]


def test_whoever_has_left_the_branch_stays_on_the_list_and_can_write(
    desk: Client, member: User, draft: Draft, url: str
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    member.memberships.update(active_from=yesterday, active_to=yesterday)
    rows = desk.get(url).context["rows"]
    assert rows[-1] == InvitedRow(member, "", begun=True, gone=True)
    assert "已不在县图书馆党支部" in page(desk.get(url))
    desk.force_login(member)
    assert "支部组织生活会" in page(desk.get("/"))
    page(desk.get(reverse("wizard:step", args=[draft.pk, "basics"])))
    page(desk.get(reverse("wizard:step", args=[draft.pk, "check"])))


def test_whose_account_is_closed_has_not_left_the_branch(
    desk: Client, member: User, url: str
) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    text = page(desk.get(url))
    assert "账号已停用" in text
    assert "已不在" not in text


def test_a_meeting_that_has_ended_is_only_looked_at(
    desk: Client, member: User, colleague: User, meeting: Meeting, url: str
) -> None:
    services.close_meeting(meeting)
    text = page(desk.get(url))
    assert "这次会议已经结束，重新开放以后才能修改。" in text
    assert "撤回邀请" not in text
    for sent in ({"members": [colleague.pk]}, {"uninvite": member.pk, "sure": "1"}):
        assert said(desk.post(url, sent))[-1] == "这次会议已经结束，重新开放以后才能修改。"
    assert member.pk in meeting.invitations.values_list("user_id", flat=True)


@pytest.mark.db_sensitive
def test_the_page_makes_as_many_queries_for_5_as_for_200_members(
    desk: Client, meeting: Meeting, url: str
) -> None:
    def grow(first: int, last: int) -> None:
        people = [person(f"m{n}", f"党员{n}", meeting.organization) for n in range(first, last)]
        services.invite(meeting, people[::2], None)

    grow(0, 4)
    few = counted(desk, url)
    grow(4, 200)
    assert counted(desk, url) == few
    assert len(desk.get(url).context["rows"]) == 101


# who may open the pages


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("edit", "get"), ("edit", "post"), ("members", "get"), ("members", "post"),
        ("close", "post"),
        ("reopen", "post"),
    ],
)  # fmt: skip
def test_everybody_else_finds_nothing(
    client: Client,
    name: str,
    method: str,
    meeting: Meeting,
    draft: Draft,
    member: User,
    colleague: User,
    stranger: User,
    curator: User,
    administrator: User,
    committee: Organization,
    other_branch: Organization,
    branch: Organization,
) -> None:
    people = [
        member, colleague, stranger, curator, administrator,
        person("superior", "周志远", committee, "secretary"),
        person("elsewhere", "郑伟民", other_branch, "secretary"),
        person("deputy", "吴建国", branch, "deputy"),
        User.objects.create_superuser("root", name="超级管理员"),
    ]  # fmt: skip
    before = Meeting.objects.values().get()
    for user in people:
        client.force_login(user)
        answer = getattr(client, method)(
            reverse(f"meetings:{name}", args=[meeting.pk]), {"title": "改了"}
        )
        assert (user.username, answer.status_code) == (user.username, 404)
    assert Meeting.objects.values().get() == before


def test_only_a_secretary_opens_meetings(
    client: Client, member: User, curator: User, administrator: User, branch: Organization
) -> None:
    deputy = person("deputy", "吴建国", branch, "deputy")
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    leader = person("grouphead", "孙蕾", group, "secretary")
    for user in (member, curator, administrator, deputy, leader):
        client.force_login(user)
        assert (user.username, client.get("/meetings/new/").status_code) == (user.username, 404)
        assert client.post("/meetings/new/", {"framework": "2023-zuzhi"}).status_code == 404


def test_a_guessed_number_finds_nothing_and_signed_out_people_sign_in(
    desk: Client, meeting: Meeting, url: str
) -> None:
    for number in (meeting.pk + 1, 10**30):
        assert desk.get(reverse("meetings:members", args=[number])).status_code == 404
    desk.logout()
    assert desk.get(url).headers["Location"] == f"/accounts/login/?next={url}"
