from accounts import permissions
from accounts.codes import OrganizationKind
from accounts.models import Organization, User
from accounts.permissions import Allowed, Denied
from tests.factories import OrganizationFactory, UserFactory


def test_a_decision_reads_as_a_condition() -> None:
    assert Allowed()
    assert not Denied("不行。")


def test_only_its_own_secretary_leads_a_branch(
    branch: Organization, other_branch: Organization, member: User, secretary: User, superior: User
) -> None:
    assert permissions.may_lead(secretary, branch) == Allowed()
    assert permissions.may_lead(secretary, other_branch) == Denied(
        "只有第二支部的书记可以进行此操作。"
    )
    assert permissions.may_lead(member, branch) == Denied("只有第一支部的书记可以进行此操作。")
    assert permissions.may_lead(superior, branch) == Denied("只有第一支部的书记可以进行此操作。")


def test_a_group_is_led_by_the_secretary_of_its_branch(
    branch: Organization, secretary: User
) -> None:
    group = OrganizationFactory(name="第一党小组", kind=OrganizationKind.GROUP, parent=branch)
    assert permissions.may_lead(secretary, group) == Allowed()


def test_only_an_administrator_keeps_people(
    member: User, secretary: User, curator: User, administrator: User
) -> None:
    assert permissions.may_manage_people(administrator) == Allowed()
    refused = Denied("只有系统管理员可以管理人员和党组织。")
    assert [permissions.may_manage_people(user) for user in (member, secretary, curator)] == [
        refused
    ] * 3


def test_who_resets_whose_password(member: User, secretary: User, administrator: User) -> None:
    root = UserFactory(is_superuser=True)
    may = permissions.may_reset_password
    assert may(administrator, member) == Allowed()
    assert may(root, administrator) == Allowed()
    assert may(administrator, root) == Denied("超级管理员的密码只能由超级管理员重置。")
    assert may(administrator, administrator) == Denied("请在“修改密码”页面修改自己的密码。")
    assert may(secretary, member) == Denied("只有系统管理员可以管理人员和党组织。")
