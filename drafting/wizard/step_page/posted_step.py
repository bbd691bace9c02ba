"""A whole step posted as one form (保存并继续, and every button with JavaScript off): save each block,
then do what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from drafting.common.numbers import whole_number
from drafting.document.edits import EDITABLE, BadEdit, save_values, values_of
from drafting.document.model import Document, Node, Point, container_of, nodes
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import changes
from drafting.drafts.services.placing import choose_category
from drafting.progress.steps import takes_points
from drafting.wizard.forms import NodeForm
from drafting.wizard.selectors import StepPage
from drafting.wizard.step_page import placing
from drafting.wizard.step_page.cards import NodeCard, card_for
from drafting.wizard.step_page.questions import QuestionsCard, save_posted_answers

#: What a category's code looks like; whether there is such a category is a question of names, not
#: of safety.
CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,3}")


@dataclass
class Outcome:
    """What became of the posted blocks: the cards that must be shown again (by node id), and points
    brought back.

    ``texts`` are what was typed in a removed point that cannot come back, ``full`` why it cannot.
    """

    kept: dict[str, NodeCard] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    full: str = ""
    conflicts: int = 0
    errors: int = 0
    restored: int = 0
    #: The answers to the questions of a new point, where they could not be saved.
    answers: QuestionsCard | None = None

    @property
    def clean(self) -> bool:
        """Whether everything was saved."""
        return not (self.kept or self.texts or self.answers)


def save_posted(page: StepPage, data: QueryDict, sending: Sending | None = None) -> Outcome:
    """Save every posted block of a step; what cannot be saved is kept in the outcome with what was
    typed. ``sending`` is the request, by which the page is known again when it sends what was saved
    already and more.

    Raises KeyError where a point was removed after the page was read (the next try finds it among
    the removed), NotEditable and TooBusy. What was saved before that stays saved.
    """
    outcome = Outcome()
    bases = _bring_back(page, data, outcome, sending)
    for node, base in _posted(page, data):
        _save(page, node, bases.get(node.id, base), data, outcome, sending)
    outcome.answers = save_posted_answers(page, data, sending)
    if outcome.answers is not None:
        outcome.conflicts += bool(outcome.answers.theirs)
        outcome.errors += outcome.answers.too_long
    return outcome


def typed_cards(page: StepPage, data: QueryDict) -> dict[str, NodeCard]:
    """The cards of the posted blocks with what was typed, where nothing of it can be saved."""
    return {node.id: card_for(page, node, data, base) for node, base in _posted(page, data)}


def _posted(page: StepPage, data: QueryDict) -> list[tuple[Node, int]]:
    found = ((node, whole_number(data.get(f"{node.id}-base", ""))) for node in nodes(page.document))
    return [(node, base) for node, base in found if base is not None]


def _save(
    page: StepPage,
    node: Node,
    base: int,
    data: QueryDict,
    outcome: Outcome,
    sending: Sending | None,
) -> None:
    card = card_for(page, node, data, base)
    for text in unknown_texts(node, data):
        card.form.add_error(None, f"{UNKNOWN_FIELD}这一处写的是：{text}")
    if not card.form.is_valid():
        outcome.kept[node.id] = card
        outcome.errors += 1
        return
    values = posted_values(card.form, data)
    if save_values(page.document, node.id, values, 0) is page.document:
        return  # nothing typed here: spare the database a look for each of the other points
    try:
        changes.save_node(page.draft.pk, node.id, values, base, None, sending)
    except changes.TooMuch as refused:
        card.form.add_error(_longest(values), str(refused))
        outcome.kept[node.id] = card
        outcome.errors += 1
    except changes.Conflict as conflict:
        # the next save is a knowing one: the person has both texts before them
        card.base = conflict.node.changed
        card.theirs = differences(page, conflict.node, card.form)
        outcome.kept[node.id] = card
        outcome.conflicts += 1


def _longest(values: Mapping[str, Any]) -> str | None:
    """The field with the longest text: the one to shorten."""
    texts = {name: len(value) for name, value in values.items() if isinstance(value, str)}
    return max(texts, key=texts.__getitem__, default=None)


def unknown_texts(node: Node, data: QueryDict) -> list[str]:
    """What was posted for a node in fields that it does not have, as a page from before an update
    of the program does."""
    start, known = f"{node.id}-", {*EDITABLE[type(node)], "base"}
    names = [
        name for name in data if name.startswith(start) and name.removeprefix(start) not in known
    ]
    return [text for name in names for text in data.getlist(name) if text.strip()]


def unknown_values(form: NodeForm, values: Mapping[str, Any]) -> bool:
    """Whether a script's values hold what would not be stored: a field that the node does not have,
    or that its form leaves out where something else is stored."""
    stored = values_of(form.node)
    return any(
        name not in stored or (name not in form.fields and value != stored[name] and bool(value))
        for name, value in values.items()
    )


def posted_values(form: NodeForm, data: QueryDict) -> dict[str, Any]:
    """The cleaned values of the fields that the page had; a field that was not sent is left as it
    is."""
    return {
        name: value
        for name, value in form.cleaned_data.items()
        if name in EDITABLE[type(form.node)] and (form.add_prefix(name) in data or name == "links")
    }


def differences(page: StepPage, theirs: Node, form: NodeForm) -> list[tuple[str, str]]:
    """The other window's values where they differ from what was typed, as (label, text)."""
    mine, found = form.cleaned_data, []
    for name, value in values_of(theirs).items():
        if name == "links" and set(value) != set(mine.get("links", value)):
            found.append(("对应", "另一个窗口改过对应的原因和措施；再点保存，就以这里勾选的为准。"))
        elif name in mine and name != "links" and mine[name] != value:
            shown = page.taxonomy.names.get(value, value) if name == "category" else value
            found.append((str(form.fields[name].label), shown or "（空）"))
    return found


