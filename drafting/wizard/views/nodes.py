"""Requests of the scripts on a page: autosave, points, links. Answers are JSON."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.document.edits import values_of
from drafting.document.model import (
    Document,
    Node,
    Part,
    Point,
    container_of,
    containers,
    find,
)
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.json_requests import answers_scripts, json_body, locked
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import follows, sending_of
from drafting.drafts.services import changes
from drafting.progress.steps import points_of, takes_points
from drafting.wizard.forms import NodeForm, as_form_data, form_for
from drafting.wizard.links import ANSWER_ROLES
from drafting.wizard.selectors import StepPage, read_page
from drafting.wizard.step_page.cards import cards_of
from drafting.wizard.step_page.placing import places_of
from drafting.wizard.step_page.posted_step import (
    CODE,
    UNKNOWN_FIELD,
    BadOperation,
    unknown_values,
)
from drafting.wizard.step_page.splitting import Refused
from drafting.wizard.views.operations import carry_out


@login_required_json_aware
@require_POST
@answers_scripts
def save(request: SignedInRequest, draft_id: uuid.UUID, node_id: str) -> HttpResponse:
    """Autosave of one block: {base, values, sending} -> {version}, or 409 with the other window's
    values, 410 gone, 422 refused: then nothing of the block was saved.

    ``sending`` names page and request (``drafts.save_requests``).
    """
    draft = get_draft(request, draft_id, alone=True)
    body = json_body(request)
    base, values = body.get("base"), body.get("values")
    if (
        not isinstance(base, int)
        or not isinstance(values, dict)
        or not all(map(_plain, values.items()))
    ):
        raise BadRequest("请求缺少 base 或 values，或者其中有不是文字的值。")
    if reason := reason_not_editable(request, draft):
        return locked(reason)
    try:
        read = changes.Saved(codec.load(draft.document), draft.version, draft.sendings)
        form = _form(read.document, node_id, values)
        if not form.is_valid():
            return JsonResponse({"error": "invalid", "message": form.error_sentence()}, status=422)
        if unknown_values(form, values):
            return JsonResponse({"error": "invalid", "message": UNKNOWN_FIELD}, status=422)
        cleaned = {name: value for name, value in form.cleaned_data.items() if name in values}
        saved = changes.save_node(
            draft.pk, node_id, cleaned, base, read, sending_of(body.get("sending"))
        )
    except changes.Conflict as conflict:
        return JsonResponse(_conflict(conflict), status=409)
    except changes.TooMuch as refused:
        return JsonResponse({"error": "invalid", "message": str(refused)}, status=422)
    except KeyError:
        return JsonResponse(
            {"error": "gone", "message": "这一条已在另一个窗口里移除。"}, status=410
        )
    return JsonResponse({"version": find(saved.document, node_id).changed})


@login_required_json_aware
@require_POST
@answers_scripts
def points(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Add, remove, restore, move, divide or link points of a step: {op, known, sending} and what
    the operation needs (``operations.carry_out``).

    ``sending`` is as in ``save``; ``known`` are the cards that the page has, by id with their base
    versions. Answers {order, cards, links, bases, open, categories, guesses, elsewhere} and what
    the operation tells: the ids of the step's points in order, the HTML of cards that the page does
    not have yet, of every card's links and of the open problems, the new bases of cards whose text
    is still the one the page was given, on the step of the causes or measures their categories, the
    ids of those whose place is a guess, and where cards of the page stand that are on another step
    now. Where the page sends ``links``, what it shows of each card's, only other ones come back.
    {leave} is an address to go on at: there is no such step any
    more.
    """
    draft = get_draft(request, draft_id)
    if reason := reason_not_editable(request, draft):
        return locked(reason)
    body = json_body(request)
    known, sending = body.get("known"), sending_of(body.get("sending"))
    if not isinstance(known, dict):
        raise BadRequest("请求缺少 known。")
    try:
        page = read_page(draft, key)
        # a card that another window has changed keeps its old base, so that its next save meets the
        # conflict (a removed one that comes back counts: coming back changes none of its text; so
        # does one that this page itself has changed without hearing of it)
        here = (*points_of(page.container), *(entry.point for entry in page.document.removed))
        fresh = {
            p.id
            for p in here
            if p.changed <= _number(known.get(p.id)) or follows(draft.sendings, p, sending)
        }
        told = carry_out(draft, page, body, sending)
    except (changes.TooMuch, Refused) as refused:
        return JsonResponse({"error": "full", "message": str(refused)}, status=422)
    except changes.Conflict as conflict:
        return JsonResponse(_conflict(conflict), status=409)
    except (KeyError, ValueError, TypeError, OverflowError, BadOperation) as error:
        message = (
            str(error) if isinstance(error, BadOperation) else "这一条已经不在了，请刷新页面。"
        )
        return JsonResponse({"error": "gone", "message": message}, status=410)
    if to := told.pop("to", ""):
        there = reverse("wizard:step", args=[draft.pk, to])
        return JsonResponse({"leave": f"{there}?moved={told['back'].partition(':')[2]}"})
    shown = body.get("links")
    seen = shown if isinstance(shown, dict) else {}
    naming = told.get("naming", "")
    answer = _points_answer(request, draft, key, set(known), fresh, seen, naming)
    return JsonResponse(answer | told)


