"""Ticking off the measures, saved as they are chosen and typed or sent as a form, and the frame
that is made of them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.document import codec
from drafting.document.text import clean
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.json_requests import answers_scripts, json_body, locked, versioned_values
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import sending_of
from drafting.drafts.services import changes
from drafting.rectification import services
from drafting.rectification.context import TickRow, read_beside
from drafting.rectification.selectors import Promise, last_year_of, promises_of
from drafting.rectification.services import TickOvertaken, Words
from drafting.rectification.states import LABELS, LONGEST_WORD, Progress
from drafting.rectification.views.page import BUSY, NOT_EDITABLE, page_url, show

TOO_LONG = f"这句话最多 {LONGEST_WORD} 个字，请删减后再保存（已输入的文字都还在）。"
NO_PART = "这份材料没有“上年度整改情况”这一部分，不用写。"
CONFLICT = "有的措施在另一个窗口里改过，两边都列在下面。请改成要保留的，再点保存。"


@login_required_json_aware
@require_POST
@answers_scripts
def save(request: SignedInRequest, draft_id: uuid.UUID, measure: str) -> HttpResponse:
    """One measure as it is ticked and typed: {base, values: {progress, word}, sending} ->
    {version}, or 409 with the other window's values, 422 refused."""
    draft = get_draft(request, draft_id)
    body = json_body(request)
    base, values = versioned_values(body)
    words = _words(values)
    if reason := reason_not_editable(request, draft):
        return locked(reason)
    if len(words.word) > LONGEST_WORD:
        return JsonResponse({"error": "invalid", "message": TOO_LONG}, status=422)
    promises = {one.measure: (at, one) for at, one in enumerate(_promises(draft))}
    if measure not in promises:
        message = "上年材料换过了，里面没有这条措施。您写的文字还在这里，请先复制下来，再刷新页面。"
        return JsonResponse({"error": "invalid", "message": message}, status=422)
    order, promise = promises[measure]
    sending = sending_of(body.get("sending"))
    try:
        version = services.save_tick(draft, promise, words, base, order=order, sending=sending)
    except TickOvertaken as newer:
        tick = newer.tick
        theirs = {"progress": tick.progress, "word": tick.word}
        answer = {"error": "conflict", "version": tick.version, "values": theirs}
        return JsonResponse(answer, status=409)
    return JsonResponse({"version": version})


def _words(values: dict[str, Any]) -> Words:
    """What a request says of a measure. Raises BadRequest."""
    progress, word = values.get("progress", ""), values.get("word", "")
    if not isinstance(word, str) or progress not in ("", *Progress):
        raise BadRequest("请求的内容不对。")
    return Words(str(progress), clean(word))


