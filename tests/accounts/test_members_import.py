"""Carrying out an import: exactly what was shown, once, and nothing deleted."""

from __future__ import annotations

import datetime
import logging
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Organization, User
from accounts.services import kept_rosters, roster
from accounts.services import people as accounts_people
from accounts.services.kept_rosters import KEPT_SECONDS
from tests.accounts.rosters import everybody, kept, read, take_in, tried
from tests.factories import OrganizationFactory, person
from tests.threads import at_once

#: As every installation has them; the tests hash quickly.
HASHERS = [
    "accounts.hashers.MemoryHardHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]


def test_people_are_added_and_changed_as_shown_and_nobody_is_deleted(
    secretary: User, branch: Organization, member: User, colleague: User
) -> None:
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    password = member.password
    done = take_in(
        secretary,
        branch,
        {
            "姓名": "张伟",
            "职务": "馆员",
            "支委分工": "组织委员",
            "党员类型": "支部委员",
            "联系电话": "0731-8888 0000",
            "电子邮箱": "zhang@yunxi.test",
            "起始日期": "2024年3月1日",
        },
        {
            "姓名": "刘扬",
            "用户名": "member",
            "角色": "副书记",
            "职务": "主任",
            "联系电话": "0731-9",
        },
        {"姓名": "李娜", "用户名": "ln", "党小组": "第一党小组", "角色": "组长"},
    )
    assert [(name, username) for name, username, _ in done.passwords] == [
        ("张伟", "zhangwei"),
        ("李娜", "ln"),
    ]
    assert (done.joined, done.changed, done.skipped) == (0, 1, 0)
    new = User.objects.get(username="zhangwei")
    assert (new.name, new.phone, new.email) == ("张伟", "0731-8888 0000", "zhang@yunxi.test")
    assert (new.must_change_password, new.is_active, new.is_staff, new.is_superuser) == (
        True,
        True,
        False,
        False,
    )
    assert new.check_password(done.passwords[0][2])
    assert User.objects.get(username="ln").check_password(done.passwords[1][2])
    posts = Membership.objects.order_by("pk").values_list(
        "user__username",
        "organization",
        "role",
        "position",
        "duty",
        "member_kind",
        "active_from",
        "active_to",
    )
    today, first = timezone.localdate(), datetime.date(2024, 3, 1)
    assert list(posts) == [
        ("secretary", branch.pk, "secretary", "", "", "leader", today, None),
        ("member", branch.pk, "deputy", "主任", "", "member", today, None),
        ("colleague", branch.pk, "member", "", "", "member", today, None),
        ("zhangwei", branch.pk, "member", "馆员", "组织委员", "committee", first, None),
        ("ln", group.pk, "secretary", "", "", "member", today, None),
    ]
    member.refresh_from_db()
    assert (member.name, member.phone, member.password) == ("刘扬", "0731-9", password)


def test_an_administrator_adds_somebody_from_elsewhere_without_touching_the_account(
    administrator: User, branch: Organization, other_branch: Organization
) -> None:
    stranger = person("stranger", "黄志强", other_branch)
    before = User.objects.filter(pk=stranger.pk).values()[0]
    done = take_in(administrator, branch, {"姓名": "黄志强", "用户名": "stranger"})
    assert done == roster.Imported((), 1, 0, 0)
    assert {post.organization for post in stranger.memberships.all()} == {branch, other_branch}
    assert User.objects.filter(pk=stranger.pk).values()[0] == before


def test_faulty_rows_are_skipped_only_when_that_is_said(
    secretary: User, branch: Organization
) -> None:
    people = ({"姓名": "张伟"}, {"姓名": "李娜", "党员类型": "正式"})
    before = everybody()
    with pytest.raises(roster.RosterFaulty):
        take_in(secretary, branch, *people)
    assert everybody() == before
    done = take_in(secretary, branch, *people, skip=True)
    assert ([name for name, _, _ in done.passwords], done.skipped) == (["张伟"], 1)
    assert not User.objects.filter(name="李娜").exists()


def test_a_list_is_carried_out_once(secretary: User, branch: Organization, member: User) -> None:
    waiting = kept(secretary, branch, {"姓名": "张伟"}, {"姓名": "刘洋", "职务": "主任"})
    shown = roster.plan_roster(secretary, branch, waiting.sheet).fingerprint
    roster.import_roster(secretary, branch, waiting, shown, skip_faults=False)
    after = everybody()
    with pytest.raises(roster.RosterGone):
        roster.import_roster(secretary, branch, waiting, shown, skip_faults=False)
    assert everybody() == after
    # The same file again finds everybody as they are.
    again = tried(secretary, branch, {"姓名": "张伟"}, {"姓名": "刘洋", "职务": "主任"})
    assert [row.action for row in again.rows] == ["same", "same"]


@pytest.mark.db_sensitive
@pytest.mark.django_db(transaction=True)
def test_of_confirmations_at_once_one_is_carried_out(secretary: User, branch: Organization) -> None:
    waiting = kept(secretary, branch, {"姓名": "张伟"}, {"姓名": "林静", "职务": "馆长"})
    shown = roster.plan_roster(secretary, branch, waiting.sheet).fingerprint

    def confirm() -> object:
        return roster.import_roster(secretary, branch, waiting, shown, skip_faults=False)

    done = [type(one) for one in at_once([confirm] * 4)]
    assert sorted(kind.__name__ for kind in done) == ["Imported", *["RosterGone"] * 3]
    assert User.objects.filter(name="张伟").count() == 1
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("change", ["member", "username", "role"])
def test_what_changed_since_the_dry_run_stops_the_import(
    secretary: User, branch: Organization, member: User, change: str
) -> None:
    waiting = kept(secretary, branch, {"姓名": "张伟"}, {"姓名": "刘洋", "职务": "主任"})
    shown = roster.plan_roster(secretary, branch, waiting.sheet).fingerprint
    if change == "member":
        Membership.objects.filter(user=member).update(position="副馆长")
    elif change == "username":
        person("zhangwei", "张薇", branch)
    else:
        User.objects.filter(pk=member.pk).update(is_active=False)
    before = everybody()
    with pytest.raises(roster.RosterOvertaken):
        roster.import_roster(secretary, branch, waiting, shown, skip_faults=True)
    assert everybody() == before
    # It still waits, to be looked at again.
    now = roster.plan_roster(secretary, branch, waiting.sheet).fingerprint
    roster.import_roster(secretary, branch, waiting, now, skip_faults=True)


def test_the_record_says_how_many_and_nothing_of_them(
    secretary: User, branch: Organization, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="accounts.services.roster"):
        take_in(
            secretary,
            branch,
            {"姓名": "张伟", "联系电话": "0731-8888"},
            {"姓名": "李娜", "角色": "x"},
            skip=True,
        )
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_edited_object()) == (secretary, branch)
    assert entry.change_message == "导入党员名单：新增 1 人，加入 0 人，修改 0 行，跳过 1 行。"
    assert caplog.messages == [
        f"roster import: organization {branch.pk} by user {secretary.pk}: 1 new, 0 joined, 0 changed, 1 skipped"
    ]


