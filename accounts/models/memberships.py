"""Rows of what people are in organisations (任职)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.codes import (
    OFFICE_ROLES,
    MemberKind,
    OrganizationKind,
    Role,
    kinds_in_order,
    kinds_label,
)
from accounts.models.organizations import Organization
from accounts.models.people import User
from accounts.prepared import Given


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, today: datetime.date | Given | None = None) -> MembershipQuerySet:
        """Memberships in force today; both ends of the period count."""
        today = today or timezone.localdate()
        return self.filter(Q(active_to=None) | Q(active_to__gte=today), active_from__lte=today)


class Membership(models.Model):
    """What a person is in an organisation. A person may hold several: leaders attend two meetings
    (双重组织生活)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="人员")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name="党组织"
    )
    role = models.CharField("角色", max_length=20, choices=Role, default=Role.MEMBER)
    position = models.CharField(
        "职务", max_length=50, blank=True, help_text="行政或业务职务，如“副馆长”。"
    )
    duty = models.CharField(
        "支委分工", max_length=50, blank=True, help_text="如“组织委员”，没有分工的不填。"
    )
    member_kind = models.CharField(
        "党员类型", max_length=20, choices=MemberKind, blank=True, default=MemberKind.MEMBER
    )
    # codes with a comma between them; a program of before the column writes none
    further_kinds = models.CharField(
        "同时还是", max_length=100, blank=True, default="", db_default="", editable=False
    )
    active_from = models.DateField("起始日期", default=timezone.localdate)
    active_to = models.DateField("截止日期", null=True, blank=True, help_text="仍在任的不填。")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        ordering = ["organization__path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                condition=Q(active_to=None),
                name="membership_once_while_active",
                violation_error_message="此人在该党组织已有相同的在任角色。",
            ),
            models.CheckConstraint(
                condition=Q(active_to=None) | Q(active_to__gte=F("active_from")),
                name="membership_period_in_order",
                violation_error_message="截止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[str(role) for role in OFFICE_ROLES]) | ~Q(member_kind=""),
                name="membership_party_role_has_kind",
                violation_error_message="请选择党员类型；只有管理员角色可以不选。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.role_title}"

    @property
    def role_title(self) -> str:
        """The role as people call it: who leads a group (党小组) is its 组长."""
        if self.organization.kind == OrganizationKind.GROUP and self.role == Role.SECRETARY:
            return "组长"
        return Role(self.role).label

    def titles(self) -> list[str]:
        """Position, duty and member kind that are filled in, in the order people say them."""
        return [part for part in (self.position, self.duty, self.kinds_label) if part]

    @property
    def kinds(self) -> list[str]:
        """All kinds of member that the person is (预备党员 and 学生党员 at once), in the order of
        `MemberKind`; none for an office."""
        return kinds_in_order([self.member_kind, *self.further_kinds.split(",")])

    def set_kinds(self, kinds: Iterable[str]) -> None:
        """Make these the kinds of member that the person is; not saved."""
        first, *others = kinds_in_order(kinds) or [""]
        self.member_kind, self.further_kinds = first, ",".join(others)

    @property
    def kinds_label(self) -> str:
        """The kinds of member as people read them."""
        return kinds_label(self.kinds)
