"""查找和替换 over the whole paper: find, look at each place, replace those that are ticked as one
change, take that back. What is looked for is never in an address: addresses are logged."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.document.model import Document
from drafting.document.text import clean
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.json_requests import BUSY, NOT_EDITABLE
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import bulk, changes
from drafting.wizard.replace_page.context import found_context, step_to_return_to
from drafting.wizard.replace_page.fields import objection
from drafting.wizard.replace_page.places import Outcome, replace_words

#: Characters of what is looked for and of what comes in its place.
LONGEST = 500

EMPTY = "请填写要查找的文字。"
TOO_LONG = f"查找和替换的文字各不超过 {LONGEST} 个字符。"
UNCHANGED = "查找的和替换成的一样，没有可替换的。"
NONE_CHOSEN = "没有勾选，什么也没有改。"
MOVED = "勾选的地方后来改过，没有替换。下面是按现在的文字重新查找的结果。"
NOT_UNDONE = "没有撤销：这些地方后来都改过。要找回原来的文字，请到“版本”里查看。"
REFUSALS = (changes.NotEditable, changes.TooMuch, changes.TooBusy)


@sensitive_post_parameters()
@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The page. Posted {words, new, act}: ``look`` lists the places, ``replace`` replaces those of
    ``chosen`` that still stand as they did in the version ``seen``."""
    draft = get_draft(request, draft_id)
    if request.method != "POST":
        return _show(request, draft)
    words, new = (clean(request.POST.get(name, "")) for name in ("words", "new"))
    if problem := _problem(words, new, request.POST.get("act", "")):
        return _show(request, draft, {"words": words, "new": new, "problem": problem}, 422)
    if request.POST.get("act") == "replace":
        return _replace(request, draft, words, new)
    return _look(request, draft, words, new)


@login_required_json_aware
@require_POST
def undo(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Take back what was replaced at once: {revision, version, nodes}."""
    draft = get_draft(request, draft_id)
    revision, version, touched = (
        number_or(request.POST.get(name, ""), -1) for name in ("revision", "version", "nodes")
    )
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return redirect(_here(request, draft))
    try:
        back = bulk.take_back_many(draft, revision, version)
    except bulk.NothingKept:
        messages.error(request, NOT_UNDONE)
    except REFUSALS as error:
        messages.error(request, _refused(error))
    else:
        left = f"另有 {touched - back} 处段落后来又改过，没有动。" if touched > back else ""
        if back:
            messages.success(request, f"已撤销，{back} 处段落恢复为替换之前的文字。{left}")
        else:
            messages.error(request, NOT_UNDONE)
    return redirect(_here(request, draft))


def _problem(words: str, new: str, act: str) -> str:
    if not words:
        return EMPTY
    if len(words) > LONGEST or len(new) > LONGEST:
        return TOO_LONG
    return UNCHANGED if act == "replace" and words == new else ""


def _look(
    request: SignedInRequest, draft: Draft, words: str, new: str, status: int = 200
) -> HttpResponse:
    context = {"words": words, "new": new, "looked": True} | found_context(draft, words, new)
    return _show(request, draft, context, status)


def _replace(request: SignedInRequest, draft: Draft, words: str, new: str) -> HttpResponse:
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return _look(request, draft, words, new, 403)
    chosen = frozenset(request.POST.getlist("chosen"))
    seen = number_or(request.POST.get("seen", ""), -1)
    outcome: Outcome | None = None

    def edit(document: Document, version: int) -> tuple[Document, int]:
        nonlocal outcome
        outcome = replace_words(
            document, words, new, chosen, seen=seen, version=version, objection=objection
        )
        return outcome.document, outcome.number

    try:
        done = bulk.change_many(draft, request.user, Revision.Reason.REPLACE, edit)
    except REFUSALS as error:
        messages.error(request, _refused(error))
        return _look(request, draft, words, new, 409)
    if outcome is not None:
        _tell(request, outcome, bool(chosen))
    if not done.number:
        draft.refresh_from_db(fields=["document", "version"])
        return _look(request, draft, words, new, 409)
    # numbers only: an address is logged
    numbers = {
        "replaced": done.number,
        "revision": done.revision,
        "version": done.version,
        "nodes": done.nodes,
    }
    return redirect(_here(request, draft, numbers))


def _tell(request: SignedInRequest, outcome: Outcome, any_chosen: bool) -> None:
    """What was left out, and why."""
    if outcome.objections:
        reasons = "；".join(dict.fromkeys(outcome.objections))
        messages.warning(request, f"有的地方没有替换：{reasons}。")
    if outcome.number and outcome.moved:
        messages.warning(request, f"另有 {outcome.moved} 处后来改过，没有替换。")
    if not outcome.number and not outcome.objections:
        messages.error(request, MOVED if any_chosen else NONE_CHOSEN)


def _refused(error: Exception) -> str:
    if isinstance(error, changes.TooMuch):
        return str(error)
    return NOT_EDITABLE if isinstance(error, changes.NotEditable) else BUSY


def _here(request: SignedInRequest, draft: Draft, more: dict[str, int] | None = None) -> str:
    """The page's address, with the step that the person came from."""
    asked: dict[str, Any] = {"step": request.GET.get("step", "")} if "step" in request.GET else {}
    query = urlencode(asked | (more or {}))
    return reverse("wizard:replace", args=[draft.pk]) + (f"?{query}" if query else "")


def _show(
    request: SignedInRequest,
    draft: Draft,
    found: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    names = ("replaced", "revision", "version", "nodes")
    numbers = {name: number_or(request.GET.get(name, ""), -1) for name in names}
    context = {
        "nav": "drafts",
        "draft": draft,
        "title": draft.document["head"]["title"],
        "longest": LONGEST,
        "reason": reason_not_editable(request, draft),
        "back": step_to_return_to(draft, request.GET.get("step", "")),
        "done": numbers if min(numbers.values()) >= 0 and found is None else None,
        "here": _here(request, draft),
    }
    return render(request, "drafting/wizard/replace.html", context | (found or {}), status=status)
