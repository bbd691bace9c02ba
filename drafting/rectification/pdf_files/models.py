"""Rows of the PDF files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from drafting.jobs.models import Job
from drafting.sealing.fields import SealedBinaryField


class PdfJob(Job):
    """The PDF of one Word file that a person asked for.

    ``address`` is where it was asked for and is fetched, which says each time whether the person
    may have it; ``back`` the page that offers it. ``source`` is the Word file, until the PDF is
    there; ``source_hash`` tells it from the file of a text that was changed since.
    """

    address = models.CharField("地址", max_length=300)
    back = models.CharField("来自页面", max_length=300)
    source = SealedBinaryField("Word 文件")
    source_hash = models.CharField("内容校验值", max_length=64)

    class Meta:
        verbose_name = "PDF 任务"
        verbose_name_plural = "PDF 任务"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="pdfjob_state_lease")]
        constraints = [
            models.UniqueConstraint(
                fields=["requested_by", "address", "source_hash"], name="pdfjob_once_per_file"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(file=""), name="pdfjob_done_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"PDF 任务 {self.id}"
