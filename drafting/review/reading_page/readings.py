"""The record of readings (查阅记录)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.review.models import Reading, Submission


def readings_of(draft: Draft) -> QuerySet[Reading]:
    """Who read or downloaded which round of a draft, newest first."""
    rows = Reading.objects.filter(submission__draft=draft).select_related("reader", "submission")
    return rows.order_by("-last_at")


def note_reading(submission: Submission, reader: User, how: str = Reading.How.PAGE) -> None:
    """Note that a reviewer read a round, or took it away (``how`` is a Reading.How); the author's
    own reading is none."""
    if submission.draft.owner_id == reader.pk:
        return
    row, created = Reading.objects.get_or_create(submission=submission, reader=reader, how=how)
    if not created:
        Reading.objects.filter(pk=row.pk).update(times=F("times") + 1, last_at=timezone.now())


def note_readings(
    submissions: Iterable[Submission], reader: User, how: str = Reading.How.PAGE
) -> None:
    """Note that somebody read or took away several rounds at once (given with their drafts), in
    three queries."""
    others = [one for one in submissions if one.draft.owner_id != reader.pk]
    rows = Reading.objects.filter(submission__in=others, reader=reader, how=how)
    with transaction.atomic():
        known = set(rows.values_list("submission_id", flat=True))
        rows.update(times=F("times") + 1, last_at=timezone.now())
        fresh = [
            Reading(submission=one, reader=reader, how=how) for one in others if one.pk not in known
        ]
        # who takes the same away at the same moment has it noted already
        Reading.objects.bulk_create(fresh, ignore_conflicts=True)
