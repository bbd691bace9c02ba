"""What a curator said of phrases that look alike."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from drafting.library.models import Phrase


class DistinctGroup(models.Model):
    """Phrases that look alike and are not the same, as a curator said (不是重复). It holds as long as
    none of their texts changes."""

    said_at = models.DateTimeField("时间", auto_now_add=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="办理人",
    )  # fmt: skip

    class Meta:
        verbose_name = "不是重复的素材"
        verbose_name_plural = "不是重复的素材"
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return f"不是重复 {self.pk}"


class DistinctPhrase(models.Model):
    """One of them, and a checksum of its texts then."""

    group = models.ForeignKey(DistinctGroup, models.CASCADE, related_name="phrases")
    phrase = models.ForeignKey(Phrase, models.CASCADE, related_name="+")
    checksum = models.CharField("文字的校验值", max_length=64)

    class Meta:
        verbose_name = "不是重复的一条"
        verbose_name_plural = "不是重复的各条"
        constraints = [
            models.UniqueConstraint(fields=("group", "phrase"), name="distinct_phrase_once")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.phrase_id}"
