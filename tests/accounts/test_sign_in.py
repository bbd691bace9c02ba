"""Signing in and out, by page and by script."""

import re
from urllib.parse import urlencode

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client

from accounts.models import User
from accounts.services import demo as accounts_demo
from tests.factories import PASSWORD

LOGIN = "/accounts/login/"
FETCH = {"X-Requested-With": "fetch"}


def credentials(password: str = PASSWORD, username: str = "member", **more: str) -> dict[str, str]:
    return {"username": username, "password": password, **more}


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_asks_for_name_and_password(client: Client, db: None) -> None:
    page = client.get(LOGIN).content.decode()
    assert "用户名" in page
    assert "密码" in page
    assert "演示账号" not in page


def test_signing_in_leads_to_the_start_page(client: Client, member: User) -> None:
    answer = client.post(LOGIN, credentials())
    assert (answer.status_code, answer["Location"]) == (
        302,
        resolve_url(settings.LOGIN_REDIRECT_URL),
    )
    assert client.session["_auth_user_id"] == str(member.pk)


@pytest.mark.parametrize(
    ("target", "goes"),
    [
        ("/accounts/profile/?a=1", "/accounts/profile/?a=1"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("javascript:alert(1)", None),
        ("/\\evil.example", None),
        ("", None),
        ("abc", None),
        ("?x=1", None),
        ("#x", None),
        ("./", None),
        ("accounts:profile", None),
        ("drafts:home", None),
        ("http://[", None),
        ("/" + "x" * 3000, None),
        ("/" + "学" * 300, None),
    ],
)
def test_next_stays_on_this_site(
    client: Client, member: User, target: str, goes: str | None
) -> None:
    expected = goes or resolve_url(settings.LOGIN_REDIRECT_URL)
    assert client.post(LOGIN, credentials(next=target))["Location"] == expected
    # Who is signed in already is passed on at once, under the same rule.
    assert client.get(LOGIN, {"next": target})["Location"] == expected


def test_next_survives_a_wrong_password(client: Client, member: User) -> None:
    page = client.post(LOGIN, credentials("wrong", next="/accounts/profile/")).content.decode()
    assert '<input type="hidden" name="next" value="/accounts/profile/">' in page


def test_a_wrong_password_keeps_the_name_but_not_the_password(client: Client, member: User) -> None:
    answer = client.post(LOGIN, credentials("wrong-password"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'<input[^>]*name="username"[^>]*value="member"', page)
    assert "wrong-password" not in page
    assert "用户名或密码不正确，还可以再试 4 次。" in page
    assert not signed_in(client)


def test_an_unknown_name_is_answered_like_a_wrong_password(client: Client, member: User) -> None:
    known = client.post(LOGIN, credentials("wrong"), headers=FETCH).json()
    unknown = client.post(LOGIN, credentials("wrong", "nobody"), headers=FETCH).json()
    assert known == unknown == {"error": "用户名或密码不正确，还可以再试 4 次。"}


@pytest.mark.db_sensitive
@pytest.mark.parametrize("name", ["长" * 300, "x" * 151, "x" * 100_000])
def test_a_name_longer_than_any_is_said_to_be_too_long(client: Client, db: None, name: str) -> None:
    said = "用户名最多 150 个字符，请检查后重新输入。"
    answer = client.post(LOGIN, credentials(username=name), headers=FETCH)
    assert (answer.status_code, answer.json()) == (400, {"error": said})
    page = client.post(LOGIN, credentials(username=name)).content.decode()
    assert said in page
    assert name in page
    assert not AccessAttempt.objects.exists()


@pytest.mark.db_sensitive
@pytest.mark.parametrize("password", ["", "学\0习", "长" * 100_000, "\ud800"])
@pytest.mark.parametrize("name", ["学\0习", "x" * 150, "\u202e", "%00", "' OR 1=1 --"])
def test_odd_names_and_passwords_are_wrong_ones(
    client: Client, db: None, name: str, password: str
) -> None:
    data = urlencode({"username": name, "password": password}, errors="replace")
    answer = client.post(
        LOGIN, data, content_type="application/x-www-form-urlencoded", headers=FETCH
    )
    assert answer.status_code == 400
    assert answer.json()["error"] in ("请输入密码。", "用户名或密码不正确，还可以再试 4 次。")


def test_whoever_follows_a_long_link_signs_in_without_it(client: Client, member: User) -> None:
    answer = client.get(f"/accounts/profile/?x={'学' * 400}")
    assert (answer.status_code, answer["Location"]) == (302, f"{LOGIN}?next=")
    assert client.post(answer["Location"], credentials()).status_code == 302


def test_nothing_typed_is_said_in_chinese(client: Client, db: None) -> None:
    page = client.post(LOGIN, {}).content.decode()
    assert "请输入用户名。" in page
    assert "请输入密码。" in page


def test_an_inactive_account_stays_out(client: Client, member: User) -> None:
    User.objects.update(is_active=False)
    assert client.post(LOGIN, credentials()).status_code == 200
    assert not signed_in(client)


def test_a_script_signs_in_and_gets_the_new_token(client: Client, member: User) -> None:
    answer = client.post(LOGIN, credentials(expected_username="member"), headers=FETCH)
    data = answer.json()
    assert data.pop("csrf_token")
    assert data == {"ok": True, "name": "刘洋", "username": "member"}
    assert signed_in(client)


def test_the_new_token_is_accepted(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(LOGIN)
    old = client.cookies[settings.CSRF_COOKIE_NAME].value
    answer = client.post(LOGIN, credentials(), headers={**FETCH, "X-CSRFToken": old})
    token = answer.json()["csrf_token"]
    contact = {"phone": "", "email": ""}
    assert (
        client.post("/accounts/profile/", contact, headers={"X-CSRFToken": old}).status_code == 403
    )
    assert (
        client.post("/accounts/profile/", contact, headers={"X-CSRFToken": token}).status_code
        == 302
    )


def test_a_script_gets_one_sentence_when_refused(client: Client, member: User) -> None:
    answer = client.post(
        LOGIN, {"username": "member", "password": ""}, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()) == (400, {"error": "请输入密码。"})


def test_another_person_is_not_signed_in_to_a_page_that_is_not_theirs(
    client: Client, member: User, colleague: User
) -> None:
    answer = client.post(
        LOGIN, credentials(username="colleague", expected_username="member"), headers=FETCH
    )
    assert answer.status_code == 400
    assert answer.json() == {
        "error": "本页内容属于用户“member”，请用该账号登录；要换账号，请先离开本页。"
    }
    assert not signed_in(client)


def test_signing_in_ends_the_admin_access_of_an_office_that_ended(
    client: Client, administrator: User
) -> None:
    administrator.memberships.update(active_from="2020-01-01", active_to="2020-12-31")
    client.post(LOGIN, credentials(username="administrator"))
    administrator.refresh_from_db()
    assert not administrator.is_staff


def test_signing_out_takes_a_post(client: Client, member: User) -> None:
    client.force_login(member)
    assert client.get("/accounts/logout/").status_code == 405
    assert signed_in(client)
    answer = client.post("/accounts/logout/", follow=True)
    assert answer.redirect_chain == [(LOGIN, 302)]
    assert "您已退出登录。" in answer.content.decode()
    assert not signed_in(client)


def test_demo_accounts_are_listed_and_work_in_demo_mode_only(
    client: Client, db: None, settings
) -> None:
    accounts_demo.load_demo_accounts()
    demo = credentials("zhaojing-demo", "linjing")
    refused = client.post(LOGIN, demo, headers=FETCH)
    assert (refused.status_code, refused.json()) == (
        400,
        {"error": "演示账号只能在演示环境中使用。"},
    )
    settings.DEMO = True
    row = User.objects.get(username="liuyang").memberships.get()
    row.set_kinds(["probationary", "student"])
    row.save()
    page = client.get(LOGIN, {"username": "linjing"}).content.decode()
    assert "县图书馆党支部 · 书记（党员领导干部）" in page
    assert "县图书馆党支部 · 党员（预备党员、学生党员）" in page
    assert re.search(
        r'<input[^>]*name="username"[^>]*value="linjing"|value="linjing"[^>]*name="username"', page
    )
    assert client.post(LOGIN, demo, headers=FETCH).json()["name"] == "林静"


def test_listing_demo_accounts_takes_two_more_queries_however_many(
    client: Client, db: None, settings, django_assert_num_queries
) -> None:
    settings.DEMO = True
    accounts_demo.load_demo_accounts()
    with django_assert_num_queries(3):
        client.get(LOGIN)
