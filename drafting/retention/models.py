"""Rows of the retention room. None of them holds a word of a paper."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organization
from drafting.meetings.models import Meeting

#: How many months a rule may say.
FEWEST: Final = 1
MOST: Final = 240


class RetentionRule(models.Model):
    """What an organisation does with the papers of its own meetings, and how many months after the
    meeting's day (保存期限). One without a row keeps everything."""

    class What(models.TextChoices):
        ARCHIVE = "archive", "归档"
        DELETE = "delete", "删除文字"

    organization = models.OneToOneField(
        Organization, models.CASCADE, related_name="retention_rule", verbose_name="党组织"
    )
    what = models.CharField("到期", max_length=10, choices=What)
    months = models.PositiveSmallIntegerField(
        "会后月数", validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)]
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="设定人",
    )
    set_at = models.DateTimeField("设定时间", default=timezone.now)

    class Meta:
        verbose_name = "保存期限"
        verbose_name_plural = "保存期限"

    def __str__(self) -> str:
        return f"{self.organization}：会后 {self.months} 个月{self.get_what_display()}"


class RetentionStep(models.Model):
    """That the papers of a meeting come under a rule: announced, withdrawn where the rule or the
    meeting was changed before the day, done, and, of an archived meeting, undone.

    ``what``, ``months`` and ``held_on`` are the rule and the meeting as they were when it was
    announced; ``due`` is the day on which it is done, ``told`` how many people were told.
    ``counts`` are the numbers of what went: papers, versions, comments and the like.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", "已通知"
        WITHDRAWN = "withdrawn", "已撤销"
        DONE = "done", "已处理"
        UNDONE = "undone", "已恢复"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="retention_steps", verbose_name="会议"
    )
    what = models.CharField("处理", max_length=10, choices=RetentionRule.What)
    months = models.PositiveSmallIntegerField("会后月数")
    held_on = models.DateField("开会日期")
    due = models.DateField("处理日期")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ANNOUNCED)
    told = models.PositiveIntegerField("通知人数", default=0)
    counts = models.JSONField("数量", default=dict)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="设定人",
    )
    announced_at = models.DateTimeField("通知时间", default=timezone.now)
    ended_at = models.DateTimeField("处理时间", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="恢复人",
    )

    class Meta:
        verbose_name = "保存期满的处理"
        verbose_name_plural = "保存期满的处理"
        ordering = ["-announced_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state="announced"),
                name="retention_announced_once_per_meeting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.get_what_display()} {self.get_state_display()}"