@login_required_json_aware
@require_POST
def save_all(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The form of all measures: {ID-base, ID-progress, ID-word …, op}; ``op`` may ask for
    the frame too, take one tick back (``clear:ID``), or tick the rest as the ledger has it."""
    draft = get_draft(request, draft_id)
    beside = read_beside(draft)
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        beside.kept = {row.promise.measure: row for row in _sent(request, _promises(draft))}
        return show(request, beside, 423)
    try:
        kept = _save_sent(request, draft)
    except changes.NotEditable:
        messages.error(request, NOT_EDITABLE)
        beside.kept = {row.promise.measure: row for row in _sent(request, _promises(draft))}
        return show(request, beside, 423)
    if kept:
        conflicts = any(row.theirs for row in kept)
        messages.error(request, CONFLICT if conflicts else "有的内容没有保存，原因写在下面。")
        beside.kept = {row.promise.measure: row for row in kept}
        return show(request, beside, 409 if conflicts else 422)
    if request.POST.get("op") == "frame":
        return _put(request, draft)
    if request.POST.get("op") == "ledger":
        return _from_ledger(request, draft)
    messages.success(request, "已保存。")
    return HttpResponseRedirect(page_url(draft, _step_of(request, draft)))


def _from_ledger(request: SignedInRequest, draft: Draft) -> HttpResponse:
    """Ticks what is not ticked as the ledger has it."""
    try:
        number = services.tick_as_kept(draft, _promises(draft))
    except (TickOvertaken, changes.NotEditable):
        messages.error(request, "刚刚在别处改过，没有全部勾选，请看一看再点一次。")
    else:
        messages.success(request, f"已照整改台账勾选 {number} 条，请核对，不对的可以改。")
    return HttpResponseRedirect(page_url(draft, _step_of(request, draft)))


def _step_of(request: SignedInRequest, draft: Draft) -> str:
    """The step that the form names, where the draft has it."""
    asked = request.POST.get("step", "")
    return asked if any(one.key == asked for one in read_beside(draft).steps) else ""


def _sent(request: SignedInRequest, promises: list[Promise]) -> list[TickRow]:
    """What the form says of each measure that it held."""
    data, rows = request.POST, []
    for promise in promises:
        name = promise.measure
        if f"{name}-base" not in data:
            continue
        progress = data.get(f"{name}-progress", "")
        if data.get("op") == f"clear:{name}" or progress not in tuple(Progress):
            progress = ""
        word = clean(data.get(f"{name}-word", promise.word))
        rows.append(TickRow(promise, progress, word, number_or(data[f"{name}-base"], 0)))
    return rows


def _save_sent(request: SignedInRequest, draft: Draft) -> list[TickRow]:
    """Stores the form's rows; returns those that could not be, with the reason."""
    promises = _promises(draft)
    places = {one.measure: at for at, one in enumerate(promises)}
    sending = sending_of(f"{request.POST.get('sending', '')}:{request.arrived}")
    kept = []
    for row in _sent(request, promises):
        if len(row.word) > LONGEST_WORD:
            row.error = TOO_LONG
            kept.append(row)
            continue
        words = Words(row.progress, row.word)
        order = places[row.promise.measure]
        try:
            services.save_tick(draft, row.promise, words, row.version, order=order, sending=sending)
        except TickOvertaken as newer:
            # the next save is a knowing one: the person has both before them
            tick = newer.tick
            row.version = tick.version
            row.theirs = [
                ("落实情况", LABELS.get(tick.progress, "（没有选）")),  # type: ignore[call-overload]
                ("说明", tick.word or "（空）"),
            ]
            kept.append(row)
    return kept


def _promises(draft: Draft) -> list[Promise]:
    return promises_of(draft, last_year_of(draft))


@login_required_json_aware
@never_cache
@require_safe
@answers_scripts
def frame_text(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The frame that the part does not hold yet, for a script to put in: {paragraphs, put,
    there, left}: how many promises it tells, how many the part tells already, how many are not
    ticked."""
    draft = get_draft(request, draft_id)
    promises = _promises(draft)
    try:
        part = services.part_for_frame(codec.load(draft.document))
    except services.NoPart:
        return JsonResponse({"error": "gone", "message": NO_PART}, status=410)
    head, lines = services.frame_for(part, promises)
    ticked = sum(bool(one.progress) for one in promises)
    return JsonResponse(
        {
            "paragraphs": [*([head] if head else []), *(line.text for line in lines)],
            "put": len(lines),
            "there": ticked - len(lines),
            "left": len(promises) - ticked,
        }
    )


@login_required_json_aware
@require_POST
def frame(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Put the frame into the paper, or take it out again: {op: put or undo}."""
    draft = get_draft(request, draft_id)
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return HttpResponseRedirect(page_url(draft))
    return _take_back(request, draft) if request.POST.get("op") == "undo" else _put(request, draft)


def _put(request: SignedInRequest, draft: Draft) -> HttpResponse:
    promises = _promises(draft)
    try:
        done = services.put_frame(draft, promises)
    except REFUSALS as refused:
        return _refused(request, draft, refused)
    left = sum(not one.progress for one in promises)
    said = frame_said(done.put, done.there, left)
    if not done.put:
        messages.info(request, said)
        return _to_part(draft)
    context = {"draft": draft, "said": said}
    notice = render_to_string("drafting/rectification/_framed.html", context, request)
    messages.success(request, mark_safe(notice))  # noqa: S308 - the template escapes
    return _to_part(draft)


def _take_back(request: SignedInRequest, draft: Draft) -> HttpResponse:
    try:
        taken = services.take_frame_back(draft, _promises(draft))
    except REFUSALS as refused:
        return _refused(request, draft, refused)
    if taken:
        messages.success(request, f"已撤销，正文里的 {taken} 条整改情况已拿出来。")
    else:
        messages.info(request, "写进去的话后来又改过，没有撤销。")
    return _to_part(draft)


def frame_said(put: int, there: int, left: int) -> str:
    """What putting the frame in has come to."""
    if not put:
        said = "勾选过的措施正文里都写到了，没有重复写。" if there else "还没有勾选措施。"
    else:
        said = f"已把 {put} 条措施的落实情况写到正文末尾。"
        said += f"另有 {there} 条正文里已经写到，没有重复写。" if there else ""
    return said + (f"还有 {left} 条没有勾选，没有写。" if left else "")


REFUSALS = (services.NoPart, changes.NotEditable, changes.TooMuch, changes.TooBusy)


def _refused(request: SignedInRequest, draft: Draft, refused: Exception) -> HttpResponse:
    said = {services.NoPart: NO_PART, changes.NotEditable: NOT_EDITABLE, changes.TooBusy: BUSY}
    messages.error(request, said.get(type(refused), str(refused)))
    return HttpResponseRedirect(page_url(draft))


def _to_part(draft: Draft) -> HttpResponse:
    part = read_beside(draft).part
    if part is None:
        return HttpResponseRedirect(page_url(draft))
    return redirect("wizard:step", draft.pk, part.key)
