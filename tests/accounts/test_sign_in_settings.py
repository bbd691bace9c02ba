"""The settings of second steps and of the unit's own service: taken, or refused with one sentence."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured

from accounts.codes import Role

CONFIGURATION = Path(django_settings.BASE_DIR) / "drafting" / "configuration"
ISSUER = "https://sso.example.cn/realms/danwei"
WHOLE = {"OIDC_ISSUER": ISSUER, "OIDC_CLIENT_ID": "zhaojing", "OIDC_CLIENT_SECRET": "s3cret"}


def read(part: str, monkeypatch: pytest.MonkeyPatch, **values: str) -> dict[str, Any]:
    """The settings of one part, read anew."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(CONFIGURATION / f"{part}.py"))


def refusal(part: str, monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    with pytest.raises(ImproperlyConfigured) as caught:
        read(part, monkeypatch, **values)
    return str(caught.value)


def test_each_role_may_have_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("sign_in", monkeypatch)["SECOND_FACTOR_ROLES"] == ()
    every = ",".join(Role.values)
    assert set(read("sign_in", monkeypatch, SECOND_FACTOR_ROLES=every)["SECOND_FACTOR_ROLES"]) == (
        set(Role.values)
    )
    said = refusal("sign_in", monkeypatch, SECOND_FACTOR_ROLES="administrators")
    assert said.startswith("环境变量 SECOND_FACTOR_ROLES 只能写 member、")


def test_the_service_is_off_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read("oidc", monkeypatch)
    assert (found["OIDC_ISSUER"], found["LOCAL_SIGN_IN"]) == ("", "everybody")


def test_the_service_as_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read("oidc", monkeypatch, **WHOLE, OIDC_LABEL="用云溪通登录", OIDC_SECOND_STEP="1")
    names = ("OIDC_ISSUER", "OIDC_CLIENT_SECRET", "OIDC_LABEL", "OIDC_SECOND_STEP")
    assert [found[name] for name in names] == [ISSUER, "s3cret", "用云溪通登录", True]
    assert (found["OIDC_USERNAME_CLAIM"], found["OIDC_SCOPES"]) == (
        "preferred_username",
        "openid profile",
    )


def test_the_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("from-a-file\n")
    found = read(
        "oidc",
        monkeypatch,
        OIDC_ISSUER=ISSUER,
        OIDC_CLIENT_ID="x",
        OIDC_CLIENT_SECRET_FILE=str(path),
    )
    assert found["OIDC_CLIENT_SECRET"] == "from-a-file"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"OIDC_ISSUER": ISSUER}, "必须设置环境变量 OIDC_CLIENT_ID。"),
        ({"OIDC_ISSUER": ISSUER, "OIDC_CLIENT_ID": "x"}, "必须设置环境变量 OIDC_CLIENT_SECRET。"),
        ({"OIDC_CLIENT_ID": "x"}, "也要设 OIDC_ISSUER"),
        ({"LOCAL_SIGN_IN": "superusers"}, "否则别人都登录不了。"),
        ({"LOCAL_SIGN_IN": "nobody"}, "everybody、superusers 之一"),
        (WHOLE | {"OIDC_SCOPES": "profile"}, "必须含有 openid"),
        (WHOLE | {"OIDC_ISSUER": "sso.example.cn"}, "必须是以 https:// 开头的地址"),
        (WHOLE | {"OIDC_SECOND_STEP": "maybe"}, "只能是 1 或 0"),
        (
            WHOLE | {"OIDC_CA_FILE": "/nowhere/ca.pem"},
            "OIDC_CA_FILE 指定的文件 /nowhere/ca.pem 不存在",
        ),
    ],
)
def test_a_mistake_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], said: str
) -> None:
    assert said in refusal("oidc", monkeypatch, **values)


def test_plain_http_only_where_everything_is(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = WHOLE | {"OIDC_ISSUER": "http://10.0.0.1/sso"}
    assert read("oidc", monkeypatch, **plain)["OIDC_ISSUER"] == "http://10.0.0.1/sso"
    monkeypatch.setattr("drafting.configuration.transport.PLAIN_HTTP", False)
    assert "必须以 https:// 开头" in refusal("oidc", monkeypatch, **plain)
