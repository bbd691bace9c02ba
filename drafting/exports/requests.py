"""Asking for a file: the row first, the message after the commit."""

from __future__ import annotations

from functools import partial

from django.db import IntegrityError, transaction

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services.lifecycle import choose_style
from drafting.drafts.services.revisions import freeze
from drafting.exports.models import ExportJob
from drafting.exports.unfilled import Unfilled, unfilled
from drafting.exports.work import EXPORTS
from drafting.jobs import lifecycle
from drafting.jobs.storage import private_storage
from drafting.rendering.filenames import material_name
from drafting.rendering.formats import DEFAULT_FORMAT, FORMATS
from drafting.rendering.styles import STYLES

State = ExportJob.State

#: How often a download name is looked for when others take it at the same moment.
TRIES = 5
#: What of a job is not asked for but noted when there is none yet.
_NEW = ("id", "draft", "requested_by", "filename")


class OpenHoles(Exception):
    """A clean copy was asked for while holes are open; carries the places."""

    def __init__(self, places: tuple[Unfilled, ...]) -> None:
        super().__init__(len(places))
        self.places = places


def ask_for_export(
    draft: Draft, by: User, style: str, copy: str, format: str = DEFAULT_FORMAT.key
) -> ExportJob:
    """The job for the draft as it stands now in this style (a key of STYLES), kind of copy
    (ExportJob.Copy) and format (a key of DOWNLOADS).

    The same content in the same three is one job however often it is asked for: one that is under
    way or has its file is given as it is, one that failed or expired begins again. Raises OpenHoles
    for a clean copy with open holes; then nothing is stored.
    """
    with transaction.atomic():
        revision = freeze(draft, Revision.Reason.EXPORT, by)
        if copy == ExportJob.Copy.CLEAN and (places := unfilled(codec.load(revision.document))):
            raise OpenHoles(places)
        if draft.style != style:
            choose_style(draft, style)
        job, created = _job_for(
            ExportJob(
                draft=draft,
                revision=revision,
                requested_by=by,
                style=style,
                copy=copy,
                format=format,
            )
        )
        if created:
            transaction.on_commit(partial(lifecycle.dispatch, EXPORTS, job.pk))
    return job if created else ask_again(job)


def ask_again(job: ExportJob) -> ExportJob:
    """Begin a job again that failed, expired, lost its file, or was made by an earlier edition of
    the layout or when the text was not approved as it is now.

    One that is under way or has its file is left as it is.
    """
    if not (job.open or _is_there(job)):
        lifecycle.begin_again(EXPORTS, job)
    return job


def _is_there(job: ExportJob) -> bool:
    return job.state == State.DONE and job.is_current and private_storage().exists(job.file)


def _job_for(wanted: ExportJob) -> tuple[ExportJob, bool]:
    """The one row for the file that is wanted, and whether it is new. Two requests at once meet in
    the unique constraint."""
    for last in [False] * (TRIES - 1) + [True]:
        wanted.filename = _filename(wanted)
        try:
            return ExportJob.objects.get_or_create(
                revision=wanted.revision,
                style=wanted.style,
                copy=wanted.copy,
                format=wanted.format,
                defaults={name: getattr(wanted, name) for name in _NEW},
            )
        except IntegrityError:  # another file of this person took the name at this moment
            if last:
                raise
    raise AssertionError("unreachable")


def _filename(job: ExportJob) -> str:
    title = job.revision.document["head"]["title"] or "对照检查材料"
    taken = ExportJob.objects.filter(requested_by=job.requested_by).values_list(
        "filename", flat=True
    )
    kind = "草稿" if job.copy == ExportJob.Copy.DRAFT else ""
    version = f"{kind} 第{job.revision.number}版".strip()
    notes = [kind, version, f"{version} {STYLES[job.style].label}", f"{version} {str(job.pk)[:8]}"]
    if ExportJob.objects.filter(revision=job.revision, copy=job.copy, format=job.format).exists():
        notes.remove(version)  # the same text in another style: only the style tells them apart
    return material_name(job.draft.author_name, title, taken, notes, FORMATS[job.format].suffix)
