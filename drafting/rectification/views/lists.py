"""The lists of one's own paper as files: 个人问题清单, 个人整改清单, 问题—原因—措施对照表."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.drafts.access import get_draft
from drafting.drafts.models import Draft
from drafting.rectification.downloads import METHODS, answer_with
from drafting.rectification.ledger.opening import follow
from drafting.rectification.ledger.selectors import entries_beside, ledger_of_draft
from drafting.rectification.lists import tables
from drafting.rectification.lists.tables import Table


@login_required_json_aware
@never_cache
@require_http_methods(METHODS)
def file(request: SignedInRequest, draft_id: uuid.UUID, kind: str, suffix: str) -> HttpResponse:
    """A list of the paper as it stands now; the measures with what the ledger says of them, once
    the paper is approved."""
    draft = get_draft(request, draft_id)
    table = _table(draft, kind, draft.author_name)
    if not table.rows:
        messages.info(
            request, f"材料里还没有写{'整改措施' if kind == 'measures' else '问题'}，列不出清单。"
        )
        return redirect("exports:list", draft.pk)
    back = reverse("exports:list", args=[draft.pk])
    return answer_with(request, table, suffix, draft.author_name, back)


@login_required_json_aware
@never_cache
@require_safe
def ledger(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """To the ledger that the paper has opened. One that was approved before there were ledgers
    opens its own now."""
    draft = get_draft(request, draft_id)
    if draft.collective:
        messages.info(request, "班子材料不另建整改台账；它的问题清单和整改清单在 Word 文件页下载。")
        return redirect("exports:list", draft.pk)
    found = ledger_of_draft(draft)
    if found is None and draft.state == Draft.State.APPROVED and draft.meeting_id:
        with transaction.atomic():
            found = follow(draft, codec.load(draft.document))
    if found is None:
        messages.info(request, "材料审核通过以后，整改台账自动建立。")
        return redirect("ledger:home")
    return redirect("ledger:page", found.pk)


def _table(draft: Draft, kind: str, person: str) -> Table:
    kinds = {
        "problems": tables.problem_list,
        "comparison": tables.comparison,
        "measures": tables.measure_list,
    }
    if kind not in kinds:
        raise Http404("没有这种清单。")
    followed = ledger_of_draft(draft)
    entries = entries_beside(draft, followed, person) if followed else ()
    return kinds[kind](codec.load(draft.document), person, entries)
