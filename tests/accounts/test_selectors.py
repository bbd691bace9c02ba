import datetime

import pytest
from django.utils import timezone

from accounts import selectors
from accounts.codes import OrganizationKind, Role
from accounts.models import Organization, User
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory, person


@pytest.fixture
def group(branch: Organization) -> Organization:
    return OrganizationFactory(name="第一党小组", kind=OrganizationKind.GROUP, parent=branch)


def test_main_membership_is_the_branch_before_the_committee_before_an_office(
    committee: Organization, branch: Organization
) -> None:
    user = UserFactory()
    office = MembershipFactory(user=user, organization=committee, role=Role.CURATOR)
    leader = MembershipFactory(user=user, organization=committee, member_kind="leader")
    own = MembershipFactory(user=user, organization=branch)
    assert selectors.memberships_of(user) == [own, leader, office]
    assert selectors.main_membership(user) == own


def test_nobody_without_a_membership_has_a_main_one(db: None) -> None:
    assert selectors.main_membership(UserFactory()) is None


@pytest.mark.parametrize(
    ("start", "end", "active"),
    [
        (-1, None, True),
        (0, None, True),
        (0, 0, True),
        (1, None, False),
        (-5, -1, False),
        (-5, 1, True),
    ],
)
def test_a_membership_counts_on_the_first_and_on_the_last_day(
    branch: Organization, start: int, end: int | None, active: bool
) -> None:
    day = timezone.localdate()
    user = UserFactory()
    MembershipFactory(
        user=user,
        organization=branch,
        role=Role.SECRETARY,
        active_from=day + datetime.timedelta(start),
        active_to=None if end is None else day + datetime.timedelta(end),
    )
    assert selectors.has_role(user, Role.SECRETARY, branch) is active
    assert list(selectors.organizations_led_by(user)) == ([branch] if active else [])


def test_a_role_is_held_where_it_is_held(
    secretary: User, branch: Organization, other_branch: Organization
) -> None:
    assert selectors.has_role(secretary, Role.SECRETARY)
    assert not selectors.has_role(secretary, Role.SECRETARY, other_branch)
    assert not selectors.has_role(secretary, Role.DEPUTY, branch)


def test_secretary_of_a_committee_leads_it_and_no_branch_below(
    superior: User, committee: Organization
) -> None:
    assert list(selectors.organizations_led_by(superior)) == [committee]


def test_the_tree_upwards(
    committee: Organization, branch: Organization, group: Organization
) -> None:
    assert selectors.superior_of(branch) == committee
    assert selectors.superior_of(committee) is None
    assert selectors.branch_of(group) == branch
    assert selectors.branch_of(branch) == branch
    assert selectors.branch_of(committee) == committee


def test_an_account_made_inactive_counts_no_longer(branch: Organization, member: User) -> None:
    User.objects.update(is_active=False)
    assert list(selectors.members_of(branch)) == []


def test_members_of_a_branch_include_its_groups_and_no_offices(
    committee: Organization,
    branch: Organization,
    group: Organization,
    member: User,
    secretary: User,
    curator: User,
) -> None:
    grouped = person("zuyuan", "组员", group)
    person("bieren", "别人", OrganizationFactory(name="另一支部", parent=committee, sort_order=9))
    assert [row.user for row in selectors.members_of(branch)] == [member, secretary, grouped]
    assert list(selectors.members_of(committee)) == []


def test_memberships_take_one_query(member: User, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert [str(row) for row in selectors.memberships_of(member)] == ["第一支部 党员"]
