"""The page of a rule, and what people find of papers that were archived or whose text was deleted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.retention.models import RetentionRule, RetentionStep
from drafting.retention.services import apply_rules, set_rule
from drafting.review.decisions.permissions import may
from tests.review import states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private")]

DAY = date(2026, 12, 20)


@pytest.fixture
def page(branch: Organization) -> str:
    return reverse("retention:rule", args=[branch.pk])


@pytest.fixture
def passed(submitted: Draft, secretary: User, meeting: Meeting) -> Draft:
    """The member's paper, passed; the meeting of two years ago has ended."""
    draft = states.approved(submitted, secretary)
    Meeting.objects.filter(pk=meeting.pk).update(
        held_on=date(2024, 12, 20), state=Meeting.State.CLOSED
    )
    return draft


def come_to(draft: Draft, by: User, what: str) -> Draft:
    """The paper after the rule of its organisation has come to it."""
    assert draft.meeting is not None
    set_rule(draft.meeting.organization, what, 24, by, read="")
    apply_rules(DAY - timedelta(days=30))
    apply_rules(DAY)
    return states.fresh(draft)


def test_a_rule_is_set_changed_and_taken_back(desk: Client, page: str, secretary: User) -> None:
    assert desk.get(page).context["what"] == ""
    desk.post(page, {"what": "archive", "months": "18", "read": ""})
    assert RetentionRule.objects.values_list("what", "months", "set_by").get() == (
        "archive",
        18,
        secretary.pk,
    )
    desk.post(page, {"what": "", "read": "archive-18"})
    assert not RetentionRule.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"what": "delete", "months": "12"}, "删除以后不能恢复"),
        ({"what": "archive", "months": ""}, "请写会后多少个月"),
        ({"what": "archive", "months": "0"}, "请写会后多少个月"),
        ({"what": "archive", "months": "两年"}, "请写会后多少个月"),
        ({"what": "delete", "months": "9" * 30, "sure": "on"}, "请写会后多少个月"),
        ({"what": "burn", "months": "12"}, "请在三种处理里选一种"),
    ],
)
def test_what_does_not_do_is_said_and_kept(
    desk: Client, page: str, sent: dict[str, str], said: str
) -> None:
    answer = desk.post(page, sent)
    assert answer.status_code == 422
    assert [said in one for one in answer.context["errors"]] == [True]
    assert (answer.context["what"], answer.context["months"]) == (sent["what"], sent["months"])
    assert not RetentionRule.objects.exists()


def test_a_rule_set_meanwhile_is_not_set_over(
    desk: Client, page: str, branch: Organization, administrator: User
) -> None:
    set_rule(branch, "archive", 36, administrator, read="")
    answer = desk.post(page, {"what": "delete", "months": "12", "sure": "on", "read": ""})
    assert (answer.status_code, answer.context["read"]) == (409, "archive-36")
    assert RetentionRule.objects.get().what == "archive"


def test_members_and_strangers_set_nothing(
    page: str, member: User, other_secretary: User, administrator: User
) -> None:
    codes = []
    for user in (member, other_secretary, administrator):
        browser = Client()
        browser.force_login(user)
        codes.append(browser.post(page, {"what": "archive", "months": "12"}).status_code)
    assert codes == [403, 404, 302]


def test_meetings_that_a_rule_leaves_alone_are_named(
    desk: Client, page: str, branch: Organization, submitted: Draft, secretary: User
) -> None:
    set_rule(branch, "archive", 24, secretary, read="")
    assert [one.waits for one in desk.get(page).context["terms"]] == ["没有填开会日期，不处理"]
    Meeting.objects.update(held_on=date(2024, 12, 20))
    assert [one.waits for one in desk.get(page).context["terms"]] == ["会议还没有结束，不处理"]
    Meeting.objects.update(state=Meeting.State.CLOSED)
    assert [one.day for one in desk.get(page).context["terms"]] == [DAY]


def test_an_archived_meeting_is_brought_back_by_a_button(
    desk: Client, page: str, branch: Organization, passed: Draft, secretary: User
) -> None:
    come_to(passed, secretary, "archive")
    step = RetentionStep.objects.get()
    button = reverse("retention:bring_back", args=[branch.pk, step.pk])
    assert button in desk.get(page).content.decode()
    said = [
        [str(one) for one in desk.post(button, follow=True).context["messages"]] for _ in range(2)
    ]
    assert said == [
        ["已恢复“2023年度组织生活会”的 1 份材料，以后不再自动归档。"],
        ["这次会议的材料没有归档，或者已经恢复过了。"],
    ]


def test_who_wrote_finds_an_archived_paper_under_past_ones(
    signed_in: Client, passed: Draft, secretary: User
) -> None:
    come_to(passed, secretary, "archive")
    home = signed_in.get(reverse("drafts:home"))
    assert (home.context["drafts"], home.context["past"]) == ([], True)
    past = signed_in.get(reverse("drafts:past")).content.decode()
    assert "已归档" in past
    assert reverse("exports:list", args=[passed.pk]) in past
    assert signed_in.get(reverse("wizard:preview", args=[passed.pk])).status_code == 200


def test_of_a_deleted_text_the_record_is_left_for_both_sides(
    signed_in: Client, desk: Client, passed: Draft, secretary: User, meeting: Meeting
) -> None:
    gone = come_to(passed, secretary, "delete")
    row = signed_in.get(reverse("drafts:past")).context["rows"][0]
    assert (row.erased, [line.split(" ", 1)[1] for line in row.record]) == (
        True,
        ["刘洋 提交", "林静 审核通过"],
    )
    answers = [
        signed_in.get(reverse("wizard:resume", args=[gone.pk])),
        signed_in.get(reverse("review:draft", args=[gone.pk])),
        desk.get(reverse("review:read", args=[gone.pk])),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert all("文字已按本单位的规定删除" in answer.content.decode() for answer in answers)
    lines = desk.get(reverse("desk:table", args=[meeting.pk])).context["lines"]
    line = next(one for one in lines if one.name == "刘洋")
    assert (line.name, line.label, line.url, line.erased) == ("刘洋", "已通过", "", True)
    assert not any(may(action, user, gone) for action in states.Action for user in (secretary,))
