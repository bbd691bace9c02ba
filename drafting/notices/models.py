"""Rows of the notices room. A notice never carries text of a paper."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Notice(models.Model):
    """Something a person should know (提醒): one sentence and where it leads.

    ``key`` keeps the same occasion from being told twice (a deadline, a reminder of today); empty
    for what happens each time anew.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", "会议通知"
        DEADLINE = "deadline", "截止提醒"
        SUBMITTED = "submitted", "提交审核"
        RETURNED = "returned", "退回修改"
        APPROVED = "approved", "审核通过"
        CHANGED = "changed", "状态变化"
        FILE = "file", "文件"
        SIGN_IN = "sign_in", "登录"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    kind = models.CharField("类型", max_length=10, choices=Kind)
    text = models.CharField("内容", max_length=300)
    url = models.CharField("链接", max_length=200, blank=True)
    key = models.CharField("缘由标识", max_length=100, blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    mailed_at = models.DateTimeField("发信时间", null=True, blank=True)

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_user_unread")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], condition=~Q(key=""), name="notice_key_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class NoticePreference(models.Model):
    """Whether a person wants the digest by e-mail (邮件汇总); who has no row wants it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notice_preference",
        verbose_name="人员",
    )
    mail = models.BooleanField("发送邮件汇总", default=True)

    class Meta:
        verbose_name = "提醒设置"
        verbose_name_plural = "提醒设置"

    def __str__(self) -> str:
        return f"{self.user} 的提醒设置"
