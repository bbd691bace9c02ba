"""我的数据: taking everything that the system has of oneself, and asking to be erased. Each sees their own
alone."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.jobs import wording
from drafting.jobs.recovery import note_missing, recover
from drafting.jobs.storage import private_storage
from drafting.personal_data import requests
from drafting.personal_data.forms import AskForm
from drafting.personal_data.models import LONGEST, PersonalFile
from drafting.personal_data.work import FILES


@login_required_json_aware
@never_cache
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    """The files that were asked for, and where one's request stands."""
    return _page(request)


@login_required_json_aware
@require_POST
def ask(request: SignedInRequest) -> HttpResponse:
    """Have everything put into a file."""
    job = requests.ask_for_file(request.user)
    return redirect(f"{reverse('personal_data:page')}#personal-{job.pk}")


@login_required_json_aware
@never_cache
@require_safe
def status(request: SignedInRequest, job_id: uuid.UUID) -> HttpResponse:
    """How far a file is, for the script: {open, message, html}. Sets a stalled one going again, so
    that it needs no beat."""
    job = _own_file(request, job_id)
    if job.open:
        recover(job, FILES)
        job = _own_file(request, job_id)
    row = _row(job)
    html = render_to_string("drafting/personal_data/_job.html", {"row": row}, request)
    done = f"{job.filename} 已生成，可以下载。"
    message = done if job.state == PersonalFile.State.DONE else row["message"]
    return JsonResponse({"open": job.open, "message": message, "html": html})


@login_required_json_aware
@cache_control(private=True, no_store=True)
@require_safe
def download(request: SignedInRequest, job_id: uuid.UUID) -> HttpResponseBase:
    """The file, for whoever asked for it."""
    job = _own_file(request, job_id)
    if job.state != PersonalFile.State.DONE:
        messages.info(request, "这个文件现在不能下载，请看下面的说明。")
        return redirect("personal_data:page")
    if not private_storage().exists(job.file):
        note_missing(job)
        messages.error(request, "这个文件在服务器上已经不存在，请点“重新生成”。")
        return redirect("personal_data:page")
    content = private_storage().open(job.file, "rb")
    return FileResponse(
        content, as_attachment=True, filename=job.filename, content_type="application/zip"
    )


@login_required_json_aware
@require_POST
def ask_erasure(request: SignedInRequest) -> HttpResponse:
    """Ask the administrators to be erased."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    if requests.ask_for_erasure(request.user, form.cleaned_data["words"].strip()):
        messages.success(request, "已提出申请，系统管理员会收到提醒；办理以前随时可以撤回。")
    else:
        messages.info(request, "您已经提出过申请，正在等待办理。")
    return redirect("personal_data:page")


@login_required_json_aware
@require_POST
def withdraw_erasure(request: SignedInRequest) -> HttpResponse:
    """Take the request back."""
    if requests.withdraw(request.user):
        messages.success(request, "已撤回注销申请，什么也没有删除。")
    else:
        messages.info(request, "没有等待办理的申请。")
    return redirect("personal_data:page")


def _page(request: SignedInRequest, form: AskForm | None = None) -> HttpResponse:
    asked = requests.request_of(request.user)
    context = {
        "nav": "profile",
        "rows": [_row(job) for job in requests.files_of(request.user)],
        "asked": asked,
        "longest": LONGEST,
        "words": form.data.get("words", "") if form else "",
        "errors": form.errors.get("words", []) if form else [],
    }
    status = 422 if form else 200
    return render(request, "drafting/personal_data/page.html", context, status=status)


def _row(job: PersonalFile) -> dict[str, object]:
    return {"job": job, "message": wording.message_of(job, timezone.now())}


def _own_file(request: SignedInRequest, job_id: uuid.UUID) -> PersonalFile:
    job = PersonalFile.objects.filter(pk=job_id, requested_by=request.user).first()
    if job is None:
        raise Http404("没有这个文件。")
    return job
