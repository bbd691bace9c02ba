"""Rows of the evidence files."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from drafting.jobs.storage import private_storage
from drafting.rectification.ledger.models import LedgerItem
from drafting.sealing.fields import SealedCharField


class EvidenceFile(models.Model):
    """A file of an item of a ledger, for its owner alone.

    ``name`` is what its owner called it, with the ending of its content; ``file`` its name in the
    private storage, which says nothing of anybody. The stored file goes with the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        LedgerItem, models.CASCADE, related_name="files", verbose_name="整改事项"
    )
    name = SealedCharField("名称", max_length=200)
    file = models.CharField("文件", max_length=200, help_text="在私有存储中的名称。")
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64)
    created_at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        verbose_name = "佐证文件"
        verbose_name_plural = "佐证文件"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "sha256"], name="evidence_once_per_item")
        ]

    def __str__(self) -> str:
        # its name is for its owner
        return f"佐证文件 {self.pk}"


@receiver(post_delete, sender=EvidenceFile)
def drop_file(instance: EvidenceFile, **_kwargs: Any) -> None:
    """The stored file goes when the row is gone for good; one that cannot go now is found by the
    clearing away (``keeping.tidy``)."""
    transaction.on_commit(partial(private_storage().delete, instance.file), robust=True)
