"""Cards: what the template of a point, a lead or a text is given, with the form bound to what was
typed where there is any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from drafting.document.model import Node, Part, Point, Section, find
from drafting.progress.lengths import length_of_point
from drafting.progress.steps import StepKind
from drafting.proofing.core.library_share import LibraryShare
from drafting.wizard.forms import NodeForm, form_for
from drafting.wizard.links import ANSWER_ROLES, MANY, Answer
from drafting.wizard.selectors import StepPage
from drafting.wizard.step_page.guesses import Proposal, proposals_for
from drafting.wizard.step_page.naming import categories_for
from drafting.wizard.step_page.phrase_questions import Asked, asked_of
from drafting.wizard.taxonomy import Suggestion

#: Characters of its claim by which a point is called.
CLAIM = 24


@dataclass
class NodeCard:
    """One editable block of a page. ``theirs`` is what another window saved meanwhile (a conflict),
    by field; ``fold`` is the label of a lead, which stands folded above the points."""

    node: Node
    form: NodeForm
    base: int
    fold: str = ""
    #: The place of a point on its page, counted from 1; 0 where it stands alone.
    number: int = 0
    marker: str = ""
    length: int = 0
    answers: list[Answer] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    #: Of a cause or measure: the problems of the paper.
    problems: list[Answer] = field(default_factory=list)
    proposal: Proposal | None = None
    #: Categories that its words may speak of, where it was made of facts and has none yet.
    naming: list[tuple[str, str]] | None = None
    asked: list[Asked] = field(default_factory=list)
    #: What it has from the library word for word, words in its holes that say nothing,
    #: and those that so many papers of the meeting have there.
    share: LibraryShare | None = None
    hollow: tuple[str, ...] = ()
    shared: list[tuple[str, int]] = field(default_factory=list)
    theirs: list[tuple[str, str]] = field(default_factory=list)
    first: bool = False
    last: bool = False

    @property
    def unanswered(self) -> bool:
        """Whether a point has nothing yet that its questions ask for."""
        node = self.node
        return isinstance(node, Point) and not (node.elaboration.strip() or node.example.strip())

    @property
    def linked(self) -> int:
        """How many causes and measures answer it."""
        return sum(answer.linked for answer in self.answers)

    @property
    def answered(self) -> list[str]:
        """What the problems are called that it answers."""
        return [problem.label for problem in self.problems if problem.linked]

    @property
    def many_problems(self) -> bool:
        """Whether its problems are too many to stand on the page unasked."""
        return len(self.problems) > MANY

    @property
    def links_seen(self) -> str:
        """What its links show, in eight letters: a page that shows them so needs no new ones."""
        shown = [
            f"{one.id}{one.linked}{one.role}{one.label}{one.place}"
            for one in (*self.answers, *self.problems)
        ]
        shown += [f"{one.code}{one.role}{one.name}{one.caution}" for one in self.suggestions]
        return f"{crc32(chr(0).join(shown).encode()):08x}"

    @property
    def label(self) -> str:
        """What a screen reader calls a point: 第 2 条：学习不系统."""
        claim = self.node.claim if isinstance(self.node, Point) else ""
        short = claim if len(claim) <= CLAIM else f"{claim[: CLAIM - 1]}…"
        at = f"第 {self.number} 条" if self.number else "一条"
        return f"{at}：{short}" if short else at


def card_for(
    page: StepPage, node: Node, data: Mapping[str, Any] | None = None, base: int | None = None
) -> NodeCard:
    """The card of a node; with ``data`` the form holds what was typed instead of what is stored."""
    at = node.changed if base is None else base
    if not isinstance(node, Point):
        label = "导语" if page.step.kind is StepKind.BASICS else page.step.title
        form = form_for(node, data, running_text=page.step.kind is StepKind.TEXT, label=label)
        return NodeCard(node, form, at, fold=_fold(page, node))
    answers = page.links.answers_for(node) if page.step.role == "problems" else []
    choices = [(answer.id, answer.label) for answer in answers]
    categories = page.categories
    if node.category in page.taxonomy.names:  # one of the area or part that it was moved from
        own = (node.category, page.taxonomy.names[node.category])
        categories = [*categories, own] if own not in categories else categories
    form = form_for(node, data, role=page.step.role, categories=categories, answers=choices)
    return NodeCard(
        node,
        form,
        at,
        marker=printed_marker(page.numbers.of(node), page.marker_kind),
        length=length_of_point(node),
        answers=answers,
        suggestions=page.links.suggestions_for(node) if page.step.role == "problems" else [],
        problems=page.links.problems_for(node) if page.step.role in ANSWER_ROLES else [],
    )


def _fold(page: StepPage, node: Node) -> str:
    if page.step.kind is not StepKind.POINTS or not isinstance(node, (Part, Section)):
        return ""
    return f"“{node.heading}”的总述" if node.id == page.step.above else "引语"


def printed_marker(marker: str, kind: str) -> str:
    """A marker as the draft's style prints it: 二是, or （二） where ``kind`` says so."""
    return f"（{marker[:-1]}）" if kind == "（一）" and marker.endswith("是") else marker


