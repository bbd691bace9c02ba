"""Asking for a bundle: the row first, the message after the commit."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from drafting.desk.handed import papers_to_take
from drafting.desk.models import BundleJob
from drafting.desk.permissions import Standing
from drafting.desk.services.making import BUNDLES
from drafting.desk.table import lines_of
from drafting.drafts.models import Meeting
from drafting.rendering.filenames import safe_name
from drafting.rendering.services import jobs


class Nothing(Exception):
    """There is no paper that the person could take away."""


def ask_for_bundle(meeting: Meeting, by: User, copy: str, standing: Standing) -> BundleJob:
    """The job for the papers of a meeting that this person reads now (``copy`` is a BundleJob.Copy).

    While one is under way, asking again gives that one. Raises Nothing where nothing was handed in. That the person may have a
    bundle at all is asked before (``permissions.may_collect``).
    """
    with transaction.atomic():
        # two clicks at once come one after the other
        Meeting.objects.filter(pk=meeting.pk).update(state=F("state"))
        under_way = BundleJob.objects.filter(
            meeting=meeting,
            requested_by=by,
            copy=copy,
            state__in=(BundleJob.State.QUEUED, BundleJob.State.RUNNING),
        )
        if found := under_way.first():
            return found
        papers = papers_to_take(meeting, lines_of(meeting, standing))
        if not papers:
            raise Nothing
        job = BundleJob.objects.create(
            meeting=meeting,
            requested_by=by,
            copy=copy,
            names=[paper.as_row() for paper in papers],
            filename=_filename(meeting, copy),
        )
        transaction.on_commit(partial(jobs.dispatch, BUNDLES, job.pk))
    return job


def _filename(meeting: Meeting, copy: str) -> str:
    """``会议-正式稿-20241220.zip``."""
    kind = BundleJob.Copy(copy).label
    return safe_name(f"{meeting.title[:60]}-{kind}-{timezone.localdate():%Y%m%d}", "zip")
