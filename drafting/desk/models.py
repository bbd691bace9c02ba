"""Rows of the desk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from drafting.jobs.models import Job
from drafting.meetings.models import Meeting


class BundleJob(Job):
    """The papers of a meeting in one zip (材料汇总包).

    ``names`` are the papers as they were when it was asked for: [{"draft", "submission", "name"}];
    ``failures`` those that could not be made: [{"name", "reason"}], the rest are in the file.
    """

    class Copy(models.TextChoices):
        CLEAN = "clean", "正式稿"
        COMMENTED = "commented", "带批注"

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="bundles", verbose_name="会议"
    )
    copy = models.CharField("内容", max_length=10, choices=Copy, default=Copy.CLEAN)
    with_pdf = models.BooleanField("另附 PDF", default=False, db_default=False)
    names = models.JSONField("材料", default=list)
    failures = models.JSONField("未能生成的材料", default=list)

    class Meta:
        verbose_name = "汇总任务"
        verbose_name_plural = "汇总任务"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="bundlejob_state_lease")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(file=""), name="bundlejob_done_has_file"
            )
        ]

    def __str__(self) -> str:
        return f"汇总任务 {self.id}"
