"""The record of readings (查阅记录)."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from drafting.review.models import Reading, Submission


def note_reading(submission: Submission, reader: User, how: str = Reading.How.PAGE) -> None:
    """Note that a reviewer read a round, or took it away (``how`` is a Reading.How); the author's own reading is none."""
    if submission.draft.owner_id == reader.pk:
        return
    row, created = Reading.objects.get_or_create(submission=submission, reader=reader, how=how)
    if not created:
        Reading.objects.filter(pk=row.pk).update(times=F("times") + 1, last_at=timezone.now())
