"""What a worker does with an export: claim it, render, keep the file, say so. Every step may be the last one before a kill."""

from __future__ import annotations

import uuid
from typing import Final

from drafting.document import codec
from drafting.rendering.edition import edition
from drafting.rendering.formats.docx import render
from drafting.rendering.models import ExportJob
from drafting.rendering.options import RenderOptions
from drafting.rendering.queue import RENDER
from drafting.rendering.services import jobs
from drafting.rendering.styles import STYLES

EXPORTS: Final = jobs.Kind(
    ExportJob, RENDER, "exports", "docx", "EXPORT_KEEP_DAYS", ("revision", "requested_by")
)


def carry_out(job_id: uuid.UUID, token: str) -> None:
    """Make the file of an export if it is to be made (see ``jobs.carry_out``)."""
    jobs.carry_out(EXPORTS, job_id, token, _make)


def claim(job_id: uuid.UUID, token: str) -> ExportJob | None:
    """Take an export by one conditional update; None where it is done, gone, given up or in other hands."""
    return jobs.claim(EXPORTS, job_id, token)


def _make(job: ExportJob) -> None:
    document = codec.load(job.revision.document)
    jobs.advance(job, 30)
    content = render(document, _options(job))
    jobs.advance(job, 80)
    jobs.finish(EXPORTS, job, content, edition=edition(job.approval))


def _options(job: ExportJob) -> RenderOptions:
    """Everything printed or stored besides the text comes from the revision, so that its file is always the same bytes."""
    revision = job.revision
    return RenderOptions(
        style=STYLES[job.style],
        draft_copy=job.copy == ExportJob.Copy.DRAFT,
        author=job.requested_by.name,
        created=revision.created_at,
        modified=revision.created_at,
        reference=revision.content_hash,
        approval=job.approval,
    )
