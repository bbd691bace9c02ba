"""People and organisations in the Django admin, as administrator and curator see them."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import Organization, User
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory, person

USERS = "/admin/accounts/user/"
ORGANIZATIONS = "/admin/accounts/organization/"
ONE_TIME = re.compile(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>")


@pytest.fixture
def office(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def listed(client: Client, path: str, **query: str) -> list[str]:
    return [str(row) for row in client.get(path, query).context["cl"].result_list]


def reset(client: Client, *people: User):
    return client.post(
        USERS, {"action": "reset_passwords", "_selected_action": [user.pk for user in people]}
    )


def test_the_admin_is_entered_by_our_own_sign_in_page(client: Client, db: None) -> None:
    sent = client.get("/admin/", follow=True)
    assert sent.redirect_chain[-1] == ("/accounts/login/?next=/admin/", 302)


@pytest.mark.parametrize("who", ["member", "secretary"])
def test_people_without_an_office_are_refused_calmly(client: Client, request, who: str) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_curator_sees_neither_people_nor_organisations(
    client: Client, curator: User, member: User
) -> None:
    client.force_login(curator)
    assert client.get("/admin/").status_code == 200
    for path in (USERS, f"{USERS}{member.pk}/change/", ORGANIZATIONS):
        assert client.get(path).status_code == 403


def test_the_index_is_in_chinese(office: Client) -> None:
    page = office.get("/admin/").content.decode()
    for text in ("照镜管理", "人员与组织", "党组织"):
        assert text in page
    assert "/admin/auth/group/" not in page


def test_every_kind_of_page_names_our_icon(office: Client, branch: Organization) -> None:
    """A page that names none makes browsers ask for /favicon.ico, which is not there."""
    pages = (
        "/admin/",
        ORGANIZATIONS,
        f"{ORGANIZATIONS}add/",
        f"{ORGANIZATIONS}{branch.pk}/delete/",
    )
    icons = {page: office.get(page).content.decode().count('<link rel="icon"') for page in pages}
    assert icons == dict.fromkeys(pages, 1)


def test_people_are_searched_and_filtered(
    office: Client,
    member: User,
    secretary: User,
    other_branch: Organization,
    committee: Organization,
) -> None:
    person("huangzhiqiang", "黄志强", other_branch, member_kind="mobile")
    assert listed(office, USERS, q="黄志") == ["黄志强"]
    assert listed(office, USERS, role="secretary") == ["林静"]
    assert listed(office, USERS, organization=str(other_branch.pk)) == ["黄志强"]
    assert set(listed(office, USERS, organization=str(committee.pk))) == {
        "刘洋",
        "林静",
        "罗敏",
        "黄志强",
    }
    assert listed(office, USERS, memberships__member_kind="mobile") == ["黄志强"]


@pytest.mark.parametrize("organization", ["²", "１", "-1", "x", "9" * 30, "9" * 5000])
def test_what_is_no_number_of_an_organization_filters_nothing(
    office: Client, organization: str
) -> None:
    assert listed(office, USERS, organization=organization) == listed(office, USERS)


def test_someone_with_two_memberships_is_listed_once(
    office: Client, member: User, committee: Organization
) -> None:
    MembershipFactory(user=member, organization=committee)
    assert listed(office, USERS, role="member") == ["刘洋"]
    assert listed(office, USERS, memberships__member_kind="member") == ["刘洋"]


def test_the_list_takes_the_same_queries_for_three_and_for_thirty(
    office: Client, branch: Organization, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    office.get(USERS)
    person("dangyuan-a", "甲", branch)
    with django_assert_max_num_queries(13) as few:
        office.get(USERS)
    for number in range(30):
        person(f"many{number}", f"党员{number}", branch)
    with django_assert_num_queries(len(few)):
        office.get(USERS)


def test_no_password_hash_is_shown(office: Client, member: User) -> None:
    page = office.get(f"{USERS}{member.pk}/change/").content.decode()
    assert member.password not in page
    assert 'name="password"' not in page
    assert 'name="is_superuser"' not in page


def test_a_new_person_gets_a_one_time_password_shown_once(
    office: Client, branch: Organization
) -> None:
    answer = office.post(
        f"{USERS}add/",
        {
            "username": "zhaomingyue",
            "name": "赵明月",
            "is_active": "on",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-organization": branch.pk,
            "memberships-0-role": "curator",
            "memberships-0-active_from": "2024-01-01",
        },
    )
    (password,) = ONE_TIME.findall(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    user = User.objects.get(username="zhaomingyue")
    assert user.check_password(password)
    assert (user.must_change_password, user.is_staff) == (True, True)
    assert password not in office.get(USERS).content.decode()
    assert password not in "".join(LogEntry.objects.values_list("change_message", flat=True))


def test_taking_the_office_away_takes_the_access(office: Client, curator: User) -> None:
    row = curator.memberships.get()
    office.post(
        f"{USERS}{curator.pk}/change/",
        {
            "username": "curator",
            "name": "许文博",
            "is_active": "on",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "1",
            "memberships-0-id": row.pk,
            "memberships-0-user": curator.pk,
            "memberships-0-organization": row.organization_id,
            "memberships-0-role": "member",
            "memberships-0-member_kind": "member",
            "memberships-0-active_from": "2024-01-01",
        },
    )
    curator.refresh_from_db()
    assert (curator.is_staff, list(curator.groups.all())) == (False, [])


def test_resetting_passwords_of_several(office: Client, member: User, colleague: User) -> None:
    answer = reset(office, member, colleague)
    passwords = ONE_TIME.findall(answer.content.decode())
    for user in (member, colleague):
        user.refresh_from_db()
        assert user.must_change_password
    assert len(passwords) == 2
    assert {user.check_password(word) for user in (member, colleague) for word in passwords} == {
        True,
        False,
    }
    assert LogEntry.objects.filter(change_message="重置密码").count() == 2


def test_the_own_password_is_not_reset(office: Client, administrator: User) -> None:
    answer = office.post(
        USERS, {"action": "reset_passwords", "_selected_action": [administrator.pk]}, follow=True
    )
    assert "请在“修改密码”页面修改自己的密码。" in answer.content.decode()
    administrator.refresh_from_db()
    assert not administrator.must_change_password


def test_a_superuser_is_out_of_reach(office: Client) -> None:
    root = UserFactory(username="root", name="超级", is_superuser=True, is_staff=True)
    assert "超级" not in listed(office, USERS)
    assert office.get(f"{USERS}{root.pk}/change/").status_code == 302
    reset(office, root)
    root.refresh_from_db()
    assert not root.must_change_password


def organization(**values: object) -> dict[str, object]:
    return {
        "name": "新支部",
        "kind": "branch",
        "unit_type": "government",
        "sort_order": 0,
        "parent": "",
        **values,
    }


def test_the_tree_is_listed_in_order_and_indented(
    office: Client, committee: Organization, branch: Organization, other_branch: Organization
) -> None:
    OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    assert listed(office, ORGANIZATIONS) == ["局党委", "第一支部", "第一党小组", "第二支部"]
    assert "　　　　第一党小组" in office.get(ORGANIZATIONS).content.decode()


def test_an_organisation_is_added_and_moved(
    office: Client, committee: Organization, branch: Organization
) -> None:
    assert office.post(f"{ORGANIZATIONS}add/", organization(parent=committee.pk)).status_code == 302
    added = Organization.objects.get(name="新支部")
    assert Organization.objects.get_parent(added) == committee
    moved = organization(name="独立支部", parent="")
    refused = office.post(f"{ORGANIZATIONS}{added.pk}/change/", moved)
    assert "最高一级的党组织由超级管理员设立" in refused.content.decode()
    User.objects.filter(username="administrator").update(is_superuser=True)
    office.post(f"{ORGANIZATIONS}{added.pk}/change/", moved)
    added.refresh_from_db()
    assert (added.name, added.depth) == ("独立支部", 1)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "group"}, "党小组不能设在最高一级之下。"),
        ({"kind": "general_branch", "parent": "branch"}, "党总支不能设在党支部之下。"),
        ({"name": "第一支部", "parent": "committee"}, "同一上级下已有名为“第一支部”的党组织。"),
    ],
)
def test_what_cannot_stand_there_is_refused(
    office: Client, request, branch: Organization, values: dict[str, str], sentence: str
) -> None:
    parent = request.getfixturevalue(values["parent"]).pk if "parent" in values else ""
    answer = office.post(f"{ORGANIZATIONS}add/", organization(**{**values, "parent": parent}))
    assert sentence in answer.content.decode()


def test_a_kind_that_what_is_below_forbids_is_refused(
    office: Client, committee: Organization, branch: Organization
) -> None:
    answer = office.post(
        f"{ORGANIZATIONS}{committee.pk}/change/", organization(name="局党委", kind="branch")
    )
    assert "其下设有党支部“第一支部”，不能改为党支部。" in answer.content.decode()


def test_only_an_empty_organisation_without_others_below_is_deleted(
    office: Client, branch: Organization, other_branch: Organization, member: User
) -> None:
    upper = OrganizationFactory(name="空党委", kind="committee")
    OrganizationFactory(name="空支部", parent=upper)
    for row in (upper, branch, other_branch):
        office.post(f"{ORGANIZATIONS}{row.pk}/delete/", {"post": "yes"})
    left = [row.name for row in Organization.objects.order_by("path")]
    assert left == ["局党委", "第一支部", "空党委", "空支部"]


def test_one_post_twice_on_a_page_is_said_there(office: Client, branch: Organization) -> None:
    row = {
        "organization": branch.pk, "role": "member", "member_kind": "member",
        "active_from": "2026-01-01",
    }  # fmt: skip
    data = {"username": "zhangwei", "name": "张伟", "is_active": "on"}
    data |= {"memberships-TOTAL_FORMS": 2, "memberships-INITIAL_FORMS": 0}
    data |= {f"memberships-{n}-{name}": value for n in (0, 1) for name, value in row.items()}
    answer = office.post(f"{USERS}add/", data)
    assert answer.status_code == 200
    assert answer.content.decode().count("此人在该党组织已有相同的在任角色。") == 1
    assert not User.objects.filter(username="zhangwei").exists()
    # one that has ended does not stand in the way
    office.post(f"{USERS}add/", data | {"memberships-1-active_to": "2026-02-01"})
    assert User.objects.get(username="zhangwei").memberships.count() == 2


def test_a_second_secretary_is_asked_for_twice(
    office: Client, secretary: User, branch: Organization
) -> None:
    row = {"organization": branch.pk, "role": "secretary", "member_kind": "leader",
           "active_from": "2024-01-01"}  # fmt: skip
    data = {"username": "zhangwei", "name": "张伟", "is_active": "on"}
    data |= {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 0}
    data |= {f"memberships-0-{name}": value for name, value in row.items()}
    refused = office.post(f"{USERS}add/", data).content.decode()
    assert "第一支部现在的书记是林静。确实要再任命一位书记，请勾选这里，再保存一次。" in refused
    assert not User.objects.filter(username="zhangwei").exists()
    office.post(f"{USERS}add/", data | {"memberships-0-beside": "on"})
    assert User.objects.get(username="zhangwei").memberships.get().role == "secretary"
