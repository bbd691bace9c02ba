"""What a page of the wizard shows: the draft, its steps, and a card for each point, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from drafting.document import codec
from drafting.document.model import Container, Document, Point, points_of_role
from drafting.document.numbering import Numbers, number_document, says_something
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits
from drafting.library.models import CauseCategory, MeasureCategory, ProblemCategory
from drafting.library.selectors import suggestions
from drafting.progress.steps import Kind, Step, container_of_step, neighbours
from drafting.progress.tasklist import Row, Status, Task, matrix, tasklist
from drafting.rendering.styles import style_of

ANSWER_ROLES = ("causes", "measures")
LACKING = (Status.MISSING, Status.BEGUN)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cause or measure category that usually answers a problem; ``problems`` are the ids of the problems it would answer."""

    role: str
    code: str
    name: str
    caution: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A cause or measure of this paper that a problem may be linked to."""

    id: str
    role: str
    label: str
    linked: bool


@dataclass
class Taxonomy:
    """The categories of the library, read once for a page. ``fits``: codes of causes and of measures by problem code."""

    problems: list[ProblemCategory] = field(default_factory=list)
    causes: list[CauseCategory] = field(default_factory=list)
    measures: list[MeasureCategory] = field(default_factory=list)
    fits: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every category's name by its code."""
        return {row.code: row.name for row in [*self.problems, *self.causes, *self.measures]}

    @cached_property
    def cautions(self) -> dict[str, str]:
        """What to mind with a cause, by its code."""
        return {row.code: row.caution for row in self.causes}

    def area_categories(self, area: AreaSpec | None) -> list[ProblemCategory]:
        """The categories that fit an area; all of them where the framework maps it to none."""
        wanted = set(area.taxonomy) if area else set()
        rows = [row for row in self.problems if row.active]
        return [row for row in rows if not wanted or row.area in wanted or row.code in wanted]

    def suggestions(self, code: str, role: str) -> list[Suggestion]:
        """The causes or measures that usually answer a problem category, the likeliest first."""
        causes, measures = self.fits.get(code, ([], []))
        codes = causes if role == "causes" else measures
        return [Suggestion(role, found, self.names[found], self.cautions.get(found, "")) for found in codes]


def read_taxonomy() -> Taxonomy:
    """All categories and what fits what, in five queries."""
    return Taxonomy(
        list(ProblemCategory.objects.all()),
        list(CauseCategory.objects.all()),
        list(MeasureCategory.objects.all()),
        suggestions(),
    )


@dataclass
class Page:
    """A step of a draft's wizard."""

    draft: Draft
    spec: FrameworkSpec
    document: Document
    tasks: tuple[Task, ...]
    task: Task
    before: Step | None
    after: Step | None
    numbers: Numbers
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
    def limits(self) -> str:
        """The framework's limits for this step as one phrase; empty where it sets none."""
        limits = self.step.spec.limits if self.step.spec is not None else Limits()
        found = [
            _range(limits.min_points, limits.max_points, "条") if self.step.kind is Kind.POINTS else "",
            _range(limits.min_characters, limits.max_characters, "字"),
        ]
        texts = [text for text in found if text]
        return f"建议{'，'.join(texts)}" if texts else ""

    @property
    def removed(self) -> list[Point]:
        """The points that were taken out of this step and say something, the last one first; each can come back."""
        taken = [entry.point for entry in self.document.removed if entry.container == self.step.node]
        return [point for point in reversed(taken) if says_something(point)]

    @property
    def marker_kind(self) -> str:
        """How the points of this step are marked in print: 一是, or （一） for causes in styles that set them so."""
        style = style_of(self.draft.style)
        return style.causes if self.step.role == "causes" else "一是"

    @cached_property
    def container(self) -> Container | None:
        """The part or area edited here."""
        return container_of_step(self.document, self.step)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The matrix of problems, causes and measures."""
        return matrix(self.document)

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

    def answers_for(self, point: Point) -> list[Answer]:
        """The causes and measures of this paper, those linked to the point marked."""
        return [
            Answer(other.id, role, self.label_of(other), other.id in point.links)
            for role in ANSWER_ROLES
            for other in points_of_role(self.document, role)
            if says_something(other) or other.category or other.id in point.links
        ]

    def suggestions_for(self, point: Point) -> list[Suggestion]:
        """Causes and measures that the taxonomy suggests for a problem and that it is not linked to yet."""
        linked = {
            o.category
            for role in ANSWER_ROLES
            for o in points_of_role(self.document, role)
            if o.id in point.links
        }
        found = [s for role in ANSWER_ROLES for s in self.taxonomy.suggestions(point.category, role)]
        return [suggestion for suggestion in found if suggestion.code not in linked]

    def open_suggestions(self) -> list[Suggestion]:
        """On the step of causes or measures: categories that would answer problems that have no answer yet, the widest first."""
        wanted: dict[str, Suggestion] = {}
        for row in self.open_problems():
            for found in self.taxonomy.suggestions(row.problem.category, self.step.role):
                before = wanted.get(found.code)
                ids = (*(before.problems if before else ()), row.problem.id)
                wanted[found.code] = Suggestion(found.role, found.code, found.name, found.caution, ids)
        return sorted(wanted.values(), key=lambda s: (bool(s.caution), -len(s.problems), s.code))[:6]

    def open_problems(self) -> list[Row]:
        """The problems that nothing on this step answers; a card with a category counts, its text is yet to come."""
        points = points_of_role(self.document, self.step.role)
        answers = {point.id for point in points if point.category or says_something(point)}
        return [row for row in self.rows if not answers & set(row.problem.links)]

    def problems_answered_by(self, point: Point) -> list[str]:
        """The claims of the problems that are linked to a cause or measure."""
        return [self.label_of(row.problem) for row in self.rows if point.id in row.problem.links]

    def label_of(self, point: Point) -> str:
        """How a point is called in lists: its claim, else its category, else the beginning of its text."""
        name = self.taxonomy.names.get(point.category, "")
        return point.claim.strip() or name or point.elaboration.strip()[:20] or "（空白）"


def _range(least: int, most: int, unit: str) -> str:
    if least and most:
        return f" {least} 至 {most} {unit}"
    if least or most:
        return f"{'不少于' if least else '不超过'} {least or most} {unit}"
    return ""


def read_page(draft: Draft, key: str, *, with_taxonomy: bool = True) -> Page:
    """The page of a step. Raises KeyError for a step that the draft does not have."""
    spec = spec_of_draft(draft)
    document = codec.load(draft.document)
    tasks = tasklist(spec, document)
    task = next((task for task in tasks if task.step.key == key), None)
    if task is None:
        raise KeyError(key)
    before, after = neighbours(tuple(task.step for task in tasks), key)
    page = Page(draft, spec, document, tasks, task, before, after, number_document(document))
    if with_taxonomy:
        page.taxonomy = read_taxonomy()
    return page


def first_open_step(tasks: Iterable[Task]) -> Step:
    """Where to go on: the first required step that is not done, else the last step."""
    listed = list(tasks)
    return next((task.step for task in listed if task.status in LACKING), listed[-1].step)
