"""After five wrong passwords a name is locked for its address for 15 minutes, and the page says
until when."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.test import Client

from accounts.models import User
from accounts.services import people
from tests.factories import PASSWORD

LOGIN = "/accounts/login/"
FETCH = {"X-Requested-With": "fetch"}
MINUTE = datetime.timedelta(minutes=1)


def attempt(
    client: Client, password: str, username: str = "member", address: str = "10.0.0.1", **kwargs
):
    return client.post(
        LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address, **kwargs
    )


def pass_time(span: datetime.timedelta) -> None:
    """Let time pass for the lock by moving what was counted into the past."""
    for row in AccessAttempt.objects.all():
        row.attempt_time -= span
        row.save()


@pytest.fixture
def locked(client: Client, member: User) -> Client:
    for _ in range(5):
        attempt(client, "wrong")
    return client


def test_the_fifth_failure_locks(client: Client, member: User) -> None:
    answers = [attempt(client, "wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "还可以再试 1 次" in answers[3].content.decode()
    assert "登录已暂停" in answers[4].content.decode()


def test_the_right_password_does_not_open_a_lock(locked: Client) -> None:
    answer = attempt(locked, PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "15 分钟后" in answer.content.decode()
    assert "_auth_user_id" not in locked.session


def test_the_lock_ends_when_the_page_said_even_if_one_kept_trying(locked: Client) -> None:
    pass_time(10 * MINUTE)
    assert "5 分钟后" in attempt(locked, "wrong").content.decode()
    pass_time(4 * MINUTE)
    assert "1 分钟后" in attempt(locked, "wrong").content.decode()
    pass_time(2 * MINUTE)
    assert attempt(locked, PASSWORD).status_code == 302


def test_other_names_and_other_addresses_stay_open(locked: Client, colleague: User) -> None:
    assert attempt(locked, PASSWORD, username="colleague").status_code == 302
    assert attempt(Client(), PASSWORD, address="10.0.0.2").status_code == 302


def test_another_browser_at_the_same_address_is_no_way_round(locked: Client) -> None:
    assert attempt(Client(), PASSWORD, headers={"User-Agent": "Other/1.0"}).status_code == 429


def test_a_success_forgets_the_failures(client: Client, member: User) -> None:
    for _ in range(4):
        attempt(client, "wrong")
    attempt(client, PASSWORD)
    client.post("/accounts/logout/")
    assert "还可以再试 4 次" in attempt(client, "wrong").content.decode()


def test_a_script_is_told_in_json(locked: Client) -> None:
    answer = attempt(locked, PASSWORD, headers=FETCH)
    assert answer.status_code == 429
    assert answer.json()["error"].startswith("密码多次输入错误，登录已暂停，请在 15 分钟后（")


def test_a_reset_password_lifts_the_lock(locked: Client, member: User) -> None:
    password = people.give_one_time_password(member)
    assert attempt(locked, password).status_code == 302


def test_no_password_is_kept_with_the_attempts(locked: Client) -> None:
    kept = AccessAttempt.objects.get()
    assert "wrong" not in kept.post_data + kept.get_data
