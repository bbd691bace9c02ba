import datetime
import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from accounts.selectors import demo_accounts
from accounts.services import access, demo, organizations
from accounts.services import people as accounts_people
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory


def tree() -> list[tuple[int, str]]:
    return [(row.depth, row.name) for row in Organization.objects.order_by("path")]


def test_siblings_stand_by_their_place_not_by_their_characters(committee: Organization) -> None:
    for place, name in [(3, "第三支部"), (1, "第一支部"), (2, "第二支部")]:
        OrganizationFactory(name=name, sort_order=place, parent=committee)
    assert tree() == [(1, "局党委"), (2, "第一支部"), (2, "第二支部"), (2, "第三支部")]


def test_an_organisation_moves_with_all_that_is_below_it(
    committee: Organization, branch: Organization, other_branch: Organization
) -> None:
    OrganizationFactory(
        name="第一党小组", kind="group", parent=Organization.objects.get(pk=branch.pk)
    )
    upper = OrganizationFactory(name="县委", kind="committee")
    moved = Organization.objects.get(pk=branch.pk)
    moved.name = "机关支部"
    organizations.save_organization(moved, Organization.objects.get(pk=upper.pk))
    assert tree() == [
        (1, "县委"),
        (2, "机关支部"),
        (3, "第一党小组"),
        (1, "局党委"),
        (2, "第二支部"),
    ]
    organizations.save_organization(Organization.objects.get(pk=branch.pk), None)
    assert tree() == [
        (1, "县委"),
        (1, "局党委"),
        (2, "第二支部"),
        (1, "机关支部"),
        (2, "第一党小组"),
    ]
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_access_to_the_admin_comes_and_goes_with_the_role(branch: Organization) -> None:
    user = UserFactory()
    office = MembershipFactory(
        user=user, organization=branch, role=Role.ADMINISTRATOR, member_kind=""
    )
    access.refresh_access(user)
    assert (user.is_staff, [group.name for group in user.groups.all()]) == (True, ["administrator"])
    office.active_from = timezone.localdate() - datetime.timedelta(9)
    office.active_to = timezone.localdate() - datetime.timedelta(1)
    office.save()
    access.refresh_access(user)
    user.refresh_from_db()
    assert (user.is_staff, list(user.groups.all())) == (False, [])


def test_administrators_keep_people_and_delete_none(administrator: User) -> None:
    # Other apps may add theirs.
    assert sorted(
        name for name in administrator.get_all_permissions() if name.startswith("accounts.")
    ) == [
        "accounts.add_membership",
        "accounts.add_organization",
        "accounts.add_user",
        "accounts.change_membership",
        "accounts.change_organization",
        "accounts.change_user",
        "accounts.delete_membership",
        "accounts.delete_organization",
        "accounts.view_membership",
        "accounts.view_organization",
        "accounts.view_user",
    ]


def test_permissions_of_a_role_are_exactly_what_was_set(curator: User) -> None:
    access.set_role_permissions(Role.CURATOR, ["accounts.view_user", "accounts.view_organization"])
    access.set_role_permissions(Role.CURATOR, ["accounts.view_organization"])
    assert User.objects.get(pk=curator.pk).get_all_permissions() == {"accounts.view_organization"}


def test_a_wrong_permission_or_role_is_refused_and_changes_nothing(curator: User) -> None:
    access.set_role_permissions(Role.CURATOR, ["accounts.view_organization"])
    with pytest.raises(ValueError, match=r"unknown permissions: accounts\.fly_user"):
        access.set_role_permissions(Role.CURATOR, ["accounts.view_user", "accounts.fly_user"])
    with pytest.raises(ValueError, match="secretary does not work in the admin"):
        access.set_role_permissions(Role.SECRETARY, [])
    assert User.objects.get(pk=curator.pk).get_all_permissions() == {"accounts.view_organization"}
    assert not Group.objects.filter(name="secretary").exists()


def test_a_one_time_password_works_once_and_differs(member: User) -> None:
    first, second = (
        accounts_people.give_one_time_password(member),
        accounts_people.give_one_time_password(member),
    )
    assert re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}", first)
    stored = User.objects.get(pk=member.pk)
    assert (stored.check_password(first), stored.check_password(second)) == (False, True)
    assert stored.must_change_password
    accounts_people.change_password(stored, "own-words-88")
    stored.refresh_from_db()
    assert stored.check_password("own-words-88")
    assert not stored.must_change_password


def test_the_demo_cast(db: None) -> None:
    assert demo_accounts() == []
    people = demo.load_demo_accounts()
    assert tree() == [
        (1, "中共云溪县文化和旅游局委员会"),
        (2, "中共云溪县图书馆支部委员会"),
        (2, "中共云溪文旅发展有限公司支部委员会"),
    ]
    assert [user for user, _memberships in demo_accounts()] == people
    assert all(user.check_password("zhaojing-demo") for user in people)
    held = {
        role: [
            row.user.username for row in Membership.objects.filter(role=role).order_by("user_id")
        ]
        for role in ("secretary", "deputy", "curator", "administrator")
    }
    assert held == {
        "secretary": ["zhouzhiyuan", "linjing", "zhengweimin"],
        "deputy": ["chenhaoran"],
        "curator": ["xuwenbo"],
        "administrator": ["luomin"],
    }
    assert [user.username for user in people if user.is_staff] == ["xuwenbo", "luomin"]
    for row in Membership.objects.all():
        row.full_clean()


def test_loading_the_demo_cast_again_changes_nothing(db: None) -> None:
    demo.load_demo_accounts()
    member = User.objects.get(username="liuyang")
    accounts_people.change_password(member, "own-words-88")

    def rows() -> list[object]:
        return [
            list(model.objects.order_by("pk").values())
            for model in (User, Organization, Membership)
        ]

    before = rows()
    demo.load_demo_accounts()
    assert rows() == before


def test_a_real_account_is_never_turned_into_a_demo_account(db: None, tmp_path: Path) -> None:
    UserFactory(username="liuyang", name="真的刘洋")
    with pytest.raises(ValueError, match="liuyang 已被正式账号使用"):
        demo.load_demo_accounts()
    assert [user.name for user in User.objects.all()] == ["真的刘洋"]
    assert not Organization.objects.exists()


def test_the_demo_fixture_names_no_real_contact() -> None:
    data = json.loads(Path("fixtures/demo/accounts.json").read_text(encoding="utf-8"))
    assert {key for row in data["people"] for key in row} == {"username", "name", "memberships"}
