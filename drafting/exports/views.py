"""Asking for files, watching them being made, and downloading them. Everybody but the author
gets 404."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, page_of_ours
from accounts.permissions import Denied
from drafting.drafts.list_rows import title_of
from drafting.drafts.models import Draft
from drafting.drafts.selectors import own_draft
from drafting.exports import requests, work
from drafting.exports.forms import ExportForm
from drafting.exports.models import ExportJob
from drafting.exports.permissions import may_export
from drafting.exports.selectors import exports_context, own_job, row_of
from drafting.exports.unfilled import open_holes_reason
from drafting.jobs import recovery
from drafting.jobs.storage import private_storage
from drafting.rendering.formats import FORMATS

#: Of a file whose format is no more.
_UNKNOWN: Final = "application/octet-stream"


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The files of a draft, and the form that asks for one."""
    draft = own_draft(request.user, draft_id)
    if draft is None:
        raise Http404("没有这份材料。")
    if request.method == "POST":
        return _ask(request, draft)
    context = exports_context(draft) | {"nav": "drafts", "draft": draft, "title": title_of(draft)}
    return render(request, "drafting/exports/exports.html", context)


@login_required_json_aware
@never_cache
@require_safe
def status(request: SignedInRequest, job_id: uuid.UUID) -> HttpResponse:
    """How far a job is, for the script: {open, message, html}. Sets a stalled job going again, so
    that it needs no beat."""
    job = _own_job(request, job_id)
    if job.open:
        recovery.recover(job, work.EXPORTS)
        job = _own_job(request, job_id)
    row = row_of(job)
    html = render_to_string("drafting/exports/_job.html", {"row": row}, request)
    message = (
        f"{job.filename} 已生成，可以下载。" if job.state == ExportJob.State.DONE else row.message
    )
    return JsonResponse({"open": job.open, "message": message, "html": html})


@login_required_json_aware
@cache_control(private=True, no_store=True)
@require_safe
def download(request: SignedInRequest, job_id: uuid.UUID) -> HttpResponseBase:
    """The file, named 姓名-标题 with the ending of its format."""
    job = _own_job(request, job_id)
    if job.state != ExportJob.State.DONE:
        messages.info(request, "这个文件现在不能下载，请看下面的说明。")
        return redirect("exports:list", job.draft_id)
    if not private_storage().exists(job.file):
        recovery.note_missing(job)
        messages.error(request, "这个文件在服务器上已经不存在，请点“重新生成”。")
        return redirect("exports:list", job.draft_id)
    content = private_storage().open(job.file, "rb")
    output = FORMATS.get(job.format)
    return FileResponse(
        content,
        as_attachment=True,
        filename=job.filename,
        content_type=output.media_type if output else _UNKNOWN,
    )


@login_required_json_aware
@require_POST
def retry(request: SignedInRequest, job_id: uuid.UUID) -> HttpResponse:
    """Make a file again that failed or expired."""
    job = _own_job(request, job_id)
    decision = may_export(request.user, job.draft)
    if isinstance(decision, Denied):
        messages.error(request, decision.reason)
    else:
        requests.ask_again(job)
    return _back(request, job.draft_id, job)


def _ask(request: SignedInRequest, draft: Draft) -> HttpResponse:
    decision = may_export(request.user, draft)
    form = ExportForm(request.POST)
    if isinstance(decision, Denied):
        messages.error(request, decision.reason)
    elif not form.is_valid():
        messages.error(request, form.error_sentence())
    else:
        try:
            job = requests.ask_for_export(draft, request.user, **form.cleaned_data)
        except requests.OpenHoles as error:
            messages.error(request, open_holes_reason(error.places))
        else:
            if job.state == ExportJob.State.DONE:
                messages.info(request, "这一版内容已经生成过同样的文件，可以直接下载。")
            return _back(request, draft.pk, job)
    return _back(request, draft.pk, None)


def _back(request: SignedInRequest, draft_id: uuid.UUID, job: ExportJob | None) -> HttpResponse:
    """To the page that asked, at the job."""
    asked = page_of_ours(request, request.POST.get("next", "").partition("#")[0])
    target = asked or reverse("exports:list", args=[draft_id])
    return redirect(target + (f"#export-{job.pk}" if job else ""))


def _own_job(request: SignedInRequest, job_id: uuid.UUID) -> ExportJob:
    job = own_job(request.user, job_id)
    if job is None:
        raise Http404("没有这个文件。")
    return job
