from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from drafting.desk.permissions import standing_of
from drafting.desk.reminders import deadlines
from drafting.desk.reminders.by_hand import urge
from drafting.desk.tasks import remind_of_deadlines
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Invitation, Meeting
from drafting.notices.models import Notice
from drafting.review.reviewers import reviewers_of
from tests.cast import *  # noqa: F403
from tests.cast import published
from tests.factories import UserFactory, person
from tests.review import states
from tests.threads import at_once

DEADLINE = date(2024, 3, 15)


@pytest.fixture
def framework(db: None) -> Framework:
    return published("2023-zuzhi")


def opened(
    branch: Organization, framework: Framework, title: str, *users: User, **values: Any
) -> Meeting:
    """A meeting that invited these people long before its deadline."""
    values = {"deadline": DEADLINE, **values}
    meeting = services.open_meeting(branch, framework, title, invited=users, **values)
    invited_on(meeting, DEADLINE - timedelta(days=30))
    Notice.objects.all().delete()
    return meeting


@pytest.fixture
def meeting(branch: Organization, framework: Framework, member: User, colleague: User) -> Meeting:
    return opened(branch, framework, "组织生活会", member, colleague)


def invited_on(meeting: Meeting, day: date) -> None:
    noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    Invitation.objects.filter(meeting=meeting).update(invited_at=noon)


def told() -> list[tuple[str, ...]]:
    """Who was told what and where it leads, in order."""
    fields = ("user__username", "kind", "text", "url")
    return list(Notice.objects.order_by("pk").values_list(*fields))


def on(days_left: int) -> int:
    return deadlines.remind(DEADLINE - timedelta(days=days_left))


def hand_in(user: User, meeting: Meeting, state: str) -> Draft:
    draft = lifecycle.begin_draft(user, meeting.framework, meeting=meeting)[0]
    Draft.objects.filter(pk=draft.pk).update(state=state)
    return draft


@pytest.mark.db_sensitive
def test_each_step_is_told_once(meeting: Meeting, colleague: User, secretary: User) -> None:
    hand_in(colleague, meeting, Draft.State.SUBMITTED)
    counts = {left: (on(left), on(left)) for left in range(10, -6, -1)}
    # on the day after, the secretary too
    assert {left: count for left, count in counts.items() if count != (0, 0)} == {
        7: (1, 0), 3: (1, 0), 1: (1, 0), 0: (1, 0), -1: (2, 0),
    }  # fmt: skip
    assert told() == [
        ("member", "deadline", "“组织生活会”的材料还有7天截止（3月15日），您还没有提交。", "/"),
        ("member", "deadline", "“组织生活会”的材料还有3天截止（3月15日），您还没有提交。", "/"),
        ("member", "deadline", "“组织生活会”的材料明天截止，您还没有提交。", "/"),
        ("member", "deadline", "“组织生活会”的材料今天截止，您还没有提交。", "/"),
        (
            "member",
            "deadline",
            "“组织生活会”的材料已于3月15日截止，您还没有提交，请尽快提交。",
            "/",
        ),
        (
            "secretary",
            "deadline",
            "“组织生活会”的材料已于3月15日截止，还有 1 人没有提交。",
            f"/meetings/{meeting.pk}/",
        ),
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Draft.State.DRAFTING, ["“组织生活会”的材料今天截止，您还没有提交。"]),
        (Draft.State.SUBMITTED, []),
        (Draft.State.RETURNED, ["“组织生活会”的材料今天截止，退回给您修改的材料还没有重新提交。"]),
        (Draft.State.ENDORSED, []),
        (Draft.State.APPROVED, []),
    ],
)
@pytest.mark.db_sensitive
def test_who_counts_as_late(meeting: Meeting, member: User, state: str, said: list[str]) -> None:
    hand_in(member, meeting, state)
    on(0)
    assert [text for user, _, text, _ in told() if user == "member"] == said


def test_a_second_draft_beside_the_submitted_one_makes_nobody_late(
    meeting: Meeting, member: User
) -> None:
    hand_in(member, meeting, Draft.State.SUBMITTED)
    lifecycle.begin_draft(member, meeting.framework, meeting=meeting)
    on(0)
    assert [user for user, *_ in told()] == ["colleague"]


@pytest.mark.db_sensitive
def test_a_missed_day_is_caught_up_on(meeting: Meeting, secretary: User) -> None:
    assert on(5) == 2  # the machine was off since before the seventh day
    assert told()[0][2] == "“组织生活会”的材料还有5天截止（3月15日），您还没有提交。"
    assert (on(4), on(2)) == (0, 2)
    assert on(-3) == 3
    assert (on(-4), len(told())) == (0, 7)


def test_who_was_just_invited_is_left_in_peace(meeting: Meeting) -> None:
    invited_on(meeting, DEADLINE - timedelta(days=5))
    assert (on(5), on(4), on(3)) == (0, 0, 2)


