"""Cards: what the template of a point, a lead or a text is given, with the form bound to what was typed where there is any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drafting.document.model import Node, Part, Point, Section, find
from drafting.progress.steps import Kind
from drafting.progress.tasklist import length_of_point
from drafting.wizard.forms import NodeForm, form_for
from drafting.wizard.selectors import Answer, Page, Suggestion


@dataclass
class Card:
    """One editable block of a page. ``theirs`` is what another window saved meanwhile (a conflict), by field; ``fold`` is the
    label of a lead, which stands folded above the points."""

    node: Node
    form: NodeForm
    base: int
    fold: str = ""
    marker: str = ""
    length: int = 0
    answers: list[Answer] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    theirs: list[tuple[str, str]] = field(default_factory=list)
    first: bool = False
    last: bool = False

    @property
    def linked(self) -> int:
        """How many causes and measures answer it."""
        return sum(answer.linked for answer in self.answers)


def card_for(page: Page, node: Node, data: Mapping[str, Any] | None = None, base: int | None = None) -> Card:
    """The card of a node; with ``data`` the form holds what was typed instead of what is stored."""
    at = node.changed if base is None else base
    if not isinstance(node, Point):
        label = "导语" if page.step.kind is Kind.BASICS else page.step.title
        form = form_for(node, data, running_text=page.step.kind is Kind.TEXT, label=label)
        return Card(node, form, at, fold=_fold(page, node))
    answers = page.answers_for(node) if page.step.role == "problems" else []
    choices = [(answer.id, answer.label) for answer in answers]
    form = form_for(node, data, role=page.step.role, categories=page.categories, answers=choices)
    return Card(
        node,
        form,
        at,
        marker=printed_marker(page.numbers.of(node), page.marker_kind),
        length=length_of_point(node),
        answers=answers,
        suggestions=page.suggestions_for(node) if page.step.role == "problems" else [],
        answered=page.problems_answered_by(node) if page.step.role in ("causes", "measures") else [],
    )


def _fold(page: Page, node: Node) -> str:
    if page.step.kind is not Kind.POINTS or not isinstance(node, (Part, Section)):
        return ""
    return f"“{node.heading}”的总述" if node.id == page.step.above else "引语"


def printed_marker(marker: str, kind: str) -> str:
    """A marker as the draft's style prints it: 二是, or （二） where ``kind`` says so."""
    return f"（{marker[:-1]}）" if kind == "（一）" and marker.endswith("是") else marker


def nodes_of(page: Page) -> list[Node]:
    """The nodes that a page edits, in order."""
    if page.step.kind is Kind.BASICS:
        return [page.document.head, page.document.opening]
    if page.step.kind is Kind.CLOSING:
        return [page.document.closing]
    if page.container is None:
        return []
    above = [find(page.document, page.step.above)] if page.step.above else []
    return [*above, page.container, *page.container.points]


def cards_of(page: Page, typed: Mapping[str, Card] | None = None) -> list[Card]:
    """The cards of a page; ``typed`` gives those that keep what was typed (errors, conflicts), by node id."""
    kept = typed or {}
    cards = [kept.get(node.id) or card_for(page, node) for node in nodes_of(page)]
    points = [card for card in cards if isinstance(card.node, Point)]
    if points:
        points[0].first = points[-1].last = True
    return cards
