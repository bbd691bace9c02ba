"""What is done, begun or missing, and what the check page says of it: computed from the document, never stored. [pure]"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from drafting.document.model import Container, Document, Part, Point, find, points_of_role
from drafting.document.numbering import says_something
from drafting.document.text import characters, holes
from drafting.frameworks.spec import FrameworkSpec, Limits
from drafting.progress.steps import Kind, Step, container_of_step, points_of, steps_of

#: Of a part that the framework does not know, as a carried-over or imported one may be.
NO_LIMITS = Limits()


class Status(StrEnum):
    """How far a step is."""

    MISSING = "missing"
    BEGUN = "begun"
    DONE = "done"
    OPTIONAL = "optional"


STATUS_LABELS = {
    Status.MISSING: "未写",
    Status.BEGUN: "未写完",
    Status.DONE: "已写完",
    Status.OPTIONAL: "选写",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend. ``pressing`` ones keep a step from being done; the others are advice. ``node`` is where to go."""

    step: str
    node: str
    text: str
    pressing: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A step with its status, its length in characters, its number of points and its remarks."""

    step: Step
    status: Status
    characters: int
    points: int
    remarks: tuple[Remark, ...]

    @property
    def label(self) -> str:
        """The status in words."""
        return STATUS_LABELS[self.status]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: a problem and the causes and measures that answer it (living ones only)."""

    problem: Point
    causes: tuple[Point, ...]
    measures: tuple[Point, ...]


#: What each problem still has no answer of, by the problem's id.
Unanswered = Mapping[str, tuple[str, ...]]

#: Roles that answer problems, as remarks name them.
ANSWERS = {"causes": "原因", "measures": "措施"}


def tasklist(spec: FrameworkSpec, document: Document) -> tuple[Task, ...]:
    """A task for each step, in order. Check and done count what the others lack."""
    steps = steps_of(spec, document)
    unanswered = _unanswered(spec, document)
    tasks = [_task(step, document, unanswered) for step in steps if step.writable]
    ready = all(task.status in (Status.DONE, Status.OPTIONAL) for task in tasks)
    last = Status.DONE if ready else Status.MISSING
    return (*tasks, *(Task(step, last, 0, 0, ()) for step in steps if not step.writable))


def matrix(document: Document) -> tuple[Row, ...]:
    """Which causes and measures answer each problem that says something, in reading order."""
    causes = {point.id: point for point in points_of_role(document, "causes") if says_something(point)}
    measures = {point.id: point for point in points_of_role(document, "measures") if says_something(point)}
    return tuple(
        Row(
            problem,
            tuple(causes[link] for link in problem.links if link in causes),
            tuple(measures[link] for link in problem.links if link in measures),
        )
        for problem in points_of_role(document, "problems")
        if says_something(problem)
    )


def answers_asked(spec: FrameworkSpec, document: Document) -> frozenset[str]:
    """By which of ``causes`` and ``measures`` problems are to be answered: not by what may be left out (the causes of a 问题清单)
    and is."""
    left_open = {part.role for part in spec.parts if not part.required}
    written = {role for role in left_open if any(map(says_something, points_of_role(document, role)))}
    return frozenset(ANSWERS) - (left_open - written)


def length_of(container: Container) -> int:
    """Characters of a part or area, blanks left out: leads and points, those of its areas included."""
    total = characters(container.lead) + sum(length_of_point(point) for point in container.points)
    return total + sum(length_of(s) for s in container.sections) if isinstance(container, Part) else total


def alone(container: Container) -> Container:
    """A part or area as its own step shows it: without the areas, which have steps of their own."""
    return replace(container, sections=()) if isinstance(container, Part) else container


def length_of_point(point: Point) -> int:
    """Characters of a point, blanks left out."""
    return characters(point.claim) + characters(point.elaboration) + characters(point.example)


def length_of_document(document: Document) -> int:
    """Characters of the whole text, title and byline left out."""
    return (
        characters(document.opening.text)
        + sum(length_of(part) for part in document.parts)
        + characters(document.closing.text)
    )


def _unanswered(spec: FrameworkSpec, document: Document) -> Unanswered:
    asked = answers_asked(spec, document)
    return {
        row.problem.id: tuple(
            name
            for role, name in ANSWERS.items()
            if role in asked and not (row.causes if role == "causes" else row.measures)
        )
        for row in matrix(document)
    }


