"""Rows of the importing room."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework
from drafting.sealing.fields import SealedCharField, SealedJSONField


class Import(models.Model):
    """An existing file on its way into a draft: what was read, and where each stretch of it went.

    ``version`` grows with every change (compare-and-swap). ``before`` is the state that undoing
    goes back to. Registered in no admin page: the texts are personal.
    """

    class State(models.TextChoices):
        OPEN = "open", "待确认"
        CONFIRMED = "confirmed", "已确认"
        DROPPED = "dropped", "已放弃"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports", verbose_name="导入人"
    )
    file_name = SealedCharField("文件名", max_length=200)
    sha256 = models.CharField("文件校验值", max_length=64)
    size = models.PositiveIntegerField("字节数")
    paragraphs = SealedJSONField("原文")
    notices = SealedJSONField("读取说明", default=list)
    framework = models.ForeignKey(
        Framework,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name="识别所用框架",
    )
    document = SealedJSONField("结构")
    places = SealedJSONField("原文位置")
    uncertain = SealedJSONField("待核对", default=dict)
    unplaced = SealedJSONField("未归类", default=list)
    before = SealedJSONField("上一步", null=True, blank=True)
    moves = models.PositiveIntegerField("调整次数", default=0)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField("版本", default=1)
    draft = models.ForeignKey(
        Draft, models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name="材料"
    )
    created_at = models.DateTimeField("导入时间", auto_now_add=True)

    class Meta:
        verbose_name = "导入"
        verbose_name_plural = "导入"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["owner", "state", "-created_at"], name="import_owner_recent")
        ]

    def __str__(self) -> str:
        # a file name may say who somebody is
        return f"导入 {self.id}"
