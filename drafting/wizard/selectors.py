"""What a page of the wizard shows: the draft, its steps, and a card for each point, in a constant
number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from drafting.document import codec
from drafting.document.model import Container, Document, Point
from drafting.document.numbering import Numbers, number_document, says_something
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services.phrase_uses import OwnUse, own_uses
from drafting.facts.selectors import Beside, beside_step
from drafting.frameworks.spec import TAXONOMY_AREAS, AreaSpec, FrameworkSpec, Limits
from drafting.opinions.selectors import Heard, HeardList, heard_of
from drafting.progress.gaps import MatrixRow, long_enough, matrix
from drafting.progress.lengths import length_of_document
from drafting.progress.steps import Step, StepKind, container_of_step, neighbours, points_of
from drafting.progress.tasklist import Status, Task, alone, tasklist
from drafting.progress.told import told_of
from drafting.proofing.library_shares import LibraryShares, library_shares
from drafting.rectification.repetition import Repeated
from drafting.rectification.selectors import (
    LastYear,
    last_year_of,
    numbers_beside,
    repeated_in,
    unchanged_in,
)
from drafting.rendering.styles import style_of
from drafting.wizard.links import Links
from drafting.wizard.shared_fillers import shared_fillers
from drafting.wizard.taxonomy import Taxonomy

LACKING = (Status.MISSING, Status.BEGUN)


@dataclass
class StepPage:
    """A step of a draft's wizard."""

    draft: Draft
    spec: FrameworkSpec
    document: Document
    tasks: tuple[Task, ...]
    task: Task
    before: Step | None
    after: Step | None
    numbers: Numbers
    #: The paper of last year beside this one, and the ids of the points that still say what it said
    #: (去年原文).
    last_year: LastYear | None = None
    unchanged: frozenset[str] = frozenset()
    taxonomy: Taxonomy = field(default_factory=Taxonomy)

    @property
    def step(self) -> Step:
        """The step shown."""
        return self.task.step

    @property
    def writing(self) -> tuple[Task, ...]:
        """The tasks of the steps that are written: check and done come after them."""
        return self.tasks[:-2]

    @property
    def writable(self) -> int:
        """How many steps there are to write; optional ones that were left out are none."""
        return sum(task.status is not Status.OPTIONAL for task in self.writing)

    @property
    def done(self) -> int:
        """How many of them are written."""
        return sum(task.status is Status.DONE for task in self.writing)

    @property
    def whole(self) -> int:
        """Characters of the paper."""
        return length_of_document(self.document)

    @property
    def limits(self) -> str:
        """The framework's limits for this step as one phrase; empty where it sets none."""
        limits = self.step.spec.limits if self.step.spec is not None else Limits()
        found = [
            _range(limits.min_points, limits.max_points, "条")
            if self.step.kind is StepKind.POINTS
            else "",
            _range(limits.min_characters, limits.max_characters, "字"),
        ]
        texts = [text for text in found if text]
        return f"建议{'，'.join(texts)}" if texts else ""

    @property
    def removed(self) -> list[Point]:
        """The points that were taken out of this step and say something, the last one first; each
        can come back."""
        taken = [
            entry.point for entry in self.document.removed if entry.container == self.step.node
        ]
        return [point for point in reversed(taken) if says_something(point)]

    @property
    def marker_kind(self) -> str:
        """How the points of this step are marked in print: 一是, or （一） for causes in styles that set
        them so."""
        style = style_of(self.draft.style)
        return style.causes if self.step.role == "causes" else "一是"

    @cached_property
    def container(self) -> Container | None:
        """The part or area edited here."""
        return container_of_step(self.document, self.step)

    @property
    def long_enough(self) -> bool:
        """Whether the step is not asked to be longer, be it ever so short."""
        container = self.container
        return container is not None and long_enough(self.step.role, alone(container))

    @property
    def hollow(self) -> int:
        """How many problems of the paper tell no case."""
        return sum(task.hollow for task in self.tasks)

    @cached_property
    def library(self) -> LibraryShares:
        """What the paper has from the library word for word."""
        return library_shares(self.document, self.spec, self.draft.style)

    @cached_property
    def uses(self) -> list[OwnUse]:
        """The phrases that were taken into the paper; one query for all that asks for them."""
        return own_uses(self.draft)

    @cached_property
    def shared(self) -> dict[str, list[tuple[str, int]]]:
        """Words in the holes of its points that other papers of the meeting have there too."""
        return shared_fillers(self.draft, self.document) if self.uses else {}

    @cached_property
    def repeated(self) -> dict[str, Repeated]:
        """The problems that last year's paper named too (去年写过), by the point's id; those that are
        as they were are said to be so instead."""
        found = repeated_in(self.document, self.last_year)
        return {node: one for node, one in found.items() if node not in self.unchanged}

    @cached_property
    def told(self) -> dict[str, str]:
        """What each problem of this step tells of a happening, and the next question."""
        if self.step.role != "problems":
            return {}
        return {point.id: told_of(point) for point in points_of(self.container)}

    @cached_property
    def heard(self) -> HeardList:
        """What others said to the author, with the points that claim it."""
        return heard_of(self.draft, self.document, self.spec)

    @property
    def heard_here(self) -> list[Heard]:
        """What of it is claimed on this step."""
        return self.heard.in_step(self.step.key)

    @cached_property
    def numbers_of_last_year(self) -> dict[str, int]:
        """The number of 上年 of each step that has one, by its key; without a paper of last year only
        of the step shown."""
        if self.last_year is None:
            return numbers_beside(self.draft, None, [self.step], {})
        areas = {row.code: row.area for row in self.taxonomy.problems}
        steps = (task.step for task in self.tasks)
        return numbers_beside(self.draft, self.last_year, steps, areas)

    @property
    def number_of_last_year(self) -> int | None:
        """The number on the tab 上年; None where there is nothing to count."""
        return self.numbers_of_last_year.get(self.step.key)

    @property
    def takes_facts(self) -> bool:
        """Whether the step is one of problems, which are written from facts."""
        return self.step.kind is StepKind.POINTS and self.step.role == "problems"

    @cached_property
    def facts_beside(self) -> Beside:
        """The author's own facts for this step, and the answers for a new point; read where they
        are asked for."""
        spec = self.step.spec
        asked = spec.taxonomy if isinstance(spec, AreaSpec) else ()
        areas = {row.code: row.area for row in self.taxonomy.problems}
        wanted = {areas.get(name, name) for name in asked or TAXONOMY_AREAS}
        return beside_step(self.draft, self.step.key, wanted)

    @cached_property
    def rows(self) -> tuple[MatrixRow, ...]:
        """The matrix of problems, causes and measures."""
        return matrix(self.document)

    @property
    def links(self) -> Links:
        """What answers what in the paper, as this step shows it."""
        return Links(self.document, self.taxonomy, self.rows, self.step.role)

    @cached_property
    def categories(self) -> list[tuple[str, str]]:
        """The category choices of this step as (code, name)."""
        if self.step.role == "problems":
            area = self.step.spec if isinstance(self.step.spec, AreaSpec) else None
            return [(row.code, row.name) for row in self.taxonomy.area_categories(area)]
        if self.step.role == "causes":
            return [(row.code, row.name) for row in self.taxonomy.causes if row.active]
        if self.step.role == "measures":
            return [(row.code, row.name) for row in self.taxonomy.measures if row.active]
        return []


