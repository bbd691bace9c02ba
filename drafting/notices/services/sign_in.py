"""What administrators are told of failed sign-ins, and people of their own account."""

from __future__ import annotations

import logging
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Membership, User
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell

logger = logging.getLogger(__name__)

#: A notice names no more than this.
_NAMED: Final = 5
#: Letters of a name that are said.
_LETTERS: Final = 20


def tell_of_names(_sender: Any = None, *, address: str, names: list[str], **_more: Any) -> None:
    """Tell the administrators that passwords are tried on many names at one address; once a day
    for an address.

    Names are said where such an account exists: anything else that was typed may be a password in
    the wrong field.
    """
    held = Membership.objects.active().filter(role=Role.ADMINISTRATOR)
    users = User.objects.filter(Q(is_superuser=True) | Q(pk__in=held.values("user_id")))
    administrators = list(users.filter(is_active=True).order_by("pk"))
    key = f"sign-in:{address}:{timezone.localdate()}"
    told = Notice.objects.filter(user__in=administrators, key=key).values_list("user_id", flat=True)
    left = {user.pk for user in administrators} - set(told)
    if left:
        # without the names: what was typed may be a password in the wrong field
        logger.warning("sign-in: %d names failed at %s: slowed there", len(names), address)
        told_now = [user for user in administrators if user.pk in left]
        tell(told_now, Notice.Kind.SIGN_IN, _said(address, names), key=key)


def tell_of_account(_sender: Any = None, *, user: User, said: str, **_more: Any) -> None:
    """Tell a person what happened to how they sign in."""
    tell([user], Notice.Kind.SIGN_IN, said, url=reverse("accounts:profile"))


def _said(address: str, names: list[str]) -> str:
    known = User.objects.filter(username__in=names).order_by("username")
    some = [name[:_LETTERS] for name in known.values_list("username", flat=True)[:_NAMED]]
    which = f"，其中有用户 {'、'.join(some)}" if some else "，都不是系统里的用户"
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return (
        f"地址 {address or '（不明）'} 在 {minutes} 分钟里有 {len(names)} 个用户名登录失败{which}。"
        "可能有人在试密码，这个地址的登录已放慢，密码正确的人稍等仍能进入。请查一查这台机器。"
    )
