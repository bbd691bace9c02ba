"""The list of members at any length: looking for somebody, the order, adding one person."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from accounts.roster.usernames import doubts_about
from accounts.services import people
from tests.accounts.rosters import everybody, tried
from tests.factories import person
from tests.stopwatch import stopwatch


def url(organization: Organization, page: str = "") -> str:
    return f"/accounts/organizations/{organization.pk}/members/{page}"


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    """The secretary's browser."""
    client.force_login(secretary)
    return client


def more(branch: Organization, count: int) -> None:
    """So many more members, written straight into the database."""
    start = User.objects.count()
    users = User.objects.bulk_create(
        User(username=f"many{start + n}", name=f"党员{start + n}", password="!")
        for n in range(count)
    )
    Membership.objects.bulk_create(Membership(user=user, organization=branch) for user in users)


def names(answer: Any) -> list[str]:
    return [row.post.user.name for row in answer.context["rows"]]


@pytest.fixture
def full(branch: Organization, secretary: User, member: User, colleague: User) -> Organization:
    person("majun", "马骏", branch, Role.DEPUTY, position="副馆长")
    people.give_one_time_password(User.objects.get(username="colleague"))
    User.objects.filter(pk=member.pk).update(is_active=False)
    return branch


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["林静", "刘洋", "孙蕾", "马骏"]),
        ("q=马骏", ["马骏"]),
        ("q=+MAJ", ["马骏"]),
        ("q=nobody", []),
        ("role=deputy", ["马骏"]),
        ("role=member&account=closed", ["刘洋"]),
        ("account=first", ["孙蕾"]),
        ("sort=name", ["林静", "刘洋", "马骏", "孙蕾"]),
        ("sort=-name", ["孙蕾", "马骏", "刘洋", "林静"]),
        ("sort=role", ["林静", "马骏", "刘洋", "孙蕾"]),
        ("sort=nonsense&role=x", ["林静", "刘洋", "孙蕾", "马骏"]),
    ],
)
def test_looking_for_somebody(
    desk: Client, full: Organization, query: str, found: list[str]
) -> None:
    assert names(desk.get(f"{url(full)}?{query}")) == found


def test_the_headings_sort_and_keep_what_is_looked_for(desk: Client, full: Organization) -> None:
    columns = desk.get(f"{url(full)}?role=member&sort=name").context["columns"]
    assert [(one.url, one.sorted) for one in columns if one.label in ("姓名", "角色", "职务")] == [
        ("?role=member&sort=-name", "ascending"),
        ("?role=member&sort=role", ""),
        ("", ""),
    ]


def test_all_are_ticked_without_scripts_too(desk: Client, full: Organization) -> None:
    html = desk.get(url(full)).content.decode()
    assert (html.count('name="people"'), html.count(" checked")) == (1, 0)
    assert '<noscript><a class="small" href="?ticked=all">全选</a></noscript>' in html
    assert desk.get(f"{url(full)}?ticked=all").content.decode().count(" checked") == 1


@pytest.mark.db_sensitive
def test_a_thousand_members_take_no_more_queries_and_little_time(
    desk: Client, branch: Organization
) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(f"{url(branch)}?sort=name").status_code == 200
        return len(queries)

    counted()
    more(branch, 3)
    few = counted()
    more(branch, 1000)
    with stopwatch() as spent:
        assert counted() == few
    assert spent.seconds < 4  # 1 s usually


# one person


def posted(desk: Client, branch: Organization, **fields: str) -> Any:
    return desk.post(url(branch, "add/"), {"role": "党员", "member_kind": "普通党员", **fields})


def test_one_person_is_added_after_a_look_and_the_password_is_shown_once(
    desk: Client, branch: Organization
) -> None:
    assert "普通党员" in desk.get(url(branch, "add/")).content.decode()
    before = everybody()
    asked = posted(desk, branch, name="单　晓𠮷", position="馆员", do="check")
    text = asked.content.decode()
    assert everybody() == before
    assert "用户名是 <strong>shanxiao</strong>" in text
    assert "“𠮷”查不到读音，用户名里没有这个字；“单”是多音字，请核对用户名。" in text
    assert 'value="shanxiao"' in text
    sent = {"name": "单　晓𠮷", "position": "馆员", "username": "shanxiaoji", "do": "add"}
    # another username than the one looked at: looked at again first
    again = posted(desk, branch, **sent, fingerprint=asked.context["fingerprint"])
    assert (again.status_code, everybody() == before) == (409, True)
    assert "还没有增加" in again.content.decode()
    done = posted(desk, branch, **sent, fingerprint=again.context["fingerprint"])
    assert done.headers["Location"] == url(branch, "passwords/shown/")
    ((name, username, password),) = desk.get(done.headers["Location"]).context["passwords"]
    assert (name, username) == ("单晓𠮷", "shanxiaoji")
    new = User.objects.get(username="shanxiaoji")
    assert (new.check_password(password), new.must_change_password) == (True, True)
    post = new.memberships.get()
    assert (post.organization, post.role, post.position) == (branch, "member", "馆员")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "请填写姓名。"),
        ({"name": "张3"}, "姓名“张3”里有数字或符号，请检查。"),
        ({"name": "刘洋"}, "名单里已经有“刘洋”。"),
        ({"name": "张伟", "username": "stranger"}, "用户名“stranger”已被本名单以外的账号使用"),
        ({"name": "张伟", "username": "zhang#wei"}, "只能由字母、数字和 @ . + - _ 组成。"),
        ({"name": "张伟", "role": "系统管理员"}, "没有这个角色，请重新选择。"),
        ({"name": "张" * 51}, "姓名最多 50 个字。"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Client,
    branch: Organization,
    other_branch: Organization,
    member: User,
    fields: dict[str, str],
    said: str,
) -> None:
    person("stranger", "黄志强", other_branch)
    before = everybody()
    answer = posted(desk, branch, position="副馆长兼办公室主任", do="add", **fields)
    text = answer.content.decode()
    assert (answer.status_code, everybody() == before) == (422, True)
    assert said in text
    assert 'value="副馆长兼办公室主任"' in text


def test_a_second_secretary_is_told_who_is_one_now(
    desk: Client, secretary: User, branch: Organization, member: User
) -> None:
    asked = posted(desk, branch, name="张伟", role="书记", do="check")
    said = "将成为书记。另有书记林静，以后会有 2 位书记，请确认。"
    assert said in asked.content.decode()
    plan = tried(
        secretary, branch, {"姓名": "刘洋", "角色": "书记"}, {"姓名": "张伟", "角色": "书记"}
    )
    assert [row.notes[-1] for row in plan.rows] == [
        "将成为书记。另有书记林静、张伟，以后会有 3 位书记，请确认。",
        "将成为书记。另有书记林静、刘洋，以后会有 3 位书记，请确认。",
    ]


@pytest.mark.parametrize(
    ("name", "doubts"),
    [
        ("马骏", ""),
        ("阿卜杜拉·买买提", ""),
        ("㐂田", "“㐂”查不到读音，用户名里没有这个字，请核对用户名。"),
        ("𠮷𠮷", "“𠮷”查不到读音，用户名里没有这个字，请核对用户名。"),
        ("曾长乐", "“曾”“长”“乐”是多音字，请核对用户名。"),
    ],
)
def test_doubts_about_a_username(name: str, doubts: str) -> None:
    assert doubts_about(name) == doubts
