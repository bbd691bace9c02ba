"""What is said to whom a service or a directory knows and who does not come in all the same."""

from __future__ import annotations

from typing import Final

CLOSED: Final = "您的账号已停用，请联系系统管理员。"
DEMO: Final = "演示账号只能在演示环境中使用。"
#: Characters of a name that are said.
_SAID: Final = 40


def unknown(service: str, name: str) -> str:
    """Of a user name that nobody has here."""
    return (
        f"{service}里的账号“{name[:_SAID]}”在照镜里还没有对应的人员，没有登录。"
        "请联系系统管理员，把您的用户名改成这个。"
    )
