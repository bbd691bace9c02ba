"""What a move or a change of secretary means for meetings and papers: said before, and true
afterwards."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.consequences import OfficeChange, consequences
from accounts.models import Organization, User
from accounts.services import offices
from accounts.services.offices import Office, stamp
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.meetings.services import open_meeting
from drafting.review.office_changes import said_of_papers
from drafting.review.reviewers import reviewers_of
from tests.review import states

pytestmark = pytest.mark.django_db


def to(place: Organization, role: str = Role.MEMBER) -> Office:
    return Office(place, role, timezone.localdate(), kinds=("member",))


def test_a_move_is_told_and_leaves_papers_where_they_are(
    client: Client, draft: Draft, meeting: Meeting, member: User, secretary: User,
    administrator: User, other_branch: Organization,
) -> None:  # fmt: skip
    theirs = open_meeting(other_branch, draft.framework, "文旅公司2023年组织生活会")
    row = member.memberships.get()
    told = list(said_of_papers(OfficeChange(member, row, to(other_branch))))
    assert told == [
        "刘洋自己的材料、事实本和往年的材料都跟着本人，别人照样看不到。",
        f"“{meeting}”还没有结束，刘洋仍在参会名单里，可以写完提交，由县图书馆党支部书记审核；"
        "不再参加的，请县图书馆党支部书记从“参会党员”里移出。",
        f"“{theirs}”正在进行，刘洋不会自动参加，由文旅公司党支部书记在“参会党员”里添加。",
    ]
    offices.replace_office(administrator, row, stamp(row), to(other_branch))
    client.force_login(member)
    assert client.get(f"/drafts/{draft.pk}/steps/basics/").status_code == 200
    states.submitted(draft)
    reader = Client()
    reader.force_login(secretary)
    assert reader.get(reverse("review:read", args=[draft.pk])).status_code == 200
    assert reviewers_of(meeting).first(member.pk) == {secretary.pk}


def test_what_was_handed_in_is_said_to_stay(
    draft: Draft, meeting: Meeting, member: User, other_branch: Organization
) -> None:
    states.submitted(draft)
    told = said_of_papers(OfficeChange(member, member.memberships.get(), to(other_branch)))
    assert f"刘洋在“{meeting}”里提交的材料不动，仍由县图书馆党支部书记审核。" in list(told)


def test_a_change_of_secretary_says_who_reviews_then(
    draft: Draft, meeting: Meeting, colleague: User, secretary: User, branch: Organization,
    administrator: User,
) -> None:  # fmt: skip
    states.submitted(draft)
    present = secretary.memberships.get()
    row = colleague.memberships.get()
    change = OfficeChange(colleague, row, to(branch, Role.SECRETARY), (present,))
    assert list(said_of_papers(change)) == [
        "县图书馆党支部有 1 份材料正等林静审核，此后由孙蕾审核。",
        "孙蕾自己的材料此后由上级书记审核，没有上级书记的由副书记审核。",
    ]
    offices.replace_office(
        administrator, row, stamp(row), to(branch, Role.SECRETARY), [present.pk]
    )  # fmt: skip
    assert reviewers_of(meeting).first(draft.owner_id) == {colleague.pk}


def test_an_end_without_a_successor_leaves_papers_to_the_superior(
    draft: Draft, meeting: Meeting, secretary: User
) -> None:
    states.submitted(draft)
    told = consequences(OfficeChange(secretary, secretary.memberships.get()))
    assert "县图书馆党支部有 1 份材料正等林静审核，此后由上级党组织书记或副书记审核。" in told
