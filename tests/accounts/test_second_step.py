"""Signing in with a second step: by page and by script."""

from __future__ import annotations

from time import time

import pytest
from axes.models import AccessAttempt
from django.test import Client

from accounts.models import RecoveryCode, SecondFactor, SignIn, User
from accounts.services import second_factor
from accounts.services.second_factor import Use
from tests.accounts.authenticators import Authenticator, give_second_step
from tests.accounts.sign_in_pages import LOGIN, PROFILE, is_in
from tests.factories import PASSWORD

CODE = "/accounts/login/code/"
FETCH = {"X-Requested-With": "fetch"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(member: User) -> Authenticator:
    return give_second_step(member)[0]


def password_given(client: Client, **more: str) -> Client:
    sent = {"username": "member", "password": PASSWORD, **more}
    answer = client.post(LOGIN, sent)
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    return client


def failures() -> list[int]:
    return list(AccessAttempt.objects.values_list("failures_since_start", flat=True))


def test_the_password_alone_gives_no_rights(client: Client, phone: Authenticator) -> None:
    password_given(client)
    assert not is_in(client)
    assert not SignIn.objects.exists()
    assert User.objects.get().last_login is None
    page = client.get(CODE).content.decode()
    assert "刘洋" in page
    assert "退出" not in page


def test_the_code_signs_in_and_leads_where_one_wanted_to_go(
    client: Client, phone: Authenticator
) -> None:
    password_given(client, next="/accounts/profile/?a=1")
    assert '<input type="hidden" name="next" value="/accounts/profile/?a=1">' in (
        client.get(CODE).content.decode()
    )
    answer = client.post(CODE, {"code": phone.code()})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/profile/?a=1")
    assert is_in(client)
    # it was for once
    assert client.post(CODE, {"code": phone.code(1)})["Location"] == LOGIN


def test_who_has_none_signs_in_as_before(client: Client, phone: Authenticator, colleague: User):
    answer = client.post(LOGIN, {"username": "colleague", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert is_in(client)


def test_a_code_is_taken_once(member: User, phone: Authenticator) -> None:
    code = phone.code()
    first, other = password_given(Client()), password_given(Client())
    assert first.post(CODE, {"code": code}).status_code == 302
    page = other.post(CODE, {"code": code}).content.decode()
    assert "这个码已经用过了" in page
    assert not is_in(other)
    # an earlier one is not taken either, a later one is
    assert second_factor.use_code(member, phone.code(-1)) in (Use.BEFORE, Use.WRONG)
    assert other.post(CODE, {"code": phone.code(1)}).status_code == 302


def test_wrong_codes_count_as_wrong_passwords_do(client: Client, phone: Authenticator) -> None:
    password_given(client)
    for left in (4, 3):
        answer = client.post(CODE, {"code": phone.wrong()}, headers=FETCH)
        said = f"动态码不正确。还可以再试 {left} 次。"
        assert (answer.status_code, answer.json()) == (400, {"error": said})
    # giving the password again does not begin the counting anew
    password_given(client)
    for _ in range(2):
        client.post(CODE, {"code": phone.wrong()})
    locked = client.post(CODE, {"code": phone.wrong()})
    assert locked.status_code == 429
    assert "登录已暂停" in locked.content.decode()
    assert client.post(CODE, {"code": phone.code()}).status_code == 429
    assert client.post(LOGIN, {"username": "member", "password": PASSWORD}).status_code == 429
    assert not is_in(client)


def test_what_has_not_the_shape_of_a_code_is_no_attempt(
    client: Client, phone: Authenticator
) -> None:
    password_given(client)
    for typed in ("", "12345", "密码忘了", "x" * 5000, "\x00"):
        answer = client.post(CODE, {"code": typed}, headers=FETCH)
        assert answer.status_code == 400
        assert answer.json()["error"]
    assert failures() == []


def test_a_recovery_code_stands_in_once(client: Client, member: User) -> None:
    _, codes = give_second_step(member)
    password_given(client)
    assert "请输入一个恢复码" in client.get(f"{CODE}?recovery=1").content.decode()
    answer = client.post(CODE, {"code": codes[0].upper()}, follow=True)
    assert "您用掉了一个恢复码，还剩 9 个。" in answer.content.decode()
    notice = member.notices.get()
    assert notice.text.startswith("刚才有人用恢复码登录了您的账号，还剩 9 个恢复码。")
    other = password_given(Client())
    assert "这个码已经用过了" in other.post(CODE, {"code": codes[0]}).content.decode()
    assert other.post(CODE, {"code": codes[1]}).status_code == 302


def test_the_half_way_ends(client: Client, member: User, phone: Authenticator) -> None:
    def goes_on() -> bool:
        answer = client.post(CODE, {"code": phone.wrong()}, headers=FETCH)
        return "again" not in answer.json()

    password_given(client)
    session = client.session
    session["half_signed_in"] |= {"at": int(time()) - 601}
    session.save()
    assert not goes_on()
    password_given(client)
    assert goes_on()
    User.objects.update(is_active=False)
    assert not goes_on()
    User.objects.update(is_active=True)
    member.set_password("set-by-somebody-else-7")
    member.save()
    assert not goes_on()
    page = client.post(CODE, {"code": phone.code(), "next": PROFILE})
    assert page["Location"] == f"{LOGIN}?next=%2Faccounts%2Fprofile%2F"
    assert client.get(CODE)["Location"] == LOGIN
    assert not is_in(client)


def test_a_script_gives_the_code_and_gets_the_new_token(
    client: Client, phone: Authenticator
) -> None:
    sent = {"username": "member", "password": PASSWORD, "expected_username": "member"}
    asked = client.post(LOGIN, sent, headers=FETCH)
    assert asked.status_code == 202
    assert {name: asked.json()[name] for name in ("ok", "second_step")} == {
        "ok": False,
        "second_step": CODE,
    }
    answer = client.post(CODE, {"code": phone.code()}, headers=FETCH).json()
    assert answer.pop("csrf_token")
    assert answer == {"ok": True, "name": "刘洋", "username": "member"}
    assert is_in(client)


def test_the_key_of_the_session_changes_on_the_way(client: Client, phone: Authenticator) -> None:
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    password_given(client)
    half = client.session.session_key
    client.post(CODE, {"code": phone.code()})
    assert len({planted, half, client.session.session_key}) == 3


def test_after_another_secret_key_recovery_codes_still_let_in(
    client: Client, member: User, settings
) -> None:
    phone, codes = give_second_step(member)
    settings.SECRET_KEY += "x"
    password_given(client)
    page = client.post(CODE, {"code": phone.code()}).content.decode()
    assert "系统的密钥换过" in page
    assert failures() == []
    assert client.post(CODE, {"code": codes[0]}).status_code == 302
    assert [row.user for row in second_factor.unreadable()] == [member]


def test_neither_key_nor_codes_lie_there_to_be_read(member: User) -> None:
    phone, codes = give_second_step(member)
    stored = repr([*SecondFactor.objects.values(), *RecoveryCode.objects.values()])
    assert phone.secret not in stored
    for code in codes:
        assert code not in stored
        assert code.replace("-", "") not in stored
