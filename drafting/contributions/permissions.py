"""Who decides on what members offer to the library."""

from __future__ import annotations

from accounts.codes import Role
from accounts.models import User
from accounts.permissions import Allowed, Decision, Denied
from accounts.selectors import has_role


def may_decide(user: User) -> Decision:
    """Whether `user` takes or declines what is offered: a curator alone. An administrator, a
    superuser too, sees no text of a member."""
    if has_role(user, Role.CURATOR):
        return Allowed()
    return Denied("只有素材库管理员可以处理推荐的素材。")
