"""Signing in through CAS: a server of protocol 3.0 as a process on this machine."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import User
from accounts.sign_in_steps import SIGNED_IN_BY
from drafting.operation.checks import sign_in as checks
from drafting.operation.findings import ok
from tests.accounts.authenticators import give_second_step
from tests.accounts.cas_server import FRAME
from tests.accounts.sign_in_pages import LOGIN, PROFILE, STALE, is_in, said
from tests.accounts.told_service import ToldService
from tests.processes import free_port

BEGIN = "/accounts/cas/"
BROKEN = "统一身份认证的回答不能用，没有登录。请把这句话告诉系统管理员。"
NAMELESS = "统一身份认证没有给出您的用户名，没有登录。请把这句话告诉系统管理员。"

pytestmark = pytest.mark.django_db


def said_of(user: str) -> str:
    """An answer of CAS that names a user; ``user`` is XML."""
    return FRAME.format(
        f"<cas:authenticationSuccess><cas:user>{user}</cas:user></cas:authenticationSuccess>"
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ToldService]:
    with ToldService("cas_server.py", tmp_path_factory.mktemp("cas")).running() as running:
        yield running


@pytest.fixture(autouse=True)
def configured(settings: Any, service: ToldService) -> None:
    service.is_told()
    settings.CAS_URL = f"{service.address}/cas"
    settings.SITE_URL = "http://testserver"


def test_a_person_comes_in_and_goes_where_they_wanted(
    client: Client, service: ToldService, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = client.get(LOGIN, {"next": "/facts/?a=1"}).content.decode()
    assert f'href="{BEGIN}?next=%2Ffacts%2F%3Fa%3D1"' in page
    assert "用统一身份认证登录" in page
    # whatever host the request names
    address = client.get(f"{BEGIN}?next=/facts/%3Fa%3D1", headers={"Host": "localhost"})["Location"]
    asked = parse_qs(urlsplit(address).query)
    assert set(asked) == {"service"}
    assert asked["service"][0].startswith("http://testserver/accounts/cas/callback/")
    back = service.back_from(address)
    answer = client.get(back)
    assert (answer.status_code, answer["Location"]) == (302, "/facts/?a=1")
    assert client.session["_auth_user_id"] == str(member.pk)
    assert client.session[SIGNED_IN_BY] == "cas"
    assert 'data-service="/accounts/cas/"' in client.get(PROFILE).content.decode()
    assert client.get(BEGIN)["Location"] == "/"
    for secret in ("member", "ST-"):
        assert secret not in caplog.text.replace("back_from", "")


def test_a_ticket_is_taken_once_and_only_in_the_browser_that_asked(
    client: Client, service: ToldService, member: User
) -> None:
    back = service.back_from(client.get(BEGIN)["Location"])
    stranger = Client()
    assert said(stranger, stranger.get(back)) == STALE
    # a ticket for another address than the one that was asked for
    other = client.get(BEGIN)["Location"]
    ticket = urlsplit(back).query
    own_state = urlsplit(parse_qs(urlsplit(other).query)["service"][0]).path
    assert said(client, client.get(f"{own_state}?{ticket}")) == STALE
    assert not is_in(client)
    for odd in ("x/", "x/?ticket=ST-1", "x/?state=y&ticket="):
        assert said(client, client.get(f"{BEGIN}callback/{odd}")) == STALE
    assert service.brings(client, BEGIN)["Location"] == "/"


def test_a_person_nobody_knows_here_and_a_closed_account(
    client: Client, service: ToldService, member: User
) -> None:
    service.is_told(user="nobody")
    answer = service.brings(client, f"{BEGIN}?next=/facts/")
    assert answer["Location"] == f"{LOGIN}?next=%2Ffacts%2F"
    assert said(client, answer).startswith(
        "统一身份认证里的账号“nobody”在照镜里还没有对应的人员，没有登录。"
    )
    assert User.objects.count() == 1
    service.is_told(user=" ")
    assert said(client, service.brings(client, BEGIN)) == NAMELESS
    service.is_told()
    User.objects.update(is_active=False)
    assert said(client, service.brings(client, BEGIN)) == "您的账号已停用，请联系系统管理员。"
    assert service.brings(Client(), f"{BEGIN}?next=//evil.example")["Location"] == LOGIN


def test_the_name_stands_where_the_setting_says(
    client: Client, service: ToldService, member: User, settings: Any
) -> None:
    settings.CAS_USERNAME_ATTRIBUTE = "gonghao"
    for attributes in ({}, {"gonghao": ["member", "other"]}, {"gonghao": [" "]}):
        service.is_told(user="member", attributes=json.dumps(attributes))
        assert said(client, service.brings(client, BEGIN)) == NAMELESS
    service.is_told(user="another", attributes=json.dumps({"gonghao": ["member"]}))
    assert service.brings(client, BEGIN)["Location"] == "/"
    settings.CAS_USERNAME_ATTRIBUTE, settings.CAS_PROTOCOL = "", "2"
    service.is_told(user="member")
    assert service.brings(Client(), BEGIN)["Location"] == "/"


@pytest.mark.parametrize(
    "answer",
    [
        "no XML at all",
        "<html><body>login</body></html>",
        FRAME.format(""),
        FRAME.format("<cas:proxySuccess/>"),
        FRAME.format('<cas:authenticationFailure code="INTERNAL_ERROR">x</cas:authenticationFailure>'),
        # another name space
        "<serviceResponse><authenticationSuccess><user>member</user></authenticationSuccess></serviceResponse>",
        # entities: of this document, and of a file of this machine
        "<!DOCTYPE x [<!ENTITY who 'member'>]>"
        + said_of("&who;"),
        "<!DOCTYPE x [<!ENTITY who SYSTEM 'file:///etc/hostname'>]>"
        + said_of("&who;"),
        "<!DOCTYPE x []>"
        + said_of("member"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_of_cas_lets_nobody_in(
    client: Client, service: ToldService, member: User, answer: str
) -> None:
    service.is_told(answer=answer)
    assert said(client, service.brings(client, BEGIN)) == BROKEN
    assert not is_in(client)


@pytest.mark.parametrize(
    "user",
    [
        "member<cas:x>er</cas:x>",
        "<![CDATA[]]>",
        "mem<cas:b/>ber",
        "member</cas:user><cas:user>root",
    ],
)
def test_a_name_in_pieces_is_none(
    client: Client, service: ToldService, member: User, user: str
) -> None:
    service.is_told(answer=said_of(user))
    assert said(client, service.brings(client, BEGIN)) == NAMELESS
    assert not is_in(client)


def test_a_name_with_a_comment_is_read_whole(
    client: Client, service: ToldService, member: User
) -> None:
    service.is_told(answer=said_of("member<!-- -->.evil"))
    assert "账号“member.evil”" in said(client, service.brings(client, BEGIN))


def test_a_server_that_is_away_or_says_too_much(
    client: Client, service: ToldService, member: User, settings: Any
) -> None:
    away = "统一身份认证现在连不上，没有登录。请稍后再试，或者用用户名和密码登录。"
    service.is_told(answer="x" * 40_000)
    assert said(client, service.brings(client, BEGIN)) == BROKEN
    back = service.back_from(client.get(BEGIN)["Location"])
    settings.CAS_URL = f"{service.address}/nowhere"
    assert said(client, client.get(back)) == away
    back = service.back_from(client.get(BEGIN)["Location"].replace("/nowhere/", "/cas/"))
    settings.CAS_URL = f"http://127.0.0.1:{free_port()}/cas"
    assert said(client, client.get(back)) == away
    assert not is_in(client)


@pytest.mark.parametrize(
    ("local", "directory", "then"),
    [
        ("everybody", [], "，或者用用户名和密码登录。"),
        ("superusers", [], "。"),
        ("superusers", ["127.0.0.1"], "，或者用用户名和密码登录。"),
    ],
)
def test_passwords_are_named_to_whom_they_help(
    client: Client, service: ToldService, settings: Any, local: str, directory: list[str], then: str
) -> None:
    back = service.back_from(client.get(BEGIN)["Location"])
    settings.CAS_URL = f"http://127.0.0.1:{free_port()}/cas"
    settings.LOCAL_SIGN_IN, settings.LDAP_HOST = local, directory
    assert said(client, client.get(back)) == (f"统一身份认证现在连不上，没有登录。请稍后再试{then}")


def test_the_second_step_is_asked_here_unless_the_server_does(
    client: Client, service: ToldService, member: User, settings: Any
) -> None:
    give_second_step(member)
    User.objects.update(must_change_password=True)
    assert service.brings(client, BEGIN)["Location"] == "/accounts/login/code/"
    assert not is_in(client)
    settings.CAS_SECOND_STEP = True
    other = Client()
    assert service.brings(other, BEGIN)["Location"] == "/"
    assert other.get("/facts/").status_code == 200


def test_signing_out_offers_to_sign_out_there(
    client: Client, service: ToldService, member: User
) -> None:
    service.brings(client, BEGIN)
    answer = client.post("/accounts/logout/")
    assert answer["Location"] == "/accounts/cas/signed-out/"
    page = client.get(answer["Location"]).content.decode()
    assert 'href="/accounts/cas/sign-out/">退出统一身份认证' in page
    there = client.get("/accounts/cas/sign-out/")["Location"]
    assert there == (
        f"{service.address}/cas/logout?service=http%3A%2F%2Ftestserver%2Faccounts%2Flogin%2F"
    )


def test_the_doctor_asks_the_server(service: ToldService, settings: Any) -> None:
    assert checks.cas_server() == ok("有应答。")
    settings.SITE_URL = "http://elsewhere"
    assert checks.cas_server().sentence == (
        f"{settings.CAS_URL} 还没有登记照镜，请在那边登记 http://elsewhere/accounts/cas/callback/。"
    )
    service.is_told(answer="<html/>")
    assert checks.cas_server().sentence.startswith(f"{settings.CAS_URL} 的回答不是 CAS 的")
    settings.CAS_URL = f"http://127.0.0.1:{free_port()}/cas"
    assert checks.cas_server().sentence.startswith(
        f"连不上 {settings.CAS_URL}（那个端口上没有服务）"
    )
    settings.CAS_URL = ""
    assert checks.cas_server() == ok("没有设 CAS_URL，不用。")


def test_without_a_server_nothing_of_it_is_there(client: Client, settings: Any) -> None:
    settings.CAS_URL = ""
    for page in ("", "callback/x/", "signed-out/", "sign-out/"):
        assert client.get(BEGIN + page).status_code == 404
    assert "统一身份认证" not in client.get(LOGIN).content.decode()
