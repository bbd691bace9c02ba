"""Rows of people, organisations and what the one does in the other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from treebeard.mp_tree import MP_Node

from accounts.codes import (
    OFFICE_ROLES,
    MemberKind,
    OrganizationKind,
    Role,
    TextSize,
    kinds_in_order,
    kinds_label,
)
from accounts.one_time import last_day, taken_until
from accounts.prepared import Given, PreparedRead
from accounts.unit_kinds import UnitKindField


class People(UserManager["User"]):
    """Django's manager of people, quicker where somebody is read by their key alone, as each request
    does for whom its session names."""

    def get(self, *args: Any, **kwargs: Any) -> User:
        # not the manager of a relation, which is made of this one: that knows only some people
        key = kwargs.get("pk")
        if type(self) is not People or args or len(kwargs) > 1 or not isinstance(key, int):
            return super().get(*args, **kwargs)
        found = _BY_KEY.first(self.db, pk=key)
        if found is None:
            raise User.DoesNotExist
        return found

    # for migrations it is Django's own: nothing of it concerns the table
    def __eq__(self, other: object) -> bool:
        return isinstance(other, UserManager)

    def __hash__(self) -> int:
        return hash(UserManager)


class User(AbstractUser):
    """A person who signs in.

    One field for the name (姓名): a Chinese name is not split into first and last name.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField(
        "联系电话",
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 \-]{4,18}$", "联系电话只能由数字、空格和连字符组成。")
        ],
    )
    email = models.EmailField("电子邮箱", blank=True)
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    must_change_password = models.BooleanField(
        "下次登录须修改密码", default=False, help_text="勾选后，本人下次登录时须先修改密码。"
    )
    #: Django's: what a page or a command has set since the last save, not what is only hashed anew.
    _password: str | None
    #: Since when they have the one-time password that is to be changed; None where they have none.
    one_time_since = models.DateTimeField(
        "一次性密码发出时间", null=True, blank=True, editable=False
    )
    #: Since when everything personal of them is gone (注销): nobody signs in with it ever again.
    erased_at = models.DateTimeField("注销时间", null=True, blank=True, editable=False)
    text_size = models.CharField(
        "字号",
        max_length=10,
        choices=TextSize,
        default=TextSize.STANDARD,
        db_default=TextSize.STANDARD,
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[People] = People()

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._password is not None:
            self.one_time_since = timezone.now() if self.must_change_password else None
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "one_time_since"}
        super().save(*args, **kwargs)

    @property
    def one_time_until(self) -> datetime.date | None:
        """The last day on which their one-time password is taken; None where they have none, where
        nobody signs in with it, and for a superuser, whom perhaps nobody could give another."""
        if not self.must_change_password or self.one_time_since is None or self.is_superuser:
            return None
        return last_day(self.one_time_since) if settings.LOCAL_SIGN_IN == "everybody" else None

    @property
    def one_time_said(self) -> str:
        """That day as lists say it; empty where there is none."""
        day = self.one_time_until
        return taken_until(day) if day else ""

    @property
    def one_time_over(self) -> bool:
        """Whether their one-time password is taken no more."""
        until = self.one_time_until
        return until is not None and until < timezone.localdate()


_BY_KEY = PreparedRead(lambda: User._base_manager.filter(pk=Given("pk", User._meta.pk)).order_by())

#: Characters of all the words that an organisation keeps (some hundreds of them).
OWN_WORDS_LENGTH = 5000


class Organization(MP_Node):
    """A Party organisation (党组织), a node of the tree 党委 > 党总支 > 党支部 > 党小组."""

    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    kind = models.CharField("类别", max_length=20, choices=OrganizationKind)
    own_names = models.TextField(
        "本单位的其他名称",
        blank=True,
        max_length=2000,
        help_text="每行一个，如曾用名、行政单位的全称和简称、所辖单位。校对材料时，这些名称和上级党组织的名称一样，不会当成外单位的。",
    )
    own_words = models.TextField(
        "本单位用语",
        blank=True,
        default="",
        db_default="",
        max_length=OWN_WORDS_LENGTH,
        help_text="每行一个，二至二十个字，如系统、平台、工程、活动的名称和行话。校对时，这些字词和本单位及下级组织材料里的一样，不会当成错字。",
    )
    evidence_files = models.BooleanField(
        "整改台账可以上传佐证文件",
        default=False,
        db_default=False,
        help_text="开了以后，本党组织的会议里，党员可以给自己整改台账的措施上传佐证文件，只有本人看得到。",
    )
    unit_type = UnitKindField("单位类型", max_length=20, default="government")
    # 第一, 第二, 第三 do not sort by their characters, so siblings carry their place.
    sort_order = models.PositiveSmallIntegerField(
        "排序号", default=0, help_text="同一上级下，数字小的在前。"
    )

    node_order_by: ClassVar[list[str]] = ["sort_order", "name"]

    class Meta:
        verbose_name = "党组织"
        verbose_name_plural = "党组织"

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def names(self) -> list[str]:
        """All its names: the full one, the short one, then those of ``own_names``."""
        lines = (line.strip() for line in self.own_names.splitlines())
        return list(dict.fromkeys(name for name in (self.name, self.short_name, *lines) if name))

    @property
    def words(self) -> list[str]:
        """The words of ``own_words``."""
        return self.own_words.splitlines()


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


class SignIn(models.Model):
    """That somebody signed in (登录), in which session and on what device; gone with the session."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins", verbose_name="人员")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    device = models.CharField("设备", max_length=60, editable=False)
    began_at = models.DateTimeField("登录时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "登录"
        verbose_name_plural = "登录"

    def __str__(self) -> str:
        return f"{self.user} {self.device}"


class SecondFactor(models.Model):
    """That somebody signs in with a second step (两步验证), and the key of their authenticator, sealed
    (second_factor/sealing.py)."""

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="second_factor", verbose_name="人员"
    )
    sealed_secret = models.TextField(editable=False)
    # of the last code taken, in steps of 30 seconds since 1970: no code is taken twice
    last_step = models.PositiveBigIntegerField(default=0, editable=False)
    since = models.DateTimeField("启用时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "两步验证"
        verbose_name_plural = "两步验证"

    def __str__(self) -> str:
        return f"{self.user} 的两步验证"


class RecoveryCode(models.Model):
    """A code (恢复码) that stands in for the authenticator once; only its hash is kept."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="recovery_codes", verbose_name="人员"
    )
    encoded = models.CharField(max_length=128, editable=False)
    used_at = models.DateTimeField("用掉的时间", null=True, editable=False)

    class Meta:
        verbose_name = "恢复码"
        verbose_name_plural = "恢复码"

    def __str__(self) -> str:
        return f"{self.user} 的恢复码"
