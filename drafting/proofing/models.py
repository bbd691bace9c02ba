"""Rows of the proofing room."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from drafting.drafts.models import Draft


class Dismissal(models.Model):
    """That an author ignores one finding (忽略). Of the words only a hash is kept: once they or their neighbours change, it is
    another finding and shows again."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="dismissals", verbose_name="材料")
    rule = models.CharField("规则", max_length=40)
    fingerprint = models.CharField("校验值", max_length=64)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="操作人"
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "已忽略的校对意见"
        verbose_name_plural = "已忽略的校对意见"
        constraints = [
            models.UniqueConstraint(fields=["draft", "fingerprint"], name="dismissal_once_per_finding")
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} {self.rule}"
