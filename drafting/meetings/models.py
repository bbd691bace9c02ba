"""Rows of the meetings room."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from accounts.models import Organization
from drafting.frameworks.models import Framework, MeetingKind


class Meeting(models.Model):
    """A meeting of a branch that members write for: 民主生活会 or 组织生活会, with what is asked and until
    when."""

    #: What the services set; whatever else a meeting has, its secretary sets.
    SET_BY_SERVICES = frozenset(
        {
            "id",
            "organization",
            "framework",
            "collective_framework",
            "kind",
            "state",
            "opened_by",
            "created_at",
        }
    )

    #: What of it is said for one year; the rest a meeting may ask as the one before did.
    OF_ITS_YEAR = frozenset({"title", "requirements", "deadline", "held_on"})

    class State(models.TextChoices):
        OPEN = "open", "征集中"
        CLOSED = "closed", "已结束"

    class DocumentKind(models.TextChoices):
        """What is written (文种): notices name it differently from year to year (domain.md, "Two
        meetings")."""

        MATERIAL = "material", "对照检查材料"
        SPEECH = "speech", "个人发言提纲"
        ANALYSIS = "analysis", "检视剖析材料"
        PROBLEM_LIST = "problem_list", "问题清单"

    class Levels(models.IntegerChoices):
        """How many approvals a draft needs: the secretary's, or that of the superior organisation's
        too."""

        ONE = 1, "书记审定"
        TWO = 2, "书记初审，上级党组织复审"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="meetings", verbose_name="党组织"
    )
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="meetings", verbose_name="检查框架"
    )
    other_frameworks = models.ManyToManyField(
        Framework,
        blank=True,
        related_name="+",
        verbose_name="同时使用的其他框架",
        help_text="同一年度和会议的其他几套方面，各人选适合自己的一套。",
    )
    collective_framework = models.ForeignKey(
        Framework,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="班子材料的框架",
        help_text="支部班子、领导班子集体的对照检查材料按它写；不要求写的为空。",
    )
    kind = models.CharField("会议类型", max_length=10, choices=MeetingKind)
    title = models.CharField("名称", max_length=120)
    requirements = models.TextField("撰写要求", blank=True)
    deadline = models.DateField("截止日期", null=True, blank=True)
    held_on = models.DateField("开会日期", null=True, blank=True)
    document_kind = models.CharField(
        "文种", max_length=20, choices=DocumentKind, default=DocumentKind.MATERIAL
    )
    asked_parts = models.JSONField(
        "要求写的选写部分", default=list, blank=True, help_text="框架中部分的键。"
    )
    min_characters = models.PositiveIntegerField(
        "全文最少字数", default=0, help_text="0 表示不限。"
    )
    max_characters = models.PositiveIntegerField(
        "全文最多字数", default=0, help_text="0 表示不限。"
    )
    min_problem_share = models.PositiveSmallIntegerField(
        "问题和原因最低占比", default=50, help_text="百分数，0 表示不限。"
    )
    max_library_share = models.PositiveSmallIntegerField(
        "素材原句最高占比", default=30, db_default=30, help_text="百分数，0 表示不限。"
    )
    errors_block = models.BooleanField("有校对错误不能提交", default=False)
    max_alike_share = models.PositiveSmallIntegerField(
        "雷同最高占比", default=30, db_default=30, help_text="百分数，0 表示不限。"
    )
    alike_blocks = models.BooleanField("雷同超过最高占比不能提交", default=False, db_default=False)
    levels = models.PositiveSmallIntegerField("审核级次", choices=Levels, default=Levels.ONE)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="发起人",
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "会议"
        verbose_name_plural = "会议"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def setting_names(cls) -> tuple[str, ...]:
        """The fields that the secretary sets when the meeting is opened or changed: forms, services
        and pages go by these, so that a new field is one of them unless it is set by the
        services."""
        names = (field.name for field in cls._meta.concrete_fields)
        return tuple(name for name in names if name not in cls.SET_BY_SERVICES)

    def frameworks(self) -> list[Framework]:
        """The variants in use, the meeting's own first. One query unless the others were read
        along."""
        return [self.framework, *self.other_frameworks.all()]

    @property
    def due(self) -> date | None:
        """The last day as long as it counts: nothing is late any more when the meeting has
        ended."""
        return self.deadline if self.state == self.State.OPEN else None

    @property
    def committee_name(self) -> str:
        """Its organisation's committee as the author of a paper: 县图书馆党支部班子."""
        return f"{self.organization}班子"


class Invitation(models.Model):
    """That a member was invited to write for a meeting; the meeting's table has a line for each."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="invitations", verbose_name="会议"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations", verbose_name="党员"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="邀请人",
    )
    invited_at = models.DateTimeField("邀请时间", auto_now_add=True)

    class Meta:
        verbose_name = "参会党员"
        verbose_name_plural = "参会党员"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="invitation_once_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.user} 参加 {self.meeting}"