def _task(step: Step, document: Document, unanswered: Unanswered) -> Task:
    container = container_of_step(document, step)
    if container is None:
        prose = document.opening if step.kind is Kind.BASICS else document.closing
        length, points = characters(prose.text), 0
        remarks = tuple(_remarks_on_text(step, prose.id, prose.text))
        if step.kind is Kind.BASICS and not document.head.title.strip():
            remarks = (Remark(step.key, document.head.id, "材料还没有标题。", True), *remarks)
    else:
        container = alone(container)
        above = next((part for part in document.parts if part.id == step.above), None)
        lead = above.lead if above is not None else ""
        length = length_of(container) + characters(lead)
        points = sum(says_something(point) for point in points_of(container))
        remarks = (*_holes(step, step.above, lead), *_remarks(step, container, unanswered))
    if length == 0:
        lacking = step.required or any(remark.pressing for remark in remarks)
        status = Status.MISSING if lacking else Status.OPTIONAL
    else:
        status = Status.BEGUN if any(remark.pressing for remark in remarks) else Status.DONE
    return Task(step, status, length, points, remarks)


def _remarks(step: Step, container: Container, unanswered: Unanswered) -> Iterator[Remark]:
    if step.kind is Kind.TEXT:
        yield from _remarks_on_text(step, container.id, container.lead)
        return
    points = [point for point in container.points if says_something(point)]
    if not points and not container.lead.strip():
        if step.required:
            yield Remark(step.key, container.id, "还没有写。", True)
        return
    yield from _remarks_on_limits(step, container.id, length_of(container), len(points))
    yield from _holes(step, container.id, container.lead)
    for point in points:
        yield from _remarks_on_point(step, point, unanswered)
    for point in container.points:
        if point.category and not says_something(point):
            yield Remark(step.key, point.id, "有一条选了分类，还没有写。", True)


def _remarks_on_point(step: Step, point: Point, unanswered: Unanswered) -> Iterator[Remark]:
    text = point.claim + point.elaboration + point.example
    yield from _holes(step, point.id, text)
    if not point.claim.strip():
        yield Remark(step.key, point.id, "这一条缺观点句。", True)
    if not point.elaboration.strip():
        yield Remark(step.key, point.id, "这一条只有观点，缺具体表述。", True)
    if step.role != "problems":
        return
    if not point.example.strip():
        yield Remark(step.key, point.id, "这一条没有具体事例。", False)
    for name in unanswered[point.id]:
        yield Remark(step.key, point.id, f"这个问题还没有对应的{name}。", False)


def _remarks_on_text(step: Step, node: str, text: str) -> Iterator[Remark]:
    if not text.strip():
        if step.required:
            yield Remark(step.key, node, "还没有写。", True)
        return
    yield from _holes(step, node, text)
    yield from _remarks_on_limits(step, node, characters(text), None)


def _remarks_on_limits(step: Step, node: str, length: int, points: int | None) -> Iterator[Remark]:
    limits = step.spec.limits if step.spec is not None else NO_LIMITS
    if points is not None and points < limits.min_points:
        yield Remark(step.key, node, f"至少写 {limits.min_points} 条，现有 {points} 条。", True)
    if points is not None and limits.max_points and points > limits.max_points:
        yield Remark(step.key, node, f"建议不超过 {limits.max_points} 条，现有 {points} 条。", False)
    if length < limits.min_characters:
        yield Remark(step.key, node, f"建议不少于 {limits.min_characters} 字，现有 {length} 字。", False)
    if limits.max_characters and length > limits.max_characters:
        yield Remark(step.key, node, f"建议不超过 {limits.max_characters} 字，现有 {length} 字。", False)


def _holes(step: Step, node: str, text: str) -> Iterator[Remark]:
    names = tuple(dict.fromkeys(holes(text)))
    if names:
        shown = "".join(f"{{{name}}}" for name in names[:4])
        yield Remark(step.key, node, f"还有空项没有填写：{shown}{'等' if len(names) > 4 else ''}。", True)


def title_of_node(document: Document, node_id: str) -> str:
    """How the check page names the place of a remark: the claim of a point, else empty."""
    node = find(document, node_id)
    return node.claim.strip() if isinstance(node, Point) else ""
