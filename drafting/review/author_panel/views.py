"""The panel as a piece of the wizard's page, and the way to the first comment that waits."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.document import codec
from drafting.drafts.access import get_draft
from drafting.drafts.selectors import spec_of_draft
from drafting.progress.steps import steps_of
from drafting.review.author_page.context import Given
from drafting.review.author_panel.context import panel_of
from drafting.review.comments.own_threads import to_mend_first

#: Of the forms of the panel: the step that it stands beside, and whether it shows the whole paper.
STEP, SCOPE, WHOLE = "step", "scope", "all"


@login_required_json_aware
@never_cache
@require_safe
def panel(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """The panel of a step: ?scope=all shows the whole paper, ?at= begins with a comment."""
    if not in_panel(request):  # a piece of a page is of no use by itself
        get_draft(request, draft_id)
        return redirect("review:draft", draft_id)
    return show_panel(
        request,
        draft_id,
        key,
        whole=request.GET.get(SCOPE) == WHOLE,
        at=number_or(request.GET.get("at", ""), 0),
    )


@login_required_json_aware
@never_cache
@require_safe
def first(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Go to the words of the first comment that waits for the author; to the list where none
    does."""
    draft = get_draft(request, draft_id)
    document = codec.load(draft.document)
    steps = steps_of(spec_of_draft(draft), document)
    found = to_mend_first(draft, document, steps)
    return redirect(found) if found else redirect("review:draft", draft_id)


def in_panel(request: SignedInRequest) -> bool:
    """Whether htmx asks for the panel alone."""
    return bool(getattr(request, "htmx", None))


def show_panel(
    request: SignedInRequest,
    draft_id: uuid.UUID,
    key: str,
    *,
    whole: bool = False,
    at: int = 0,
    given: Given | None = None,
    said: str = "",
    undo: int = 0,
) -> HttpResponse:
    """The panel as the draft stands now: ``given`` was typed and not taken (422), ``said`` tells of
    an answer, which ``undo`` takes back."""
    draft = get_draft(request, draft_id)
    document = codec.load(draft.document)
    steps = steps_of(spec_of_draft(draft), document)
    if key not in {step.key for step in steps}:
        raise Http404("没有这一步。")
    found = panel_of(
        draft, request.user, document, steps, key,
        whole=whole, at=at, given=given, said=said, undo=undo,
    )  # fmt: skip
    status = 422 if given is not None else 200
    return render(request, "drafting/review/_panel.html", {"panel": found}, status=status)
