"""Asking for the PDF of a Word file (the row first, the message after the commit), and finding it."""

from __future__ import annotations

import hashlib
from functools import partial
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from django.db import transaction

from accounts.models import User
from drafting.jobs import lifecycle
from drafting.jobs.storage import private_storage
from drafting.rectification.pdf_files.models import PdfJob
from drafting.rectification.pdf_files.work import PDFS

State = PdfJob.State

#: Holds when a Word file was written, which is another moment each time.
_MOMENT: Final = "docProps/core.xml"


def ask_for_pdf(word: bytes, by: User, address: str, back: str, filename: str) -> PdfJob:
    """The job for the PDF of a Word file; the same content asked for again at the same address is
    the same job: one that is under way or has its file is given as it is, another begins again."""
    fixed = {"back": back, "filename": filename, "source": word}
    with transaction.atomic():
        job, created = PdfJob.objects.get_or_create(
            requested_by=by, address=address, source_hash=_digest(word), defaults=fixed
        )
        if created:
            transaction.on_commit(partial(lifecycle.dispatch, PDFS, job.pk))
    if not (created or job.open or is_there(job)):
        PdfJob.objects.filter(pk=job.pk, state=job.state).update(**fixed)
        lifecycle.begin_again(PDFS, job)
    return job


def pdf_of(word: bytes, by: User, address: str) -> PdfJob | None:
    """The job that was asked for at this address for this very content."""
    jobs = PdfJob.objects.defer("source").filter(requested_by=by, address=address)
    return jobs.filter(source_hash=_digest(word)).first()


def is_there(job: PdfJob) -> bool:
    """Whether the PDF can be fetched."""
    return job.state == State.DONE and private_storage().exists(job.file)


def _digest(word: bytes) -> str:
    """The same for the same content and layout, whenever it was written."""
    found = hashlib.sha256()
    with ZipFile(BytesIO(word)) as package:
        for name in sorted(package.namelist()):
            if name != _MOMENT:
                found.update(name.encode() + b"\0" + package.read(name))
    return found.hexdigest()
