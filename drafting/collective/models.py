"""Rows of the collective room."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from drafting.drafts.models import Draft
from drafting.sealing.fields import SealedCharField, SealedTextField

#: Characters of a comment, and of the writer's answer.
LONGEST = 1000
#: Characters of the passage that a comment keeps, so that it can be told what it was about.
QUOTE = 80


class CommitteeComment(models.Model):
    """What a member of the committee says to the collective paper while it is drafted (支委意见);
    without a node of the whole of it. Seen by the committee and the writer, not by whoever reviews.

    ``settled_at``: the writer has dealt with it, ``answer`` says how. ``token`` names the form that
    it was sent with, so that two clicks make one; ``version`` grows with every change of its words.
    """

    draft = models.ForeignKey(
        Draft, models.CASCADE, related_name="committee_comments", verbose_name="材料"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    node = models.CharField("节点", max_length=40, blank=True)
    quote = SealedCharField("原文", max_length=QUOTE, blank=True)
    text = SealedTextField("意见", max_length=LONGEST)
    answer = SealedTextField("说明", max_length=LONGEST, blank=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="处理人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    token = models.UUIDField("表单标识", default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "支委意见"
        verbose_name_plural = "支委意见"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "author", "token"], name="committee_comment_once_per_form"
            )
        ]

    def __str__(self) -> str:
        # what is said is for the committee alone: no log and no list of rows holds it
        return f"支委意见 {self.pk}"
