"""Decisions that carry their reason, and who may do what to people and organisations."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.codes import PARTY_ROLES, Role
from accounts.models import Membership, Organization, User
from accounts.selectors import (
    administered_paths,
    branch_of,
    has_role,
    people_administered_by,
)


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
    """Whether `user` acts as secretary for an organisation: its own 书记, for a group (党小组) that of
    its branch."""
    if has_role(user, Role.SECRETARY, branch_of(organization)):
        return Allowed()
    return Denied(f"只有{branch_of(organization)}的书记可以进行此操作。")


def may_manage_people(user: User) -> Decision:
    """Whether `user` keeps people and organisations."""
    if user.is_superuser or has_role(user, Role.ADMINISTRATOR):
        return Allowed()
    return Denied("只有系统管理员可以管理人员和党组织。")


def may_manage(user: User, organization: Organization) -> Decision:
    """Whether `user` keeps an organisation and who is in it: an administrator there or above it,
    a superuser everywhere."""
    if any(organization.path.startswith(path) for path in administered_paths(user)):
        return Allowed()
    return Denied("只有本党组织或其上级的系统管理员可以管理。")


def may_keep_unit_kinds(user: User) -> Decision:
    """Whether `user` keeps the kinds of unit: an administrator, whose organisations have one, or a
    curator, whose phrases are for some."""
    if may_manage_people(user) or has_role(user, Role.CURATOR):
        return Allowed()
    return Denied("只有系统管理员和素材库管理员可以维护单位类型。")


def may_keep_members(user: User, organization: Organization) -> Decision:
    """Whether `user` keeps the list of members: the 书记 (of a group: that of its branch), or an
    administrator there or above."""
    if may_lead(user, organization) or may_manage(user, organization):
        return Allowed()
    return Denied(f"只有{branch_of(organization)}的书记和系统管理员可以管理党员名单。")


def may_keep_person(actor: User, person: User) -> Decision:
    """Whether `actor` keeps a person's account and adds to their offices: an administrator of all
    organisations that the person belongs to, because the account opens what they have in each of
    them; never a superuser's account, because with it an administrator could become one."""
    if person.is_superuser and not actor.is_superuser:
        return Denied("超级管理员的账号只能由超级管理员管理。")
    if person.erased_at is not None:
        return Denied("此人已经注销，账号不能再启用或修改。")
    decision = may_manage_people(actor)
    if decision and not people_administered_by(actor).filter(pk=person.pk).exists():
        return Denied("此人还属于您不管理的党组织，账号请由上级的系统管理员或超级管理员管理。")
    return decision


def may_change_office(actor: User, row: Membership) -> Decision:
    """Whether `actor` may say what a person is in an organisation that they belong to: who keeps
    the organisation, or the 书记 as far as a list of members could say it too."""
    person = row.user
    if person.is_superuser and not actor.is_superuser:
        return Denied("超级管理员的任职只能由超级管理员修改。")
    if may_manage(actor, row.organization):
        return Allowed()
    led = row.role in PARTY_ROLES and may_lead(actor, row.organization)
    if led and person.is_active and not person.is_superuser:
        return Allowed()
    return Denied("只有书记和系统管理员可以修改任职。")


def may_reset_password(actor: User, target: User) -> Decision:
    """Whether `actor` may give `target` a one-time password.

    Only a superuser may do it for a superuser, else every administrator could become one; nobody
    does it for themselves, because the own password is changed knowing the old one. A 书记 never
    does: a new password would open a member's drafts (who was never in has none,
    `selectors.not_signed_in_yet`).
    """
    if actor == target:
        return Denied("请在“修改密码”页面修改自己的密码。")
    if target.is_superuser and not actor.is_superuser:
        return Denied("超级管理员的密码只能由超级管理员重置。")
    return may_keep_person(actor, target)


def may_reset_second_factor(actor: User, target: User) -> Decision:
    """Whether `actor` may take away the second step of `target`, who has lost it: who keeps the
    account, but nobody for themselves."""
    if actor == target:
        return Denied("自己的两步验证请在“我的资料”里更换或关闭。")
    return may_keep_person(actor, target)
