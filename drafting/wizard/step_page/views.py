"""The pages of the steps."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.selectors import own_memberships
from drafting.document import codec
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.json_requests import BUSY, NOT_EDITABLE
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending, new_page, sending_of
from drafting.drafts.selectors import own_draft_document
from drafting.drafts.services import changes
from drafting.progress.concreteness import HOLLOW
from drafting.progress.last_place import last_place
from drafting.progress.steps import BASICS, StepKind
from drafting.proofing.selectors import proof_draft
from drafting.proofing.step_numbers import note_numbers
from drafting.review.comments.own_threads import to_mend_first
from drafting.review.decisions.selectors import as_handed_in
from drafting.wizard.check_page import check_context
from drafting.wizard.finish_page import done_context
from drafting.wizard.phrase_picker import SEARCH_LENGTH, picker_context
from drafting.wizard.selectors import StepPage, first_open_step, read_page
from drafting.wizard.step_page import own_facts, placing, questions
from drafting.wizard.step_page.answers import answer, meet, unanswer
from drafting.wizard.step_page.arrival import arrival_of
from drafting.wizard.step_page.cards import NodeCard, cards_of, first_field, to_mend
from drafting.wizard.step_page.goal import goal_of
from drafting.wizard.step_page.open_comments import comments_beside
from drafting.wizard.step_page.posted_step import (
    GONE,
    BadOperation,
    Outcome,
    operate,
    save_posted,
    typed_cards,
)
from drafting.wizard.step_page.rail import rail_of
from drafting.wizard.step_page.strip import strip_of
from drafting.wizard.taken_phrases import take_phrase, untake_phrase

OVERTAKEN = "文字已保存，但另一个窗口刚刚也在修改，这一步没有做成，请再试一次。"
#: What a page tells of the step before: of each the way back, or the point it is about.
NAMED = ("removed", "moved", "place", "took", "answered")
TEMPLATES = {
    StepKind.BASICS: "drafting/wizard/text.html",
    StepKind.POINTS: "drafting/wizard/points.html",
    StepKind.TEXT: "drafting/wizard/text.html",
    StepKind.CLOSING: "drafting/wizard/text.html",
    StepKind.CHECK: "drafting/wizard/check.html",
    StepKind.DONE: "drafting/wizard/done.html",
}


@login_required_json_aware
@require_GET
def resume(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Go on where the author last wrote, at the very point; in a paper just begun where something is
    missing, in one that came back and was not touched since at the first comment."""
    draft = get_draft(request, draft_id)
    page = read_page(draft, BASICS)
    steps = tuple(task.step for task in page.tasks)
    untouched = draft.state == Draft.State.RETURNED and as_handed_in(draft, page.document)
    if untouched and (comment := to_mend_first(draft, page.document, steps)):
        return HttpResponseRedirect(comment)
    last = last_place(page.document, steps)
    key = last.step.key if last else first_open_step(page.tasks).key
    place = f"#node-{last.node}" if last else ""
    return HttpResponseRedirect(reverse("wizard:step", args=[draft_id, key]) + place)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Show a step, or save the whole step and do what the button asks."""
    draft = get_draft(request, draft_id)
    page = _page(draft, key)
    if request.method != "POST":
        return _show(request, page)
    if reason := reason_not_editable(request, draft):
        return _give_back(request, page, reason, 403)
    try:
        outcome = _save(page, request.POST, _sending(request))
    except changes.NotEditable:
        # it was submitted or thrown away between the look at the draft and the save
        return _give_back(request, page, NOT_EDITABLE, 403)
    except changes.TooBusy:
        return _give_back(request, page, BUSY, 503)
    if not outcome.clean:
        _tell(request, outcome)
        draft.document = own_draft_document(draft)
        status = 409 if outcome.conflicts else 422
        typed = outcome.answers
        return _show(request, _page(draft, key), outcome.kept, status, outcome.texts, typed)
    if outcome.restored:
        messages.warning(
            request, "有一条在另一个窗口里被移除了，因为您在这里写了新的内容，已为您恢复。"
        )
    return _operate(request, page)


def _sending(request: SignedInRequest) -> Sending | None:
    """The request as one of the page's: without scripts it is the moment of its coming that tells
    an older one."""
    return sending_of(f"{request.POST.get('sending', '')}:{request.arrived}")


def _save(page: StepPage, data: QueryDict, sending: Sending | None) -> Outcome:
    try:
        return save_posted(page, data, sending)
    except KeyError:
        # a point was removed after the page was read; now it is found among the removed
        page.document = codec.load(own_draft_document(page.draft))
        return save_posted(page, data, sending)


def _give_back(request: SignedInRequest, page: StepPage, reason: str, status: int) -> HttpResponse:
    """Nothing can be saved now: say why, and show what was typed so that it can be copied."""
    messages.error(request, reason)
    typed = questions.typed_card(page, request.POST)
    return _show(request, page, typed_cards(page, request.POST), status, typed=typed)


def _page(draft: Draft, key: str) -> StepPage:
    try:
        return read_page(draft, key)
    except KeyError:
        raise Http404("没有这一步。") from None


def _operate(request: SignedInRequest, page: StepPage) -> HttpResponse:
    op = request.POST.get("op", "save")
    if (neighbour := {"next": page.after, "back": page.before}.get(op)) is not None:
        return redirect("wizard:step", page.draft.pk, neighbour.key)
    here = reverse("wizard:step", args=[page.draft.pk, page.step.key])
    name, _, rest = op.partition(":")
    if name == "search":
        return redirect(f"{here}?{_searched(request, rest)}#picker")
    if op in ("save", "next", "back"):
        messages.success(request, "已保存。")
        return redirect(here)
    if name in ("place", "placed"):
        return _place(request, page, name, rest)
    try:
        target, told = _done(request, page, op, _sending(request))
    except (BadOperation, changes.TooMuch) as error:
        messages.error(request, str(error))
        return redirect(here)
    except (changes.NotEditable, changes.TooBusy, changes.Conflict):
        messages.error(request, OVERTAKEN)
        return redirect(here)
    if name in ("use", "untake"):  # the list of phrases stays as it was looked for
        told |= {field: said for field in ("q", "category") if (said := _asked(request, field))}
    query = f"?{urlencode(told)}" if told else ""
    return HttpResponseRedirect(f"{here}{query}{f'#node-{target}' if target else ''}")


def _done(
    request: SignedInRequest, page: StepPage, op: str, sending: Sending | None
) -> tuple[str, dict[str, str]]:
    """Do what a button asks: the node to show next, and what the page tells of it, with the way
    back."""
    name, _, asked = op.partition(":")
    if name == "use":
        taken = take_phrase(page, asked, sending)
        return taken.node, {"took": taken.token}
    if name == "untake":
        return untake_phrase(page.draft, asked, sending), {}
    if name == "answer":
        answered = answer(page.draft, page.document, page.step.node, asked, sending)
        return answered.show, {"answered": answered.token}
    if name in ("meet", "unmeet"):
        return meet(page.draft, name, asked, sending).show, {}
    if name == "unanswer":
        return unanswer(page.draft, asked, sending), {}
    of_facts = f"{op}:{request.POST.get('fact-point', '')}" if name == "example" else op
    told = own_facts.carry_out(page, of_facts, request.POST, sending)
    if told is not None:
        return told["target"], {"name": told["naming"]} if told.get("naming") else {}
    target = operate(page.draft, page.document, page.step.node, op, sending)
    return target, {"removed": asked} if name == "remove" else {}


def _place(request: SignedInRequest, page: StepPage, name: str, asked: str) -> HttpResponse:
    """Move a point (place:ID:CONTAINER), with no place chosen yet (place:ID) show the places, or
    note that a guessed place is right (placed:ID, or all of them)."""
    if name == "place" and ":" not in asked:
        here = reverse("wizard:step", args=[page.draft.pk, page.step.key])
        return redirect(f"{here}?{urlencode({'place': asked})}#node-{asked}")
    try:
        does = placing.move if name == "place" else placing.confirm
        moved = does(page, asked)
    except KeyError:
        messages.error(request, GONE)
    except changes.TooMuch as refused:
        messages.error(request, str(refused))
    except (changes.NotEditable, changes.TooBusy):
        messages.error(request, OVERTAKEN)
    else:
        messages.success(request, moved.said)
        there = reverse("wizard:step", args=[page.draft.pk, moved.to or page.step.key])
        return redirect(f"{there}?{urlencode({'moved': moved.back})}")
    return redirect("wizard:step", page.draft.pk, page.step.key)


def _searched(request: SignedInRequest, number: str) -> str:
    """The query of the page with what was looked for in the phrases; ``number`` is the page of
    phrases that was asked for."""
    asked = {name: _asked(request, name) for name in ("q", "category")}
    return urlencode(asked | {"page": number[:SEARCH_LENGTH] or "1"})


def _asked(request: SignedInRequest, name: str) -> str:
    return request.POST.get(name, "")[:SEARCH_LENGTH]


def _tell(request: SignedInRequest, outcome: Outcome) -> None:
    if outcome.conflicts:
        text = "这一页有内容在另一个窗口里改过，两边的文字都列在下面。请把要保留的写进文本框，再点保存。"
        messages.error(request, text)
    if outcome.errors:
        messages.error(request, "有的内容没有保存，原因写在文本框下面；您输入的文字都还在。")
    if outcome.texts:
        messages.error(request, f"有一条在另一个窗口里被移除了，现在恢复不了。{outcome.full}")


def _show(
    request: SignedInRequest,
    page: StepPage,
    kept: Mapping[str, NodeCard] | None = None,
    status: int = 200,
    texts: Sequence[str] = (),
    typed: questions.QuestionsCard | None = None,
) -> HttpResponse:
    context = {
        "nav": "drafts",
        "page": page,
        "draft": page.draft,
        "step": page.step,
        "reason": reason_not_editable(request, page.draft),
        "sending": new_page(),
        "texts": texts,
        "hollow_words": HOLLOW.pattern,
    }
    # what was typed and refused stays in fields that can be copied from
    context["locked"] = bool(context["reason"]) and request.method != "POST"
    asked = request.GET.dict()
    comments = comments_beside(page, request.user, asked)
    waiting = comments.by_step if comments is not None else {}
    context["strip"] = strip_of(page, comments.total if comments is not None else 0)
    context["cards"] = cards = cards_of(page, kept, asked.get("name", ""))
    if typed is not None or not context["reason"]:
        context["questions"] = typed or questions.card_of(page)
        context["own_facts"] = own_facts.own_facts(page)
    context["first_field"] = "main" if context["reason"] else first_field(cards)
    context["to_mend"] = to_mend(cards) if kept and not context["reason"] else []
    context |= {name: request.GET.get(name, "") for name in NAMED}
    context |= {"places": placing.places_of(page), "goal": goal_of(page)}
    if page.step.kind is StepKind.CHECK:
        proof = proof_draft(page.draft, request.user, document=page.document, spec=page.spec)
        known = note_numbers(page.draft, proof)
        context |= check_context(page, proof)
        context["rail"] = rail_of(page, waiting, known)
    elif page.step.kind is StepKind.DONE:
        context |= done_context(page)
    else:
        if not context["locked"]:
            context |= picker_context(page, own_memberships(request), asked)
        context["panel"] = comments
        context["column"] = comments is not None or not context["locked"]
        context["arrival"] = arrival_of(page, request.user, asked, comments)
    if "rail" not in context:
        context["rail"] = rail_of(page, waiting)
    return render(request, TEMPLATES[page.step.kind], context, status=status)