def nodes_of(page: StepPage) -> list[Node]:
    """The nodes that a page edits, in order."""
    if page.step.kind is StepKind.BASICS:
        return [page.document.head, page.document.opening]
    if page.step.kind is StepKind.CLOSING:
        return [page.document.closing]
    if page.container is None:
        return []
    above = [find(page.document, page.step.above)] if page.step.above else []
    return [*above, page.container, *page.container.points]


def cards_of(
    page: StepPage, typed: Mapping[str, NodeCard] | None = None, naming: str = ""
) -> list[NodeCard]:
    """The cards of a page; ``typed`` gives those that keep what was typed (errors, conflicts), by
    node id. Those of points that stand on another step now come last. The point ``naming`` was made
    of facts and is given proposals for its category."""
    kept = dict(typed or {})
    cards = [
        kept.pop(node.id) if node.id in kept else card_for(page, node) for node in nodes_of(page)
    ]
    cards += kept.values()
    proposals = proposals_for(page)
    points = [card for card in cards if isinstance(card.node, Point)]
    asked = asked_of(page.uses) if points else {}
    for number, card in enumerate(points, 1):
        card.number = number
        card.proposal = proposals.get(card.node.id)
        if card.node.id == naming and isinstance(card.node, Point) and not card.node.category:
            card.naming = categories_for(page, card.node)
        card.asked = asked.get(card.node.id, [])
        card.share = page.library.nodes.get(card.node.id)
        card.hollow = page.library.hollow.get(card.node.id, ())
        card.shared = page.shared.get(card.node.id, [])
    if points:
        points[0].first = points[-1].last = True
    return cards


def first_field(cards: Iterable[NodeCard]) -> str:
    """The id of the first field that is not folded away; that of the page's main part where there
    is none."""
    shown = next((card for card in cards if not card.fold), None)
    return str(shown.form.visible_fields()[0].id_for_label) if shown is not None else "main"


@dataclass(frozen=True, slots=True)
class ToMend:
    """What kept a block from being saved: where it is in words, what is wrong, and the id of the
    element to go to."""

    place: str
    said: str
    target: str


def to_mend(cards: Iterable[NodeCard]) -> list[ToMend]:
    """Everything that kept a page from being saved, in its order."""
    found: list[ToMend] = []
    for card in cards:
        at = f"第 {card.number} 条" if card.number else ""
        if card.theirs:
            said = "在另一个窗口里改过，请选定要保留的文字。"
            place = at or str(card.form.visible_fields()[0].label)
            found.append(ToMend(place, said, f"node-{card.node.id}"))
        if card.form.is_bound:
            found += _errors(card, at)
    return found


def _errors(card: NodeCard, at: str) -> list[ToMend]:
    whole = f"errors-{card.node.id}"
    errors = [ToMend(at or "这一页", str(said), whole) for said in card.form.non_field_errors()]
    for field_ in card.form.visible_fields():
        place = f"{at} {field_.label}".strip()
        errors += [ToMend(place, str(said), field_.id_for_label) for said in field_.errors]
    return errors
