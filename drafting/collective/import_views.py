"""Beginning the committee's paper with a text that was written before, from an import."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.collective import services
from drafting.collective.access import get_committee_meeting
from drafting.drafts.services.changes import TooMuch
from drafting.drafts.words import guesses
from drafting.importing.access import get_import, version_of
from drafting.importing.confirmation_views import NOT_READY
from drafting.importing.models import Import
from drafting.importing.review_page.views import STALE
from drafting.importing.services import ImportNotReady, ImportOvertaken


@login_required_json_aware
@require_POST
def begin_from(request: SignedInRequest, meeting_id: int, import_id: uuid.UUID) -> HttpResponse:
    """Begin the committee's paper of a meeting with an own import: {version, as_numbered}; back to
    the import with the reason where that cannot be."""
    meeting, row = get_committee_meeting(request, meeting_id), get_import(request, import_id)
    if row.state == Import.State.CONFIRMED and row.draft_id:
        # a second click, or a page that was left open
        return redirect("wizard:resume", row.draft_id)
    as_numbered = "as_numbered" in request.POST
    try:
        draft, guessed = services.begin_from(
            meeting, request.user, row, version_of(request), as_numbered=as_numbered
        )
    except ImportNotReady:
        messages.warning(request, NOT_READY)
    except ImportOvertaken:
        messages.warning(request, STALE)
    except (services.CollectiveRefused, TooMuch) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, f"已用《{row.file_name}》开始撰写班子材料，导入时的样子存为第 1 版。"
        )
        if guessed:
            messages.warning(request, guesses(guessed))
        return redirect("wizard:resume", draft.pk)
    return redirect("importing:review", row.pk)
