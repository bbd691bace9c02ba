"""Asking for a file: the row first, the message after the commit."""

from __future__ import annotations

from functools import partial

from django.db import IntegrityError, transaction

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import choose_style, freeze
from drafting.rendering.edition import edition
from drafting.rendering.filenames import material_name
from drafting.rendering.models import ExportJob
from drafting.rendering.services import jobs
from drafting.rendering.services.work import EXPORTS
from drafting.rendering.storage import private_storage
from drafting.rendering.styles import STYLES
from drafting.rendering.unfilled import Unfilled, unfilled

State = ExportJob.State

#: How often a download name is looked for when others take it at the same moment.
TRIES = 5


class OpenHoles(Exception):
    """A clean copy was asked for while holes are open; carries the places."""

    def __init__(self, places: tuple[Unfilled, ...]) -> None:
        super().__init__(len(places))
        self.places = places


def ask_for_export(draft: Draft, by: User, style: str, copy: str) -> ExportJob:
    """The job for the draft as it stands now in this style (a key of STYLES) and kind of copy (ExportJob.Copy).

    The same content, style and copy is one job however often it is asked for: one that is under way or has its file is given
    as it is, one that failed or expired begins again. Raises OpenHoles for a clean copy with open holes; then nothing is stored.
    """
    with transaction.atomic():
        revision = freeze(draft, Revision.Reason.EXPORT, by)
        if copy == ExportJob.Copy.CLEAN and (places := unfilled(codec.load(revision.document))):
            raise OpenHoles(places)
        if draft.style != style:
            choose_style(draft, style)
        job, created = _job_for(draft, revision, by, style, copy)
        if created:
            transaction.on_commit(partial(jobs.dispatch, EXPORTS, job.pk))
    return job if created else ask_again(job)


def ask_again(job: ExportJob) -> ExportJob:
    """Begin a job again that failed, expired, lost its file, or was made by an earlier edition of the layout or when the text was
    not approved as it is now.

    One that is under way or has its file is left as it is.
    """
    if not (job.open or _is_there(job)):
        jobs.begin_again(EXPORTS, job)
    return job


def _is_there(job: ExportJob) -> bool:
    current = job.state == State.DONE and job.edition == edition(job.approval)
    return current and private_storage().exists(job.file)


def _job_for(draft: Draft, revision: Revision, by: User, style: str, copy: str) -> tuple[ExportJob, bool]:
    """The one row for this file, and whether it is new. Two requests at once meet in the unique constraint."""
    for last in [False] * (TRIES - 1) + [True]:
        fresh = ExportJob(draft=draft, revision=revision, requested_by=by, style=style, copy=copy)
        fresh.filename = _filename(fresh)
        try:
            return ExportJob.objects.get_or_create(
                revision=revision, style=style, copy=copy,
                defaults={"id": fresh.pk, "draft": draft, "requested_by": by, "filename": fresh.filename},
            )  # fmt: skip
        except IntegrityError:  # another file of this person took the name at this moment
            if last:
                raise
    raise AssertionError("unreachable")


def _filename(job: ExportJob) -> str:
    title = job.revision.document["head"]["title"] or "对照检查材料"
    taken = ExportJob.objects.filter(requested_by=job.requested_by).values_list("filename", flat=True)
    kind = "草稿" if job.copy == ExportJob.Copy.DRAFT else ""
    version = f"{kind} 第{job.revision.number}版".strip()
    notes = [kind, version, f"{version} {STYLES[job.style].label}", f"{version} {str(job.pk)[:8]}"]
    if ExportJob.objects.filter(revision=job.revision, copy=job.copy).exists():
        notes.remove(version)  # the same text in another style: only the style tells them apart
    return material_name(job.requested_by.name, title, taken, notes)
