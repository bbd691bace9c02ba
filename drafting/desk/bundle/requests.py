"""Asking for a bundle: the row first, the message after the commit."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from drafting.desk.bundle.papers import papers_to_take
from drafting.desk.bundle.work import BUNDLES
from drafting.desk.models import BundleJob
from drafting.desk.permissions import DeskStanding
from drafting.desk.table.lines import lines_of
from drafting.jobs import lifecycle
from drafting.meetings.models import Meeting
from drafting.rendering.filenames import safe_name


class NothingToBundle(Exception):
    """There is no paper that the person could take away."""


def ask_for_bundle(
    meeting: Meeting,
    by: User,
    copy: str,
    standing: DeskStanding,
    only: Collection[int] | None = None,
    *,
    with_pdf: bool = False,
) -> BundleJob:
    """The job for the papers of a meeting that this person reads now, or ``only`` for those of
    these people (ids); ``copy`` is a BundleJob.Copy, ``with_pdf`` puts a PDF beside each.

    While one for the same papers is under way, asking again gives that one. Raises NothingToBundle where nothing
    was handed in. That the person may have a bundle at all is asked before
    (``permissions.may_collect``).
    """
    with transaction.atomic():
        # two clicks at once come one after the other
        Meeting.objects.filter(pk=meeting.pk).update(state=F("state"))
        under_way = BundleJob.objects.filter(
            meeting=meeting,
            requested_by=by,
            copy=copy,
            with_pdf=with_pdf,
            state__in=(BundleJob.State.QUEUED, BundleJob.State.RUNNING),
        )
        lines = lines_of(meeting, standing)
        chosen = [line for line in lines if only is None or line.owner in only]
        names = [paper.as_row() for paper in papers_to_take(meeting, chosen)]
        if found := next((job for job in under_way if job.names == names), None):
            return found
        if not names:
            raise NothingToBundle
        job = BundleJob.objects.create(
            meeting=meeting,
            requested_by=by,
            copy=copy,
            with_pdf=with_pdf,
            names=names,
            filename=_filename(meeting, copy),
        )
        transaction.on_commit(partial(lifecycle.dispatch, BUNDLES, job.pk))
    return job


def _filename(meeting: Meeting, copy: str) -> str:
    """``会议-正式稿-20241220.zip``."""
    kind = BundleJob.Copy(copy).label
    return safe_name(f"{meeting.title[:60]}-{kind}-{timezone.localdate():%Y%m%d}", "zip")
