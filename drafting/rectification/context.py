"""What the templates of last year's paper are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404

from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.access import reason_not_editable
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import new_page
from drafting.drafts.selectors import spec_of_draft
from drafting.progress.steps import BASICS, Step, StepKind, steps_of
from drafting.rectification.areas import QUOTABLE, Passage, passages_of
from drafting.rectification.selectors import (
    LastYear,
    Promise,
    areas_by_category,
    choices_for,
    last_year_of,
    promises_of,
    unticked,
)
from drafting.rectification.states import LABELS, LONGEST_WORD, Progress


@dataclass
class TickRow:
    """A promise with what a form sent of it where that was not stored; ``theirs`` is what another
    window stored meanwhile."""

    promise: Promise
    progress: str
    word: str
    version: int
    error: str = ""
    theirs: Sequence[tuple[str, str]] = ()

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """The ticks to choose from: value, label, whether it is chosen."""
        return [(one.value, LABELS[one], one.value == self.progress) for one in Progress]


@dataclass
class Beside:
    """A step of a draft with last year's paper beside it; ``kept`` are the rows that a form sent
    and that could not be stored, by measure."""

    draft: Draft
    document: Document
    step: Step
    steps: tuple[Step, ...]
    last_year: LastYear | None
    kept: Mapping[str, TickRow] = field(default_factory=dict)

    @property
    def part(self) -> Step | None:
        """The step where 上年度整改情况 is written; None where the paper has none."""
        return next((step for step in self.steps if step.role == "previous"), None)


def read_beside(draft: Draft, key: str = BASICS) -> Beside:
    """A step and last year's paper. Raises Http404 for a step that the draft does not have."""
    document = codec.load(draft.document)
    steps = steps_of(spec_of_draft(draft), document)
    step = next((step for step in steps if step.key == key), None)
    if step is None:
        raise Http404("没有这一步。")
    return Beside(draft, document, step, steps, last_year_of(draft))


def context_of(request: SignedInRequest, beside: Beside) -> dict[str, Any]:
    """Everything of the panel and of the page: the passages of the step (or of the place that the
    address names by ``at``), the measures to tick, the papers to choose from."""
    promises = promises_of(beside.draft, beside.last_year)
    return {
        "draft": beside.draft,
        "step": beside.step,
        "part": beside.part,
        "last_year": beside.last_year,
        "rows": [beside.kept.get(one.measure) or _row(one) for one in promises],
        "unticked": unticked(promises),
        "ticked": len(promises) - unticked(promises),
        "offers": sum(one.takes_offer for one in promises),
        "papers": choices_for(beside.draft),
        "reason": reason_not_editable(request, beside.draft),
        "sending": new_page(),
        "word_limit": LONGEST_WORD,
        **passages_context(beside, request.GET.get("at", "")),
    }


def passages_context(beside: Beside, at: str = "") -> dict[str, Any]:
    """What last year's paper says here, or in the place ``at`` (a node's id), and the places to
    choose from."""
    if beside.last_year is None:
        return {"passages": (), "places": ()}
    every = passages_of(beside.last_year.document)
    chosen = tuple(one for one in every if one.id == at)
    shown = chosen or _fitting(beside, beside.last_year)
    return {
        "step": beside.step,
        "draft": beside.draft,
        "passages": [
            (one, _quotable(beside.step, one), onto_of(beside, one) or "") for one in shown
        ],
        "places": every,
        "at": at if chosen else "",
    }


def _fitting(beside: Beside, last_year: LastYear) -> tuple[Passage, ...]:
    return last_year.passages(beside.step, areas_by_category())


def _quotable(step: Step, passage: Passage) -> bool:
    """Whether the points of a passage may be quoted on a step: problems among problems."""
    return step.kind is StepKind.POINTS and step.role in QUOTABLE and step.role == passage.role


def onto_of(beside: Beside, passage: Passage) -> str | None:
    """The node that the running text of a passage may be quoted into: the opening, the closing, the
    part, or the lead (引语) of a step that is written as points; None where it belongs elsewhere."""
    step = beside.step
    if not step.writable or step.role != passage.role or step.role == "previous":
        return None
    return step.node or beside.document.opening.id


def _row(promise: Promise) -> TickRow:
    return TickRow(promise, promise.progress, promise.word, promise.version)
