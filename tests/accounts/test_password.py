"""Changing the password, of one's own will and because it is a one-time password."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.shortcuts import resolve_url
from django.test import Client

from accounts.codes import Role
from accounts.models import Organization, User
from accounts.services import people
from tests.factories import PASSWORD, MembershipFactory

CHANGE = "/accounts/password/"
NEW = "shan-gao-shui-chang"


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None):
    return client.post(
        CHANGE,
        {
            "old_password": old,
            "new_password1": new,
            "new_password2": new if again is None else again,
        },
    )


def test_a_change_keeps_this_session_and_ends_the_others(client: Client, member: User) -> None:
    elsewhere = Client()
    client.force_login(member)
    elsewhere.force_login(member)
    assert change(client)["Location"] == "/accounts/profile/"
    assert "密码已修改。" in client.get("/accounts/profile/").content.decode()
    assert elsewhere.get("/accounts/profile/").status_code == 302
    member.refresh_from_db()
    assert member.check_password(NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "at", "sentence"),
    [
        ("wrong", NEW, NEW, "old_password", "原密码不正确。"),
        (PASSWORD, NEW, "other", "new_password2", "两次输入的新密码不一致。"),
        (PASSWORD, PASSWORD, PASSWORD, "new_password1", "新密码不能与原密码相同。"),
        (PASSWORD, "", "again", "new_password1", "请输入新密码。"),
        (PASSWORD, "short-1", "short-1", "new_password1", "密码太短，至少需要 8 个字符。"),
        (PASSWORD, "password123", "password123", "new_password1", "这个密码太常见，容易被猜中。"),
        (PASSWORD, "7305918264", "7305918264", "new_password1", "密码不能全是数字。"),
        (PASSWORD, "member12", "member12", "new_password1", "密码与用户名太相似。"),
    ],
)
def test_what_is_refused_is_said_in_chinese(
    client: Client, member: User, old: str, new: str, again: str, at: str, sentence: str
) -> None:
    client.force_login(member)
    answer = change(client, old, new, again)
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert errors == {at: [sentence]}
    assert sentence in answer.content.decode()
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "Dangyuan2026",
        "woaini520",
        "zhaojing-demo",
        "Mima@123456",
        "qwer1234",
        "a1234567",
        "1qaz2wsx",
        "abc12345",
        "Admin@123",
        "xuexi-2026",
        "DZB-2026-01",
        "woaini1314",
        "q1w2e3r4",
        "Zhonggong1921",
        "password!1",
        "aaaaaaaaaaaa",
        "AAAAaaaa1111",
        "dangdangdang",
        "abcdefghijkl",
        "qwertyuiop12",
        "0987654321zyx",
        "qwe123asd456",
    ],
)
def test_passwords_that_are_tried_first_are_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert refused.value.messages == ["这个密码太常见，容易被猜中。"]


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("wangxiaoyu9", "密码与用户名太相似。"),
        ("WangXiaoYu!", "密码与用户名太相似。"),
        ("yuhe-2009@yunxi", "密码与电子邮箱太相似。"),
        ("0731-88880000", "密码与联系电话太相似。"),
    ],
)
def test_a_password_is_not_what_others_know_of_one(password: str, sentence: str) -> None:
    user = User(
        username="wangxiaoyu", name="王晓雨", phone="0731-8888000", email="yuhe-2009@yunxi.test"
    )
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    assert sentence in refused.value.messages


@pytest.mark.parametrize(
    "password",
    [
        "xuexi-yaolan-jiandan",
        "k7hm-p2xd-w9rt",
        "学习要联系工作实际",
        "dangyuan-tiqin-9",
        "qwe-huangshan",
    ],
)
def test_passwords_that_are_taken(password: str, member: User) -> None:
    validate_password(password, member)


def test_the_rules_are_said_in_chinese() -> None:
    assert password_validators_help_texts() == [
        "至少 8 个字符，书记、副书记和管理员至少 12 个。", "不能全是数字。", "不能是常见密码。",
        "不能与用户名、电话、邮箱相近。",
    ]  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEMBER])
def test_who_is_more_than_a_member_has_a_longer_one(
    client: Client, member: User, branch: Organization, role: Role
) -> None:
    eleven, twelve = "k7hm-p2xd-w", "k7hm-p2xd-w9"
    validate_password(eleven, member)
    MembershipFactory(user=member, organization=branch, role=role)
    client.force_login(member)
    assert change(client, PASSWORD, eleven).context["form"].errors == {
        "new_password1": ["密码太短，您的角色至少需要 12 个字符。"]
    }
    assert change(client, PASSWORD, twelve)["Location"] == "/accounts/profile/"


def test_so_has_a_superuser_also_one_who_is_just_being_made() -> None:
    for user in (User(username="root", name="根"), User(pk=7, username="root", is_superuser=True)):
        with pytest.raises(ValidationError) as refused:
            validate_password("k7hm-p2xd-w", user)
        assert refused.value.messages == ["密码太短，您的角色至少需要 12 个字符。"]


def test_both_lengths_are_settings(member: User, settings: Any) -> None:
    settings.PASSWORD_LENGTH = settings.PASSWORD_LENGTH_OFFICES = 20
    with pytest.raises(ValidationError) as refused:
        validate_password("k7hm-p2xd-w9rt", member)
    assert refused.value.messages == ["密码太短，至少需要 20 个字符。"]
    assert password_validators_help_texts()[0] == "至少 20 个字符。"
    for length, given in ((8, 14), (12, 14), (14, 14), (15, 19), (20, 24), (64, 64)):
        settings.PASSWORD_LENGTH_OFFICES = length
        assert len(people.new_one_time_password()) == given


def test_a_short_one_of_before_is_remarked_on_at_the_sign_in(
    client: Client, secretary: User
) -> None:
    said = "您的密码太短，您的角色至少需要 12 个字符，请到“我的资料”里换一个长些的。"
    for password, seen in (("k7hm-p2x", True), ("k7hm-p2xd-w9", False)):
        secretary.set_password(password)
        secretary.save()
        sent = {"username": secretary.username, "password": password}
        answer = client.post("/accounts/login/", sent, follow=True)
        assert (said in answer.content.decode()) is seen
        client.logout()


@pytest.fixture
def newcomer(client: Client, member: User) -> str:
    """Signs the member in with a one-time password and returns it."""
    password = people.give_one_time_password(member)
    client.force_login(member)
    return password


def test_a_one_time_password_leads_to_the_change_from_everywhere(
    client: Client, newcomer: str
) -> None:
    for path in ("/accounts/profile/", "/accounts/profile/?x=1"):
        assert client.get(path)["Location"] == CHANGE
    page = client.get(CHANGE).content.decode()
    assert "一次性密码" in page
    assert "取消" not in page


def test_after_the_forced_change_the_way_is_free(client: Client, newcomer: str) -> None:
    assert change(client, newcomer)["Location"] == resolve_url(settings.LOGIN_REDIRECT_URL)
    assert client.get("/accounts/profile/").status_code == 200


def test_the_one_time_password_cannot_be_kept(client: Client, newcomer: str) -> None:
    assert "新密码不能与原密码相同。" in change(client, newcomer, newcomer).content.decode()


def test_a_script_is_told_with_403(client: Client, newcomer: str) -> None:
    answer = client.post("/accounts/profile/", headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 403
    assert answer.json() == {
        "error": "password_change",
        "message": "请先修改密码，再继续使用。",
        "url": CHANGE,
    }


def test_signing_out_and_unknown_addresses_pass(client: Client, newcomer: str) -> None:
    assert client.get("/no/such/page").status_code == 404
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"
