"""Who reviews whose paper: the ordinary case, the secretary's own paper, vacancies, and people in
two offices."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.codes import MemberKind, Role
from accounts.models import Membership, Organization, User
from accounts.permissions import Denied
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.moves import MoveRefused
from drafting.review.decisions.permissions import may
from drafting.review.decisions.submission import submit
from drafting.review.reading_page.permissions import may_read
from drafting.review.reviewers import capacities_of, reviewers_of
from tests.factories import MembershipFactory, person
from tests.review import states

Reviewing = tuple[set[str], set[str], int]


def reviewing(meeting: Meeting, owner: User) -> Reviewing:
    """The names of the first and the second reviewers of somebody's paper, and how many approvals
    it needs."""
    meeting = Meeting.objects.select_related("organization").get(pk=meeting.pk)
    reviewers = reviewers_of(meeting)
    names = dict(User.objects.values_list("pk", "username"))
    first, second = reviewers.first(owner.pk), reviewers.second(owner.pk)
    return {names[pk] for pk in first}, {names[pk] for pk in second}, reviewers.levels_for(owner.pk)


def resign(user: User, organization: Organization) -> None:
    """The office is vacant from now on."""
    Membership.objects.filter(user=user, organization=organization).delete()


def test_the_secretary_reviews_and_the_superior_confirms_where_two_approvals_are_asked(
    meeting: Meeting, member: User, superior: User, deputy: User, other_secretary: User
) -> None:
    assert reviewing(meeting, member) == ({"secretary"}, set(), 1)
    states.ask(meeting, 2)
    assert reviewing(meeting, member) == ({"secretary"}, {"superior"}, 2)


@pytest.mark.parametrize("levels", [1, 2])
def test_the_secretarys_own_paper_is_the_superiors_with_one_approval(
    levels: int, meeting: Meeting, secretary: User, superior: User, deputy: User
) -> None:
    states.ask(meeting, levels)
    assert reviewing(meeting, secretary) == ({"superior"}, set(), 1)


def test_without_a_superior_the_secretarys_paper_is_a_deputys(
    meeting: Meeting, secretary: User, deputy: User
) -> None:
    assert reviewing(meeting, secretary) == ({"deputy"}, set(), 1)


def test_a_second_secretary_does_not_review_the_first_ones_paper(
    meeting: Meeting, branch: Organization, secretary: User, superior: User
) -> None:
    person("second", "何平", branch, Role.SECRETARY)
    assert reviewing(meeting, secretary) == ({"superior"}, set(), 1)


def test_where_nobody_can_review_handing_in_is_refused_with_the_reason(
    meeting: Meeting, secretary: User
) -> None:
    assert reviewing(meeting, secretary) == (set(), set(), 1)
    draft = states.written(secretary, meeting)
    with pytest.raises(
        MoveRefused, match=r"^系统中没有可以审核这份材料的书记，请联系系统管理员。$"
    ):
        submit(draft, secretary)


def test_where_nobody_can_confirm_handing_in_is_refused_with_the_reason(
    meeting: Meeting, ready: Draft
) -> None:
    states.ask(meeting, 2)
    with pytest.raises(
        MoveRefused,
        match=r"^这次会议要求上级复审，系统中没有可以复审的上级党组织书记，请联系系统管理员。$",
    ):
        submit(ready, ready.owner)


def test_the_nearest_superior_with_a_secretary_is_taken(
    meeting: Meeting, committee: Organization, member: User, superior: User, secretary: User
) -> None:
    states.ask(meeting, 2)
    between = Organization.objects.get(pk=committee.pk)
    resign(superior, between)
    assert reviewing(meeting, member) == ({"secretary"}, set(), 2)
    MembershipFactory(
        user=superior, organization=between, role=Role.SECRETARY, member_kind=MemberKind.LEADER
    )
    assert reviewing(meeting, member) == ({"secretary"}, {"superior"}, 2)


@pytest.mark.parametrize("levels", [1, 2])
def test_a_branch_without_a_secretary_is_reviewed_by_the_superior_alone(
    levels: int,
    meeting: Meeting,
    branch: Organization,
    secretary: User,
    superior: User,
    member: User,
) -> None:
    states.ask(meeting, levels)
    resign(secretary, branch)
    assert reviewing(meeting, member) == ({"superior"}, set(), 1)


def test_a_branch_with_neither_secretary_nor_superior_is_reviewed_by_its_deputy_who_has_nobody(
    meeting: Meeting, branch: Organization, secretary: User, deputy: User, member: User
) -> None:
    resign(secretary, branch)
    assert reviewing(meeting, member) == ({"deputy"}, set(), 1)
    assert reviewing(meeting, deputy) == (set(), set(), 1)


def test_a_deputy_reviews_nothing_while_there_is_a_secretary(
    meeting: Meeting, ready: Draft, deputy: User, secretary: User
) -> None:
    states.submitted(ready)
    draft = states.fresh(ready)
    assert capacities_of(deputy, draft) == frozenset()
    assert may_read(deputy, draft) == Denied("这份材料只有撰写人本人和审核人可以查看。")


def test_who_is_secretary_of_both_gives_the_first_approval_and_somebody_else_the_second(
    meeting: Meeting, committee: Organization, member: User, secretary: User, superior: User
) -> None:
    states.ask(meeting, 2)
    MembershipFactory(
        user=secretary, organization=committee, role=Role.SECRETARY, member_kind=MemberKind.LEADER
    )
    assert reviewing(meeting, member) == ({"secretary"}, {"superior"}, 2)
    assert reviewing(meeting, secretary) == ({"superior"}, set(), 1)
    resign(superior, committee)
    assert reviewing(meeting, member) == ({"secretary"}, set(), 2)
    draft = states.fresh(states.written(member, meeting))
    decision = may(Action.SUBMIT, member, draft)
    assert decision == Denied(
        "这次会议要求上级复审，系统中没有可以复审的上级党组织书记，请联系系统管理员。"
    )


def test_who_is_secretary_of_both_never_reviews_the_own_paper(
    meeting: Meeting, committee: Organization, secretary: User, deputy: User
) -> None:
    MembershipFactory(
        user=secretary, organization=committee, role=Role.SECRETARY, member_kind=MemberKind.LEADER
    )
    assert reviewing(meeting, secretary) == ({"deputy"}, set(), 1)


def test_an_office_that_has_ended_or_an_account_that_is_closed_reviews_nothing(
    meeting: Meeting, branch: Organization, secretary: User, superior: User, member: User
) -> None:
    User.objects.filter(pk=secretary.pk).update(is_active=False)
    assert reviewing(meeting, member) == ({"superior"}, set(), 1)


@pytest.mark.parametrize("levels", [1, 2])
def test_the_author_is_the_author_whatever_else_they_are(
    levels: int, meeting: Meeting, secretary: User, superior: User
) -> None:
    states.ask(meeting, levels)
    draft = states.fresh(states.written(secretary, meeting))
    assert capacities_of(secretary, draft) == {Capacity.AUTHOR}


def test_a_draft_that_belongs_to_no_meeting_has_no_reviewer(
    member: User, secretary: User, superior: User, meeting: Meeting
) -> None:
    alone, _ = lifecycle.begin_draft(member, meeting.framework)
    assert capacities_of(secretary, alone) == frozenset()
    assert may(Action.SUBMIT, member, alone) == Denied(
        "这份材料没有归入会议，不能提交；请从会议发起的材料中提交。"
    )


def test_the_second_reviewer_reads_only_what_the_first_has_passed(
    meeting: Meeting, ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(meeting, 2)
    assert may_read(secretary, states.fresh(ready)) == Denied(
        "这份材料还没有提交，提交以后才能查看。"
    )
    draft = states.submitted(ready)
    assert (bool(may_read(secretary, draft)), may_read(superior, draft)) == (
        True,
        Denied("这份材料还没有通过初审，初审通过以后才能查看。"),
    )
    draft = states.endorsed(draft, secretary)
    assert may_read(superior, draft)
    # a new round is the first reviewer's again
    returned = states.moved(draft, Action.RETURN, superior, "请再核实。")
    again = states.submitted(returned)
    assert may_read(superior, again) == Denied("这份材料还没有通过初审，初审通过以后才能查看。")


@pytest.mark.parametrize(
    "who", ["colleague", "stranger", "other_secretary", "curator", "administrator"]
)
def test_whom_it_does_not_concern_reads_nothing_in_any_state(
    who: str, request: pytest.FixtureRequest, ready: Draft, secretary: User
) -> None:
    user: User = request.getfixturevalue(who)
    told = set()
    for draft in (states.fresh(ready), states.submitted(ready), states.approved(ready, secretary)):
        decision = may_read(user, draft)
        told.add(decision.reason if isinstance(decision, Denied) else "allowed")
    assert told == {"这份材料只有撰写人本人和审核人可以查看。"}


def test_the_reviewers_of_a_meeting_take_two_queries(meeting: Meeting, superior: User) -> None:
    found = Meeting.objects.select_related("organization").get(pk=meeting.pk)
    with CaptureQueriesContext(connection) as queries:
        reviewers_of(found)
    assert len(queries) == 2


def test_the_only_one_above_is_a_member_below_and_needs_one_approval(
    meeting: Meeting, superior: User, secretary: User, committee: Organization
) -> None:
    states.ask(meeting, 2)
    assert reviewing(meeting, superior) == ({"secretary"}, set(), 1)
    person("second", "何向东", committee, Role.SECRETARY)
    assert reviewing(meeting, superior) == ({"secretary"}, {"second"}, 2)
