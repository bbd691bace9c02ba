"""Beginning a draft from an import, or giving the import up."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import asked_about
from drafting.drafts.list_rows import rows_for
from drafting.drafts.services.changes import TooMuch
from drafting.drafts.services.lifecycle import AlreadyBegun
from drafting.drafts.words import guesses
from drafting.importing import services
from drafting.importing.access import get_import, version_of
from drafting.importing.forms import ConfirmForm
from drafting.importing.models import Import
from drafting.importing.review_page.views import STALE, page

NOT_READY = "还有没归类的文字，请把它们移到合适的地方，或点“不带入”，再开始撰写。"


@login_required_json_aware
@require_POST
def begin(request: SignedInRequest, import_id: uuid.UUID) -> HttpResponse:
    """Begin a draft for the meeting or framework chosen; whoever has one for it already is asked
    first (``again``)."""
    row = get_import(request, import_id)
    if row.state == Import.State.CONFIRMED:
        # a second click, or a page that was left open
        return (
            redirect("wizard:resume", row.draft_id)
            if row.draft_id
            else redirect("importing:review", row.pk)
        )
    form = ConfirmForm(request.user, request.POST)
    if not form.is_valid():
        return page(request, row, confirm_form=form, status=422)
    if not services.is_ready(row):
        return page(request, row, confirm_form=form, problem=NOT_READY, status=422)
    meeting, framework = form.meeting(), form.chosen_framework()
    as_numbered = form.cleaned_data["as_numbered"]
    try:
        draft, guessed = services.confirm(
            row,
            version_of(request),
            framework,
            meeting,
            as_numbered=as_numbered,
            known=asked_about(request),
        )
    except AlreadyBegun:
        own = rows_for(request.user, framework, meeting)
        return page(request, get_import(request, import_id), confirm_form=form, own=own)
    except services.ImportOvertaken:
        messages.warning(request, STALE)
        return redirect("importing:review", row.pk)
    except TooMuch as refused:
        row = get_import(request, import_id)
        return page(request, row, confirm_form=form, problem=str(refused), status=422)
    messages.success(request, f"已用《{row.file_name}》开始撰写，导入时的样子存为第 1 版。")
    if guessed:
        messages.warning(request, guesses(guessed))
    return redirect("wizard:resume", draft.pk)


@login_required_json_aware
@require_POST
def drop(request: SignedInRequest, import_id: uuid.UUID) -> HttpResponse:
    """Give an import up."""
    row = get_import(request, import_id)
    if row.state == Import.State.OPEN:
        services.drop(row)
        messages.success(request, f"已放弃导入《{row.file_name}》，读入的文字一小时内删除。")
    return redirect("importing:upload")
