"""What the pages read of last year's paper and of what its author ticked. All of it is the author's
alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from drafting.common.ids import id_of
from drafting.document import codec
from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from drafting.drafts.selectors import papers_beside, papers_of_author
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.spec import FrameworkSpec
from drafting.library.models import ProblemCategory
from drafting.progress.steps import Step
from drafting.progress.unchanged import unchanged_points
from drafting.rectification.areas import Passage, passages_for
from drafting.rectification.frames import Ticked
from drafting.rectification.ledger.models import LedgerItem
from drafting.rectification.ledger.selectors import ledger_beside
from drafting.rectification.measures import Measure, measures_of, promise_in
from drafting.rectification.models import Tick
from drafting.rectification.repetition import Repeated, repeated_problems
from drafting.rectification.states import LONGEST_WORD, OFFERED, ItemState, Progress


@dataclass
class LastYear:
    """The paper that stands beside a draft (上年材料)."""

    draft: Draft
    document: Document

    @cached_property
    def spec(self) -> FrameworkSpec:
        """The framework it was written for."""
        return spec_of(self.draft.framework)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What it promised."""
        return measures_of(self.document)

    def passages(self, step: Step, areas_by_category: dict[str, str]) -> tuple[Passage, ...]:
        """What it says where a step of this year's paper is."""
        return passages_for(step, self.document, self.spec, areas_by_category)


@dataclass(frozen=True, slots=True)
class Promise:
    """A measure of last year's paper as the panel lists it. ``gone``: that paper does not hold it
    any more, only what was written on it does. ``kept`` is what the ledger has of it."""

    measure: str
    text: str
    progress: str = ""
    word: str = ""
    version: int = 0
    gone: bool = False
    kept: LedgerItem | None = None

    @property
    def name(self) -> str:
        """What was promised, in a sentence."""
        return promise_in(self.text)

    @property
    def more(self) -> str:
        """What it says beside that; empty where that is all."""
        return self.text if len(self.text) > len(self.name) + 1 else ""

    @property
    def ticked(self) -> Ticked:
        """As the frame takes it; only where it is ticked."""
        kept = self.kept
        return Ticked(
            self.name,
            Progress(self.progress),
            self.word,
            due=kept.due if kept and kept.due and kept.due >= timezone.localdate() else None,
            lasting=kept is not None and kept.state == ItemState.LASTING,
        )

    @property
    def offered(self) -> str:
        """The tick that the ledger's state comes to; empty where it has none of it."""
        return OFFERED[ItemState(self.kept.state)].value if self.kept else ""

    @property
    def offered_word(self) -> str:
        """What the ledger notes of it, where that fits beside a tick."""
        notes = self.kept.notes.strip() if self.kept else ""
        return notes if len(notes) <= LONGEST_WORD else ""

    @property
    def takes_offer(self) -> bool:
        """Whether it is not ticked, and the ledger says how it stands."""
        return bool(self.offered) and not self.progress


def last_year_of(draft: Draft) -> LastYear | None:
    """The paper beside a draft; None where there is none, where it lies in the bin, or where it is
    another person's. No query for a draft that knows of none."""
    found = papers_beside([draft]).get(draft.pk)
    return None if found is None else LastYear(found, codec.load(found.document))


def unchanged_in(document: Document, last_year: LastYear | None) -> frozenset[str]:
    """The ids of the points of a draft that still say what last year's paper said (去年原文)."""
    return frozenset() if last_year is None else unchanged_points(document, last_year.document)


def repeated_in(document: Document, last_year: LastYear | None) -> dict[str, Repeated]:
    """The problems of a draft that last year's paper named too (去年写过), by the id of the point."""
    return {} if last_year is None else repeated_problems(document, last_year.document)


def promises_of(draft: Draft, last_year: LastYear | None) -> list[Promise]:
    """The measures of last year's paper in its order with what was ticked and how the ledger has
    them, those that the ledger alone has, and after them those that were written on and are not in
    either (any more). Three queries."""
    ticks = {tick.measure: tick for tick in draft.ticks.all()}
    ledger = ledger_beside(draft)
    items = {item.measure: item for item in ledger.items.all() if not item.gone} if ledger else {}
    measures = {one.id: one for one in (last_year.measures if last_year is not None else ())}
    for key, item in items.items():
        measures.setdefault(key, Measure(key, item.text or item.problem))
    found = [
        _promise(one, ticks.pop(one.id, None), kept=items.get(one.id)) for one in measures.values()
    ]
    left = (tick for tick in ticks.values() if tick.progress or tick.word.strip())
    return found + [_promise(Measure(tick.measure, tick.text), tick, gone=True) for tick in left]


def _promise(
    measure: Measure, tick: Tick | None, *, gone: bool = False, kept: LedgerItem | None = None
) -> Promise:
    if tick is None:
        return Promise(measure.id, measure.text, kept=kept)
    return Promise(
        measure.id, measure.text, tick.progress, tick.word, tick.version, gone=gone, kept=kept
    )


def unticked(promises: Iterable[Promise]) -> int:
    """How many of the measures nobody has ticked yet."""
    return sum(not promise.progress for promise in promises)


def numbers_beside(
    draft: Draft,
    last_year: LastYear | None,
    steps: Iterable[Step],
    areas_by_category: dict[str, str],
) -> dict[str, int]:
    """The number of 上年 by the keys of the steps: of the step 上年度整改情况 the measures without a tick
    (three queries), of others the points of the same area; steps with nothing to count are
    absent."""
    found = {}
    for step in steps:
        if step.role == "previous":
            promises = promises_of(draft, last_year)
            if last_year is not None or promises:
                found[step.key] = unticked(promises)
        elif step.writable and last_year is not None:
            passages = last_year.passages(step, areas_by_category)
            if number := sum(len(passage.points) for passage in passages):
                found[step.key] = number
    return found


def areas_by_category() -> dict[str, str]:
    """The area of the taxonomy of each problem category, by its code."""
    return dict(ProblemCategory.objects.values_list("code", "area"))


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """An own paper that may stand beside a draft."""

    id: uuid.UUID
    label: str
    chosen: bool


def choices_for(draft: Draft) -> list[PaperChoice]:
    """The author's other papers, the latest year first. One query."""
    rows = papers_of_author(draft).exclude(pk=draft.pk)
    fields = rows.order_by("-framework__year", "-updated_at").values_list(
        "pk", "document", "framework__name", "state"
    )
    states = dict(Draft.State.choices)
    return [
        PaperChoice(
            pk,
            f"{document['head']['title'] or '（无标题）'}（{name}，{states[state]}）",
            pk == draft.previous_id,
        )
        for pk, document, name, state in fields
    ]


def own_choice(draft: Draft, asked: str) -> Draft | None:
    """Another own paper of the author's by the id that a form sent; None for anything else."""
    chosen = id_of(asked)
    rows = papers_of_author(draft).exclude(pk=draft.pk)
    return rows.filter(pk=chosen).first() if chosen is not None else None


def quotable(last_year: LastYear, point_id: str, role: str) -> Point | None:
    """The point of last year's paper with this id, where it stands in a part of this role."""
    for part in last_year.document.parts:
        if part.role == role:
            points = [*part.points, *(one for area in part.sections for one in area.points)]
            return next((one for one in points if one.id == point_id), None)
    return None
