"""Rows of what is encrypted."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class TextKey(models.Model):
    """That texts may lie here under this key (``id`` tells nothing of it); the row goes when none
    does any more. ``completed_at``: everything was found under it then."""

    id = models.CharField("密钥标识", max_length=8, primary_key=True)
    first_used_at = models.DateTimeField("启用时间", default=timezone.now)
    completed_at = models.DateTimeField("全部加密时间", null=True)

    class Meta:
        verbose_name = "加密文字的密钥"
        verbose_name_plural = "加密文字的密钥"
        ordering = ["first_used_at", "id"]

    def __str__(self) -> str:
        return f"密钥 {self.id}"


class Resealing(models.Model):
    """Stands only within a transaction that puts stored texts under another key, and is taken away
    before it ends: the record of a review, which the database keeps as it is, lets its notes be
    sealed anew while it can see one (migration 0059)."""

    class Meta:
        verbose_name = "正在更换密钥"
        verbose_name_plural = "正在更换密钥"

    def __str__(self) -> str:
        return f"更换密钥 {self.pk}"
