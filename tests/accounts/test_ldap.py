"""Signing in with the password of a directory, a real one on this machine."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import BACKEND_SESSION_KEY
from django.test import Client
from django.utils import timezone

from accounts.ldap import directory
from accounts.models import User
from accounts.sign_in_steps import SIGNED_IN_BY
from drafting.operation.checks import sign_in as checks
from drafting.operation.findings import ok
from tests.accounts.authenticators import give_second_step
from tests.accounts.directory_service import (
    PEOPLE,
    READER,
    READER_PASSWORD,
    SUFFIX,
    THEIRS,
    Directory,
)
from tests.accounts.sign_in_pages import LOGIN, PROFILE, is_in
from tests.factories import PASSWORD
from tests.processes import free_port
from tests.programs import SLAPD

FETCH = {"X-Requested-With": "fetch"}
AWAY = "单位账号的服务器现在连不上，没有登录。请稍后再试；有照镜自己的密码的，可以用它登录。"
WRONG = "用户名或密码不正确，还可以再试 4 次。"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    program = SLAPD.find()
    if program is None:
        pytest.skip(SLAPD.missing)
    running = Directory(program, Path(tmp_path_factory.mktemp("ldap")))
    running.process.start()
    yield running
    running.process.stop()


@pytest.fixture(autouse=True)
def configured(settings: Any, service: Directory) -> None:
    directory._away = None
    settings.LDAP_HOST = ["127.0.0.1"]
    settings.LDAP_PORT = service.secure_port
    settings.LDAP_TLS = "ssl"
    settings.LDAP_CA_FILE = str(service.certificate)
    settings.LDAP_BIND_DN = READER
    settings.LDAP_BIND_PASSWORD = READER_PASSWORD
    settings.LDAP_BASE = SUFFIX


@pytest.fixture
def person(member: User) -> User:
    """Somebody without a password here."""
    member.set_unusable_password()
    member.save()
    return member


def sign_in(client: Client, username: str, password: str) -> str:
    """What a page's script is told: "" where it is in."""
    sent = {"username": username, "password": password}
    answer = client.post(LOGIN, sent, headers=FETCH)
    return "" if answer.status_code == 200 else str(answer.json()["error"])


@pytest.mark.parametrize("way", ["ssl", "starttls", "none"])
@pytest.mark.parametrize("by", ["reader", "template"])
def test_a_person_comes_in_with_the_password_of_the_directory(
    client: Client, service: Directory, settings: Any, person: User, way: str, by: str
) -> None:
    settings.LDAP_TLS = way
    settings.LDAP_PORT = service.secure_port if way == "ssl" else service.port
    if by == "template":
        settings.LDAP_BIND_DN = settings.LDAP_BIND_PASSWORD = settings.LDAP_BASE = ""
        settings.LDAP_USER_DN = f"uid={{username}},{PEOPLE}"
    assert sign_in(client, "member", "another") == WRONG
    answer = client.post(f"{LOGIN}?next=/facts/", {"username": "member", "password": THEIRS})
    assert answer["Location"] == "/facts/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session[SIGNED_IN_BY] == "ldap"
    page = client.get(PROFILE).content.decode()
    # what a page does for those who were led to a service is not for them
    assert "data-service" not in page
    assert "没有照镜自己的密码，用单位账号登录" in page
    assert client.get("/accounts/password/")["Location"] == PROFILE
    assert client.post("/accounts/logout/")["Location"] == LOGIN
    # a directory takes them for the same; here each would be counted for itself
    assert sign_in(client, "Member", THEIRS) == WRONG
    assert sign_in(client, " member", "x" * 9) == WRONG


def test_the_page_says_whose_password_it_asks_for(client: Client, settings: Any) -> None:
    settings.LDAP_LABEL = "云溪账号"
    page = client.get(LOGIN).content.decode()
    assert "请用云溪账号的用户名和密码。" in page
    settings.LDAP_HOST = []
    assert "云溪账号" not in client.get(LOGIN).content.decode()


@pytest.mark.parametrize("password", ["", " ", "\u00ad", "\u200b\u200d"])
@pytest.mark.parametrize("by", ["reader", "template"])
def test_without_a_password_nobody_comes_in(
    settings: Any, person: User, password: str, by: str
) -> None:
    """The directory would bind an empty one; the last two are empty once they are prepared as RFC 4013 has it."""
    if by == "template":
        settings.LDAP_USER_DN = f"uid={{username}},{PEOPLE}"
    assert directory.confirms("member", password) is False
    client = Client()
    assert sign_in(client, "member", password) in ("请输入密码。", WRONG)
    assert not is_in(client)


