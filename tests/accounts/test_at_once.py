"""Two administrators who save the same thing at the same moment: one wins, the other's page says so
and keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.test import Client

from accounts.models import Membership, Organization, User
from accounts.turns import wait_turn
from tests.factories import OrganizationFactory, UserFactory
from tests.threads import all_post, at_once, field_errors, typed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db_sensitive]
USERS = "/admin/accounts/user/"
ORGANIZATIONS = "/admin/accounts/organization/"
NO_POSTS = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}


def test_one_username(administrator: User) -> None:
    rows = [
        NO_POSTS | {"username": "zhangwei", "name": f"张伟{n}", "is_active": "on"} for n in range(4)
    ]
    answers = all_post(administrator, f"{USERS}add/", rows)
    # whoever won is shown the one-time password: that page is no redirect and has no form
    errors = [field_errors(answer) for answer in answers]
    assert sorted(errors) == [[], *[["已存在一位使用该名字的用户。"]] * 3]
    assert User.objects.filter(username="zhangwei").count() == 1
    for number, answer in enumerate(answers):
        if errors[number]:
            assert typed(answer, "name") == f"张伟{number}"


def test_one_post(administrator: User, branch: Organization) -> None:
    user = UserFactory()
    row = {
        "username": user.username,
        "name": user.name,
        "is_active": "on",
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-user": user.pk,
        "memberships-0-organization": branch.pk,
        "memberships-0-role": "member",
        "memberships-0-member_kind": "member",
        "memberships-0-active_from": "2026-01-01",
    }
    answers = all_post(administrator, f"{USERS}{user.pk}/change/", [row] * 4)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    for answer in answers:
        if answer.status_code == 200:
            assert "此人在该党组织已有相同的在任角色。" in answer.content.decode()
    assert Membership.objects.filter(user=user).count() == 1


def branches(
    parent: Organization | None, *names: str, kind: str = "branch"
) -> list[dict[str, Any]]:
    above = {} if parent is None else {"parent": parent.pk}
    return [
        {"name": name, "kind": kind, "unit_type": "government", "sort_order": 0, **above}
        for name in names
    ]


@pytest.mark.parametrize("top", [False, True])
def test_one_name_below_one_superior(
    administrator: User, committee: Organization, top: bool
) -> None:
    User.objects.filter(pk=administrator.pk).update(is_superuser=top)  # the top is theirs to give
    rows = branches(
        None if top else committee, *["第三支部"] * 4, kind="committee" if top else "branch"
    )
    answers = all_post(administrator, f"{ORGANIZATIONS}add/", rows)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    for answer in answers:
        if answer.status_code == 200:
            assert "同一上级下已有名为“第三支部”的党组织。" in answer.content.decode()
    assert Organization.objects.filter(name="第三支部").count() == 1
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_many_organisations_stand_where_they_belong(
    administrator: User, committee: Organization
) -> None:
    names = [f"第{number}支部" for number in "丁丙乙甲"]
    answers = all_post(administrator, f"{ORGANIZATIONS}add/", branches(committee, *names))
    assert [answer.status_code for answer in answers] == [302] * 4
    below = Organization.objects.get_children(Organization.objects.get(pk=committee.pk))
    assert sorted(below.values_list("name", flat=True)) == sorted(names)
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_moved_and_added_at_once(administrator: User, committee: Organization) -> None:
    other = OrganizationFactory(name="企业党委", kind="committee")
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    moved = [OrganizationFactory(name=f"第{n}支部", parent=committee) for n in range(3)]
    people = [Client() for _ in range(6)]
    for client in people:
        client.force_login(administrator)
    jobs: list[Callable[[], object]] = [
        lambda c=c, o=o: c.post(f"{ORGANIZATIONS}{o.pk}/change/", branches(other, o.name)[0])  # type: ignore[misc]
        for c, o in zip(people, moved, strict=False)
    ]
    jobs += [
        lambda c=c, n=n: c.post(f"{ORGANIZATIONS}add/", branches(committee, f"新{n}支部")[0])  # type: ignore[misc]
        for n, c in enumerate(people[3:])
    ]
    answers: list[Any] = at_once(jobs)
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * 6
    assert Organization.objects.find_problems() == ([], [], [], [], [])
    under = Organization.objects.get_children(Organization.objects.get(pk=other.pk))
    assert sorted(under.values_list("name", flat=True)) == ["第0支部", "第1支部", "第2支部"]


def test_deleted_and_given_a_branch_at_once(administrator: User) -> None:
    committee = OrganizationFactory(name="企业党委", kind="committee")
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    one, other = Client(), Client()
    one.force_login(administrator)
    other.force_login(administrator)
    answers: list[Any] = at_once(
        [
            lambda: one.post(f"{ORGANIZATIONS}{committee.pk}/delete/", {"post": "yes"}),
            lambda: other.post(f"{ORGANIZATIONS}add/", branches(committee, "新支部")[0]),
        ]
    )
    statuses = [getattr(answer, "status_code", answer) for answer in answers]
    left = set(
        Organization.objects.filter(name__in=["企业党委", "新支部"]).values_list("name", flat=True)
    )
    assert (statuses, left) in [([302, 200], set()), ([403, 302], {"企业党委", "新支部"})]


def test_a_turn_stands_in_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        wait_turn("something")
    with transaction.atomic():
        wait_turn("something")
