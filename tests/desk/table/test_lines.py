"""The lines of a meeting's table: what each reader sees of whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from drafting.desk.permissions import DeskStanding, overseen_paths, standing_of
from drafting.desk.table.figures import Count, MeetingFigures, summary_of
from drafting.desk.table.lines import MemberLine, lines_of
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.review.decisions.selectors import live_submission
from drafting.review.models import Comment, Submission
from drafting.review.reviewers import reviewers_of
from tests.factories import MembershipFactory, person
from tests.review import states


def seen(user: User, meeting: Meeting) -> list[MemberLine]:
    """The lines that a person sees now."""
    now = Meeting.objects.select_related("organization").get(pk=meeting.pk)
    return lines_of(now, standing(user, now))


def standing(user: User, meeting: Meeting) -> DeskStanding:
    return standing_of(user, meeting, reviewers_of(meeting), overseen_paths(user))


def short(lines: list[MemberLine]) -> list[tuple[Any, ...]]:
    """Name, state, due, whether it waits, and whether there is something to read."""
    return [
        (line.name, line.label, line.due, line.waiting, line.handed is not None) for line in lines
    ]


def due_in(meeting: Meeting, days: int) -> None:
    services.move_deadline(meeting, timezone.localdate() + timedelta(days=days))


def comment(draft: Draft, by: User, kind: str = "must", **fields: Any) -> None:
    Comment.objects.create(
        draft=draft,
        submission=live_submission(draft),
        author=by,
        kind=kind,
        text="请写具体。",
        **fields,
    )


def test_the_secretary_sees_a_paper_as_it_was_handed_in(
    secretary: User, member: User, submitted: Draft, meeting: Meeting
) -> None:
    comment(submitted, secretary)
    comment(submitted, secretary, "advice")
    comment(submitted, secretary, resolved_at=timezone.now())
    comment(submitted, secretary, withdrawn_at=timezone.now())
    Submission.objects.update(errors=1, warnings=2, advice=3)
    line = seen(secretary, meeting)[0]
    assert line.handed is not None
    assert (line.name, line.kind, line.label, line.due, line.last, line.reviewer, line.url) == (
        "刘洋", "普通党员", "已提交", "", "提交 · 刚刚", "您审核", reverse("review:read", args=[submitted.pk]),
    )  # fmt: skip
    assert (line.handed.submission.number, line.handed.submission.characters) == (1, 4679)
    assert (line.handed.comments.all, line.handed.comments.must) == (2, 1)
    assert line.handed.findings == (1, 2, 3)
    assert (line.waiting, line.remindable, line.own) == (True, False, False)


def test_of_a_draft_that_was_not_handed_in_there_is_only_the_state(
    secretary: User, ready: Draft, meeting: Meeting
) -> None:
    line = next(line for line in seen(secretary, meeting) if line.name == "刘洋")
    assert (line.label, line.handed, line.last, line.last_at, line.url, line.remindable) == (
        "撰写中", None, "", None, "", True,
    )  # fmt: skip


def test_the_secretarys_own_line_leads_to_the_own_paper(secretary: User, meeting: Meeting) -> None:
    own = next(line for line in seen(secretary, meeting) if line.own)
    assert (own.name, own.url, own.remindable, own.reviewer) == (
        "林静", f"{reverse('drafts:begin')}?meeting={meeting.pk}", False, "没有可以审核的人",
    )  # fmt: skip
    draft = states.written(secretary, meeting)
    own = next(line for line in seen(secretary, meeting) if line.own)
    assert (own.url, own.label) == (reverse("review:draft", args=[draft.pk]), "撰写中")


def test_the_own_paper_is_the_superiors(
    superior: User, secretary: User, submitted: Draft, meeting: Meeting
) -> None:
    own = states.submitted(states.written(secretary, meeting))
    line = next(line for line in seen(secretary, meeting) if line.own)
    assert (line.waiting, line.reviewer) == (False, "上级（云溪县文化和旅游局党委）审核")
    theirs = seen(superior, meeting)
    assert short(theirs) == [("林静", "已提交", "", True, True)]
    assert theirs[0].url == reverse("review:read", args=[own.pk])
    assert theirs[0].reviewer == "您审核"


def test_the_second_reviewer_sees_states_until_the_first_approval(
    superior: User, secretary: User, submitted: Draft, meeting: Meeting
) -> None:
    services.change_meeting(meeting, levels=2)
    before = seen(superior, meeting)
    assert short(before) == [
        ("刘洋", "已提交", "", False, False), ("林静", "未开始", "", False, False),
        ("孙蕾", "未开始", "", False, False),
    ]  # fmt: skip
    assert (before[0].url, before[0].reviewer) == ("", "书记初审，您复审")
    states.approved(submitted, secretary)
    after = seen(superior, meeting)[0]
    assert short([after]) == [("刘洋", "初审通过", "", True, True)]
    assert after.url == reverse("review:read", args=[submitted.pk])
    ours = next(line for line in seen(secretary, meeting) if line.name == "刘洋")
    assert (ours.waiting, ours.reviewer) == (False, "您初审，云溪县文化和旅游局党委复审")


def test_where_nobody_is_above_the_deputy_sees_the_secretarys_line_alone(
    deputy: User, secretary: User, submitted: Draft, meeting: Meeting
) -> None:
    assert short(seen(deputy, meeting)) == [("林静", "未开始", "", False, False)]


def test_two_secretaries_do_not_read_each_other(
    branch: Organization, secretary: User, superior: User, meeting: Meeting
) -> None:
    second = person("second", "赵一鸣", branch, Role.SECRETARY)
    services.invite(meeting, [second], secretary)
    states.submitted(states.written(second, meeting))
    line = next(line for line in seen(secretary, meeting) if line.name == "赵一鸣")
    assert (line.label, line.url, line.handed, line.waiting) == ("已提交", "", None, False)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CURATOR])
def test_office_holders_above_see_states_and_nothing_else(
    role: str, committee: Organization, submitted: Draft, secretary: User, meeting: Meeting
) -> None:
    comment(submitted, secretary)
    office = person("office", "罗敏", committee, role)
    lines = seen(office, meeting)
    assert short(lines) == [
        ("刘洋", "已提交", "", False, False), ("林静", "未开始", "", False, False),
        ("孙蕾", "未开始", "", False, False),
    ]  # fmt: skip
    assert {
        (line.url, line.last, line.reviewer, line.open_comments, line.remindable) for line in lines
    } == {("", "", "", 0, False)}


def test_overdue_first_then_what_waits_then_by_state_and_name(
    secretary: User, member: User, submitted: Draft, meeting: Meeting, branch: Organization
) -> None:
    for username, name in (("a", "周建华"), ("b", "陈浩然"), ("c", "欧阳文静")):
        services.invite(meeting, [person(username, name, branch)], secretary)
    chen = User.objects.get(username="b")
    states.returned(states.written(chen, meeting), secretary)
    states.approved(states.written(User.objects.get(username="c"), meeting), secretary)
    due_in(meeting, 3)
    assert short(seen(secretary, meeting)) == [
        ("刘洋", "已提交", "", True, True),
        ("陈浩然", "已退回", "还有3天", False, True),
        ("林静", "未开始", "还有3天", False, False),
        ("孙蕾", "未开始", "还有3天", False, False),
        ("周建华", "未开始", "还有3天", False, False),
        ("欧阳文静", "已通过", "", False, True),
    ]
    due_in(meeting, -2)
    assert [(line.name, line.due, line.due_tone) for line in seen(secretary, meeting)] == [
        *((name, "逾期 2 天", "bad") for name in ("陈浩然", "林静", "孙蕾", "周建华")),
        ("刘洋", "", ""), ("欧阳文静", "", ""),
    ]  # fmt: skip


def test_nothing_is_late_in_a_meeting_that_has_ended(
    secretary: User, submitted: Draft, meeting: Meeting
) -> None:
    due_in(meeting, -2)
    services.close_meeting(meeting)
    assert short(seen(secretary, meeting)) == [
        ("刘洋", "已提交", "", True, True), ("林静", "未开始", "", False, False),
        ("孙蕾", "未开始", "", False, False),
    ]  # fmt: skip
    assert not any(line.remindable for line in seen(secretary, meeting))


def test_of_several_drafts_the_one_handed_in_stands_then_the_returned_then_the_newest(
    secretary: User, member: User, ready: Draft, meeting: Meeting
) -> None:
    def drafts_line() -> tuple[Any, str]:
        line = next(line for line in seen(secretary, meeting) if line.name == "刘洋")
        return line.draft, line.label

    newer = states.written(member, meeting)
    assert drafts_line() == (newer.pk, "撰写中")
    states.submitted(ready)
    assert drafts_line() == (ready.pk, "已提交")
    states.returned(ready, secretary)
    assert drafts_line() == (ready.pk, "已退回")
    states.submitted(newer)
    assert drafts_line() == (newer.pk, "已提交")


def test_what_lies_in_the_bin_is_not_there(
    secretary: User, ready: Draft, stranger: User, meeting: Meeting
) -> None:
    lifecycle.discard(ready)
    lifecycle.discard(lifecycle.begin_draft(stranger, meeting.framework, meeting=meeting)[0])
    assert short(seen(secretary, meeting)) == [
        ("林静", "未开始", "", False, False), ("刘洋", "未开始", "", False, False),
        ("孙蕾", "未开始", "", False, False),
    ]  # fmt: skip


def test_who_writes_without_being_invited_has_a_line(
    secretary: User, stranger: User, meeting: Meeting
) -> None:
    lifecycle.begin_draft(stranger, meeting.framework, meeting=meeting)
    line = seen(secretary, meeting)[0]
    assert (line.name, line.kind, line.label) == ("黄志强", "", "撰写中")


def test_a_round_that_was_withdrawn_leaves_the_one_before(
    secretary: User, member: User, submitted: Draft, meeting: Meeting
) -> None:
    states.returned(submitted, secretary)
    again = states.submitted(submitted)
    states.moved(again, states.Action.WITHDRAW, member)
    line = next(line for line in seen(secretary, meeting) if line.name == "刘洋")
    assert line.handed is not None
    assert (line.label, line.handed.submission.number, line.last) == ("撰写中", 1, "撤回 · 刚刚")


def test_the_kind_of_a_member_is_that_of_the_branch_that_meets(
    secretary: User, member: User, committee: Organization, meeting: Meeting
) -> None:
    Membership.objects.filter(user=member).update(member_kind="probationary")
    MembershipFactory(user=member, organization=committee, member_kind="leader")
    assert next(line.kind for line in seen(secretary, meeting) if line.name == "刘洋") == "预备党员"


def test_the_figures() -> None:
    papers = [
        ("submitted", False, True),
        ("", True, False),
        ("", True, False),
        ("approved", False, False),
    ]
    counts = (
        Count("approved", "已通过", 1),
        Count("submitted", "已提交", 1),
        Count("", "未开始", 2),
    )
    assert summary_of(papers) == MeetingFigures(4, counts, 2, 1)
    assert summary_of([]) == MeetingFigures(0, (), 0, 0)
