"""The charts of a meeting and the tables behind them."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization, User
from drafting.desk.charts.series import (
    Area,
    Day,
    Named,
    areas_of,
    counted_papers,
    days_of,
    most_named,
)
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import revisions
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import ReviewEvent, Submission
from tests.desk.table.test_lines import seen
from tests.drafts.pages import page
from tests.factories import person
from tests.review import states


@pytest.fixture
def meeting(meeting: Meeting) -> Meeting:
    """Opened on 1 March."""
    Meeting.objects.filter(pk=meeting.pk).update(created_at=on(1))
    return meeting


def on(day: int) -> datetime:
    return timezone.make_aware(datetime(2026, 3, day, 23, 30))


def named(draft: Draft, **categories: int) -> None:
    Submission.objects.filter(draft=draft).update(categories=categories)


def handed_in(draft: Draft, day: int, *, withdrawn: bool = False) -> None:
    """A further round, with its line in the record on a day of March."""
    revision = revisions.freeze(draft, Revision.Reason.SUBMIT, draft.owner)
    number = draft.submissions.count() + 1
    taken_back = on(day) if withdrawn else None
    Submission.objects.create(
        draft=draft, number=number, revision=revision, withdrawn_at=taken_back
    )
    happened(draft, day, Action.SUBMIT, "submitted")
    if withdrawn:
        happened(draft, day, Action.WITHDRAW, "drafting")


def happened(draft: Draft, day: int, action: Action, state: str) -> None:
    """A line in the record, which cannot be dated back once it is written."""
    ReviewEvent.objects.create(
        draft=draft,
        submission=draft.submissions.latest("number"),
        action=action,
        actor=draft.owner,
        capacity=Capacity.AUTHOR,
        state_before=draft.state,
        state_after=state,
        content_hash="0" * 64,
        created_at=on(day),
    )
    Draft.objects.filter(pk=draft.pk).update(state=state)


def test_categories_are_counted_by_paper_and_by_point_under_their_areas(taxonomy: None) -> None:
    papers = [{"LL1": 2, "ZZ1": 1}, {"LL1": 1, "LL2": 1}, {"LL2": 3, "XX9": 5}, {}]
    areas = areas_of(papers)
    assert areas == [
        Area("理论学习", 3, 7, (Named("学习碎片化浅表化", 2, 4), Named("学习主动性不强", 2, 3))),
        Area("政治素质", 1, 1, (Named("“两个确立”领悟不深", 1, 1),)),
    ]
    assert [(area, row.name) for area, row in most_named(areas)] == [
        ("理论学习", "学习碎片化浅表化"), ("理论学习", "学习主动性不强"), ("政治素质", "“两个确立”领悟不深"),
    ]  # fmt: skip
    assert areas_of([]) == []


def test_the_chart_shows_the_dozen_named_most(taxonomy: None) -> None:
    papers = [{"LL1": 1}, {f"{area}{n}": 1 for area in ("LL", "ZZ", "NL") for n in range(1, 6)}]
    shown = most_named(areas_of(papers))
    assert (len(shown), shown[0][1]) == (12, Named("学习主动性不强", 2, 2))


def test_only_what_was_handed_in_counts_and_of_it_the_last_round(
    secretary: User, member: User, colleague: User, submitted: Draft, meeting: Meeting
) -> None:
    named(submitted, LL1=1)
    states.written(colleague, meeting)
    states.returned(submitted, secretary)
    again = states.submitted(submitted)
    Submission.objects.filter(draft=again, number=2).update(categories={"LL2": 1})
    assert counted_papers(seen(secretary, meeting)) == [{"LL2": 1}]


def test_the_course_of_a_meeting(
    secretary: User, colleague: User, ready: Draft, meeting: Meeting
) -> None:
    """A withdrawn hand-in does not count, the first that stands does; an approval that was taken
    back does not."""
    handed_in(ready, 2, withdrawn=True)
    handed_in(ready, 4)
    theirs = states.written(colleague, meeting)
    handed_in(theirs, 4)
    happened(theirs, 4, Action.APPROVE, "approved")
    happened(ready, 5, Action.RETURN, "returned")
    handed_in(ready, 5)
    happened(ready, 6, Action.APPROVE, "approved")
    happened(theirs, 7, Action.REOPEN, "returned")
    course = [Day(on(1).date(), 0, 0), Day(on(4).date(), 2, 0), Day(on(6).date(), 2, 1)]
    now = Meeting.objects.get(pk=meeting.pk)
    assert days_of(now, seen(secretary, meeting)) == [*course, Day(timezone.localdate(), 2, 1)]
    services.close_meeting(meeting)
    assert days_of(Meeting.objects.get(pk=meeting.pk), seen(secretary, meeting)) == course


def data(html: str) -> dict[str, Any]:
    """What the page hands to its script."""
    found = re.search(r'<script id="chart-data" type="application/json">(.*?)</script>', html)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_page_says_in_tables_what_the_charts_show_and_names_nobody(
    desk: Client,
    taxonomy: None,
    secretary: User,
    submitted: Draft,
    colleague: User,
    meeting: Meeting,
    branch: Organization,
) -> None:
    third = person("third", "王小雨", branch)
    services.invite(meeting, [third], None)
    drafts = [
        submitted,
        *(states.submitted(states.written(user, meeting)) for user in (colleague, third)),
    ]
    for draft, categories in zip(drafts, ({"LL1": 2}, {"LL1": 1, "ZZ1": 1}, {}), strict=True):
        named(draft, **categories)
    html = page(desk.get(reverse("desk:charts", args=[meeting.pk])))
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    today = timezone.localdate()
    assert data(html) == {
        "categories": [
            {"area": "理论学习", "name": "学习主动性不强", "papers": 2},
            {"area": "政治素质", "name": "“两个确立”领悟不深", "papers": 1},
        ],
        "progress": {"asked": 4, "days": [["2026-03-01", 0, 0], [today.isoformat(), 3, 0]]},
    }
    assert (
        "问题分类 材料份数 条数 理论学习 2 3 学习主动性不强 2 3 政治素质 1 1 “两个确立”领悟不深 1 1"
        in text
    )
    assert f"日期 提交过 已通过 3月1日 0 0 {today.month}月{today.day}日 3 0" in text
    assert [name for name in ("刘洋", "孙蕾", "王小雨") if name in html] == []


def test_too_few_papers_are_not_counted(
    desk: Client, taxonomy: None, submitted: Draft, colleague: User, meeting: Meeting
) -> None:
    named(submitted, LL1=2)
    named(states.submitted(states.written(colleague, meeting)), LL1=2)
    html = page(desk.get(reverse("desk:charts", args=[meeting.pk])))
    assert "提交的材料还不到 3 份，太少了，暂不统计" in html
    assert data(html)["categories"] == []
    assert "学习主动性不强" not in html


def test_before_the_first_hand_in_there_is_no_chart(desk: Client, meeting: Meeting) -> None:
    html = page(desk.get(reverse("desk:charts", args=[meeting.pk])))
    assert "还没有人提交材料。" in html
    assert "data-chart" not in html


def test_a_meeting_that_has_ended_keeps_its_charts(
    desk: Client, submitted: Draft, meeting: Meeting
) -> None:
    services.close_meeting(meeting)
    html = page(desk.get(reverse("desk:charts", args=[meeting.pk])))
    assert "已结束" in html
    assert 'data-chart="progress"' in html
