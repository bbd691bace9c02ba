"""The papers of a meeting to take away: the zip, and the tables 汇总 and 发言顺序, for whoever reviews any of
them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, file_answer
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.desk.access import get_meeting, get_reviewed_meeting
from drafting.desk.bundle import downloads, requests, work
from drafting.desk.bundle.context import bundles_of, choices, contents_of, own_bundle, row_of
from drafting.desk.bundle.workbooks import order_workbook, summary_workbook
from drafting.desk.models import BundleJob
from drafting.desk.permissions import DeskStanding
from drafting.desk.table.lines import MemberLine
from drafting.drafts.models import COLLECTIVE
from drafting.jobs.recovery import note_missing, recover
from drafting.jobs.storage import private_storage
from drafting.meetings.models import Meeting
from drafting.rendering.filenames import safe_name

NOTHING = "还没有人提交材料，有人提交以后才能汇总。"
NOTHING_TICKED = "没有勾选提交了材料的人，没有可以打包的。"
STALE = "这个材料包生成以后，有材料被撤回或者不再由您审核，文件已经删除，请重新生成。"


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bundles(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The page: what a bundle would hold, the form that asks for one, and those made so far."""
    meeting, standing, lines = get_reviewed_meeting(request, meeting_id)
    if request.method == "POST":
        return _ask(request, meeting, standing)
    contents = contents_of(lines)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "contents": contents,
        "choices": choices(contents),
        "rows": bundles_of(meeting, request.user),
        "leads": standing.leads,
    }
    return render(request, "drafting/desk/bundle.html", context)


@login_required_json_aware
@never_cache
@require_safe
def status(request: SignedInRequest, meeting_id: int, job_id: uuid.UUID) -> HttpResponse:
    """How far a bundle is, for the script: {open, message, html}. Sets a stalled one going again,
    so that it needs no beat."""
    meeting, job = _own_bundle(request, meeting_id, job_id)
    if job.open:
        recover(job, work.BUNDLES)
        meeting, job = _own_bundle(request, meeting_id, job_id)
    row = row_of(job)
    html = render_to_string(
        "drafting/desk/_bundle_job.html", {"row": row, "meeting": meeting}, request
    )
    message = (
        f"{job.filename} 已生成，可以下载。" if job.state == BundleJob.State.DONE else row.message
    )
    return JsonResponse({"open": job.open, "message": message, "html": html})


@login_required_json_aware
@cache_control(private=True, no_store=True)
@require_safe
def file(request: SignedInRequest, meeting_id: int, job_id: uuid.UUID) -> HttpResponseBase:
    """The zip. Whether it may still be handed out is asked again, and that it was is noted for each
    paper in it."""
    meeting, standing, _lines = get_reviewed_meeting(request, meeting_id)
    job = own_bundle(meeting, request.user, job_id)
    if job is None:
        raise Http404("没有这个文件。")
    if job.state != BundleJob.State.DONE:
        messages.info(request, "这个文件现在不能下载，请看下面的说明。")
        return _back(meeting, job)
    if not private_storage().exists(job.file):
        note_missing(job)
        messages.error(request, "这个文件在服务器上已经不存在，请点“重新生成”。")
        return _back(meeting, job)
    if not downloads.take(job, request.user, standing):
        downloads.expire(job)
        messages.warning(request, STALE)
        return _back(meeting, job)
    content = private_storage().open(job.file, "rb")
    return FileResponse(
        content, as_attachment=True, filename=job.filename, content_type="application/zip"
    )


@login_required_json_aware
@never_cache
@require_safe
def summary(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """汇总.xlsx by itself."""
    return _workbook(request, meeting_id, summary_workbook, "汇总")


@login_required_json_aware
@never_cache
@require_safe
def order(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """发言顺序.xlsx by itself."""
    return _workbook(request, meeting_id, order_workbook, "发言顺序")


def _own_bundle(
    request: SignedInRequest, meeting_id: int, job_id: uuid.UUID
) -> tuple[Meeting, BundleJob]:
    meeting, _standing = get_meeting(request, meeting_id)
    job = own_bundle(meeting, request.user, job_id)
    if job is None:
        raise Http404("没有这个文件。")
    return meeting, job


def _ask(request: SignedInRequest, meeting: Meeting, standing: DeskStanding) -> HttpResponse:
    copy = request.POST.get("copy", "")
    if copy not in BundleJob.Copy.values:
        messages.error(request, "请选择生成正式稿还是带批注的材料。")
        return _back(meeting)
    sent = request.POST.getlist("user")
    ticked = {whole_number(value, most=LARGEST_KEY) for value in sent}
    if str(COLLECTIVE) in sent:
        ticked.add(COLLECTIVE)
    only = {key for key in ticked if key is not None} if "ticked" in request.POST else None
    try:
        pdf = bool(request.POST.get("pdf"))
        job = requests.ask_for_bundle(meeting, request.user, copy, standing, only, with_pdf=pdf)
    except requests.NothingToBundle:
        messages.warning(request, NOTHING if only is None else NOTHING_TICKED)
        return _back(meeting)
    return _back(meeting, job)


def _back(meeting: Meeting, job: BundleJob | None = None) -> HttpResponse:
    """To the page, at the bundle."""
    return redirect(
        reverse("desk:bundles", args=[meeting.pk]) + (f"#bundle-{job.pk}" if job else "")
    )


def _workbook(
    request: SignedInRequest,
    meeting_id: int,
    make: Callable[[Meeting, Sequence[MemberLine]], bytes],
    name: str,
) -> HttpResponse:
    meeting, _standing, lines = get_reviewed_meeting(request, meeting_id)
    filename = safe_name(f"{meeting.title[:60]}-{name}", "xlsx")
    return file_answer(make(meeting, lines), filename)
