"""Rows of the rectification room."""

from __future__ import annotations

from django.db import models

from drafting.drafts.models import Draft
from drafting.rectification.states import LABELS, LONGEST_WORD, Progress
from drafting.sealing.fields import SealedCharField, SealedTextField


class Tick(models.Model):
    """What the author of a draft says of one measure (整改措施) of last year's paper: how far it has
    come, and a word on it.

    ``text`` is what was promised, as it stood when it was ticked: it stays when that paper goes.
    ``version`` grows with every save; ``sending`` names page and request of the last one.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="ticks", verbose_name="材料")
    source = models.ForeignKey(
        Draft, models.SET_NULL, null=True, related_name="+", verbose_name="上年材料"
    )
    measure = models.CharField("措施的节点", max_length=40)
    order = models.PositiveSmallIntegerField("次序", default=0)
    text = SealedTextField("措施")
    progress = models.CharField(
        "落实情况",
        max_length=10,
        blank=True,
        choices=[(one.value, LABELS[one]) for one in Progress],
    )
    word = SealedCharField("说明", max_length=LONGEST_WORD, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    sending = models.CharField("最近的保存请求", max_length=60, blank=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "上年整改"
        verbose_name_plural = "上年整改"
        ordering = ["draft", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "measure"], name="tick_once_per_measure")
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} 的上年整改 {self.measure}"
