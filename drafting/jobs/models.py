"""The row that every kind of job has."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Job(models.Model):
    """A file that was asked for. The row is written first and the task sent after, so a lost task
    is only a delay."""

    class State(models.TextChoices):
        QUEUED = "queued", "等待生成"
        RUNNING = "running", "正在生成"
        DONE = "done", "已生成"
        FAILED = "failed", "未能生成"
        EXPIRED = "expired", "已过期"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="申请人"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField("进度", default=0, help_text="百分数。")
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    claim = models.CharField(
        "占用凭据", max_length=40, blank=True, help_text="哪条队列消息正在处理；只有它能写结果。"
    )
    lease_until = models.DateTimeField("占用至", null=True, blank=True)
    file = models.CharField("文件", max_length=200, blank=True, help_text="在私有存储中的名称。")
    filename = models.CharField("下载名称", max_length=200)
    size = models.PositiveIntegerField("字节数", default=0)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    error = models.CharField("未能生成的原因", max_length=200, blank=True)
    created_at = models.DateTimeField("申请时间", default=timezone.now)
    queued_at = models.DateTimeField(
        "入队时间", default=timezone.now, help_text="最近一次送往生成服务的时间。"
    )
    sent = models.BooleanField(
        "已送达",
        null=True,
        default=None,
        help_text="最近一次是否送到了生成服务的队列；空表示还没有送。",
    )
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)