def _bring_back(
    page: StepPage, data: QueryDict, outcome: Outcome, sending: Sending | None
) -> dict[str, int]:
    """A point that was removed in another window while this one was typing in it comes back, rather
    than lose what was typed.

    Returns new bases: coming back is a change, but none of the text, so it is no conflict with what
    is typed here.
    """
    bases: dict[str, int] = {}
    for entry in page.document.removed:
        base = whole_number(data.get(f"{entry.point.id}-base", ""))
        if base is not None and _says_more(entry.point, data):
            try:
                saved = changes.restore_point(page.draft.pk, entry.point.id, sending)
            except changes.TooMuch as refused:
                outcome.full = str(refused)
                outcome.texts += [text for text in _typed(entry.point, data) if text.strip()]
                continue
            page.document = saved.document
            outcome.restored += 1
            if entry.point.changed <= base:
                bases[entry.point.id] = saved.version
    return bases


def _says_more(point: Point, data: QueryDict) -> bool:
    stored = (point.claim, point.elaboration, point.example)
    return any(text not in ("", old) for text, old in zip(_typed(point, data), stored, strict=True))


def _typed(point: Point, data: QueryDict) -> list[str]:
    names = ("claim", "elaboration", "example")
    return [data.get(f"{point.id}-{name}", "").replace("\r\n", "\n") for name in names]


UNKNOWN_FIELD = (
    "这一页有系统不认识的内容，没有保存。您写的文字还在这一页，请先复制下来，再刷新页面。"
)
UNKNOWN = "没有这个操作，请重试。"
GONE = "这一条已经不在了，页面已按最新内容显示。"


class BadOperation(Exception):
    """The button's value is not known; the message is one Chinese sentence."""


def operate(
    draft: Draft, document: Document, container_id: str, op: str, sending: Sending | None = None
) -> str:
    """Do what a button asks: show (nothing), add, remove:ID, restore:ID, up:ID, down:ID,
    putback:TOKEN, category:ID:CODE.

    Returns the id of the node to show next, or an empty string. Raises BadOperation for what is no
    operation or fits nothing here, TooMuch of ``drafts.services`` where it has no room.
    """
    name, _, rest = op.partition(":")
    operations: dict[str, Callable[[], str]] = {
        "show": lambda: "",
        "add": lambda: _add(draft, document, container_id, sending),
        "remove": lambda: _remove(draft, rest),
        "restore": lambda: _restore(draft, rest, sending),
        "up": lambda: _step(draft, document, rest, -1),
        "down": lambda: _step(draft, document, rest, 1),
        "putback": lambda: placing.put_back(draft, rest),
        "category": lambda: _choose(draft, rest, sending),
    }
    if name not in operations:
        raise BadOperation(UNKNOWN)
    try:
        return operations[name]()
    except (KeyError, ValueError, BadEdit):
        raise BadOperation(GONE) from None


def _add(draft: Draft, document: Document, container_id: str, sending: Sending | None) -> str:
    for part in document.parts:
        if part.id == container_id and not takes_points(part, part.role):
            raise BadOperation(UNKNOWN)  # running text has no points
    return changes.add_point(draft.pk, container_id, sending=sending)[1].id


def _remove(draft: Draft, point_id: str) -> str:
    changes.remove_point(draft.pk, point_id)
    return ""


def _restore(draft: Draft, point_id: str, sending: Sending | None) -> str:
    changes.restore_point(draft.pk, point_id, sending)
    return point_id


def _choose(draft: Draft, asked: str, sending: Sending | None) -> str:
    """``asked`` is ID:CODE."""
    point_id, code = asked.split(":")
    if not CODE.fullmatch(code):
        raise BadOperation(UNKNOWN)
    choose_category(draft.pk, point_id, code, sending)
    return point_id


def _step(draft: Draft, document: Document, point_id: str, by: int) -> str:
    ids = [point.id for point in container_of(document, point_id).points]
    changes.move_point(draft.pk, point_id, ids.index(point_id) + by)
    return point_id
