"""What a worker does with a PDF: claim it, convert the Word file, keep the PDF and not the Word file.
Every step may be the last one before a kill."""

from __future__ import annotations

import datetime
import uuid
from typing import Final

from django.conf import settings
from django.utils import timezone

from drafting.jobs import lifecycle, recovery
from drafting.rectification.pdf_files.models import PdfJob
from drafting.rendering.formats.pdf import to_pdf

TASK: Final = "drafting.rectification.tasks.make_pdf"
PDFS: Final = lifecycle.JobKind(PdfJob, TASK, "pdfs", "PDF_KEEP_DAYS", ("requested_by",))


def carry_out(job_id: uuid.UUID, token: str) -> None:
    """Make the PDF if it is to be made (see ``jobs.carry_out``)."""
    lifecycle.carry_out(PDFS, job_id, token, _make)


def _make(job: PdfJob) -> None:
    lifecycle.advance(job, 30)
    content = to_pdf([bytes(job.source)])[0]
    lifecycle.finish(PDFS, job, content, source=b"")


def tidy() -> None:
    """Delete the jobs that are too old with their texts, and files that belong to nobody."""
    recovery.tidy(PDFS)
    limit = timezone.now() - datetime.timedelta(days=settings.PDF_KEEP_DAYS)
    over = (PdfJob.State.EXPIRED, PdfJob.State.FAILED)
    PdfJob.objects.filter(state__in=over, created_at__lt=limit).delete()
