"""Rows of the ledger."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rectification.states import LABELS_OF_STATES, UNFINISHED, ItemState
from drafting.sealing.fields import SealedCharField, SealedTextField

#: The longest text of a field, in characters as Python counts them.
LONGEST_TEXT = 1000


class Ledger(models.Model):
    """The measures that a member has promised for a meeting (整改台账). It outlives the paper.

    ``approved_at`` is when the paper that it follows was passed last.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ledgers", verbose_name="责任人"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="ledgers", verbose_name="会议"
    )
    draft = models.ForeignKey(
        Draft, models.SET_NULL, null=True, related_name="ledgers", verbose_name="材料"
    )
    opened_at = models.DateTimeField("建立时间", default=timezone.now)
    approved_at = models.DateTimeField("最近通过时间", default=timezone.now)

    class Meta:
        verbose_name = "整改台账"
        verbose_name_plural = "整改台账"
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "meeting"], name="ledger_once_per_meeting")
        ]

    def __str__(self) -> str:
        # what it says is for its owner and the branch's secretary
        return f"整改台账 {self.pk}"


class LedgerItem(models.Model):
    """One measure (整改措施) of a ledger: what the approved paper says, and what the member says of it.

    ``due_read`` is the time limit that the paper's words name: where ``due`` is the same, nobody
    has chosen another. ``version`` grows with every save of the member's; ``sending`` names page
    and request of the last one. ``heard``: it answers no problem of the paper but a 批评意见 that the
    member heard at the meeting from ``speaker``, as ``entered_by`` noted; its measure is written here.
    """

    class Standing(models.TextChoices):
        """What the last approval made of it, compared with the one before."""

        KEPT = "", "没有变化"
        CHANGED = "changed", "措施有改动"
        ADDED = "added", "新增"
        GONE = "gone", "材料里已没有"

    ledger = models.ForeignKey(Ledger, models.CASCADE, related_name="items", verbose_name="台账")
    measure = models.CharField("措施的节点", max_length=40)
    order = models.PositiveSmallIntegerField("次序", default=0)
    text = SealedTextField("措施")
    problem = SealedTextField("问题", blank=True)
    heard = models.BooleanField("会上的批评意见", default=False, db_default=False)
    speaker = SealedCharField("谁提的", max_length=60, blank=True, default="", db_default="")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="记下的人",
    )
    standing = models.CharField(
        "与上次通过时相比", max_length=10, blank=True, choices=Standing, default=Standing.KEPT
    )
    state = models.CharField(
        "状态",
        max_length=10,
        choices=[(one.value, label) for one, label in LABELS_OF_STATES.items()],
        default=ItemState.NOT_BEGUN.value,
    )
    due = models.DateField("完成时限", null=True, blank=True)
    due_read = models.DateField("措施里写的时限", null=True, blank=True)
    standard = SealedTextField("完成标准", blank=True)
    notes = SealedTextField("进展和说明", blank=True)
    evidence = SealedTextField("佐证", blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    sending = models.CharField("最近的保存请求", max_length=60, blank=True)
    updated_at = models.DateTimeField("更新时间", default=timezone.now)

    class Meta:
        verbose_name = "整改事项"
        verbose_name_plural = "整改事项"
        ordering = ["ledger", "order", "pk"]
        indexes = [models.Index(fields=["due", "state"], name="ledgeritem_due_state")]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "measure"], name="ledger_measure_once")
        ]

    def __str__(self) -> str:
        return f"整改事项 {self.pk}"

    @property
    def gone(self) -> bool:
        """Whether the approved paper does not hold it any more."""
        return self.standing == self.Standing.GONE

    @property
    def unfinished(self) -> bool:
        """Whether its limit still matters."""
        return self.state in UNFINISHED and not self.gone

    def overdue(self, today: date) -> int:
        """By how many days its limit has passed; 0 where it has not, or does not matter."""
        return max(0, (today - self.due).days) if self.due and self.unfinished else 0


class LedgerEvent(models.Model):
    """What has become of an item and when: its state by the member, its words by an approval.
    ``before`` and ``after`` are states, or the words of the measure."""

    class What(models.TextChoices):
        STATE = "state", "状态"
        CHANGED = "changed", "材料改动"
        ADDED = "added", "材料新增"
        GONE = "gone", "材料里去掉"
        BACK = "back", "材料里恢复"

    item = models.ForeignKey(
        LedgerItem, models.CASCADE, related_name="events", verbose_name="整改事项"
    )
    what = models.CharField("变化", max_length=10, choices=What)
    before = SealedTextField("原来", blank=True)
    after = SealedTextField("现在", blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "台账记录"
        verbose_name_plural = "台账记录"
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return f"整改事项 {self.item_id} {self.get_what_display()}"
