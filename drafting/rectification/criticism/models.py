"""Rows of 批评意见 that are prepared; what was heard is an item of the ledger."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from drafting.meetings.models import Meeting
from drafting.sealing.fields import SealedTextField

#: The longest note, in characters as Python counts them.
LONGEST_NOTE = 2000


class PreparedCriticism(models.Model):
    """What a member means to say to a colleague at a meeting, for their own eyes alone.

    ``version`` grows with every save; ``sending`` names page and request of the last one.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="准备的人"
    )
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", verbose_name="会议")
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="对谁说"
    )
    text = SealedTextField("批评意见", blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    sending = models.CharField("最近的保存请求", max_length=60, blank=True)
    updated_at = models.DateTimeField("更新时间", default=timezone.now)

    class Meta:
        verbose_name = "准备的批评意见"
        verbose_name_plural = "准备的批评意见"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "meeting", "colleague"], name="prepared_once_per_colleague"
            )
        ]

    def __str__(self) -> str:
        # what is to be said is for its author alone
        return f"准备的批评意见 {self.pk}"
