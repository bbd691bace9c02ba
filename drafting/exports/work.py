"""What a worker does with an export: claim it, render, keep the file, say so. Every step may be the
last one before a kill."""

from __future__ import annotations

import uuid
from typing import Final

from drafting.document import codec
from drafting.exports.models import ExportJob
from drafting.jobs import lifecycle
from drafting.rendering.edition import edition
from drafting.rendering.formats import FORMATS
from drafting.rendering.options import RenderOptions
from drafting.rendering.output_format import NotMade
from drafting.rendering.styles import STYLES

RENDER: Final = "drafting.exports.tasks.render_export"
EXPORTS: Final = lifecycle.JobKind(
    ExportJob, RENDER, "exports", "EXPORT_KEEP_DAYS", ("revision", "requested_by")
)


def carry_out(job_id: uuid.UUID, token: str) -> None:
    """Make the file of an export if it is to be made (see ``jobs.carry_out``)."""
    lifecycle.carry_out(EXPORTS, job_id, token, _make)


def claim(job_id: uuid.UUID, token: str) -> ExportJob | None:
    """Take an export by one conditional update; None where it is done, gone, given up or in other
    hands."""
    return lifecycle.claim(EXPORTS, job_id, token)


def _make(job: ExportJob) -> None:
    document = codec.load(job.revision.document)
    lifecycle.advance(job, 30)
    try:
        content = FORMATS[job.format].file(document, _options(job))
    except NotMade as reason:
        raise lifecycle.Explained(str(reason)) from reason
    lifecycle.advance(job, 80)
    lifecycle.finish(EXPORTS, job, content, edition=edition(job.approval, job.format))


def _options(job: ExportJob) -> RenderOptions:
    """Everything printed or stored besides the text comes from the revision, so that its file is
    always the same bytes."""
    revision = job.revision
    return RenderOptions(
        style=STYLES[job.style],
        draft_copy=job.copy == ExportJob.Copy.DRAFT,
        author=job.draft.author_name,
        created=revision.created_at,
        modified=revision.created_at,
        reference=revision.content_hash,
        approval=job.approval,
    )
