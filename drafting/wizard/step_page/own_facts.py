"""The person's own facts beside the text of an area, and points made of them in the person's own
words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from drafting.common.numbers import number_or
from drafting.document import codec
from drafting.document.model import Point, containers, find, new_id
from drafting.document.numbering import says_something
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import changes
from drafting.facts import services
from drafting.facts.models import Fact
from drafting.facts.selectors import answers_of, facts_of
from drafting.facts.wording import Words, behind, elaboration_of, example_of
from drafting.progress.steps import points_of
from drafting.wizard.selectors import StepPage
from drafting.wizard.step_page.posted_step import GONE, UNKNOWN, BadOperation

SILENT = "四个问题都还没有答，先答一个也行。"
FORGOTTEN = "这件事已经从事实本里删去了。"
OVERTAKEN = "另一个窗口刚刚用了或改了这些回答，请看一下再点。"
#: Facts that are in sight; the others are folded.
IN_SIGHT = 3


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as the panel offers it: what the point's fields would say, and where it is said
    already (``node`` and ``number`` of a point of this step; ``said`` in words)."""

    fact: Fact
    example: str
    elaboration: str
    node: str = ""
    number: int = 0
    said: str = ""

    @property
    def around(self) -> str:
        """When and where it was, as its owner says it, and what its area may be."""
        fact = self.fact
        said = [fact.time.strip(), fact.place.strip(), fact.people.strip()]
        if not fact.area:
            said.append("还没有归到方面")
        elif not fact.area_confirmed:
            said.append(f"像是“{fact.area}”方面的")
        return "，".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """The facts of a step; ``more`` of them are folded."""

    rows: tuple[FactRow, ...]

    @property
    def in_sight(self) -> tuple[FactRow, ...]:
        """Those not folded."""
        return self.rows[:IN_SIGHT]

    @property
    def more(self) -> tuple[FactRow, ...]:
        """The others."""
        return self.rows[IN_SIGHT:]


def own_facts(page: StepPage) -> OwnFacts | None:
    """The facts offered beside a step; None where it takes none. One query for a page."""
    if not page.takes_facts:
        return None
    beside = page.facts_beside
    numbers = {point.id: number for number, point in enumerate(points_of(page.container), 1)}
    there = {point.id for home in containers(page.document) for point in home.points}
    rows = []
    for fact in beside.facts:
        node, words = beside.nodes.get(fact.pk, ""), fact.words
        number = numbers.get(node, 0)
        said = f"已写入第 {number} 条" if number else "已写入别的方面" if node in there else ""
        if not said and node:
            said = "写进去的那一条已移除"
        if not said and fact.pk in beside.elsewhere:
            said = "写进过别的材料"
        rows.append(FactRow(fact, example_of(words), elaboration_of(words), node, number, said))
    return OwnFacts(tuple(rows))


def carry_out(
    page: StepPage, op: str, body: Mapping[str, Any], sending: Sending | None
) -> dict[str, Any] | None:
    """Do what a button asks of facts and answers; None for what is no such operation. Gives the
    ``target`` to show, ``naming`` where its category is still to be chosen, and of answers that were
    noted ``noted``, by which ``unquestions`` takes them out of the notebook again.

    fact:ID makes a point of a fact; example:FACT:POINT writes it behind the point's example;
    questions makes a point of the answers, unquestions:POINT:NOTED takes it out again.
    Raises BadOperation, and what ``drafts.services`` raises.
    """
    name, _, asked = op.partition(":")
    if name not in ("fact", "example", "questions", "unquestions"):
        return None
    if not page.takes_facts:
        raise BadOperation(UNKNOWN)
    if name == "questions":
        return _answered(page, bool(body.get("noted")), sending)
    if name == "unquestions":
        return _unanswered(page, asked)
    number, _, node = asked.partition(":")
    fact = _own(page, number)
    target = _into(page, fact, node, sending) if name == "example" else _made(page, fact, sending)
    return {"target": target, "naming": "" if name == "example" else target}


def _own(page: StepPage, number: str) -> Fact:
    try:
        return facts_of(page.draft.owner).get(pk=uuid.UUID(number))
    except (ValueError, Fact.DoesNotExist):
        raise BadOperation(FORGOTTEN) from None


def _add(page: StepPage, words: Words, sending: Sending | None) -> str:
    """A point of these words, behind those that say something; its id."""
    point = Point(id=new_id(), elaboration=elaboration_of(words), example=example_of(words))
    places = enumerate(points_of(page.container))
    empty = next((i for i, one in places if not (one.category or says_something(one))), None)
    return changes.add_point(page.draft.pk, page.step.node, point, empty, sending)[1].id


def _made(page: StepPage, fact: Fact, sending: Sending | None) -> str:
    made = _add(page, fact.words, sending)
    services.note_use(fact, page.draft, made)
    return made


def _into(page: StepPage, fact: Fact, node: str, sending: Sending | None) -> str:
    page.draft.refresh_from_db(fields=["document", "version"])
    try:
        point = find(codec.load(page.draft.document), node)
    except KeyError:
        raise BadOperation(GONE) from None
    if not isinstance(point, Point):
        raise BadOperation(UNKNOWN)
    text = behind(point.example, example_of(fact.words))
    changes.save_node(page.draft.pk, node, {"example": text}, page.draft.version, None, sending)
    services.note_use(fact, page.draft, node)
    return node


def _answered(page: StepPage, noted: bool, sending: Sending | None) -> dict[str, Any]:
    draft, key = page.draft, page.step.key
    with transaction.atomic():
        answers = answers_of(draft, key)
        if answers is None or answers.words.silent:
            raise BadOperation(SILENT)
        made = _add(page, answers.words, sending)
        try:
            kept = services.use_answers(answers, made, noted=noted)
        except services.FactOvertaken:
            raise BadOperation(OVERTAKEN) from None
    told = {"target": made, "naming": made}
    return told | ({"noted": f"{kept.pk}:{kept.version}"} if kept is not None else {})


def _unanswered(page: StepPage, asked: str) -> dict[str, Any]:
    node, number, version = [*asked.split(":"), "", ""][:3]
    try:
        changes.remove_point(page.draft.pk, node)
        if number:
            services.forget_noted(page.draft, uuid.UUID(number), number_or(version, 0))
    except (KeyError, ValueError):
        raise BadOperation(GONE) from None
    return {"target": ""}
