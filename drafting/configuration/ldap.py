"""Signing in with the passwords of the unit's directory (LDAP, Active Directory); off where LDAP_HOST is not set."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.environment_addresses import is_address, is_host_name


def _refuse(said: str) -> None:
    raise ImproperlyConfigured(said)


# The machines of the directory, asked in this order.
LDAP_HOST = env.names("LDAP_HOST", [])
for _host in LDAP_HOST:
    if not (is_host_name(_host) or is_address(_host)):
        _refuse(
            "环境变量 LDAP_HOST 只能写机器的名称或 IP 地址，不带 ldap:// 和端口，"
            f"几个之间用英文逗号分隔，不能是“{_host}”。"
        )
LDAP_TLS = env.choice("LDAP_TLS", ("ssl", "starttls", "none"), "ssl")
LDAP_PORT = env.integer("LDAP_PORT", 636 if LDAP_TLS == "ssl" else 389, minimum=1, maximum=65535)
# Certificates that the directory's is checked against, where a unit signs its own; empty: the
# system's.
LDAP_CA_FILE = env.text("LDAP_CA_FILE", "")
# Either an account that searches, or how the name of a person's entry is made of their user name.
LDAP_BIND_DN = env.text("LDAP_BIND_DN", "")
LDAP_BIND_PASSWORD = env.secret("LDAP_BIND_PASSWORD", None if LDAP_BIND_DN else "")
LDAP_USER_DN = env.text("LDAP_USER_DN", "")
LDAP_BASE = env.text("LDAP_BASE", None if LDAP_HOST and not LDAP_USER_DN else "")
# Who of the directory may come in at all; empty: everybody.
LDAP_FILTER = env.text("LDAP_FILTER", "")
# The attribute that is the user name here; nobody may be able to change it themselves.
LDAP_USERNAME_ATTRIBUTE = env.text("LDAP_USERNAME_ATTRIBUTE", "uid")
# What people call the account.
LDAP_LABEL = env.text("LDAP_LABEL", "单位账号")


if LDAP_HOST and bool(LDAP_BIND_DN) == bool(LDAP_USER_DN):
    _refuse(
        "设了 LDAP_HOST，还要设 LDAP_BIND_DN（查人用的账号）或 LDAP_USER_DN（各人的 DN 怎样写），两项设一项。"
    )
if not LDAP_HOST and (LDAP_BIND_DN or LDAP_BIND_PASSWORD or LDAP_USER_DN or LDAP_BASE):
    _refuse("设了 LDAP_BIND_DN、LDAP_USER_DN 或 LDAP_BASE，也要设 LDAP_HOST（目录服务器）。")
if LDAP_CA_FILE and not Path(LDAP_CA_FILE).is_file():
    _refuse(f"LDAP_CA_FILE 指定的文件 {LDAP_CA_FILE} 不存在。")
if not LDAP_USERNAME_ATTRIBUTE.replace("-", "").isalnum() or not LDAP_USERNAME_ATTRIBUTE.isascii():
    _refuse(
        "环境变量 LDAP_USERNAME_ATTRIBUTE 必须是一个属性名，如 uid 或 sAMAccountName，"
        f"不能是“{LDAP_USERNAME_ATTRIBUTE}”。"
    )
if LDAP_HOST:
    from ldap3.core.exceptions import LDAPException
    from ldap3.operation.search import parse_filter
    from ldap3.utils.dn import parse_dn

    for _name, _dn in (("LDAP_BASE", LDAP_BASE), ("LDAP_USER_DN", LDAP_USER_DN)):
        try:
            if _dn:
                parse_dn(_dn)
        except LDAPException:
            _refuse(f"环境变量 {_name} 不是 DN，应像 ou=people,dc=example,dc=cn，不能是“{_dn}”。")
    if LDAP_USER_DN and (
        LDAP_USER_DN.count("{username}") != 1 or "={username}" not in LDAP_USER_DN
    ):
        _refuse(
            "环境变量 LDAP_USER_DN 里要有一处 {username}，如 uid={username},ou=people,dc=example,dc=cn，"
            f"不能是“{LDAP_USER_DN}”。"
        )
    try:
        if LDAP_FILTER:
            parse_filter(LDAP_FILTER, None, True, False, {}, False)
    except (LDAPException, IndexError):
        _refuse(
            f"环境变量 LDAP_FILTER 不是过滤条件，应像 (objectClass=person)，不能是“{LDAP_FILTER}”。"
        )
