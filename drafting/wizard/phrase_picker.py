"""The phrase picker beside the text: what it offers for a step, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import Membership
from drafting.common.numbers import number_or
from drafting.document.model import Document, Point, nodes
from drafting.document.numbering import says_something
from drafting.document.text import clean
from drafting.drafts.services.phrase_uses import OwnUse, colleagues_uses
from drafting.frameworks.spec import AreaSpec
from drafting.library.closeness import closest
from drafting.library.models import Phrase
from drafting.library.selectors import fitting_phrases, phrases_by_number
from drafting.progress.steps import StepKind, points_of
from drafting.wizard.phrase_order import Offer, in_order
from drafting.wizard.selectors import StepPage

PAGE_SIZE = 12
LAST_PAGE = 9999
#: Of what is looked for, as the page's field takes it (characters).
SEARCH_LENGTH = 60
#: Characters of a point's words by which the list is said to go.
LABEL = 14
#: What is read of every phrase that fits: what the order goes by, and the words that somebody's
#: are compared with.
_READ: Final = ("pk", "unit_types", "roles", "key")
_WORDS: Final = (
    "problem__name", "cause__name", "measure__name", "claim", "elaboration", "questions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Following:
    """What the list of phrases goes by of the point that somebody writes in: its category (``code``
    and its ``name``), else its ``words``."""

    code: str = ""
    name: str = ""
    words: str = ""

    @property
    def label(self) -> str:
        """What the page says of it."""
        claim = self.words.partition("\n")[0]
        return self.name or (claim if len(claim) <= LABEL else f"{claim[: LABEL - 1]}…")


@dataclass(frozen=True, slots=True)
class Offered:
    """A phrase as the list shows it: whether this paper uses it, and how many colleagues used it
    for the same meeting."""

    phrase: Phrase
    used: bool
    colleagues: int

    @property
    def key(self) -> str:
        """What the page calls it."""
        return str(self.phrase.pk)


def picker_context(
    page: StepPage, memberships: Sequence[Membership], params: Mapping[str, str]
) -> dict[str, Any]:
    """The phrases that fit the step, the member kind and unit type of the person's first one of
    these memberships, and what the person asks for (category, q, page); else the point written in
    (near), unless all are asked for (all)."""
    part = part_of(page)
    if part not in Phrase.Part.values:
        return {"picker": None}
    membership = next(iter(memberships), None)
    # PostgreSQL takes no NUL character in a search
    query, category = (
        clean(params.get(name, "")).strip()[:SEARCH_LENGTH] for name in ("q", "category")
    )
    near = None if query or category else _point_of(page, params.get("near", ""))
    follow = following_of(page, near) if near is not None and not params.get("all") else None
    number = min(max(1, number_or(params.get("page", ""), 1)), LAST_PAGE)
    rows = fitting_phrases(
        part,
        category=category or (follow.code if follow else "") or None,
        area=page.step.spec if isinstance(page.step.spec, AreaSpec) else None,
        query=query,
        member_kinds=membership.kinds if membership else (),
        unit_type=membership.organization.unit_type if membership else "",
        meeting_kind=page.spec.meeting_kind,
        framework=page.draft.framework,
    )
    uses = colleagues_uses(page.draft)
    words = follow.words if follow is not None else ""
    listed = _listed(rows, membership, uses, words)
    if words and not listed:
        follow = None  # the words are like none of them
        listed = _listed(rows, membership, uses)
    first = (number - 1) * PAGE_SIZE
    return {
        "picker": {
            "offers": _shown(page, listed[first : first + PAGE_SIZE], uses),
            "categories": page.categories,
            "category": category,
            "query": query,
            "follow": follow,
            "near": near,
            "all": near is not None and bool(params.get("all")),
            "number": number,
            "total": len(listed),
            "more": first + PAGE_SIZE < len(listed),
            "points": page.step.kind is StepKind.POINTS,
        }
    }


def _listed(
    rows: QuerySet[Phrase], membership: Membership | None, uses: Mapping[int, int], words: str = ""
) -> list[int]:
    """The numbers of the phrases in order; where somebody's ``words`` are given, of those that are
    close to them."""
    # without words the order is made below
    read = list(
        (rows if words else rows.order_by()).values_list(*_READ, *(_WORDS if words else ()))
    )
    near = None
    if words:
        close = closest(words, {row[0]: " ".join(filter(None, row[len(_READ) :])) for row in read})
        near = {number: place for place, number in enumerate(close)}
        read = [row for row in read if row[0] in near]
    return in_order(
        (Offer(*row[: len(_READ)]) for row in read),
        unit_type=membership.organization.unit_type if membership else "",
        member_kinds=membership.kinds if membership else (),
        uses=uses,
        closeness=near,
    )


def _shown(page: StepPage, numbers: Sequence[int], uses: Mapping[int, int]) -> list[Offered]:
    phrases = phrases_by_number(numbers)
    for phrase in phrases.values():
        page.taxonomy.of(phrase)
    used = used_phrases(page.uses, page.document) if numbers else frozenset()
    return [
        Offered(phrases[number], number in used, uses.get(number, 0))
        for number in numbers
        if number in phrases
    ]


def following_of(page: StepPage, point: Point) -> Following | None:
    """What the list goes by while somebody writes in a point; None where it says nothing yet."""
    if point.category:
        return Following(point.category, page.taxonomy.names.get(point.category, point.category))
    words = f"{point.claim.strip()}\n{point.elaboration}".strip()
    return Following(words=words) if words else None


def _point_of(page: StepPage, node_id: str) -> Point | None:
    return next((point for point in points_of(page.container) if point.id == node_id), None)


def used_phrases(uses: Iterable[OwnUse], document: Document) -> frozenset[int]:
    """The phrases that a paper uses: taken into a node that is still there and says something."""
    there = {
        node.id for node in nodes(document) if not isinstance(node, Point) or says_something(node)
    }
    return frozenset(use.phrase for use in uses if use.node in there)


def part_of(page: StepPage) -> str:
    """For which part of a paper a step's phrases are."""
    return "opening" if page.step.kind is StepKind.BASICS else page.step.role
