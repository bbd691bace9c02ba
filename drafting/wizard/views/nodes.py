"""Requests of the scripts on a page: autosave, points, links. Answers are JSON."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.document.edits import values_of
from drafting.document.model import Document, Node, Part, Point, container_of, find
from drafting.drafts import services
from drafting.drafts.access import get_draft, refusal
from drafting.drafts.models import Draft
from drafting.progress.steps import points_of, takes_points
from drafting.wizard.cards import cards_of
from drafting.wizard.forms import NodeForm, as_form_data, form_for
from drafting.wizard.posting import CODE, BadOperation, operate
from drafting.wizard.scripted import answers_scripts, json_body, locked
from drafting.wizard.selectors import read_page


@login_required_json_aware
@require_POST
@answers_scripts
def save(request: SignedInRequest, draft_id: uuid.UUID, node_id: str) -> HttpResponse:
    """Autosave of one block: {base, values} -> {version}, or 409 with the other window's values, 410 gone, 422 refused."""
    draft = get_draft(request, draft_id, alone=True)
    body = json_body(request)
    base, values = body.get("base"), body.get("values")
    if not isinstance(base, int) or not isinstance(values, dict) or not all(map(_plain, values.items())):
        raise BadRequest("请求缺少 base 或 values，或者其中有不是文字的值。")
    if reason := refusal(request, draft):
        return locked(reason)
    try:
        read = services.Saved(codec.load(draft.document), draft.version)
        form = _form(read.document, node_id, values)
        if not form.is_valid():
            return JsonResponse({"error": "invalid", "message": form.error_sentence()}, status=422)
        cleaned = {name: value for name, value in form.cleaned_data.items() if name in values}
        saved = services.save_node(draft.pk, node_id, cleaned, base, read)
    except services.Conflict as conflict:
        return JsonResponse(_conflict(conflict), status=409)
    except KeyError:
        return JsonResponse({"error": "gone", "message": "这一条已在另一个窗口里移除。"}, status=410)
    return JsonResponse({"version": find(saved.document, node_id).changed})


@login_required_json_aware
@require_POST
@answers_scripts
def points(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Add, remove, restore, move or link points of a step: {op, known} or {op: "move", point, index, known}.

    ``known`` are the cards that the page has, by id with their base versions. Answers {order, cards, links, bases, open, target}:
    the ids of the step's points in order, the HTML of cards that the page does not have yet, of every card's links and of the
    open problems, and the new bases of cards whose text is still the one the page was given.
    """
    draft = get_draft(request, draft_id)
    if reason := refusal(request, draft):
        return locked(reason)
    body = json_body(request)
    known = body.get("known")
    if not isinstance(known, dict):
        raise BadRequest("请求缺少 known。")
    try:
        page = read_page(draft, key, with_taxonomy=False)
        # a card that another window has changed keeps its old base, so that its next save meets the conflict
        # (a removed one that comes back counts: coming back changes none of its text)
        there = (*points_of(page.container), *(entry.point for entry in page.document.removed))
        fresh = {p.id for p in there if p.changed <= _number(known.get(p.id))}
        op = str(body.get("op", ""))
        if op == "move":
            services.move_point(draft.pk, str(body.get("point")), int(body.get("index") or 0))
            target = str(body.get("point"))
        else:
            target = operate(draft, page.document, page.step.node, op)
    except (KeyError, ValueError, TypeError, OverflowError, BadOperation) as error:
        message = str(error) if isinstance(error, BadOperation) else "这一条已经不在了，请刷新页面。"
        return JsonResponse({"error": "gone", "message": message}, status=410)
    return JsonResponse(_points_answer(request, draft, key, set(known), fresh) | {"target": target})


def _plain(item: tuple[str, Any]) -> bool:
    """Whether a value is what its field takes: a list of ids for ``links``, a text for every other."""
    name, value = item
    if name != "links":
        return isinstance(value, str)
    return isinstance(value, list) and all(isinstance(link, str) for link in value)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else -1


def _points_answer(
    request: SignedInRequest, draft: Draft, key: str, known: set[str], fresh: set[str]
) -> dict[str, Any]:
    draft.refresh_from_db(fields=["document", "version"])
    page = read_page(draft, key)
    cards = [card for card in cards_of(page) if isinstance(card.node, Point)]
    context = {"page": page, "draft": draft, "step": page.step}

    def render(name: str, card: Any) -> str:
        return render_to_string(f"drafting/wizard/{name}.html", context | {"card": card}, request)

    return {
        "order": [card.node.id for card in cards],
        "bases": {card.node.id: card.base for card in cards if card.node.id in fresh},
        "cards": {card.node.id: render("_point", card) for card in cards if card.node.id not in known},
        "links": {card.node.id: render("_links", card) for card in cards}
        if page.step.role == "problems"
        else {},
        "open": render("_open", None) if page.step.role in ("causes", "measures") else "",
    }


def _form(document: Document, node_id: str, values: dict[str, Any]) -> NodeForm:
    """The form of a node bound to a script's values. Raises KeyError for a node that is not there."""
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
        node, data, prefixed=False, role=_role_of(document, node_id), categories=listed, answers=links
    )


def _role_of(document: Document, point_id: str) -> str:
    home = container_of(document, point_id)
    return next(part.role for part in document.parts if home is part or home in part.sections)


def _conflict(conflict: services.Conflict) -> dict[str, Any]:
    node: Node = conflict.node
    return {"error": "conflict", "version": node.changed, "values": values_of(node)}