def test_who_hands_in_is_no_longer_told_that_the_paper_is_missing(
    branch: Organization, framework: Framework, member: User, colleague: User, secretary: User
) -> None:
    """Else the next letter would say so. What is said of others, and of other meetings, stays."""
    meeting = opened(branch, framework, "组织生活会", member, colleague, secretary)
    opened(branch, framework, "另一次会议", secretary)
    on(0)
    on(-1)
    urge(meeting, standing_of(secretary, meeting, reviewers_of(meeting), ()))
    before = Notice.objects.count()
    for user in (member, secretary):
        states.submitted(states.written(user, meeting))
    unread = Notice.objects.filter(
        pk__in=Notice.objects.order_by("pk")[:before].values("pk"), read_at=None
    )
    counts = Counter(unread.values_list("user__username", flat=True))
    # the colleague's three; of the other meeting two to the secretary; and both summaries
    assert counts == {"colleague": 3, "secretary": 4}


@pytest.mark.db_sensitive
def test_a_moved_deadline_starts_anew(meeting: Meeting) -> None:
    assert on(3) == 2
    services.move_deadline(meeting, DEADLINE + timedelta(days=1))
    moved = Notice.objects.count()
    assert on(2) == 2  # three days before the new one
    texts = [text for *_, text, _ in told()[moved:]]
    assert texts == ["“组织生活会”的材料还有3天截止（3月16日），您还没有提交。"] * 2


@pytest.mark.db_sensitive
def test_closed_meetings_those_without_deadline_and_people_who_left_hear_nothing(
    branch: Organization, framework: Framework, member: User, colleague: User
) -> None:
    opened(branch, framework, "没有期限", member, deadline=None)
    services.close_meeting(opened(branch, framework, "已经结束", member))
    opened(branch, framework, "还开着", member, colleague)
    User.objects.filter(pk=member.pk).update(is_active=False)
    Notice.objects.all().delete()
    on(0)
    assert [(user, text[:5]) for user, _, text, _ in told()] == [("colleague", "“还开着”")]


@pytest.mark.db_sensitive
def test_deputies_are_told_where_there_is_no_secretary(
    meeting: Meeting, branch: Organization
) -> None:
    person("deputy", "吴建国", branch, Role.DEPUTY)
    former = person("former", "郑伟民", branch, Role.SECRETARY)
    Membership.objects.filter(user=former).update(
        active_from=date(2020, 1, 1), active_to=date(2021, 1, 1)
    )
    on(-1)
    assert told()[2:] == [
        (
            "deputy",
            "deadline",
            "“组织生活会”的材料已于3月15日截止，还有 2 人没有提交。",
            f"/meetings/{meeting.pk}/",
        )
    ]


def test_without_a_secretary_the_superior_who_leads_is_told_and_no_deputy(
    meeting: Meeting, branch: Organization, committee: Organization, client: Client
) -> None:
    """Only who leads the table may open it, and it is where the notice leads."""
    person("deputy", "吴建国", branch, Role.DEPUTY)
    superior = person("superior", "周志远", committee, Role.SECRETARY)
    on(-1)
    assert [(user, url) for user, _, _, url in told()[2:]] == [
        ("superior", f"/meetings/{meeting.pk}/")
    ]
    client.force_login(superior)
    assert client.get(f"/meetings/{meeting.pk}/").status_code == 200


def test_where_all_have_handed_in_nobody_hears_anything(
    meeting: Meeting, member: User, colleague: User, secretary: User
) -> None:
    for user in (member, colleague):
        hand_in(user, meeting, Draft.State.APPROVED)
    assert (on(-1), told()) == (0, [])


@pytest.mark.db_sensitive
def test_queries_do_not_grow_with_meetings_and_members(
    committee: Organization, branch: Organization, framework: Framework, secretary: User
) -> None:
    def queries(title: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert on(-1) > 0
        return len(made)

    opened(branch, framework, "第一次", UserFactory(password="!"))
    few = queries("one")
    users = User.objects.bulk_create(User(username=f"u{n}", name=f"党员{n}") for n in range(20))
    for n in range(5):
        opened(branch, framework, f"会议{n}", *users[: 4 * n + 1])
    Notice.objects.all().delete()
    assert queries("many") == few


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_two_workers_at_once_remind_once(meeting: Meeting, secretary: User) -> None:
    at_once([lambda: on(-1)] * 4)
    assert sorted(user for user, *_ in told()) == ["colleague", "member", "secretary"]


def test_the_task_asks_for_today(meeting: Meeting) -> None:
    services.move_deadline(meeting, timezone.localdate())
    Notice.objects.all().delete()
    remind_of_deadlines()
    assert {text for _, _, text, _ in told()} == {"“组织生活会”的材料今天截止，您还没有提交。"}
