"""Rows of the contributions room."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from drafting.library.models import Phrase
from drafting.sealing.fields import SealedCharField, SealedTextField


class Contribution(models.Model):
    """A sentence that a member offered to the library (推荐素材): the very text that they confirmed,
    and nothing that leads back to their paper.

    Who offered it is told to nobody but themselves, unless they said so (``named``): a sentence of
    a paper says what somebody does badly.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待处理"
        TAKEN = "taken", "已采用"
        CHANGED = "changed", "修改后采用"
        DECLINED = "declined", "没有采用"

    class Field(models.TextChoices):
        """Which text of a point it was."""

        CLAIM = "claim", "观点句"
        ELABORATION = "elaboration", "表现"
        EXAMPLE = "example", "事例"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="contributions",
        verbose_name="推荐人",
    )
    named = models.BooleanField("署名", default=False)
    part = models.CharField("用于", max_length=10, choices=Phrase.Part)
    field = models.CharField("原为", max_length=11, choices=Field, default=Field.CLAIM)
    category = models.CharField("分类", max_length=8, blank=True)
    text = SealedTextField("文字")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    reason = SealedCharField("说明", max_length=200, blank=True)
    phrase = models.ForeignKey(
        Phrase, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="素材"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="处理人",
    )
    created_at = models.DateTimeField("推荐时间", auto_now_add=True)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "推荐素材"
        verbose_name_plural = "推荐素材"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="contribution_waiting")]

    def __str__(self) -> str:
        # what it says is in no log and no list of rows
        return f"推荐 {self.pk}"
