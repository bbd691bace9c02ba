"""Rows of the opinions room."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.sealing.fields import SealedCharField, SealedTextField


class Opinion(models.Model):
    """What somebody said of a member, for a meeting, or for a paper that is for none.

    Entered by the member, for nobody else's eyes, or by the meeting's secretary (``entered_by``),
    who sees those and no others. ``answer`` says in a sentence why it became no point of the paper.
    ``batch`` and ``place``: the form that it was entered with and its line there, so that what is
    sent twice is entered once. ``version`` grows with every change of what was said.
    """

    class Kind(models.TextChoices):
        OPINION = "opinion", "征求意见"
        TALK = "talk", "谈心谈话"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="opinions", verbose_name="对谁说的"
    )
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, related_name="opinions", verbose_name="会议"
    )
    draft = models.ForeignKey(
        Draft, models.CASCADE, null=True, related_name="opinions", verbose_name="材料"
    )
    kind = models.CharField("来自", max_length=10, choices=Kind, default=Kind.OPINION)
    speaker = SealedCharField("谁提的", max_length=60, blank=True)
    day = models.DateField("日期", null=True, blank=True)
    text = SealedTextField("说了什么")
    answer = SealedTextField("说明", blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="记下的人",
    )
    batch = models.UUIDField("一起记下的", default=uuid.uuid4, editable=False)
    place = models.PositiveIntegerField("第几行", default=0, editable=False)
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("记下的时间", auto_now_add=True)

    class Meta:
        verbose_name = "意见"
        verbose_name_plural = "意见"
        ordering = ["created_at", "batch", "place"]
        indexes = [models.Index(fields=["owner", "meeting"], name="opinion_owner_meeting")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="opinion_once_per_line"),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, draft__isnull=False)
                | Q(meeting__isnull=False, draft__isnull=True),
                name="opinion_for_meeting_or_paper",
            ),
        ]

    def __str__(self) -> str:
        # what was said is for the member alone: no log and no list of rows holds it
        return f"意见 {self.pk}"

    @property
    def key(self) -> str:
        """Its id as a page names it."""
        return str(self.pk)

    @property
    def given(self) -> bool:
        """Whether somebody else entered it for the member."""
        return self.entered_by_id != self.owner_id


class Claim(models.Model):
    """That a member claims an opinion (认领): in which point of which paper."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="claims", verbose_name="意见")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+", verbose_name="材料")
    node = models.CharField("节点", max_length=40)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "认领"
        verbose_name_plural = "认领"
        constraints = [
            models.UniqueConstraint(fields=["opinion", "draft"], name="claim_once_per_paper")
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} 认领到 {self.node}"
