"""The settings of second steps, of the services and the directory of the unit: taken, or refused with one sentence."""

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


def test_all_are_off_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("oidc", monkeypatch)["OIDC_ISSUER"] == ""
    assert read("ldap", monkeypatch)["LDAP_HOST"] == []
    assert read("cas", monkeypatch)["CAS_URL"] == ""
    assert read("wecom", monkeypatch)["WECOM_CORP_ID"] == ""
    assert read("local_sign_in", monkeypatch)["LOCAL_SIGN_IN"] == "everybody"


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


DIRECTORY = {
    "LDAP_HOST": "ldap1.example.cn,10.0.0.2",
    "LDAP_BIND_DN": "cn=reader,dc=example,dc=cn",
    "LDAP_BIND_PASSWORD": "s3cret",
    "LDAP_BASE": "ou=people,dc=example,dc=cn",
}
TEMPLATE = {
    "LDAP_HOST": "ldap1.example.cn",
    "LDAP_USER_DN": "uid={username},ou=people,dc=example,dc=cn",
}
CAS = {"CAS_URL": "https://sso.example.cn/cas", "SITE_URL": "https://zhaojing.example.cn"}
WECOM = {
    "WECOM_CORP_ID": "ww01",
    "WECOM_AGENT_ID": "1000002",
    "WECOM_SECRET": "s3cret",
    "SITE_URL": "https://zhaojing.example.cn",
}


def test_the_directory_as_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read("ldap", monkeypatch, **DIRECTORY)
    names = ("LDAP_HOST", "LDAP_TLS", "LDAP_PORT", "LDAP_USERNAME_ATTRIBUTE", "LDAP_LABEL")
    assert [found[name] for name in names] == [
        ["ldap1.example.cn", "10.0.0.2"],
        "ssl",
        636,
        "uid",
        "单位账号",
    ]
    more = {"LDAP_TLS": "starttls", "LDAP_FILTER": "(&(objectClass=person)(!(title=left)))"}
    assert read("ldap", monkeypatch, **DIRECTORY, **more)["LDAP_PORT"] == 389


def test_the_directory_by_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("ldap", monkeypatch, **TEMPLATE)["LDAP_BASE"] == ""


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"LDAP_HOST": "ldaps://ldap.example.cn"}, "不带 ldap:// 和端口"),
        ({"LDAP_HOST": "ldap.example.cn", "LDAP_BASE": "dc=cn"}, "两项设一项"),
        (DIRECTORY | TEMPLATE, "两项设一项"),
        (DIRECTORY | {"LDAP_BIND_PASSWORD": ""}, "必须设置环境变量 LDAP_BIND_PASSWORD"),
        (DIRECTORY | {"LDAP_BASE": ""}, "必须设置环境变量 LDAP_BASE"),
        (DIRECTORY | {"LDAP_HOST": ""}, "也要设 LDAP_HOST"),
        (DIRECTORY | {"LDAP_BASE": "example.cn"}, "LDAP_BASE 不是 DN"),
        (DIRECTORY | {"LDAP_FILTER": "objectClass=person"}, "LDAP_FILTER 不是过滤条件"),
        (DIRECTORY | {"LDAP_FILTER": "(&(a=b)"}, "LDAP_FILTER 不是过滤条件"),
        (DIRECTORY | {"LDAP_FILTER": "(a=b)(c=d)"}, "LDAP_FILTER 不是过滤条件"),
        (DIRECTORY | {"LDAP_USERNAME_ATTRIBUTE": "uid)(x"}, "必须是一个属性名"),
        (DIRECTORY | {"LDAP_TLS": "yes"}, "只能是 ssl、starttls、none 之一"),
        (DIRECTORY | {"LDAP_CA_FILE": "/nowhere"}, "LDAP_CA_FILE 指定的文件 /nowhere 不存在"),
        (TEMPLATE | {"LDAP_USER_DN": "uid=x,dc=example,dc=cn"}, "里要有一处 {username}"),
        (TEMPLATE | {"LDAP_USER_DN": "{username}@example.cn"}, "LDAP_USER_DN 不是 DN"),
    ],
)
def test_a_mistake_about_the_directory_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], said: str
) -> None:
    assert said in refusal("ldap", monkeypatch, **values)


@pytest.mark.parametrize(
    ("part", "values", "said"),
    [
        ("cas", CAS | {"CAS_URL": "sso.example.cn"}, "必须是以 https:// 开头的地址"),
        ("cas", CAS | {"CAS_PROTOCOL": "1"}, "3、2 之一"),
        ("cas", CAS | {"CAS_USERNAME_ATTRIBUTE": "cas:user"}, "必须是一个属性名"),
        ("cas", CAS | {"CAS_CA_FILE": "/nowhere"}, "不存在"),
        ("wecom", WECOM | {"WECOM_AGENT_ID": ""}, "必须设置环境变量 WECOM_AGENT_ID"),
        ("wecom", WECOM | {"WECOM_SECRET": ""}, "必须设置环境变量 WECOM_SECRET"),
        ("wecom", WECOM | {"WECOM_CORP_ID": ""}, "也要设 WECOM_CORP_ID"),
        ("wecom", WECOM | {"WECOM_API_URL": "qyapi"}, "WECOM_API_URL 必须是以 https:// 开头的地址"),
        ("wecom", WECOM | {"WECOM_CA_FILE": "/nowhere"}, "不存在"),
        ("local_sign_in", {"LOCAL_SIGN_IN": "superusers"}, "否则别人都登录不了。"),
        ("local_sign_in", {"LOCAL_SIGN_IN": "nobody"}, "everybody、superusers 之一"),
    ],
)
def test_a_mistake_about_a_service_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, part: str, values: dict[str, str], said: str
) -> None:
    if "SITE_URL" in values:
        monkeypatch.setattr("drafting.configuration.mail.SITE_URL", values["SITE_URL"])
    assert said in refusal(part, monkeypatch, **values)


@pytest.mark.parametrize("part", ["cas", "wecom"])
def test_people_have_to_be_led_back_to_an_address_that_is_known(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    said = refusal(part, monkeypatch, **(CAS if part == "cas" else WECOM))
    assert said.endswith("也要设 SITE_URL（大家打开照镜的地址）。")
    monkeypatch.setattr("drafting.configuration.mail.SITE_URL", "https://zhaojing.example.cn")
    read(part, monkeypatch, **(CAS if part == "cas" else WECOM))
    monkeypatch.setattr("drafting.configuration.transport.PLAIN_HTTP", False)
    name = "CAS_URL" if part == "cas" else "WECOM_API_URL"
    said = refusal(part, monkeypatch, **{name: "http://10.0.0.1/x"})
    assert said.startswith(f"环境变量 {name} 必须以 https:// 开头；")


def test_two_buttons_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafting.configuration.oidc.OIDC_ISSUER", ISSUER)
    assert read("local_sign_in", monkeypatch, LOCAL_SIGN_IN="superusers")["LOCAL_SIGN_IN"]
    monkeypatch.setattr("drafting.configuration.cas.CAS_URL", CAS["CAS_URL"])
    assert "两个一样的按钮“用统一身份认证登录”" in refusal("local_sign_in", monkeypatch)
