"""One password tried on many names from one address is slowed and told; an office behind one
address comes in."""

import datetime
import logging
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings as configured
from django.test import Client

from accounts.codes import Role
from accounts.models import Organization, User
from drafting.notices.models import Notice
from drafting.requests.middleware import forwarded_address
from tests.factories import PASSWORD, UserFactory, person

LOGIN = "/accounts/login/"
FETCH = {"X-Requested-With": "fetch"}
OFFICE = "10.0.0.1"
GUESS = "Xuexi-2026!"

pytestmark = pytest.mark.django_db


def attempt(username: str, password: str = GUESS, address: str = OFFICE, **kwargs: Any) -> Any:
    data = {"username": username, "password": password}
    return Client().post(LOGIN, data, REMOTE_ADDR=address, **kwargs)


def spray(count: int, address: str = OFFICE, **kwargs: Any) -> list[int]:
    """Try one password on this many names; the status of each answer."""
    return [
        attempt(f"name{number}", address=address, **kwargs).status_code for number in range(count)
    ]


def pass_time(seconds: int) -> None:
    for row in AccessAttempt.objects.all():
        row.attempt_time -= datetime.timedelta(seconds=seconds)
        row.save()


def notices() -> list[tuple[str, str, str]]:
    found = Notice.objects.order_by("pk")
    return [(row.user.username, row.kind, row.text) for row in found.select_related("user")]


@pytest.mark.db_sensitive
def test_forty_names_are_slowed_from_the_eleventh_and_told_once(
    administrator: User, member: User, curator: User, caplog: pytest.LogCaptureFixture
) -> None:
    superuser = UserFactory(username="root", is_superuser=True, is_staff=True)
    UserFactory(username="name3")
    with caplog.at_level(logging.DEBUG):
        assert spray(40) == [200] * 10 + [429] * 30
    text = (
        "地址 10.0.0.1 在 15 分钟里有 10 个用户名登录失败，其中有用户 name3。"
        "可能有人在试密码，这个地址的登录已放慢，密码正确的人稍等仍能进入。请查一查这台机器。"
    )
    assert sorted(notices()) == [
        (administrator.username, "sign_in", text),
        (superuser.username, "sign_in", text),
    ]
    assert GUESS not in caplog.text
    assert "name3" not in caplog.text
    kept = "".join(row.post_data + row.get_data for row in AccessAttempt.objects.all())
    assert GUESS not in kept


def test_the_right_password_comes_in_after_the_wait_that_was_said(member: User) -> None:
    spray(12)
    first = attempt("member", PASSWORD, headers=FETCH)
    said = (
        "您所在的网络刚才有许多用户名登录失败，为防止有人试密码，登录放慢了。"
        "请等 36 秒再登录一次，密码正确就能进入。"
    )
    assert (first.status_code, first["Retry-After"], first.json()) == (429, "36", {"error": said})
    pass_time(20)
    assert attempt("member", PASSWORD)["Retry-After"] == "16"  # asking early makes it no longer
    pass_time(16)
    assert attempt("member", PASSWORD).status_code == 302


def test_a_slowed_name_comes_in_at_once_from_elsewhere(member: User) -> None:
    spray(12)
    assert attempt("member", PASSWORD).status_code == 429
    assert attempt("member", PASSWORD, address="10.0.0.2").status_code == 302


def test_the_wait_grows_with_the_names_to_three_minutes(member: User) -> None:
    spray(40)
    assert attempt("member", PASSWORD)["Retry-After"] == "120"
    for number in range(100, 150):
        attempt(f"name{number}")
    assert attempt("colleague", PASSWORD)["Retry-After"] == "180"


def test_a_wrong_password_waits_again_and_five_lock_the_name_alone(member: User) -> None:
    spray(10)
    attempt("member")
    answers = []
    for _ in range(5):
        pass_time(31)
        answers += [attempt("member").status_code, attempt("member").status_code]
    assert answers == [200, 429] * 4 + [429, 429]
    page = attempt("member", PASSWORD).content.decode()
    assert "登录已暂停" in page


def test_the_page_keeps_the_name_and_the_way_on(member: User) -> None:
    spray(10)
    data = {"username": "member", "password": PASSWORD, "next": "/accounts/profile/?a=1"}
    page = Client().post(LOGIN, data, REMOTE_ADDR=OFFICE).content.decode()
    assert "请等 30 秒再登录一次，密码正确就能进入。" in page
    back = 'href="/accounts/login/?username=member&amp;next=%2Faccounts%2Fprofile%2F%3Fa%3D1"'
    assert back in page
    assert PASSWORD not in page


def test_an_office_of_two_hundred_comes_in(branch: Organization, administrator: User) -> None:
    """Behind one address, within a minute, every eighth with a typo first, one with a name that
    does not exist."""
    names = [f"dangyuan-{number}" for number in range(200)]
    for name in names:
        UserFactory(username=name)
    attempt("danyuan-1", PASSWORD)
    answers = []
    for number, name in enumerate(names):
        if number % 8 == 0:
            assert attempt(name, PASSWORD + "1").status_code == 200
        answers.append(attempt(name, PASSWORD).status_code)
    assert answers == [302] * 200
    assert notices() == []


def test_an_address_cannot_be_forged(administrator: User) -> None:
    """Without a proxy the header is not read; behind one its last entry is the proxy's word."""
    forged = [
        attempt(f"name{number}", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(12)
    ]
    assert forged == [200] * 10 + [429] * 2


def test_behind_the_proxy_its_own_word_counts(administrator: User, settings: Any) -> None:
    settings.AXES_CLIENT_IP_CALLABLE = forwarded_address
    behind = [
        attempt(
            f"name{number}",
            address="127.0.0.1",
            headers={"X-Forwarded-For": f"192.0.2.{number}, 10.0.0.7"},
        ).status_code
        for number in range(12)
    ]
    assert behind == [200] * 10 + [429] * 2
    other = attempt("name99", address="127.0.0.1", headers={"X-Forwarded-For": "10.0.0.8"})
    assert other.status_code == 200
    assert [text.split(" 在")[0] for _, _, text in notices()] == ["地址 10.0.0.7"]


def test_another_day_or_address_is_told_anew(administrator: User) -> None:
    spray(12)
    spray(12, address="10.0.0.9")
    assert len(notices()) == 2
    AccessAttempt.objects.all().delete()
    spray(12)
    assert len(notices()) == 2
    for row in Notice.objects.all():
        Notice.objects.filter(pk=row.pk).update(key=f"{row.key}, the day before")
    AccessAttempt.objects.all().delete()
    spray(12)
    assert len(notices()) == 3


def test_who_is_no_administrator_any_more_is_not_told(
    committee: Organization, administrator: User
) -> None:
    person("former", "某前任", committee, Role.ADMINISTRATOR, active_from="2020-01-01",
           active_to="2020-12-31")  # fmt: skip
    closed = person("closed", "停用", committee, Role.ADMINISTRATOR)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    spray(12)
    assert [name for name, _, _ in notices()] == [administrator.username]


def test_the_limit_is_a_setting(settings: Any) -> None:
    assert configured.LOGIN_NAMES_LIMIT == 10
    settings.LOGIN_NAMES_LIMIT = 3
    assert spray(5) == [200, 200, 200, 429, 429]
