"""What is said to whoever wanted to come in by a service or a directory and does not. ``service`` is what people call it."""

from __future__ import annotations

from typing import Final

from django.conf import settings

CLOSED: Final = "您的账号已停用，请联系系统管理员。"
DEMO: Final = "演示账号只能在演示环境中使用。"
STALE: Final = "登录等得太久，或者中途换了窗口，没有登录。请再点一次。"
#: Characters of a name that are said.
_SAID: Final = 40


def unknown(service: str, name: str) -> str:
    """Of a user name that nobody has here."""
    return (
        f"{service}里的账号“{name[:_SAID]}”在照镜里还没有对应的人员，没有登录。"
        "请联系系统管理员，把您的用户名改成这个。"
    )


def away(service: str) -> str:
    """Of a service that people are led to; only whom it helps is told of passwords."""
    takes_passwords = settings.LOCAL_SIGN_IN == "everybody" or settings.LDAP_HOST
    instead = "，或者用用户名和密码登录" if takes_passwords else ""
    return f"{service}现在连不上，没有登录。请稍后再试{instead}。"


def broken(service: str) -> str:
    """Of an answer that says nothing."""
    return f"{service}的回答不能用，没有登录。请把这句话告诉系统管理员。"


def denied(service: str) -> str:
    """Where a person has turned back there."""
    return f"您在{service}里取消了，没有登录。"


def nameless(service: str) -> str:
    """Of an answer without a user name."""
    return f"{service}没有给出您的用户名，没有登录。请把这句话告诉系统管理员。"