def test_a_waiting_list_is_its_uploaders_for_an_hour(
    secretary: User, administrator: User, branch: Organization, other_branch: Organization
) -> None:
    session = SessionStore()
    kept_rosters.keep_roster(session, secretary, branch, read({"姓名": "张伟"}), "名单.xlsx")
    found = kept_rosters.kept_roster(session, secretary, branch)
    assert found is not None
    assert found.sheet == read({"姓名": "张伟"})
    assert "张伟" not in str(dict(session.items()))
    assert kept_rosters.kept_roster(session, secretary, other_branch) is None
    assert kept_rosters.kept_roster(session, administrator, branch) is None
    rows = SessionStore.get_model_class().objects.filter(session_key=found.key)
    assert 0 < (rows.get().expire_date - timezone.now()).total_seconds() <= KEPT_SECONDS
    rows.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    assert kept_rosters.kept_roster(session, secretary, branch) is None
    # The next upload sweeps what has expired away.
    kept_rosters.keep_roster(SessionStore(), secretary, branch, read({"姓名": "李娜"}), "名单.xlsx")
    assert not rows.exists()


def test_two_hundred_people_are_taken_in_with_few_queries(
    secretary: User, branch: Organization, django_assert_max_num_queries: Any
) -> None:
    people = [
        {"姓名": f"党{chr(0x4E00 + number)}", "用户名": f"p{number}"} for number in range(200)
    ]
    with django_assert_max_num_queries(40):
        done = take_in(secretary, branch, *people)
    assert len(done.passwords) == len({password for _, _, password in done.passwords}) == 200
    with django_assert_max_num_queries(40):
        done = take_in(
            secretary, branch, *(one | {"职务": "馆员", "联系电话": "0731-1"} for one in people)
        )
    assert done.changed == 200


def test_the_quick_hash_of_a_one_time_password_is_made_slow_at_the_first_sign_in(
    settings: Any, secretary: User
) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    secretary.password = accounts_people.hash_one_time_password("abcd-efgh-jkmn")
    secretary.save()
    assert secretary.password.startswith("pbkdf2_sha256$10000$")
    assert secretary.check_password("abcd-efgh-jkmn")
    assert secretary.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_of_before_is_hashed_anew_when_it_is_next_typed(
    settings: Any, secretary: User, client: Client
) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    secretary.password = PBKDF2PasswordHasher().encode("cloudy-mountain", "salt", iterations=1000)
    secretary.save()
    typed = {"username": secretary.username, "password": "cloudy-mountain"}
    assert client.post(reverse("accounts:login"), typed).status_code == 302
    secretary.refresh_from_db()
    assert secretary.password.startswith("argon2$argon2id$")
    assert client.get(reverse("drafts:home")).status_code == 200, "signed in with the new hash"
