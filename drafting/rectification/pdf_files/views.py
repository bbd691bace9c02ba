"""Watching a PDF being made. Everybody but who asked for it gets 404; the file itself is fetched where it
was asked for."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.jobs import wording
from drafting.jobs.recovery import recover
from drafting.rectification.pdf_files.models import PdfJob
from drafting.rectification.pdf_files.work import PDFS


@login_required_json_aware
@never_cache
@require_safe
def page(request: SignedInRequest, job_id: uuid.UUID) -> HttpResponse:
    """The PDF, how far it is, and where it is fetched."""
    context = {"row": _row(_own_job(request, job_id))}
    return render(request, "drafting/rectification/pdf_file.html", context)


@login_required_json_aware
@never_cache
@require_safe
def status(request: SignedInRequest, job_id: uuid.UUID) -> HttpResponse:
    """How far it is, for the script: {open, message, html}. Sets a stalled one going again, so that
    it needs no beat."""
    job = _own_job(request, job_id)
    if job.open:
        recover(job, PDFS)
        job = _own_job(request, job_id)
    row = _row(job)
    html = render_to_string("drafting/rectification/_pdf_job.html", {"row": row}, request)
    done = f"{job.filename} 已生成，可以下载。"
    message = done if job.state == PdfJob.State.DONE else row["message"]
    return JsonResponse({"open": job.open, "message": message, "html": html})


def _row(job: PdfJob) -> dict[str, object]:
    return {"job": job, "message": wording.message_of(job, timezone.now())}


def _own_job(request: SignedInRequest, job_id: uuid.UUID) -> PdfJob:
    jobs = PdfJob.objects.defer("source")
    job = jobs.filter(pk=job_id, requested_by=request.user).first()
    if job is None:
        raise Http404("没有这个文件。")
    return job
