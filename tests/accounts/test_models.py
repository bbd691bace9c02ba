import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from accounts.codes import OrganizationKind, Role
from accounts.models import Membership, Organization, User
from tests.factories import MembershipFactory, OrganizationFactory


def test_the_same_role_twice_at_a_time_is_refused(member: User, branch: Organization) -> None:
    with pytest.raises(ValidationError, match="此人在该党组织已有相同的在任角色"):
        Membership(user=member, organization=branch).full_clean()
    with pytest.raises(IntegrityError):
        MembershipFactory(user=member, organization=branch)


def test_a_role_can_be_held_again_after_it_ended(member: User, branch: Organization) -> None:
    member.memberships.update(
        active_from=datetime.date(2020, 1, 1), active_to=datetime.date(2024, 12, 31)
    )
    assert MembershipFactory(user=member, organization=branch).pk


def test_a_period_runs_forwards(member: User, other_branch: Organization) -> None:
    row = Membership(
        user=member,
        organization=other_branch,
        active_from=datetime.date(2025, 2, 1),
        active_to=datetime.date(2025, 1, 31),
    )
    with pytest.raises(ValidationError, match="截止日期不能早于起始日期"):
        row.full_clean()


@pytest.mark.parametrize("role", list(Role))
def test_only_an_office_goes_without_member_kind(
    member: User, other_branch: Organization, role: Role
) -> None:
    row = Membership(user=member, organization=other_branch, role=role, member_kind="")
    if role in (Role.CURATOR, Role.ADMINISTRATOR):
        row.full_clean()
    else:
        with pytest.raises(ValidationError, match="请选择党员类型"):
            row.full_clean()


def test_titles(branch: Organization, member: User) -> None:
    group = OrganizationFactory(name="第一党小组", kind=OrganizationKind.GROUP, parent=branch)
    row = MembershipFactory(
        user=member,
        organization=group,
        role=Role.SECRETARY,
        position="副馆长",
        member_kind="committee",
    )
    assert str(row) == "第一党小组 组长"
    assert row.titles() == ["副馆长", "支部委员"]


def test_an_organisation_with_people_cannot_be_deleted(branch: Organization, member: User) -> None:
    with pytest.raises(ProtectedError):
        branch.delete()


def test_a_person_has_one_name(member: User) -> None:
    assert (str(member), member.get_full_name(), member.get_short_name()) == (
        "刘洋",
        "刘洋",
        "刘洋",
    )
