"""The phrase picker beside the text: what it offers for a step, and taking a phrase into the paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from accounts.selectors import main_membership
from drafting.document import codec
from drafting.document.model import Point, find, new_id
from drafting.document.text import clean
from drafting.drafts import services
from drafting.frameworks.spec import AreaSpec
from drafting.library.models import Phrase
from drafting.library.selectors import find_phrases, offered_phrases
from drafting.progress.steps import Kind
from drafting.wizard.posting import BadOperation, whole_number
from drafting.wizard.selectors import Page

PAGE_SIZE = 12
LAST_PAGE = 9999
FIELDS = ("claim", "elaboration", "example")


def picker_context(page: Page, user: User, params: Mapping[str, str]) -> dict[str, Any]:
    """The phrases that fit the step, the person's member kind and unit type, and what the person asks for (category, q, page)."""
    part = _part_of(page)
    if part not in Phrase.Part.values:
        return {"picker": None}
    membership = main_membership(user)
    # PostgreSQL takes no NUL character in a search
    query, category = (clean(params.get(name, "")).strip()[:60] for name in ("q", "category"))
    number = min(max(1, whole_number(params.get("page", "")) or 1), LAST_PAGE)
    offset = (number - 1) * PAGE_SIZE
    found = find_phrases(
        part,
        category=category or None,
        area=page.step.spec if isinstance(page.step.spec, AreaSpec) else None,
        query=query,
        member_kind=membership.member_kind if membership else "",
        unit_type=membership.organization.unit_type if membership else "",
        meeting_kind=page.spec.meeting_kind,
        framework=page.draft.framework,
        limit=PAGE_SIZE + 1,
        offset=offset,
    )
    return {
        "picker": {
            "phrases": found[:PAGE_SIZE],
            "categories": page.categories,
            "category": category,
            "query": query,
            "number": number,
            "more": len(found) > PAGE_SIZE,
            "points": page.step.kind is Kind.POINTS,
        }
    }


def use_phrase(page: Page, phrase_id: str) -> str:
    """Take a phrase into the paper without scripts: as a new point, or at the end of the running text. Returns the node's id.

    Raises BadOperation where the phrase is no longer offered.
    """
    number, part = whole_number(phrase_id), _part_of(page)
    phrase = offered_phrases().filter(pk=number, part=part).first() if number is not None else None
    if phrase is None:
        raise BadOperation("这条表述已经停用，请另选一条。")
    if page.step.kind is Kind.POINTS:
        code = phrase.category.code if phrase.category else ""
        texts = {name: getattr(phrase, name) for name in FIELDS}
        node = services.add_point(page.draft.pk, page.step.node, Point(id=new_id(), category=code, **texts))[
            1
        ].id
    else:
        node = page.step.node or page.document.opening.id
        name = "lead" if page.step.kind is Kind.TEXT else "text"
        page.draft.refresh_from_db(fields=["document", "version"])
        _append(page, node, name, phrase.elaboration)
    services.record_use(page.draft, phrase, node, "whole")
    return node


def _append(page: Page, node_id: str, name: str, text: str) -> None:
    node = find(codec.load(page.draft.document), node_id)
    whole = f"{getattr(node, name).rstrip()}\n{text}".lstrip("\n")
    services.save_node(page.draft.pk, node_id, {name: whole}, page.draft.version)


def _part_of(page: Page) -> str:
    if page.step.kind is Kind.BASICS:
        return "opening"
    return page.step.role
