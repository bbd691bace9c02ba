"""Decisions that carry their reason, and who may do what to people and organisations."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.codes import Role
from accounts.models import Organization, User
from accounts.selectors import branch_of, has_role


@dataclass(frozen=True)
class Allowed:
    """Yes. Truthy, so that a decision reads as a condition."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """No, with one Chinese sentence that the button or the page shows."""

    reason: str

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Denied


def may_lead(user: User, organization: Organization) -> Decision:
    """Whether `user` acts as secretary for an organisation: its own 书记, for a group (党小组) that of its branch."""
    if has_role(user, Role.SECRETARY, branch_of(organization)):
        return Allowed()
    return Denied(f"只有{branch_of(organization)}的书记可以进行此操作。")


def may_manage_people(user: User) -> Decision:
    """Whether `user` keeps people and organisations."""
    if user.is_superuser or has_role(user, Role.ADMINISTRATOR):
        return Allowed()
    return Denied("只有系统管理员可以管理人员和党组织。")


def may_keep_members(user: User, organization: Organization) -> Decision:
    """Whether `user` keeps the list of members: the 书记 (of a group: that of its branch), or an administrator."""
    if may_lead(user, organization) or may_manage_people(user):
        return Allowed()
    return Denied(f"只有{branch_of(organization)}的书记和系统管理员可以管理党员名单。")


def may_reset_password(actor: User, target: User) -> Decision:
    """Whether `actor` may give `target` a one-time password.

    Only a superuser may do it for a superuser, else every administrator could become one; nobody does it for
    themselves, because the own password is changed knowing the old one. A 书记 never does: a new password would open a member's
    drafts (who was never in has none, `selectors.not_signed_in_yet`).
    """
    if actor == target:
        return Denied("请在“修改密码”页面修改自己的密码。")
    if target.is_superuser and not actor.is_superuser:
        return Denied("超级管理员的密码只能由超级管理员重置。")
    return may_manage_people(actor)