def _plain(item: tuple[str, Any]) -> bool:
    """Whether a value is what its field takes: a list of ids for ``links``, a text for every
    other."""
    name, value = item
    if name != "links":
        return isinstance(value, str)
    return isinstance(value, list) and all(isinstance(link, str) for link in value)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else -1


def _points_answer(
    request: SignedInRequest,
    draft: Draft,
    key: str,
    known: set[str],
    fresh: set[str],
    seen: dict[str, Any],
    naming: str,
) -> dict[str, Any]:
    draft.refresh_from_db(fields=["document", "version"])
    page = read_page(draft, key)
    cards = [card for card in cards_of(page, naming=naming) if isinstance(card.node, Point)]
    context = {"page": page, "draft": draft, "step": page.step, "places": places_of(page)}
    answers = page.step.role in ANSWER_ROLES
    shown = "_met" if answers else "_links" if page.step.role == "problems" else ""

    def render(name: str, card: Any) -> str:
        return render_to_string(f"drafting/wizard/{name}.html", context | {"card": card}, request)

    return {
        "order": [card.node.id for card in cards],
        "bases": {card.node.id: card.base for card in cards if card.node.id in fresh},
        "cards": {
            card.node.id: render("_point", card) for card in cards if card.node.id not in known
        },
        "links": {
            card.node.id: [card.links_seen, render(shown, card)]
            for card in cards
            if shown and card.links_seen != seen.get(card.node.id)
        },
        "categories": {one.id: one.category for one in points_of(page.container)}
        if answers
        else {},
        "open": render("_open", None) if answers else "",
        "guesses": [point.id for point in points_of(page.container) if point.guess],
        "elsewhere": _elsewhere(page, known - {card.node.id for card in cards}),
    }


def _elsewhere(page: StepPage, ids: set[str]) -> dict[str, str]:
    """The titles of the steps on which points stand now, by their ids; those that stand nowhere are
    absent."""
    by_node = {task.step.node: task.step.title for task in page.tasks if task.step.node}
    homes = (
        (point.id, by_node.get(container.id))
        for container in containers(page.document)
        for point in container.points
        if point.id in ids
    )
    return {point_id: title for point_id, title in homes if title}


def _form(document: Document, node_id: str, values: dict[str, Any]) -> NodeForm:
    """The form of a node bound to a script's values. Raises KeyError for a node that is not
    there."""
    node = find(document, node_id)
    data = as_form_data(values)
    if not isinstance(node, Point):
        return form_for(
            node,
            data,
            prefixed=False,
            running_text=isinstance(node, Part) and not takes_points(node, node.role),
        )
    category = values.get("category", "")
    listed = [(category, category)] if CODE.fullmatch(category) else []
    links = [(link, link) for link in values.get("links", ())]
    return form_for(
        node,
        data,
        prefixed=False,
        role=_role_of(document, node_id),
        categories=listed,
        answers=links,
    )


def _role_of(document: Document, point_id: str) -> str:
    home = container_of(document, point_id)
    return next(part.role for part in document.parts if home is part or home in part.sections)


def _conflict(conflict: changes.Conflict) -> dict[str, Any]:
    node: Node = conflict.node
    return {"error": "conflict", "version": node.changed, "values": values_of(node)}
