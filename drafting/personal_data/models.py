"""Rows of the personal data room. None of them holds a word of a paper."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from drafting.jobs.models import Job
from drafting.sealing.fields import SealedCharField, SealedJSONField

#: Characters of what a person says of a request, and of an administrator's reason.
LONGEST: Final = 200


class PersonalFile(Job):
    """Everything that the system has of a person, in one zip for themselves (我的数据). ``missing`` names
    what could not be put into it, or was too large."""

    missing = SealedJSONField("未能放入的", default=list)

    class Meta:
        verbose_name = "个人数据导出"
        verbose_name_plural = "个人数据导出"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="personalfile_state_lease")]
        constraints = [
            models.UniqueConstraint(
                fields=["requested_by"],
                condition=Q(state__in=("queued", "running")),
                name="personalfile_one_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(file=""), name="personalfile_done_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"个人数据导出 {self.id}"


class ErasureRequest(models.Model):
    """That a person asked to have their data erased (申请注销), and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", "等待办理"
        WITHDRAWN = "withdrawn", "已撤回"
        DECLINED = "declined", "没有同意"
        DONE = "done", "已办理"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="erasure_requests",
        verbose_name="申请人",
    )
    words = SealedCharField("说明", max_length=LONGEST, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    answer = SealedCharField("答复", max_length=LONGEST, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="办理人",
    )
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    ended_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "注销申请"
        verbose_name_plural = "注销申请"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="erasure_request_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"注销申请 {self.pk}"


class Erasure(models.Model):
    """That a person's data was erased (注销记录): by whom, why, and how much of what; neither their name
    nor a word of theirs."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasure", verbose_name="人员"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人"
    )
    reason = models.CharField("原因", max_length=LONGEST)
    counts = models.JSONField("数量", default=dict)
    done_at = models.DateTimeField("办理时间", default=timezone.now)

    class Meta:
        verbose_name = "注销记录"
        verbose_name_plural = "注销记录"
        ordering = ["-done_at", "-pk"]

    def __str__(self) -> str:
        return f"注销记录 {self.pk}"