def _range(least: int, most: int, unit: str) -> str:
    if least and most:
        return f" {least} 至 {most} {unit}"
    if least or most:
        return f"{'不少于' if least else '不超过'} {least or most} {unit}"
    return ""


def read_page(draft: Draft, key: str) -> StepPage:
    """The page of a step. Raises KeyError for a step that the draft does not have."""
    spec = spec_of_draft(draft)
    document = codec.load(draft.document)
    last_year = last_year_of(draft)
    unchanged = unchanged_in(document, last_year)
    tasks = _named_for(draft, tasklist(spec, document, unchanged))
    task = next((task for task in tasks if task.step.key == key), None)
    if task is None:
        raise KeyError(key)
    before, after = neighbours(tuple(task.step for task in tasks), key)
    numbers = number_document(document)
    return StepPage(
        draft, spec, document, tasks, task, before, after, numbers, last_year, unchanged
    )


def _named_for(draft: Draft, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """The tasks with the last step called 提交 where a meeting waits for the paper."""
    if draft.meeting_id is None:
        return tasks
    last = tasks[-1]
    return (*tasks[:-1], replace(last, step=replace(last.step, title="提交")))


def first_open_step(tasks: Iterable[Task]) -> Step:
    """Where to go on: the first required step that is not done, else the last step."""
    listed = list(tasks)
    return next((task.step for task in listed if task.status in LACKING), listed[-1].step)
