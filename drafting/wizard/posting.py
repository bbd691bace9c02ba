"""A whole step posted as one form (保存并继续, and every button with JavaScript off): save each block, then do what was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from drafting.document.edits import EDITABLE, BadEdit, save_values, values_of
from drafting.document.model import Document, Node, Point, container_of, nodes
from drafting.drafts import services
from drafting.drafts.models import Draft
from drafting.progress.steps import takes_points
from drafting.wizard.cards import Card, card_for
from drafting.wizard.forms import NodeForm
from drafting.wizard.selectors import ANSWER_ROLES, Page

#: What a category's code looks like; whether there is such a category is a question of names, not of safety.
CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,3}")


@dataclass
class Outcome:
    """What became of the posted blocks: the cards that must be shown again (by node id), and points brought back."""

    kept: dict[str, Card] = field(default_factory=dict)
    conflicts: int = 0
    errors: int = 0
    restored: int = 0

    @property
    def clean(self) -> bool:
        """Whether everything was saved."""
        return not self.kept


def save_posted(page: Page, data: QueryDict) -> Outcome:
    """Save every posted block of a step; what cannot be saved is kept in the outcome with what was typed.

    Raises KeyError where a point was removed after the page was read (the next try finds it among the removed), NotEditable and
    TooBusy. What was saved before that stays saved.
    """
    outcome = Outcome()
    bases = _bring_back(page, data, outcome)
    for node, base in _posted(page, data):
        _save(page, node, bases.get(node.id, base), data, outcome)
    return outcome


def typed_cards(page: Page, data: QueryDict) -> dict[str, Card]:
    """The cards of the posted blocks with what was typed, where nothing of it can be saved."""
    return {node.id: card_for(page, node, data, base) for node, base in _posted(page, data)}


def whole_number(text: str) -> int | None:
    """A number that a page of ours sends (a version, a page, a phrase); None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _posted(page: Page, data: QueryDict) -> list[tuple[Node, int]]:
    found = ((node, whole_number(data.get(f"{node.id}-base", ""))) for node in nodes(page.document))
    return [(node, base) for node, base in found if base is not None]


def _save(page: Page, node: Node, base: int, data: QueryDict, outcome: Outcome) -> None:
    card = card_for(page, node, data, base)
    if not card.form.is_valid():
        outcome.kept[node.id] = card
        outcome.errors += 1
        return
    values = posted_values(card.form, data)
    if save_values(page.document, node.id, values, 0) is page.document:
        return  # nothing typed here: spare the database a look for each of the other points
    try:
        services.save_node(page.draft.pk, node.id, values, base)
    except services.Conflict as conflict:
        # the next save is a knowing one: the person has both texts before them
        card.base = conflict.node.changed
        card.theirs = differences(page, conflict.node, card.form)
        outcome.kept[node.id] = card
        outcome.conflicts += 1


def posted_values(form: NodeForm, data: QueryDict) -> dict[str, Any]:
    """The cleaned values of the fields that the page had; a field that was not sent is left as it is."""
    return {
        name: value
        for name, value in form.cleaned_data.items()
        if name in EDITABLE[type(form.node)] and (form.add_prefix(name) in data or name == "links")
    }


def differences(page: Page, theirs: Node, form: NodeForm) -> list[tuple[str, str]]:
    """The other window's values where they differ from what was typed, as (label, text)."""
    mine, found = form.cleaned_data, []
    for name, value in values_of(theirs).items():
        if name == "links" and set(value) != set(mine.get("links", value)):
            found.append(("对应", "另一个窗口改过对应的原因和措施；再点保存，就以这里勾选的为准。"))
        elif name in mine and name != "links" and mine[name] != value:
            shown = page.taxonomy.names.get(value, value) if name == "category" else value
            found.append((str(form.fields[name].label), shown or "（空）"))
    return found


def _bring_back(page: Page, data: QueryDict, outcome: Outcome) -> dict[str, int]:
    """A point that was removed in another window while this one was typing in it comes back, rather than lose what was typed.

    Returns new bases: coming back is a change, but none of the text, so it is no conflict with what is typed here.
    """
    bases: dict[str, int] = {}
    for entry in page.document.removed:
        base = whole_number(data.get(f"{entry.point.id}-base", ""))
        if base is not None and _says_more(entry.point, data):
            saved = services.restore_point(page.draft.pk, entry.point.id)
            page.document = saved.document
            outcome.restored += 1
            if entry.point.changed <= base:
                bases[entry.point.id] = saved.version
    return bases


def _says_more(point: Point, data: QueryDict) -> bool:
    names = ("claim", "elaboration", "example")
    return any(
        data.get(f"{point.id}-{name}", "").replace("\r\n", "\n") not in ("", getattr(point, name))
        for name in names
    )


UNKNOWN = "没有这个操作，请重试。"


class BadOperation(Exception):
    """The button's value is not known; the message is one Chinese sentence."""


def operate(draft: Draft, document: Document, container_id: str, op: str) -> str:
    """Do what a button asks: show (nothing), add, remove:ID, restore:ID, up:ID, down:ID, answer:ID,…:ROLE:CODE.

    Returns the id of the node to show next, or an empty string.
    Raises BadOperation for what is no operation or fits nothing here.
    """
    name, _, rest = op.partition(":")
    try:
        if name == "show":
            return ""
        if name == "add":
            return _add(draft, document, container_id)
        if name == "remove":
            services.remove_point(draft.pk, rest)
            return ""
        if name == "restore":
            services.restore_point(draft.pk, rest)
            return rest
        if name in ("up", "down"):
            return _step(draft, document, rest, -1 if name == "up" else 1)
        if name == "answer":
            ids, role, code = rest.split(":")
            if role not in ANSWER_ROLES or not CODE.fullmatch(code):
                raise BadOperation(UNKNOWN)
            problems = [problem for problem in ids.split(",") if problem]
            _, answer = services.answer_problems(draft.pk, problems, role, code)
            return problems[0] if len(problems) == 1 else answer.id
    except (KeyError, ValueError, BadEdit):
        raise BadOperation("这一条已经不在了，页面已按最新内容显示。") from None
    raise BadOperation(UNKNOWN)


def _add(draft: Draft, document: Document, container_id: str) -> str:
    for part in document.parts:
        if part.id == container_id and not takes_points(part, part.role):
            raise BadOperation(UNKNOWN)  # running text has no points
    return services.add_point(draft.pk, container_id)[1].id


def _step(draft: Draft, document: Document, point_id: str, by: int) -> str:
    ids = [point.id for point in container_of(document, point_id).points]
    services.move_point(draft.pk, point_id, ids.index(point_id) + by)
    return point_id
