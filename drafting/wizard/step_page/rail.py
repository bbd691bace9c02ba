"""The list of the steps (the step rail): how far each is, and what is known of it that waits for
its author."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from drafting.progress.tasklist import Task
from drafting.proofing.step_numbers import known_numbers, mark_of
from drafting.wizard.selectors import StepPage

#: Stands for the key of a step in an address.
ANY = "__step__"


@dataclass(frozen=True, slots=True)
class RailStep:
    """A step with its findings, the comments that wait for an answer, the number of 上年, and its
    page."""

    task: Task
    findings: int
    comments: int
    last_year: int
    address: str


@dataclass(frozen=True, slots=True)
class Rail:
    """The steps in order. ``findings`` are those of the step shown, of the whole paper on a step
    where nothing is written; None where the paper was never proofread. ``mark`` stands for the
    findings of all steps."""

    steps: tuple[RailStep, ...]
    findings: int | None
    mark: str


def rail_of(
    page: StepPage, waiting: Mapping[str, int], known: Mapping[str, int] | None = None
) -> Rail:
    """The list of a page's steps: ``waiting`` comments by the keys of the steps. Nothing is
    proofread for it: it says what was found last, by ``known`` where the page has just read
    that."""
    known = known_numbers(page.draft) if known is None else known
    findings = known or {}
    address = reverse("wizard:step", args=[page.draft.pk, ANY])
    here = findings.get(page.step.key, 0) if page.step.writable else sum(findings.values())
    return Rail(
        tuple(
            RailStep(
                task,
                findings.get(task.step.key, 0),
                waiting.get(task.step.key, 0),
                page.numbers_of_last_year.get(task.step.key, 0),
                address.replace(ANY, task.step.key),
            )
            for task in page.tasks
        ),
        None if known is None else here,
        mark_of(findings),
    )
