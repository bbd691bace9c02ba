"""Signing in through the unit's own service, a real one on this machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import User
from drafting.operation.checks import sign_in as checks
from drafting.operation.findings import ok
from tests.accounts.authenticators import give_second_step
from tests.accounts.oidc_service import Service
from tests.accounts.sign_in_pages import LOGIN, PROFILE, is_in, said
from tests.factories import PASSWORD
from tests.processes import free_port

BEGIN = "/accounts/oidc/"
CALLBACK = "/accounts/oidc/callback/"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = Service(Path(tmp_path_factory.mktemp("oidc")))
    running.process.start()
    running.registered = running.register(f"http://testserver{CALLBACK}")
    running.knows("1001", preferred_username="member")
    yield running
    running.process.stop()


@pytest.fixture(autouse=True)
def configured(settings: Any, service: Service) -> None:
    settings.OIDC_ISSUER = service.issuer
    settings.OIDC_CLIENT_ID = service.registered["client_id"]
    settings.OIDC_CLIENT_SECRET = service.registered["client_secret"]


def through(client: Client, service: Service, subject: str = "1001", begin: str = BEGIN) -> Any:
    """What the browser gets that goes all the way."""
    back = service.sign_in(client.get(begin)["Location"], subject)
    assert back.startswith(CALLBACK)
    return client.get(back)


def test_the_sign_in_page_leads_there(client: Client) -> None:
    page = client.get(LOGIN, {"next": "/facts/?a=1"}).content.decode()
    assert f'href="{BEGIN}?next=%2Ffacts%2F%3Fa%3D1"' in page
    assert "用统一身份认证登录" in page
    assert "用户名和密码登录" in page


def test_a_person_comes_in_and_goes_where_they_wanted(
    client: Client, service: Service, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "accounts")
    address = client.get(f"{BEGIN}?next=/facts/%3Fa%3D1")["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["redirect_uri"] == f"http://testserver{CALLBACK}"
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid profile", "S256")
    assert asked["nonce"]
    assert asked["state"]
    answer = client.get(service.sign_in(address, "1001"))
    assert (answer.status_code, answer["Location"]) == (302, "/facts/?a=1")
    assert client.session["_auth_user_id"] == str(member.pk)
    assert client.get(BEGIN)["Location"] == "/"
    assert "member" not in caplog.text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", ""])
def test_nobody_is_led_away(client: Client, service: Service, member: User, target: str) -> None:
    assert through(client, service, begin=f"{BEGIN}?next={target}")["Location"] == "/"


def test_a_person_nobody_knows_here_gets_a_sentence(
    client: Client, service: Service, member: User
) -> None:
    service.knows("1002", preferred_username="nobody")
    answer = through(client, service, "1002", f"{BEGIN}?next=/facts/")
    assert answer["Location"] == f"{LOGIN}?next=%2Ffacts%2F"
    assert said(client, answer).startswith(
        "统一身份认证里的账号“nobody”在照镜里还没有对应的人员，没有登录。"
    )
    assert User.objects.count() == 1
    assert not is_in(client)


def test_a_closed_account_stays_closed(client: Client, service: Service, member: User) -> None:
    User.objects.update(is_active=False)
    assert said(client, through(client, service)) == "您的账号已停用，请联系系统管理员。"


def test_the_name_stands_where_the_setting_says(
    client: Client, service: Service, member: User, settings: Any
) -> None:
    settings.OIDC_USERNAME_CLAIM = "gonghao"
    service.knows("1003", preferred_username="other")
    assert said(client, through(client, service, "1003")).startswith(
        "统一身份认证没有给出您的用户名"
    )
    for odd in (7, ["member"], " ", "mem\0ber"):
        service.knows("1003", gonghao=odd)
        assert said(client, through(client, service, "1003")).startswith("统一身份认证没有给出")
    service.knows("1003", gonghao="member")
    assert through(client, service, "1003")["Location"] == "/"
    assert is_in(client)


def test_who_turns_back_is_told_so(client: Client, service: Service) -> None:
    back = service.sign_in(client.get(BEGIN)["Location"], "1001", action="deny")
    assert said(client, client.get(back)) == "您在统一身份认证里取消了，没有登录。"


def test_an_answer_is_taken_once_and_only_in_the_browser_that_asked(
    client: Client, service: Service, member: User
) -> None:
    back = service.sign_in(client.get(BEGIN)["Location"], "1001")
    stranger = Client()
    assert said(stranger, stranger.get(back)).startswith("登录等得太久")
    assert client.get(back)["Location"] == "/"
    client.post("/accounts/logout/")
    assert said(client, client.get(back)).startswith("登录等得太久")
    for odd in ("", "?state=", "?code=x", "?code=x&state=y", "?error=server_error"):
        assert said(client, client.get(CALLBACK + odd)).startswith("登录等得太久")


def test_a_wrong_secret_and_a_service_that_is_away(
    client: Client, service: Service, member: User, settings: Any
) -> None:
    settings.OIDC_CLIENT_SECRET = "another"
    assert "统一身份认证的回答不能用" in said(client, through(client, service))
    settings.OIDC_ISSUER = f"http://127.0.0.1:{free_port()}"
    assert "统一身份认证现在连不上" in said(client, client.get(BEGIN))
    settings.OIDC_ISSUER = f"{service.issuer}/nowhere"
    assert client.get(BEGIN)["Location"] == LOGIN
    assert not is_in(client)


class _Impostor(BaseHTTPRequestHandler):
    """Says of itself what another service would say."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"issuer": "https://sso.example.cn", "authorization_endpoint": "/"}')

    def log_message(self, *_args: Any) -> None:
        pass


