"""A branch over the years: what was named by area and what was kept, without names; and who is late,
by name and not by number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.codes import Role
from accounts.models import Organization, User
from drafting.collective.services import begin
from drafting.desk.charts.years import Kept, rows_of, years_of
from drafting.drafts.models import Draft
from drafting.library.models import ProblemCategory
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.rectification.ledger.models import LedgerItem
from drafting.rectification.ledger.opening import follow
from drafting.review.models import Submission
from tests.cast import published
from tests.desk.bundle.cast import rows_of as cells
from tests.desk.crowd import crowd
from tests.factories import person
from tests.review import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_years(meeting: Meeting, branch: Organization, secretary: User) -> Meeting:
    """Four papers of 2023 name LL1, two of 2025 are too few to be counted; of the measures of 2023
    three are done, one is kept up, and two of one person's are late."""
    ProblemCategory.objects.get_or_create(
        code="LL1", defaults={"name": "学习不系统", "area": "理论学习"}
    )
    crowd(meeting, 6, states.material())
    later = services.open_meeting(
        branch, published("2025-zuzhi"), "2025年度组织生活会", by=secretary
    )
    Meeting.objects.filter(pk=later.pk).update(kind=meeting.kind)
    crowd(later, 2, states.material())
    Submission.objects.all().update(categories={"LL1": 2})
    for draft in Draft.objects.filter(meeting=meeting, submissions__isnull=False):
        Draft.objects.filter(pk=draft.pk).update(state="approved")
        follow(draft, states.material())
    keys = list(LedgerItem.objects.order_by("pk").values_list("pk", flat=True))
    LedgerItem.objects.filter(pk__in=keys[:3]).update(state="done")
    LedgerItem.objects.filter(pk=keys[3]).update(state="lasting")
    LedgerItem.objects.filter(pk__in=keys[-2:]).update(due=date(2020, 1, 1))
    return meeting


def test_the_years_of_a_branch(two_years: Meeting, secretary: User) -> None:
    total = LedgerItem.objects.count()
    first, second = years_of(two_years, secretary)
    assert (first.year, first.papers, first.kept) == (2023, 4, Kept(total, 3, 1))
    assert (second.year, second.papers, second.areas, second.kept) == (2025, 2, (), None)
    rows = rows_of([first, second])
    assert [(row.whole, row.numbers) for row in rows] == [(True, (4, None)), (False, (4, None))]


def test_the_page_and_the_file_say_the_same_and_no_name(
    two_years: Meeting, secretary: User, browser_of: Callable[[User], Client]
) -> None:
    client = browser_of(secretary)
    page = client.get(reverse("desk:years", args=[two_years.pk])).content.decode()
    file = client.get(reverse("desk:years_xlsx", args=[two_years.pk]))
    assert "2023年<br>4 份" in page
    total = LedgerItem.objects.count()
    assert cells(file.content)[1] == ("理论学习", 4, None)
    assert cells(file.content, 1)[1] == ("2023年", total, 3, 1, total - 4)
    # nothing is not the same as none
    assert cells(file.content)[0][2] == "2025年（2份，不到3份不统计）"
    assert cells(file.content, 1)[2] == ("2025年（不到3份不统计）", None, None, None, None)
    last = page[page.rindex("2025年</th>") :]
    assert last[: last.index("</tr>")].count('<td class="number">—</td>') == 4
    assert "党员" not in page.replace("党员名单", "")


def test_the_committees_paper_is_nobodys(two_years: Meeting, secretary: User) -> None:
    later = Meeting.objects.exclude(pk=two_years.pk).get()
    before = years_of(two_years, secretary)
    framework = published("2023-zuzhi-committee")
    for meeting in (two_years, later):
        Meeting.objects.filter(pk=meeting.pk).update(collective_framework=framework)
        meeting.refresh_from_db()
        # a deputy's, so that the secretary reads it and it would count
        paper = begin(
            meeting, person(f"deputy{meeting.pk}", "吴建国", meeting.organization, Role.DEPUTY)
        )
        states.submitted(paper)
        Submission.objects.filter(draft=paper).update(categories={"LL1": 2})
    assert years_of(two_years, secretary) == before


def test_a_year_that_names_nothing_of_the_library_names_it_no_time(
    two_years: Meeting, secretary: User
) -> None:
    later = Meeting.objects.exclude(pk=two_years.pk).get()
    crowd(later, 8, states.material())
    Submission.objects.filter(draft__meeting=later).update(categories={})
    rows = rows_of(years_of(two_years, secretary))
    assert [row.numbers for row in rows] == [(4, 0), (4, 0)]


def test_who_is_late_is_told_by_name(
    two_years: Meeting, secretary: User, browser_of: Callable[[User], Client]
) -> None:
    item = LedgerItem.objects.order_by("-pk").first()
    assert item is not None
    owner = item.ledger.owner
    page = browser_of(secretary).get(reverse("desk:ledger", args=[two_years.pk])).content.decode()
    assert (
        f'<a class="nowrap" href="?person={owner.pk}&amp;overdue=on">{owner.name} 2 条</a>' in page
    )
