"""What of a notebook is shown: to its owner, and to nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.prepared import Given, PreparedRead
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.list_rows import title_of
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.facts.models import Fact, FactUse
from drafting.facts.wording import Words
from drafting.library.likely import area_words
from drafting.progress.steps import step_of_node, steps_of

#: Of the facts that are offered beside the text of a step.
MOST_BESIDE = 20
_SEARCHED = ("what", "time", "place", "people", "did", "led_to", "thought")


@dataclass(frozen=True, slots=True)
class Written:
    """A paper that a fact was written into. ``address`` leads to the point, and is empty where that
    is not there any more: then ``why`` says so."""

    title: str
    address: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact of the notebook with the papers that it was written into."""

    fact: Fact
    papers: tuple[Written, ...] = ()

    @property
    def written(self) -> bool:
        """Whether a paper says it now (已写入)."""
        return any(paper.address for paper in self.papers)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the notebook is asked for; what is left empty filters nothing."""

    query: str = ""
    area: str = ""
    written: str = ""


def facts_of(owner: User) -> QuerySet[Fact]:
    """The notebook of a person, the newest fact first."""
    return Fact.objects.filter(owner=owner, draft=None)


def own_fact(owner: User, fact_id: uuid.UUID) -> Fact | None:
    """A fact of somebody's own notebook; None for any other."""
    return facts_of(owner).filter(pk=fact_id).first()


def notebook(owner: User, wanted: Wanted | None = None) -> list[Noted]:
    """The facts that are asked for with their papers, in a constant number of queries."""
    asked = wanted or Wanted()
    rows = facts_of(owner).prefetch_related("uses")
    if asked.area:
        rows = rows.filter(area="" if asked.area == "none" else asked.area)
    # here and not in the database: what it holds may be encrypted
    terms = [term.casefold() for term in asked.query.split()]
    facts = [fact for fact in rows if _says(fact, terms)]
    papers = _Papers(use.draft_id for fact in facts for use in fact.uses.all())
    noted = [Noted(fact, tuple(map(papers.of, fact.uses.all()))) for fact in facts]
    if asked.written:
        noted = [one for one in noted if one.written == (asked.written == "yes")]
    return noted


def _says(fact: Fact, terms: Sequence[str]) -> bool:
    """Whether each term stands in one of the fact's texts, whatever its case."""
    texts = [getattr(fact, name).casefold() for name in _SEARCHED] if terms else []
    return all(any(term in text for text in texts) for term in terms)


@dataclass
class _Papers:
    """The papers that some facts were written into, each read once."""

    ids: Iterable[uuid.UUID]
    read: dict[uuid.UUID, tuple[Draft, Document]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted = set(self.ids)
        if not wanted:
            return
        rows = Draft.objects.filter(pk__in=wanted).select_related("framework", "meeting")
        for draft in rows.prefetch_related("framework__sections"):
            self.read[draft.pk] = (draft, codec.load(draft.document))

    def of(self, use: FactUse) -> Written:
        draft, document = self.read[use.draft_id]
        title = title_of(draft)
        if draft.discarded_at is not None:
            return Written(title, why="那份材料在回收站里")
        try:
            step = step_of_node(document, steps_of(spec_of_draft(draft), document), use.node)
        except KeyError:
            return Written(title, why="写进去的那一条已经移除了")
        there = reverse("wizard:step", args=[draft.pk, step.key])
        return Written(title, address=f"{there}#node-{use.node}")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the text of a step: the facts of its areas that are offered, the id of
    the point of this paper that each was written into (by fact), the facts that other papers say,
    and the answers to the questions of a new point."""

    facts: tuple[Fact, ...] = ()
    nodes: dict[uuid.UUID, str] = field(default_factory=dict)
    elsewhere: frozenset[uuid.UUID] = frozenset()
    answers: Fact | None = None


def beside_step(draft: Draft, key: str, areas: Collection[str]) -> Beside:
    """The facts for a step: those of its ``areas`` first, then those whose area their owner has not
    chosen. One query; a second one where there are facts."""
    named = {f"area{number}": area for number, area in enumerate(areas)}
    asked: dict[str, Any] = {"owner": draft.owner_id, "draft": draft.pk, "step": key, **named}
    found = _beside(tuple(named)).all(**asked)
    answers = next((fact for fact in found if fact.draft_id is not None), None)
    noted = [fact for fact in found if fact.draft_id is None]
    here: dict[uuid.UUID, str] = {}
    elsewhere: set[uuid.UUID] = set()
    if noted:
        uses = FactUse.objects.filter(fact__in=noted).order_by("pk")
        for fact, paper, node in uses.values_list("fact_id", "draft_id", "node"):
            if paper == draft.pk:
                here.setdefault(fact, node)
            else:
                elsewhere.add(fact)
    facts = sorted(
        noted,
        key=lambda fact: (
            fact.pk in here,
            fact.area not in areas,
            not fact.area_confirmed,
            fact.pk in elsewhere,
        ),
    )[:MOST_BESIDE]
    ids = {fact.pk for fact in facts}
    return Beside(
        tuple(facts),
        {fact: node for fact, node in here.items() if fact in ids and node},
        frozenset(elsewhere & ids),
        answers,
    )


@cache
def _beside(areas: tuple[str, ...]) -> PreparedRead[Fact]:
    """Of an owner the answers of a step, and the facts of so many areas and of none."""

    def rows() -> QuerySet[Fact]:
        own, draft, step = (
            {name: Given(name, Fact._meta.get_field(name))} for name in ("owner", "draft", "step")
        )
        listed = [Given(name, Fact._meta.get_field("area")) for name in areas]
        open_ = Q(draft=None, area_confirmed=False)
        wanted = Q(**draft, **step) | Q(draft=None, area__in=listed) | open_
        return Fact.objects.filter(wanted, **own).order_by("-created_at", "pk")

    return PreparedRead(rows)


def answers_of(draft: Draft, step: str) -> Fact | None:
    """The answers to the questions of a new point on a step, as they were typed."""
    return Fact.objects.filter(draft=draft, step=step).first()


def likely_area(words: Words) -> str:
    """The area that words may speak of, for their owner to confirm; empty where they tell of
    none."""
    happened, beside = f"{words.what}\n{words.did}", f"{words.led_to}\n{words.thought}"
    return area_words().likely(happened, beside)