def test_a_service_that_calls_itself_otherwise_is_not_believed(
    client: Client, settings: Any
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Impostor) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.OIDC_ISSUER = f"http://127.0.0.1:{server.server_port}"
        assert "统一身份认证的回答不能用" in said(client, client.get(BEGIN))
        server.shutdown()


def test_the_second_step_is_asked_here_unless_the_service_does(
    client: Client, service: Service, member: User, settings: Any
) -> None:
    phone, _ = give_second_step(member)
    assert through(client, service, begin=f"{BEGIN}?next=/facts/")["Location"] == (
        "/accounts/login/code/"
    )
    assert not is_in(client)
    answer = client.post("/accounts/login/code/", {"code": phone.code()})
    assert answer["Location"] == "/facts/"
    settings.OIDC_SECOND_STEP = True
    settings.SECOND_FACTOR_ROLES = ("member",)
    other = Client()
    assert through(other, service)["Location"] == "/"
    assert is_in(other)
    User.objects.get().second_factor.delete()
    third = Client()
    through(third, service)
    assert third.get("/facts/").status_code == 200


def test_a_one_time_password_does_not_stand_in_the_way(
    client: Client, service: Service, member: User
) -> None:
    User.objects.update(must_change_password=True)
    through(client, service)
    assert client.get("/facts/").status_code == 200
    local = Client()
    local.post(LOGIN, {"username": "member", "password": PASSWORD})
    assert local.get("/facts/")["Location"] == "/accounts/password/"


def test_signing_out_offers_to_sign_out_there(
    client: Client, service: Service, member: User
) -> None:
    through(client, service)
    assert 'data-service="/accounts/oidc/"' in client.get(PROFILE).content.decode()
    answer = client.post("/accounts/logout/")
    assert answer["Location"] == "/accounts/oidc/signed-out/"
    assert not is_in(client)
    assert "退出统一身份认证" in client.get(answer["Location"]).content.decode()
    there = client.get("/accounts/oidc/sign-out/")["Location"]
    assert there.startswith(f"{service.issuer}/oauth2/end_session?")
    assert parse_qs(urlsplit(there).query)["post_logout_redirect_uri"] == [
        f"http://testserver{LOGIN}"
    ]


def test_passwords_may_be_the_superusers_alone(client: Client, member: User, settings: Any) -> None:
    settings.LOCAL_SIGN_IN = "superusers"
    User.objects.create_superuser("root", password=PASSWORD, name="根")
    assert "超级管理员用密码登录" in client.get(LOGIN).content.decode()
    fetch = {"X-Requested-With": "fetch"}
    sent = {"username": "member", "password": PASSWORD}
    assert client.post(LOGIN, sent, headers=fetch).json() == {
        "error": "请点“用统一身份认证登录”登录，密码只供超级管理员使用。"
    }
    settings.WECOM_CORP_ID = "ww"
    assert client.post(LOGIN, sent, headers=fetch).json() == {
        "error": "请点“用统一身份认证登录”或“用企业微信登录”登录，密码只供超级管理员使用。"
    }
    assert client.post(LOGIN, sent | {"username": "root"}, headers=fetch).json()["ok"]


def test_the_doctor_asks_the_service(service: Service, settings: Any) -> None:
    assert checks.openid_provider() == ok("有应答，地址和设置的一致。")
    settings.OIDC_ISSUER = f"http://127.0.0.1:{free_port()}"
    found = checks.openid_provider()
    assert found.state == "fault"
    assert found.sentence.startswith(f"读不到 {settings.OIDC_ISSUER} 的说明（那个端口上没有服务）")
    settings.OIDC_ISSUER = ""
    assert checks.openid_provider().state == "ok"


def test_without_a_service_nothing_of_it_is_there(client: Client, settings: Any) -> None:
    settings.OIDC_ISSUER = ""
    for page in (BEGIN, CALLBACK, "/accounts/oidc/signed-out/", "/accounts/oidc/sign-out/"):
        assert client.get(page).status_code == 404
    assert "统一身份认证" not in client.get(LOGIN).content.decode()
