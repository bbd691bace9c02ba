"""The page that begins a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import asked_about
from drafting.drafts.forms import PRIVATE, BeginForm
from drafting.drafts.list_rows import DraftRow, rows_for
from drafting.drafts.services import changes, lifecycle
from drafting.drafts.words import guesses


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedInRequest) -> HttpResponse:
    """Choose a meeting or framework and perhaps an earlier draft; posting begins the draft and goes
    to its wizard.

    Whoever has a draft for the same meeting (or privately for the same framework) is asked first;
    ``again``, the number of those that the question named, is the answer.
    """
    if request.method != "POST":
        return _page(request, BeginForm(request.user, initial=_initial(request)))
    form = BeginForm(request.user, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    framework, meeting = form.chosen_framework(), form.meeting()
    try:
        draft, guessed = lifecycle.begin_draft(
            request.user,
            framework,
            meeting=meeting,
            source=form.cleaned_data["source"],
            known=asked_about(request),
        )
    except changes.TooMuch as refused:
        form.add_error(
            "source", f"这份材料不能整份复制：{refused}也可以从空白开始，再从里面复制需要的部分。"
        )
        return _page(request, form, status=422)
    except lifecycle.AlreadyBegun:
        return _page(request, form, own=rows_for(request.user, framework, meeting))
    if guessed:
        messages.warning(request, guesses(guessed))
    return redirect("wizard:resume", draft.pk)


def _initial(request: SignedInRequest) -> dict[str, Any]:
    """What the address asks for; a ``framework``, even an empty one, asks to write for no
    meeting."""
    asked = {name: request.GET.get(name, "") for name in ("meeting", "framework", "source")}
    target = asked["meeting"] or (PRIVATE if "framework" in request.GET else "")
    return {"target": target, "framework": asked["framework"], "source": asked["source"]}


def _page(
    request: SignedInRequest,
    form: BeginForm,
    *,
    own: list[DraftRow] | None = None,
    status: int = 200,
) -> HttpResponse:
    chosen = str(form["target"].value() or "")
    if not chosen and len(form.meetings) == 1:
        chosen = str(form.meetings[0].pk)
    if not chosen and not form.meetings:
        chosen = PRIVATE
    context = {
        "nav": "drafts",
        "form": form,
        "meetings": form.targets(),
        "chosen": chosen,
        "private": PRIVATE,
        "own": own or [],
    }
    return render(request, "drafting/drafts/begin.html", context, status=status)
