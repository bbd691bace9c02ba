"""Rows of the rendering room."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from drafting.drafts.models import Draft, Revision


class ExportJob(models.Model):
    """One Word file that was asked for. The row is written first and the task sent after, so a lost task is only a delay."""

    class State(models.TextChoices):
        QUEUED = "queued", "等待生成"
        RUNNING = "running", "正在生成"
        DONE = "done", "已生成"
        FAILED = "failed", "未能生成"

    class Copy(models.TextChoices):
        CLEAN = "clean", "正式稿"
        DRAFT = "draft", "草稿（带“草稿”标记）"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="exports", verbose_name="材料")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="exports", verbose_name="定稿版本")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="申请人"
    )
    copy = models.CharField("用途", max_length=10, choices=Copy, default=Copy.CLEAN)
    style = models.CharField("版式", max_length=20)
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField("进度", default=0, help_text="百分数。")
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    lease_until = models.DateTimeField("占用至", null=True, blank=True)
    file = models.CharField("文件", max_length=200, blank=True, help_text="相对私有目录的路径。")
    filename = models.CharField("下载名称", max_length=200, blank=True)
    size = models.PositiveIntegerField("字节数", default=0)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    error = models.CharField("未能生成的原因", max_length=200, blank=True)
    created_at = models.DateTimeField("申请时间", auto_now_add=True)
    queued_at = models.DateTimeField("入队时间", null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "生成任务"
        verbose_name_plural = "生成任务"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="exportjob_state_lease")]

    def __str__(self) -> str:
        return f"生成任务 {self.id}"
