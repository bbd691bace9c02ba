"""Changing the password, of one's own will and because it is a one-time password."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client

from accounts import services
from accounts.models import User
from tests.factories import PASSWORD

CHANGE = "/accounts/password/"
NEW = "shan-gao-shui-chang"


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None):
    return client.post(
        CHANGE, {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
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


@pytest.fixture
def newcomer(client: Client, member: User) -> str:
    """Signs the member in with a one-time password and returns it."""
    password = services.give_one_time_password(member)
    client.force_login(member)
    return password


def test_a_one_time_password_leads_to_the_change_from_everywhere(client: Client, newcomer: str) -> None:
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
