"""A trial of whether the database takes what people write: as much as a long paper, stored and
deleted again."""

from __future__ import annotations

import secrets
from typing import Final

from django.db import models, transaction

#: Bytes; a paper of 10,000 characters takes as many.
SIZE: Final = 32 * 1024


class Trial(models.Model):
    """A row that lives for the moment of a health check. A process that dies in between leaves one;
    the next check deletes it."""

    content = models.BinaryField("内容")

    class Meta:
        verbose_name = "写入检查"
        verbose_name_plural = "写入检查"

    def __str__(self) -> str:
        return f"写入检查 {self.pk}"


def try_to_write() -> None:
    """Store and delete a row, each for good. Raises DatabaseError where that does not work."""
    with transaction.atomic():
        # random, since a database may pack what repeats itself
        Trial.objects.create(content=secrets.token_bytes(SIZE))
    with transaction.atomic():
        Trial.objects.all().delete()
