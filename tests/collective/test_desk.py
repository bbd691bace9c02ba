"""The committee's paper in the meeting's table, for whom it is, and first in the bundle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.consequences import OfficeChange
from accounts.models import Organization, User
from accounts.services.offices import Office
from drafting.desk.home.entries import entries_of
from drafting.desk.permissions import overseen_paths, standing_of
from drafting.desk.table.lines import MemberLine, figures_of, lines_of
from drafting.drafts.models import COLLECTIVE, Draft
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.scope import circle_of, comparands_of
from drafting.proofing.alikeness.sources import Marks
from drafting.review.office_changes import said_of_papers
from drafting.review.reviewers import reviewers_of
from tests.desk.bundle.cast import asked, fetched, files_of, made, rows_of
from tests.desk.conftest import browser_of  # noqa: F401
from tests.drafts.pages import page
from tests.exports.conftest import no_broker, private  # noqa: F401
from tests.review import states

pytestmark = pytest.mark.django_db

NAME = "县图书馆党支部班子"


def lines(meeting: Meeting, user: User) -> list[MemberLine]:
    standing = standing_of(user, meeting, reviewers_of(meeting), overseen_paths(user))
    return lines_of(meeting, standing)


def test_a_row_of_its_own_first_that_counts_for_who_reviews_it(
    paper: Draft, meeting: Meeting, secretary: User, superior: User, member: User
) -> None:
    found = lines(meeting, secretary)
    first = found[0]
    assert (first.owner, first.name, first.kind, first.own) == (COLLECTIVE, NAME, "集体", True)
    assert (first.url, first.reviewer, first.remindable) == (
        reverse("collective:meeting", args=[meeting.pk]), "上级（云溪县文化和旅游局党委）", False,
    )  # fmt: skip
    assert figures_of(found).asked == len(found) - 1 == 5
    states.submitted(paper)
    above = lines(meeting, superior)
    assert [(line.name, line.waiting) for line in above] == [(NAME, True), ("林静", False)]
    assert above[0].url == reverse("review:read", args=[paper.pk])
    assert [(entry.summary.asked, entry.summary.waiting) for entry in entries_of(superior)] == [
        (2, 1)
    ]
    assert [entry.summary.asked for entry in entries_of(secretary)] == [5]


def test_who_only_watches_sees_its_state_and_nothing_else(
    paper: Draft, meeting: Meeting, administrator: User
) -> None:
    states.submitted(paper)
    first = lines(meeting, administrator)[0]
    assert (first.name, first.label, first.url, first.handed) == (NAME, "已提交", "", None)


def test_it_stands_first_in_the_table_in_every_order(
    browser_of: Callable[[User], Client],  # noqa: F811
    paper: Draft,
    meeting: Meeting,
    secretary: User,
) -> None:
    browser = browser_of(secretary)
    table = reverse("desk:table", args=[meeting.pk])
    for sort in ("", "name", "-name", "-last"):
        listed = browser.get(table, {"sort": sort}).context["lines"]
        assert listed[0].name == NAME
    assert "您执笔" in page(browser.get(table))


@pytest.mark.usefixtures("private", "no_broker")
def test_it_goes_into_the_bundle_first(
    browser_of: Callable[[User], Client],  # noqa: F811
    paper: Draft,
    meeting: Meeting,
    secretary: User,
    deputy: User,
    member: User,
    superior: User,
) -> None:
    # written by the deputy: the secretary takes it to the meeting all the same
    Draft.objects.filter(pk=paper.pk).update(owner=deputy)
    states.approved(states.fresh(paper), superior)
    states.approved(states.written(member, meeting), secretary)
    browser = browser_of(secretary)
    job = made(asked(browser, meeting))
    files = files_of(fetched(browser, job))
    title = "2023年主题教育专题组织生活会"
    assert list(files)[:2] == [
        f"{NAME}-{title}支部班子对照检查材料.docx", f"刘洋-{title}个人对照检查材料.docx",
    ]  # fmt: skip
    assert [row[1] for row in rows_of(files["发言顺序.xlsx"])[2:4]] == [NAME, "林静"]
    people = [row[1] for row in rows_of(files["汇总.xlsx"])]
    assert people[2] == NAME
    assert people[-1] == "5 人"


def test_it_is_no_colleagues_paper_and_has_no_colleagues(
    paper: Draft, meeting: Meeting, secretary: User, member: User
) -> None:
    states.submitted(paper)
    own = states.submitted(states.written(secretary, meeting))
    states.submitted(states.written(member, meeting))
    marks = Marks()
    assert comparands_of(states.fresh(paper), marks) == []
    assert [kind for kind, _ in comparands_of(own, marks)] == ["colleague"]
    circle = circle_of(meeting, marks)
    assert {one.draft for one in circle.rounds.values()}.isdisjoint({paper.pk})


def test_it_is_nobodys_own_paper_and_does_not_wait_for_the_secretary(
    paper: Draft, meeting: Meeting, secretary: User, deputy: User, superior: User,
    other_branch: Organization,
) -> None:  # fmt: skip
    Draft.objects.filter(pk=paper.pk).update(owner=deputy)
    states.submitted(paper)
    row = deputy.memberships.get()
    moves = Office(other_branch, Role.MEMBER, timezone.localdate(), kinds=("member",))
    own = f"“{meeting}”还没有结束，吴建国仍在参会名单里，可以写完提交"
    told = list(said_of_papers(OfficeChange(deputy, row, moves)))
    assert [line for line in told if "提交" in line and own not in line] == []
    ends = OfficeChange(secretary, secretary.memberships.get())
    assert [line for line in said_of_papers(ends) if "正等林静审核" in line] == []
