"""Questions about the members of an organisation as a list. Reads only; the number of queries does
not grow with the list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.codes import (
    OFFICE_ROLES,
    PARTY_ROLES,
    MemberKind,
    OrganizationKind,
    Role,
    kinds_fault,
)
from accounts.models import Membership, Organization, User
from accounts.roster.columns import BY_KEY
from accounts.roster.known import Known, Person, Post
from accounts.roster.terms import Terms
from accounts.selectors import (
    administered_paths,
    below,
    organizations_led_by,
    people_administered_by,
)

_GUARD = (
    "此人还属于其他党组织或担任管理员，姓名、电话和邮箱要由本人在“我的资料”或由系统管理员修改。"
)
_INACTIVE = "账号已停用，请联系系统管理员启用后再导入。"
_WRONG = {
    "username": "只能由字母、数字和 @ . + - _ 组成。",
    "phone": "不对，电话由数字、空格和连字符组成，至少 5 位。",
    "email": "不对，请写成 name@example.cn 的样子。",
}
_SUPERUSER = "这是超级管理员的账号，不能通过导入修改。"


def organizations_kept_by(user: User) -> QuerySet[Organization]:
    """The organisations whose list of members `user` keeps, in tree order; groups are on the list
    of their branch."""
    led = user.memberships.active().filter(role=Role.SECRETARY).values("organization_id")
    rows: QuerySet[Organization] = Organization.objects.filter(
        below(administered_paths(user)) | Q(pk__in=led)
    )
    return rows.exclude(kind=OrganizationKind.GROUP).order_by("path")


def lists_led_by(user: User) -> QuerySet[Organization]:
    """The same for somebody who is no administrator: the organisations whose 书记 `user` is."""
    return organizations_led_by(user).exclude(kind=OrganizationKind.GROUP)


def keeps_some_members(user: User, posts: Collection[tuple[str, str]]) -> bool:
    """Whether `organizations_kept_by` would find any for whoever has these `posts_of` (a group's 组长
    leads no list)."""
    return user.is_superuser or any(
        role == Role.ADMINISTRATOR or (role == Role.SECRETARY and kind != OrganizationKind.GROUP)
        for role, kind in posts
    )


def groups_of(organization: Organization) -> list[Organization]:
    """The groups (党小组) of a branch, in tree order."""
    below = Organization.objects.filter(
        path__startswith=organization.path, depth=organization.depth + 1
    )
    return list(below.filter(kind=OrganizationKind.GROUP).order_by("path"))


def belongs_to(user: User, organization: Organization) -> bool:
    """Whether `user` holds anything in an organisation or its groups now, and so knows that it
    exists."""
    scope = [organization, *groups_of(organization)]
    return user.memberships.active().filter(organization__in=scope).exists()


def roster_of(organization: Organization) -> list[Membership]:
    """Memberships of Party members in force, in the organisation and its groups, those of closed
    accounts too."""
    scope = [organization, *groups_of(organization)]
    rows = Membership.objects.active().filter(organization__in=scope, role__in=PARTY_ROLES)
    return list(rows.select_related("user", "organization").order_by("organization__path", "pk"))


def roster_texts(organization: Organization) -> list[dict[str, str]]:
    """The list as it is handed out: texts by column key."""
    return [
        {
            "name": row.user.name,
            "username": row.user.username,
            "role": row.role_title,
            "position": row.position,
            "duty": row.duty,
            "member_kind": row.kinds_label,
            "group": row.organization.name if row.organization_id != organization.pk else "",
            "phone": row.user.phone,
            "email": row.user.email,
            "active_from": row.active_from.isoformat(),
        }
        for row in roster_of(organization)
    ]


def terms_for(organization: Organization) -> Terms:
    """What may be written in the list of this organisation today."""
    groups = groups_of(organization)
    return Terms(
        roles={str(role): str(role.label) for role in PARTY_ROLES},
        kinds={str(kind): str(kind.label) for kind in MemberKind},
        groups={str(group.pk): group.name for group in groups},
        group_aliases={str(group.pk): group.short_name for group in groups},
        offices=tuple(str(role.label) for role in OFFICE_ROLES),
        today=timezone.localdate().isoformat(),
        check=_check,
        kinds_fault=kinds_fault,
    )


def _check(key: str, text: str) -> None:
    model: Any = Membership if key in ("position", "duty") else User
    column = model._meta.get_field(key)
    try:
        column.clean(text, None)
    except ValidationError as error:
        too_long = error.error_list[0].code == "max_length"
        said = (
            f"太长，不能超过 {column.max_length} 个字。"
            if too_long
            else _WRONG.get(key, error.messages[0])
        )
        raise ValueError(f"{BY_KEY[key].header}“{text[:20]}”{said}") from None


def known_people(actor: User, organization: Organization, mentioned: Iterable[str]) -> Known:
    """Who is known to an import by `actor`: the members, and of the `mentioned` usernames those
    that may be taken in.

    An administrator may take in whose accounts they keep; a secretary those who have left this
    organisation and are nowhere else.
    """
    taken = {name.lower(): pk for name, pk in User.objects.values_list("username", "pk")}
    scope = {organization.pk, *(group.pk for group in groups_of(organization))}
    named = {taken[name.lower()] for name in mentioned if name.lower() in taken}
    people: dict[str, Person] = {}
    secretaries = set()
    users = _users(scope, named)
    keeps = set(
        people_administered_by(actor).filter(pk__in=users.values("pk")).values_list("pk", flat=True)
    )
    for user in users:
        office = user.pk in keeps or actor.is_superuser
        held = _Held(user, organization, scope)
        if not (held.here or office or held.has_left):
            continue
        guard = "" if office else held.guard
        people[user.username.lower()] = _person(user, held, guard, _refusal(user, actor))
        if user.is_active and held.leads():
            secretaries.add(user.pk)
    return Known(people, frozenset(taken), frozenset(secretaries))


def _users(scope: Collection[int], named: set[int]) -> QuerySet[User]:
    """The members of the organisations in ``scope`` and who else is ``named``, both by primary key,
    with their memberships in the order of the list."""
    inside = (
        Membership.objects.active()
        .filter(organization_id__in=scope)
        .values_list("user_id", flat=True)
    )
    # at most some thousand members (SQLite takes 32,766 parameters)
    return User.objects.filter(pk__in={*inside, *named}).prefetch_related(
        Prefetch("memberships", Membership.objects.order_by("organization__path", "pk"))
    )


def _person(user: User, held: _Held, guard: str, refusal: str) -> Person:
    return Person(
        pk=user.pk,
        username=user.username,
        values={"name": user.name, "phone": user.phone, "email": user.email},
        posts=held.posts(),
        coming=held.coming(),
        guard=guard,
        refusal=refusal,
    )


def _refusal(user: User, actor: User) -> str:
    if user.is_superuser and not actor.is_superuser:
        return _SUPERUSER
    return "" if user.is_active else _INACTIVE


class _Held:
    """What a person holds here and elsewhere, read from prefetched memberships."""

    def __init__(self, user: User, organization: Organization, scope: set[int]) -> None:
        self._organization = organization
        self._today = timezone.localdate()
        rows = list(user.memberships.all())
        self._in_scope = [row for row in rows if row.organization_id in scope]
        self._active = [row for row in rows if _in_force(row, self._today)]
        self.here = [row for row in self._active if row.organization_id in scope]
        elsewhere = any(
            row.organization_id not in scope or row.role in OFFICE_ROLES for row in self._active
        )
        #: Why their own data is not changed by a list of this organisation; empty where it may be.
        self.guard = _GUARD if elsewhere else ""

    @property
    def has_left(self) -> bool:
        """Whether they were a member here and are nowhere now."""
        return bool(self._in_scope) and not self._active

    def posts(self) -> tuple[Post, ...]:
        """What they are here as members."""
        rows = [row for row in self.here if row.role in PARTY_ROLES]
        return tuple(Post(row.pk, _post_values(row, self._organization)) for row in rows)

    def coming(self) -> frozenset[tuple[str, str]]:
        """Group and role of what begins here later."""
        later = [row for row in self._in_scope if row.active_from > self._today]
        values = [_post_values(row, self._organization) for row in later]
        return frozenset((one["group"], one["role"]) for one in values)

    def leads(self) -> bool:
        """Whether they are secretary (书记) of the organisation itself."""
        values = [post.values for post in self.posts()]
        return any(one["role"] == Role.SECRETARY and not one["group"] for one in values)


def _in_force(row: Membership, today: date) -> bool:
    return row.active_from <= today and (row.active_to is None or row.active_to >= today)


def _post_values(row: Membership, organization: Organization) -> Mapping[str, str]:
    return {
        "role": row.role,
        "position": row.position,
        "duty": row.duty,
        "member_kind": ",".join(row.kinds),
        "group": "" if row.organization_id == organization.pk else str(row.organization_id),
        "active_from": row.active_from.isoformat(),
    }
