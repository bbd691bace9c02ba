"""The pages of a member's own ledgers, and their files. Nobody else is let in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.document.text import clean
from drafting.drafts.json_requests import answers_scripts, json_body, versioned_values
from drafting.drafts.save_requests import Sending, sending_of
from drafting.notices.services.inbox import settle_page
from drafting.rectification.downloads import METHODS, answer_with
from drafting.rectification.ledger import keeping
from drafting.rectification.ledger.context import Sent, differences, ledger_context, values_of
from drafting.rectification.ledger.item_values import FIELDS, Refused, read_said
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.rectification.ledger.selectors import (
    document_of,
    entries_of_ledger,
    meetings_noted_for,
    meetings_of,
    own_ledger,
    own_ledgers,
)
from drafting.rectification.lists import tables

#: Meetings whose 批评意见 are offered, beside those with notes of one's own; who looks for an older
#: one finds it by its ledger.
MOST_MEETINGS: Final = 5
NOT_ALL: Final = "有的内容没有保存，原因写在下面。"
GONE: Final = "有一条批评意见刚由记下的人删去，没有地方保存；要留下的，请抄下来重新记一条。"
#: What is written in words of an item.
_WRITTEN: Final = ("measure", "standard", "notes", "evidence")
CONFLICT: Final = "有的措施在另一个窗口里改过，两边都列在下面。请改成要保留的，再点保存。"


@login_required_json_aware
@never_cache
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """One's own ledgers."""
    rows = own_ledgers(request.user, timezone.localdate())
    noted = meetings_noted_for(request.user)
    offered = [
        one
        for place, one in enumerate(meetings_of(request.user))
        if place < MOST_MEETINGS or one.pk in noted
    ]
    context = {"nav": "drafts", "rows": rows, "meetings": offered}
    return render(request, "drafting/rectification/ledgers.html", context)


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedInRequest, ledger_id: uuid.UUID) -> HttpResponse:
    """A ledger, to be kept: {item-ID-base, item-ID-state …, sending} of each item."""
    ledger = _own(request, ledger_id)
    if request.method == "POST":
        return _save_all(request, ledger)
    settle_page(request.user, request.path)
    return render(request, "drafting/rectification/ledger.html", ledger_context(ledger))


@login_required_json_aware
@sensitive_post_parameters()
@require_POST
@answers_scripts
def save(request: SignedInRequest, ledger_id: uuid.UUID, item_id: int) -> HttpResponse:
    """One item as it is typed: {base, values, sending} -> {version}, or 409 with the other window's
    values, 422 refused."""
    item = next((one for one in _own(request, ledger_id).items.all() if one.pk == item_id), None)
    body = json_body(request)
    if item is None:
        return JsonResponse({"error": "invalid", "message": GONE}, status=422)
    base, values = versioned_values(body)
    try:
        said = read_said(values, heard=item.heard)
        version = keeping.save_item(item, said, base, sending_of(body.get("sending")))
    except Refused as refused:
        return JsonResponse({"error": "invalid", "message": str(refused)}, status=422)
    except keeping.ItemGone:
        return JsonResponse({"error": "invalid", "message": GONE}, status=422)
    except keeping.ItemOvertaken as newer:
        theirs = values_of(newer.item)
        answer = {"error": "conflict", "version": newer.item.version, "values": theirs}
        return JsonResponse(answer, status=409)
    return JsonResponse({"version": version})


@login_required_json_aware
@never_cache
@require_http_methods(METHODS)
def file(request: SignedInRequest, ledger_id: uuid.UUID, suffix: str) -> HttpResponse:
    """The ledger as a file."""
    ledger = _own(request, ledger_id)
    name = ledger.owner.name
    entries = entries_of_ledger(ledger, name)
    table = tables.ledger(document_of(ledger), name, entries)
    if not entries:
        messages.info(request, "台账里没有措施，没有可以下载的。")
        return redirect("ledger:page", ledger.pk)
    return answer_with(request, table, suffix, name, reverse("ledger:page", args=[ledger.pk]))


def _own(request: SignedInRequest, ledger_id: uuid.UUID) -> Ledger:
    found = own_ledger(request.user, ledger_id)
    if found is None:
        raise Http404("没有这份台账。")
    return found


def _save_all(request: SignedInRequest, ledger: Ledger) -> HttpResponse:
    sending = sending_of(f"{request.POST.get('sending', '')}:{request.arrived}")
    sent = {
        item.pk: left
        for item, values, base in _posted(request, ledger)
        if (left := _save_one(item, values, base, sending)) is not None
    }
    now = _own(request, ledger.pk)
    lost = list(_without_item(request, now))
    if not sent and not lost:
        messages.success(request, "已保存。")
        return redirect("ledger:page", ledger.pk)
    conflicts = any(one.theirs for one in sent.values())
    if lost:
        messages.error(request, f"{GONE}您写的是：{'；'.join(lost)}")
    if not lost or conflicts:
        messages.error(request, CONFLICT if conflicts else NOT_ALL)
    context = ledger_context(now, sent)
    status = 409 if conflicts else 422
    return render(request, "drafting/rectification/ledger.html", context, status=status)


def _posted(
    request: SignedInRequest, ledger: Ledger
) -> Iterator[tuple[LedgerItem, dict[str, str], int]]:
    """The items that the form held, with what it says of them and the version it was loaded at."""
    for item in ledger.items.all():
        name = f"item-{item.pk}"
        if f"{name}-base" in request.POST:
            values = {one: clean(request.POST.get(f"{name}-{one}", "")) for one in FIELDS}
            yield item, values, number_or(request.POST[f"{name}-base"], 0)


def _without_item(request: SignedInRequest, ledger: Ledger) -> Iterator[str]:
    """What the form says of items that are there no more: who noted them took them back."""
    there = {f"item-{item.pk}" for item in ledger.items.all()}
    for field in request.POST:
        name = field.removesuffix("-base")
        if name == field or name in there or not name.startswith("item-"):
            continue
        typed = (clean(request.POST.get(f"{name}-{one}", "")).strip() for one in _WRITTEN)
        yield from filter(None, typed)


def _save_one(
    item: LedgerItem, values: dict[str, str], base: int, sending: Sending | None
) -> Sent | None:
    """Store an item of the form; what could not be stored, with the reason."""
    try:
        keeping.save_item(item, read_said(values, heard=item.heard), base, sending)
    except Refused as refused:
        return Sent(values, str(refused), base)
    except keeping.ItemGone:
        return Sent(values, GONE)
    except keeping.ItemOvertaken as newer:
        # the next save is a knowing one: the person has both before them
        found = newer.item
        return Sent(values, version=found.version, theirs=differences(found, values))
    return None
