"""Rows of the rendering room."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from drafting.drafts.models import Draft, Revision


class Job(models.Model):
    """A file that was asked for. The row is written first and the task sent after, so a lost task is only a delay."""

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
        "已送达", null=True, default=None, help_text="最近一次是否送到了生成服务的队列；空表示还没有送。"
    )
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class ExportJob(Job):
    """One Word file.

    A revision in one style and one kind of copy is always the same file, so it has one row: asking again finds it.
    """

    class Copy(models.TextChoices):
        CLEAN = "clean", "正式稿"
        DRAFT = "draft", "草稿"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="exports", verbose_name="材料")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="exports", verbose_name="定稿版本")
    copy = models.CharField("用途", max_length=10, choices=Copy, default=Copy.CLEAN)
    style = models.CharField("版式", max_length=20)
    edition = models.CharField(
        "排版程序版本", max_length=16, blank=True, help_text="排版程序更新后，再次申请会重新生成。"
    )

    class Meta:
        verbose_name = "生成任务"
        verbose_name_plural = "生成任务"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="exportjob_state_lease")]
        constraints = [
            models.UniqueConstraint(fields=["revision", "style", "copy"], name="exportjob_once_per_file"),
            models.UniqueConstraint(
                fields=["requested_by", "filename"], name="exportjob_name_once_per_person"
            ),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(file=""), name="exportjob_done_has_file"),
        ]

    def __str__(self) -> str:
        return f"生成任务 {self.id}"

    @property
    def approval(self) -> str:
        """What the file says of the text's approval; a copy marked 草稿 says nothing of one."""
        return self.revision.approval if self.copy == self.Copy.CLEAN else ""
