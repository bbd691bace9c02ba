"""What people hear of their own account: that how they sign in, or where letters go, has changed."""

from __future__ import annotations

from typing import Final

from django.dispatch import Signal

from accounts.models import User

#: Sent when something happened to how a person signs in that they should hear of: ``user``, and
#: ``said``, a sentence.
account_changed: Final = Signal()


def tell(user: User, said: str) -> None:
    """Have a person told one sentence."""
    account_changed.send(None, user=user, said=said)


def tell_of_change(user: User) -> None:
    """Have a person told that they have another password."""
    tell(user, "您的密码改过了。不是您本人改的，请马上请系统管理员重置密码。")


def tell_of_reset(user: User, by: User) -> None:
    """Have a person told that they were given a one-time password."""
    tell(
        user,
        f"系统管理员{by.name}重置了您的密码。不是您要求的，请马上修改密码，并告诉别的系统管理员。",
    )


def tell_of_account(user: User, before: User, by: User) -> None:
    """Have a person told of another user name or address of theirs; nothing where both are as ``before``."""
    fields = {"用户名": "username", "邮箱": "email"}
    said = "、".join(
        f"{label}{f'改为 {now}' if now else '删去了'}"
        for label, field in fields.items()
        if (now := getattr(user, field)) != getattr(before, field)
    )
    if said and by == user:
        tell(user, f"您的账号改过了：{said}。不是您本人改的，请马上修改密码，并告诉系统管理员。")
    elif said:
        tell(user, f"系统管理员{by.name}改了您的账号：{said}。有误的，请告诉系统管理员。")