@pytest.mark.parametrize(
    "name",
    [
        "*",
        "mem*",
        "member)(uid=*",
        "*)(|(uid=*",
        "member)(objectClass=*))(|(uid=member",
        "\\6dember",
        "member\\",
        "member,ou=people",
        "member+cn=member",
        "member\0",
        "no-such-person",
        "reader",
    ],
)
@pytest.mark.parametrize("by", ["reader", "template"])
def test_a_name_is_nothing_but_a_name(settings: Any, name: str, by: str) -> None:
    if by == "template":
        settings.LDAP_USER_DN = f"uid={{username}},{PEOPLE}"
    assert directory.confirms(name, THEIRS) is False


@pytest.mark.parametrize("by", ["reader", "template"])
def test_a_name_with_signs_is_found_as_it_is(settings: Any, by: str) -> None:
    if by == "template":
        settings.LDAP_USER_DN = f"uid={{username}},{PEOPLE}"
    assert directory.confirms("admin,ou=x", THEIRS) is True
    assert directory.confirms("(uid=member)", THEIRS) is True


def test_the_attribute_and_who_may_come_in_are_settings(settings: Any) -> None:
    assert directory.confirms("left", THEIRS) is True
    settings.LDAP_FILTER = "(title=works)"
    assert directory.confirms("left", THEIRS) is False
    assert directory.confirms("member", THEIRS) is True
    settings.LDAP_USERNAME_ATTRIBUTE = "employeenumber"
    assert directory.confirms("no-member", THEIRS) is True
    assert directory.confirms("member", THEIRS) is False
    settings.LDAP_USERNAME_ATTRIBUTE = "title"
    settings.LDAP_FILTER = ""
    assert directory.confirms("works", THEIRS) is False, "several people"


