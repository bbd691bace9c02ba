"""Signing in through 企业微信: a process on this machine that speaks its JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from accounts.models import User
from accounts.sign_in_steps import SIGNED_IN_BY
from accounts.wecom import provider
from drafting.operation.checks import sign_in as checks
from drafting.operation.findings import ok
from tests.accounts.authenticators import give_second_step
from tests.accounts.sign_in_pages import LOGIN, PROFILE, STALE, is_in, said
from tests.accounts.told_service import ToldService
from tests.accounts.wecom_server import AGENT, CORP, SECRET
from tests.processes import free_port

BEGIN = "/accounts/wecom/"
CALLBACK = "/accounts/wecom/callback/"
BROKEN = "企业微信的回答不能用，没有登录。请把这句话告诉系统管理员。"
NAMELESS = "企业微信没有给出您的用户名，没有登录。请把这句话告诉系统管理员。"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ToldService]:
    with ToldService("wecom_server.py", tmp_path_factory.mktemp("wecom")).running() as running:
        yield running


@pytest.fixture(autouse=True)
def configured(settings: Any, service: ToldService) -> None:
    provider._token = None
    service.is_told()
    settings.SITE_URL = "http://testserver"
    settings.WECOM_CORP_ID, settings.WECOM_AGENT_ID = CORP, AGENT
    settings.WECOM_SECRET = SECRET
    settings.WECOM_API_URL = service.address
    settings.WECOM_LOGIN_URL = f"{service.address}/login"
    settings.WECOM_AUTHORIZE_URL = f"{service.address}/authorize"


def tokens_given(service: ToldService) -> int:
    """How many tokens were given; all of them end."""
    return int(requests.get(f"{service.address}/told/tokens", timeout=10).json()["given"])


def test_a_code_is_scanned_and_a_person_comes_in(
    client: Client, service: ToldService, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert "用企业微信登录" in client.get(LOGIN).content.decode()
    address = client.get(f"{BEGIN}?next=/facts/", headers={"Host": "localhost"})["Location"]
    assert address.startswith(f"{service.address}/login?")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert len(asked.pop("state")) == 32
    assert asked == {
        "appid": CORP,
        "agentid": AGENT,
        "redirect_uri": f"http://testserver{CALLBACK}",
        "login_type": "CorpApp",
    }
    assert client.get(service.back_from(address))["Location"] == "/facts/"
    assert client.session["_auth_user_id"] == str(member.pk)
    assert client.session[SIGNED_IN_BY] == "wecom"
    assert 'data-service="/accounts/wecom/"' in client.get(PROFILE).content.decode()
    # nobody stays signed in at the computer
    assert client.post("/accounts/logout/")["Location"] == LOGIN
    for secret in (SECRET, "access_token", "code="):
        assert secret not in caplog.text


def test_within_it_nothing_has_to_be_scanned(
    client: Client, service: ToldService, member: User
) -> None:
    agent = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Mobile wxwork/4.1.30 MicroMessenger"
    address = client.get(BEGIN, headers={"User-Agent": agent})["Location"]
    assert address.startswith(f"{service.address}/authorize?")
    assert address.endswith("#wechat_redirect")
    asked = parse_qs(urlsplit(address).query)
    assert (asked["response_type"], asked["scope"]) == (["code"], ["snsapi_base"])
    assert client.get(service.back_from(address))["Location"] == "/"
    assert is_in(client)


def test_a_code_is_taken_once_and_only_in_the_browser_that_asked(
    client: Client, service: ToldService, member: User
) -> None:
    back = service.back_from(client.get(BEGIN)["Location"])
    stranger = Client()
    assert said(stranger, stranger.get(back)) == STALE
    assert client.get(back)["Location"] == "/"
    client.logout()
    assert said(client, client.get(back)) == STALE
    for odd in ("", "?state=", "?code=x", "?code=x&state=y"):
        assert said(client, client.get(CALLBACK + odd)) == STALE
    state = parse_qs(urlsplit(client.get(BEGIN)["Location"]).query)["state"][0]
    assert said(client, client.get(f"{CALLBACK}?state={state}&code=x")) == STALE
    code = parse_qs(urlsplit(service.back_from(client.get(BEGIN)["Location"])).query)["code"][0]
    assert said(client, client.get(f"{CALLBACK}?state={state}&code={code}")) == STALE
    state = parse_qs(urlsplit(client.get(BEGIN)["Location"]).query)["state"][0]
    assert said(client, client.get(f"{CALLBACK}?state={state}")) == (
        "您在企业微信里取消了，没有登录。"
    )
    assert not is_in(client)


def test_who_waits_too_long_and_who_opens_many_windows(
    client: Client, service: ToldService, member: User
) -> None:
    first = service.back_from(client.get(BEGIN)["Location"])
    for _ in range(5):
        last = service.back_from(client.get(BEGIN)["Location"])
    assert said(client, client.get(first)) == STALE
    session = client.session
    session["led_to_services"] = [[*row[:3], row[3] - 601] for row in session["led_to_services"]]
    session.save()
    assert said(client, client.get(last)) == STALE
    assert not is_in(client)


def test_a_token_is_kept_and_renewed_when_it_holds_no_more(
    client: Client, service: ToldService, member: User
) -> None:
    before = tokens_given(service)
    for _ in range(3):
        assert service.brings(Client(), BEGIN)["Location"] == "/"
    assert tokens_given(service) == before + 1
    assert service.brings(client, BEGIN)["Location"] == "/"
    assert tokens_given(service) == before + 2


def test_strangers_and_people_nobody_knows_here(
    client: Client, service: ToldService, member: User
) -> None:
    service.is_told(userid="")
    assert said(client, service.brings(client, BEGIN)) == "您不是本单位企业微信的成员，没有登录。"
    service.is_told(userid="ZhangSan")
    assert said(client, service.brings(client, BEGIN)).startswith(
        "企业微信里的账号“ZhangSan”在照镜里还没有对应的人员，没有登录。"
    )
    service.is_told(answers=json.dumps({"auth/getuserinfo": {"errcode": 0, "UserId": "member"}}))
    assert service.brings(client, BEGIN)["Location"] == "/"


def test_the_name_stands_in_the_field_that_the_setting_names(
    client: Client, service: ToldService, member: User, settings: Any
) -> None:
    settings.WECOM_USERNAME_FIELD = "工号"
    number: dict[str, Any] = {"name": "工号", "type": 0, "text": {"value": "member"}}
    odd: list[dict[str, Any]] = [
        {},
        {"extattr": {"attrs": []}},
        {"extattr": {"attrs": [number, number]}},
        {"extattr": {"attrs": [{"name": "工号", "text": {"value": ""}}]}},
        {"extattr": {"attrs": [{"name": "卡号", "text": {"value": "member"}}]}},
    ]
    for fields in odd:
        service.is_told(fields=json.dumps(fields))
        assert said(client, service.brings(client, BEGIN)) == NAMELESS
    service.is_told(userid="1001", fields=json.dumps({"extattr": {"attrs": [number]}}))
    assert service.brings(client, BEGIN)["Location"] == "/"
    settings.WECOM_USERNAME_FIELD = "alias"
    service.is_told(userid="1001", fields=json.dumps({"alias": "member"}))
    assert service.brings(Client(), BEGIN)["Location"] == "/"


@pytest.mark.parametrize(
    "answer",
    [
        {"auth/getuserinfo": {"errcode": 60020, "errmsg": "not allow to access from your ip"}},
        {"auth/getuserinfo": ["userid"]},
        {"auth/getuserinfo": {"errcode": "many"}},
        {"gettoken": {"errcode": 0}},
    ],
)
def test_an_answer_that_cannot_be_used_lets_nobody_in(
    client: Client, service: ToldService, member: User, answer: Any
) -> None:
    service.is_told(answers=json.dumps(answer))
    assert said(client, service.brings(client, BEGIN)) == BROKEN
    assert not is_in(client)


def test_it_is_away(client: Client, service: ToldService, member: User, settings: Any) -> None:
    back = service.back_from(client.get(BEGIN)["Location"])
    settings.WECOM_API_URL = f"http://127.0.0.1:{free_port()}"
    assert said(client, client.get(back)) == (
        "企业微信现在连不上，没有登录。请稍后再试，或者用用户名和密码登录。"
    )


def test_the_second_step_is_asked_here_unless_scanning_is_enough(
    client: Client, service: ToldService, member: User, settings: Any
) -> None:
    give_second_step(member)
    assert service.brings(client, BEGIN)["Location"] == "/accounts/login/code/"
    settings.WECOM_SECOND_STEP = True
    assert service.brings(Client(), BEGIN)["Location"] == "/"


def test_the_doctor_asks_it(service: ToldService, settings: Any) -> None:
    assert checks.wecom_application() == ok("有应答，应用可以用。")
    service.is_told(answers=json.dumps({"agent/get": {"errcode": 60020}}))
    assert checks.wecom_application().sentence == (
        "企业微信不认这台服务器的地址，请在应用的“企业可信IP”里加上它。"
    )
    service.is_told(answers=json.dumps({"agent/get": "no"}))
    assert checks.wecom_application().sentence.startswith(f"{service.address} 的回答不是企业微信的")
    service.is_told()
    settings.WECOM_SECRET = "another"
    assert checks.wecom_application().sentence.startswith("企业微信不接受（错误码 40001）")
    settings.WECOM_API_URL = f"http://127.0.0.1:{free_port()}"
    assert checks.wecom_application().sentence.startswith(
        f"连不上 {settings.WECOM_API_URL}（那个端口上没有服务）"
    )
    settings.WECOM_CORP_ID = ""
    assert checks.wecom_application() == ok("没有设 WECOM_CORP_ID，不用。")


def test_without_it_nothing_of_it_is_there(client: Client, settings: Any) -> None:
    settings.WECOM_CORP_ID = ""
    for page in (BEGIN, CALLBACK):
        assert client.get(page).status_code == 404
    assert "企业微信" not in client.get(LOGIN).content.decode()
