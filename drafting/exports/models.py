"""Rows of the exports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from drafting.drafts.models import Draft, Revision
from drafting.jobs.models import Job
from drafting.rendering.edition import edition
from drafting.rendering.formats import DEFAULT_FORMAT, FORMATS


class ExportJob(Job):
    """One file of a paper.

    A revision in one format, one style and one kind of copy is always the same file, so it has one
    row: asking again finds it. ``format`` is a key of FORMATS.
    """

    class Copy(models.TextChoices):
        CLEAN = "clean", "正式稿"
        DRAFT = "draft", "草稿"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="exports", verbose_name="材料")
    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="exports", verbose_name="定稿版本"
    )
    copy = models.CharField("用途", max_length=10, choices=Copy, default=Copy.CLEAN)
    style = models.CharField("版式", max_length=20)
    format = models.CharField(
        "文件格式", max_length=20, default=DEFAULT_FORMAT.key, db_default=DEFAULT_FORMAT.key
    )
    edition = models.CharField(
        "排版程序版本", max_length=16, blank=True, help_text="排版程序更新后，再次申请会重新生成。"
    )

    class Meta:
        verbose_name = "生成任务"
        verbose_name_plural = "生成任务"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="exportjob_state_lease")]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "style", "copy", "format"], name="exportjob_once_per_file"
            ),
            models.UniqueConstraint(
                fields=["requested_by", "filename"], name="exportjob_name_once_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(file=""), name="exportjob_done_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"生成任务 {self.id}"

    @property
    def approval(self) -> str:
        """What the file says of the text's approval; a copy marked 草稿 says nothing of one, nor does
        a format that has no place for it."""
        output = FORMATS.get(self.format)
        names_it = self.copy == self.Copy.CLEAN and output is not None and output.names_approval
        return self.revision.approval if names_it else ""

    @property
    def is_current(self) -> bool:
        """Whether the same text would give the same file now, by its approval and by the layout."""
        return self.edition == edition(self.approval, self.format)