def test_who_is_not_here_gets_a_sentence_and_is_not_counted(
    client: Client, person: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = sign_in(client, "nobody-here", THEIRS)
    assert said.startswith("单位账号里的账号“nobody-here”在照镜里还没有对应的人员，没有登录。")
    assert User.objects.count() == 1
    User.objects.create_user("closed", name="停用", is_active=False)
    assert sign_in(client, "closed", THEIRS) == "您的账号已停用，请联系系统管理员。"
    assert AccessAttempt.objects.count() == 0
    assert sign_in(client, "member", "wrong-word") == WRONG
    assert AccessAttempt.objects.count() == 1
    for secret in (THEIRS, "wrong-word", READER_PASSWORD, "nobody-here"):
        assert secret not in caplog.text


def test_wrong_passwords_are_counted_as_ever(client: Client, person: User) -> None:
    for _ in range(4):
        sign_in(client, "member", "wrong-word")
    answer = client.post(LOGIN, {"username": "member", "password": "wrong-word"})
    assert answer.status_code == 429
    assert "登录已暂停" in sign_in(client, "member", THEIRS)


def test_passwords_of_ours_hold_beside_and_without_the_directory(
    client: Client, member: User, settings: Any
) -> None:
    User.objects.create_superuser("root", password=PASSWORD, name="根")
    for _ in ("beside", "without"):
        for name in ("member", "root"):
            assert sign_in(client, name, PASSWORD) == ""
            assert SIGNED_IN_BY not in client.session
            client.logout()
        settings.LDAP_PORT = free_port()
    assert sign_in(client, "member", THEIRS) == AWAY
    settings.LOCAL_SIGN_IN = "superusers"
    assert sign_in(client, "member", PASSWORD) == (
        "单位账号的服务器现在连不上，没有登录。请稍后再试。"
    )
    assert sign_in(client, "root", PASSWORD) == ""


def test_an_outage_counts_only_where_a_password_of_ours_could_be_guessed(
    client: Client, member: User, settings: Any
) -> None:
    settings.LDAP_PORT = free_port()
    for _ in range(7):
        assert sign_in(client, "nobody-here", THEIRS) == AWAY
    assert AccessAttempt.objects.count() == 0
    for _ in range(4):
        assert sign_in(client, "member", "guessed") == AWAY
    assert "登录已暂停" in sign_in(client, "member", "guessed")


def test_the_directory_alone_where_passwords_are_the_superusers(
    client: Client, member: User, settings: Any
) -> None:
    assert sign_in(client, "member", THEIRS) == ""
    assert "您是用单位账号登录的，那边的密码在那边修改" in client.get(PROFILE).content.decode()
    settings.LOCAL_SIGN_IN = "superusers"
    User.objects.create_superuser("root", password=PASSWORD, name="根")
    assert "没有照镜自己的密码" in client.get(PROFILE).content.decode()
    client.logout()
    assert sign_in(client, "member", PASSWORD) == WRONG
    assert sign_in(client, "member", THEIRS) == ""
    client.logout()
    assert sign_in(client, "root", PASSWORD) == ""
    assert "也可以用它" not in Client().get(LOGIN).content.decode()


def test_a_directory_that_hangs_is_left_alone_for_a_while(
    client: Client, person: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "ANSWERED_WITHIN", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        settings.LDAP_TLS, settings.LDAP_PORT = "none", silent.getsockname()[1]
        assert sign_in(client, "member", THEIRS) == AWAY
        silent.setblocking(False)
        silent.accept()[0].close()
        assert sign_in(client, "member", THEIRS) == AWAY
        with pytest.raises(BlockingIOError):
            silent.accept()


def test_the_next_machine_is_asked_where_one_is_away(settings: Any) -> None:
    settings.LDAP_HOST = ["127.0.0.2", "127.0.0.1"]
    assert directory.confirms("member", THEIRS) is True


def test_a_certificate_is_looked_at(
    client: Client, service: Directory, person: User, settings: Any
) -> None:
    doubted = "单位账号的服务器暂时不能用，没有登录。请把这句话告诉系统管理员。"
    for way, port in (("ssl", service.secure_port), ("starttls", service.port)):
        settings.LDAP_TLS, settings.LDAP_PORT = way, port
        settings.LDAP_CA_FILE = ""
        assert sign_in(client, "member", THEIRS) == doubted
        assert "127.0.0.1 的证书没有通过检查（self-signed certificate）" in directory.examine()
        settings.LDAP_CA_FILE = str(service.certificate)
        assert directory.examine() == ""
    settings.LDAP_HOST = ["ip6-localhost.localdomain", "127.0.0.2"]
    assert directory.examine().startswith("连不上 ip6-localhost.localdomain、127.0.0.2（")


def test_the_second_step_is_asked_here_and_a_one_time_password_is_not(
    client: Client, member: User
) -> None:
    long_ago = timezone.now() - timedelta(days=99)
    User.objects.update(must_change_password=True, one_time_since=long_ago)
    phone, _ = give_second_step(member)
    answer = client.post(f"{LOGIN}?next=/facts/", {"username": "member", "password": THEIRS})
    assert answer["Location"] == "/accounts/login/code/"
    assert not is_in(client)
    answer = client.post("/accounts/login/code/", {"code": phone.code()})
    assert answer["Location"] == "/facts/"
    assert client.get("/facts/").status_code == 200
    assert client.session[BACKEND_SESSION_KEY] == "accounts.ldap.backend.DirectoryBackend"
    # who shows once more who they are does so with either password
    page = "/accounts/second-factor/off/"
    assert "密码不正确" in client.post(page, {"password": "neither"}).content.decode()
    assert client.post(page, {"password": THEIRS})["Location"] == PROFILE


def test_the_doctor_asks_the_directory(service: Directory, settings: Any) -> None:
    assert checks.directory() == ok("连得上，查人用的账号可以用。")
    settings.LDAP_BIND_PASSWORD = "another"
    assert checks.directory().sentence.startswith("目录不接受 LDAP_BIND_DN 和 LDAP_BIND_PASSWORD")
    settings.LDAP_BIND_PASSWORD = READER_PASSWORD
    settings.LDAP_BASE = "ou=nowhere,dc=example,dc=cn"
    assert checks.directory().sentence.startswith("目录不让查人（noSuchObject）")
    settings.LDAP_BASE, settings.LDAP_FILTER = SUFFIX, "(title=retired)"
    assert checks.directory().sentence.startswith(f"在目录的 {SUFFIX} 下面一个人也找不到")
    settings.LDAP_BIND_DN, settings.LDAP_USER_DN = "", f"uid={{username}},{PEOPLE}"
    settings.LDAP_TLS, settings.LDAP_PORT = "none", service.port
    assert checks.directory().sentence.startswith("LDAP_TLS=none：密码在到目录的路上不加密")
    settings.LDAP_PORT = free_port()
    found = checks.directory()
    assert found.state == "fault"
    assert found.sentence.startswith("连不上 127.0.0.1（那个端口上没有服务）")
    settings.LDAP_HOST = []
    assert checks.directory() == ok("没有设 LDAP_HOST，不用。")
