"""Rows of the review room. None of them ever changes what stands in a draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from drafting.drafts.models import Draft, Revision
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import action_choices, outcome, recorded_transition
from drafting.review.decisions.rows import Transition
from drafting.sealing.fields import SealedCharField, SealedTextField


class Submission(models.Model):
    """One round (一轮) of handing a draft in: the frozen text that the reviewer reads, and what the
    table shows of it.

    ``errors``, ``warnings`` and ``advice`` are the numbers of findings at submission, None where
    the checks could not run or did not come to their end; ``categories`` maps codes of problem
    categories to how many points of the paper name them.
    """

    draft = models.ForeignKey(
        Draft, models.PROTECT, related_name="submissions", verbose_name="材料"
    )
    number = models.PositiveIntegerField("轮次")
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="+", verbose_name="提交的版本"
    )
    note = SealedCharField("提交说明", max_length=500, blank=True)
    submitted_at = models.DateTimeField("提交时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    characters = models.PositiveIntegerField("字数", default=0)
    errors = models.PositiveIntegerField("错误", null=True)
    warnings = models.PositiveIntegerField("警告", null=True)
    advice = models.PositiveIntegerField("建议", null=True)
    categories = models.JSONField("问题分类", default=dict)

    class Meta:
        verbose_name = "提交"
        verbose_name_plural = "提交"
        ordering = ["draft", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"], name="submission_number_once_per_draft"
            )
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} 第 {self.number} 轮"


class ReviewEvent(models.Model):
    """Who did what with a draft and when (审核记录). Written once: the database refuses to change a
    row.

    ``content_hash`` is that of the submitted revision: an approval holds for exactly that text.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="events", verbose_name="材料")
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="events", verbose_name="提交"
    )
    action = models.CharField("动作", max_length=10, choices=action_choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人"
    )
    capacity = models.CharField(
        "身份", max_length=10, choices=[(c.value, c.label) for c in Capacity]
    )
    state_before = models.CharField("原状态", max_length=10)
    state_after = models.CharField("新状态", max_length=10)
    note = SealedTextField("说明", blank=True)
    reasons = models.JSONField("退回理由", default=list)
    content_hash = models.CharField("内容校验值", max_length=64)
    created_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "审核记录"
        verbose_name_plural = "审核记录"
        ordering = ["draft", "pk"]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} {self.get_action_display()}"

    @property
    def row(self) -> Transition:
        """The row of the table that it was made by. Raises LookupError where there is none any
        more."""
        return recorded_transition(self.action, self.capacity, self.state_before, self.state_after)

    @property
    def words(self) -> str:
        """What was done, as the record says it."""
        return outcome(self.action, self.state_after)


class Comment(models.Model):
    """A reviewer's comment on a passage (批注); without a node it speaks of the whole paper.

    Anchored by node, field and quote with what stands before and after it; the place is looked for
    anew whenever it is read. ``suggestion`` is what the quote should read instead (empty: be left
    out), None where none is offered.
    """

    class Kind(models.TextChoices):
        MUST = "must", "必改"
        ADVICE = "advice", "建议"

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="comments", verbose_name="材料")
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="comments", verbose_name="提交"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="批注人"
    )
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.ADVICE)
    node = models.CharField("节点", max_length=40, blank=True)
    field = models.CharField("位置", max_length=12, blank=True)
    quote = SealedTextField("原文", blank=True)
    prefix = SealedCharField("前文", max_length=64, blank=True)
    suffix = SealedCharField("后文", max_length=64, blank=True)
    start = models.PositiveIntegerField("起点", default=0)
    text = SealedTextField("意见", blank=True)
    suggestion = SealedTextField("建议改为", null=True, blank=True)
    accepted_at = models.DateTimeField("采纳时间", null=True, blank=True)
    resolved_at = models.DateTimeField("解决时间", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "批注"
        verbose_name_plural = "批注"
        ordering = ["draft", "pk"]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} 批注 {self.pk}"


class Reply(models.Model):
    """An answer in the thread of a comment: the member's 已改 or explanation, or a word of either
    side."""

    class Kind(models.TextChoices):
        CHANGED = "changed", "已改"
        EXPLAINED = "explained", "说明"
        WORD = "word", "回复"

    comment = models.ForeignKey(
        Comment, models.CASCADE, related_name="replies", verbose_name="批注"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="回复人"
    )
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.WORD)
    text = SealedTextField("内容", blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "回复"
        verbose_name_plural = "回复"
        ordering = ["comment", "pk"]

    def __str__(self) -> str:
        return f"批注 {self.comment_id} 的回复"


class Reading(models.Model):
    """That a reviewer read or took away a submitted text (查阅记录); the author sees it."""

    class How(models.TextChoices):
        PAGE = "page", "在线查阅"
        DOWNLOAD = "download", "下载"

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="readings", verbose_name="提交"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="查阅人"
    )
    how = models.CharField("方式", max_length=10, choices=How, default=How.PAGE)
    times = models.PositiveIntegerField("次数", default=1)
    first_at = models.DateTimeField("首次", default=timezone.now)
    last_at = models.DateTimeField("最近", default=timezone.now)

    class Meta:
        verbose_name = "查阅记录"
        verbose_name_plural = "查阅记录"
        ordering = ["submission", "first_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "reader", "how"], name="reading_once_per_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_how_display()}"
