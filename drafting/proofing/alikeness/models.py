"""Rows of what is compared."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organization
from drafting.drafts.models import Draft, Revision
from drafting.sealing.fields import SealedBinaryField, SealedTextField


class ReferenceText(models.Model):
    """A text that an organisation has its papers compared with (参考文本): one that goes round, from
    the web or from elsewhere. It holds for the organisations below too."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="reference_texts", verbose_name="党组织"
    )
    name = models.CharField("名称", max_length=80)
    text = SealedTextField("文字")
    content_hash = models.CharField("校验值", max_length=64)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="载入人",
    )
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)

    class Meta:
        verbose_name = "参考文本"
        verbose_name_plural = "参考文本"
        ordering = ["-loaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "content_hash"], name="reference_text_once_per_organization"
            )
        ]

    def __str__(self) -> str:
        return f"参考文本 {self.pk}"


class ComparableText(models.Model):
    """What is compared of one text (``similarity.kept_paper``): a draft as it stands, a frozen
    revision, or a reference text.

    ``mark`` tells of which state of it: a row with another mark than the text has now is stale.
    ``content`` is empty where that state could not be read.
    ``library`` is the share of it that the library has word for word.
    """

    draft = models.OneToOneField(
        Draft, models.CASCADE, null=True, related_name="comparable", verbose_name="材料"
    )
    revision = models.OneToOneField(
        Revision, models.CASCADE, null=True, related_name="comparable", verbose_name="版本"
    )
    reference = models.OneToOneField(
        ReferenceText, models.CASCADE, null=True, related_name="comparable", verbose_name="参考文本"
    )
    mark = models.CharField("校验值", max_length=64)
    content = SealedBinaryField("句子")
    library = models.FloatField("素材库占比", default=0.0)
    kept_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "比对用的文字"
        verbose_name_plural = "比对用的文字"
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False, revision=None, reference=None)
                | Q(draft=None, revision__isnull=False, reference=None)
                | Q(draft=None, revision=None, reference__isnull=False),
                name="comparable_text_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"比对用的文字 {self.pk}"


class Resemblance(models.Model):
    """What was found for one text of a draft: places in it and shares, by kind; nothing of what they
    resemble. ``key`` stands for the text and for everything that it was compared with."""

    draft = models.ForeignKey(
        Draft, models.CASCADE, related_name="resemblances", verbose_name="材料"
    )
    key = models.CharField("校验值", max_length=64)
    found = models.JSONField("结果", default=dict)
    kept_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "雷同比对结果"
        verbose_name_plural = "雷同比对结果"
        constraints = [
            models.UniqueConstraint(fields=["draft", "key"], name="resemblance_once_per_text")
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id}"


class PairShare(models.Model):
    """Which share of one text stands in another, from 0 to 1. It goes when one of them is read
    anew."""

    one = models.ForeignKey(
        ComparableText, models.CASCADE, related_name="shares", verbose_name="材料"
    )
    other = models.ForeignKey(
        ComparableText, models.CASCADE, related_name="+", verbose_name="另一份"
    )
    share = models.FloatField("占比")

    class Meta:
        verbose_name = "两份材料的雷同占比"
        verbose_name_plural = "两份材料的雷同占比"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_share_once_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
