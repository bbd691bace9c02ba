"""What is done, begun or missing, and what the check page says of it: computed from the document,
never stored. [pure]"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from drafting.document.model import Container, Document, Part, Point, find
from drafting.document.numbering import says_something
from drafting.document.text import as_name, characters
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.gaps import (
    NO_LIMITS,
    Lack,
    blank_answers,
    hole_names,
    lacks_example,
    long_enough,
    needs_no_more,
    problems_of,
    said_of_answer,
    text_of,
    too_long,
    too_short,
    unanswered,
)
from drafting.progress.lengths import length_of
from drafting.progress.steps import Step, StepKind, container_of_step, steps_of


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
#: What is said of a step that is written, and of which a problem tells no case.
HOLLOW_LABEL: Final = "已写，缺事例"


#: What a remark is about that says of a point that its place is a guess.
PLACE = "place"
#: What a remark is about that says of a point that it stands as last year's paper had it.
COPY = "copy"
UNCHANGED: Final = "去年原文，还没改"
#: Where such a point is yet to be written: what is to be stated (需要说明的事项) may well be the same
#: every year.
WRITTEN_ANEW: Final = ("problems", "cases", "causes", "measures")
#: The texts of a point in the order of the page.
FIELDS = ("claim", "elaboration", "example")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend. ``pressing`` ones keep a step from being done; the others are advice.
    ``node`` is where to go.

    ``about`` says of advice that proofreading may give too what it is about: the ``length`` of a
    node, its lacking ``example``, its lacking ``answer``; a guessed ``place`` and a ``copy`` of last
    year's point are told here only.
    ``field`` is the field of the node to mend, where it is one.
    """

    step: str
    node: str
    text: str
    pressing: bool
    about: str = ""
    field: str = field(default="", compare=False)


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
        """The status in words; what tells no case is written, and not yet done with."""
        if self.status is Status.DONE and self.hollow:
            return HOLLOW_LABEL
        return STATUS_LABELS[self.status]

    @property
    def hollow(self) -> int:
        """How many problems of it tell no case."""
        return sum(remark.about == Lack.EXAMPLE for remark in self.remarks)

    @property
    def guesses(self) -> int:
        """How many points stand here by a guess that nobody has looked at."""
        return sum(remark.about == PLACE for remark in self.remarks)

    @property
    def copies(self) -> int:
        """How many points are yet to be written anew, standing as last year's paper had them."""
        return sum(remark.about == COPY and remark.pressing for remark in self.remarks)


#: What is said of each problem that still has no answer, by the problem's id.
Unanswered = Mapping[str, tuple[str, ...]]


def tasklist(
    spec: FrameworkSpec, document: Document, unchanged: Collection[str] = ()
) -> tuple[Task, ...]:
    """A task for each step, in order. Check and done count what the others lack; ``unchanged`` are
    the ids of the points that stand as last year's paper had them, where the reader knows that
    paper."""
    steps = steps_of(spec, document)
    blank = blank_answers(document)
    open_problems = {
        problem: tuple(said_of_answer(role, problem, blank) for role in roles)
        for problem, roles in unanswered(spec, document).items()
    }
    tasks = [_task(step, document, open_problems, unchanged) for step in steps if step.writable]
    ready = all(task.status in (Status.DONE, Status.OPTIONAL) for task in tasks)
    last = Status.DONE if ready else Status.MISSING
    return (*tasks, *(Task(step, last, 0, 0, ()) for step in steps if not step.writable))


def alone(container: Container) -> Container:
    """A part or area as its own step shows it: without the areas, which have steps of their own."""
    return replace(container, sections=()) if isinstance(container, Part) else container


def _task(
    step: Step, document: Document, open_problems: Unanswered, unchanged: Collection[str]
) -> Task:
    container = container_of_step(document, step)
    if container is None:
        return _prose_task(step, document)
    whole, own = length_of(container), alone(container)
    above = next((part for part in document.parts if part.id == step.above), None)
    lead = above.lead if above is not None else ""
    remarks = (
        *_holes(step, step.above, lead),
        *_remarks(step, own, open_problems, whole),
        *_remarks_on_copies(step, own, unchanged),
    )
    length = length_of(own) + characters(lead)
    points = sum(says_something(point) for point in own.points)
    return Task(step, _status(step, length, remarks), length, points, remarks)


def _prose_task(step: Step, document: Document) -> Task:
    """The task of a step that edits running text: the basics, with the title, or the closing."""
    basics = step.kind is StepKind.BASICS
    prose = document.opening if basics else document.closing
    remarks = tuple(_remarks_on_text(step, prose.id, prose.text, "text"))
    if basics and not document.head.title.strip():
        remarks = (
            Remark(step.key, document.head.id, "材料还没有标题。", True, "", "title"),
            *remarks,
        )
    length = characters(prose.text)
    return Task(step, _status(step, length, remarks), length, 0, remarks)


def _status(step: Step, length: int, remarks: Iterable[Remark]) -> Status:
    pressing = any(remark.pressing for remark in remarks)
    if length:
        return Status.BEGUN if pressing else Status.DONE
    return Status.MISSING if step.required or pressing else Status.OPTIONAL


def _remarks(
    step: Step, container: Container, open_problems: Unanswered, length: int
) -> Iterator[Remark]:
    """What a part or area as its step shows it lacks; ``length`` is that of all of it, which limits
    speak of."""
    if step.kind is StepKind.TEXT:
        yield from _remarks_on_text(step, container.id, container.lead, "lead")
        return
    points = [point for point in container.points if says_something(point)]
    if not points and not container.lead.strip():
        if step.required:
            yield Remark(step.key, container.id, "还没有写。", True)
        return
    yield from _remarks_on_whole(step, container, length, points)
    yield from _holes(step, container.id, container.lead)
    for point in points:
        if point.guess:
            yield Remark(step.key, point.id, f"请核对位置：{point.guess}", False, PLACE)
        yield from _remarks_on_point(step, point, open_problems)
    for point in container.points:
        if point.category and not says_something(point):
            yield Remark(step.key, point.id, "有一条选了分类，还没有写。", True, "", "claim")


def _remarks_on_whole(
    step: Step, container: Container, length: int, points: Sequence[Point]
) -> Iterator[Remark]:
    """What limits say of a part or area, which is not asked to be longer where each of its problems
    tells a case; and that what stands in one without points tells none."""
    problems = problems_of(container) if step.role == "problems" else ()
    told = long_enough(step.role, container)
    for remark in _remarks_on_limits(step, container.id, length, len(problems or points)):
        if not told or remark.about != Lack.LENGTH:
            yield remark
    if problems and not points and not told:
        said = "这一方面没有具体事例。"
        yield Remark(step.key, container.id, said, False, Lack.EXAMPLE, "lead")


def _remarks_on_point(step: Step, point: Point, open_problems: Unanswered) -> Iterator[Remark]:
    texts = [point.claim, point.elaboration, point.example]
    holed = (name for name, text in zip(FIELDS, texts, strict=True) if hole_names(text))
    yield from _holes(step, point.id, text_of(point), next(holed, ""))
    if not point.claim.strip():
        yield Remark(step.key, point.id, "这一条缺观点句。", True, "", "claim")
    if not point.elaboration.strip() and not needs_no_more(step.role, point):
        there = "有事例" if point.example.strip() else "只有观点"
        yield Remark(step.key, point.id, f"这一条{there}，缺具体表述。", True, "", "elaboration")
    if step.role != "problems":
        return
    if lacks_example(point):
        yield Remark(step.key, point.id, "这一条没有具体事例。", False, Lack.EXAMPLE, "example")
    for said in open_problems[point.id]:
        yield Remark(step.key, point.id, said, False, Lack.ANSWER)


def _remarks_on_copies(
    step: Step, container: Container, unchanged: Collection[str]
) -> Iterator[Remark]:
    for point in container.points:
        if point.id in unchanged:
            name = "claim" if point.claim.strip() else "elaboration"
            pressing = step.role in WRITTEN_ANEW
            yield Remark(step.key, point.id, f"{UNCHANGED}。", pressing, COPY, name)


def _remarks_on_text(step: Step, node: str, text: str, name: str) -> Iterator[Remark]:
    if not text.strip():
        if step.required:
            yield Remark(step.key, node, "还没有写。", True, "", name)
        return
    yield from _holes(step, node, text, name)
    yield from _remarks_on_limits(step, node, characters(text), None)


def _remarks_on_limits(step: Step, node: str, length: int, points: int | None) -> Iterator[Remark]:
    limits = step.spec.limits if step.spec is not None else NO_LIMITS
    if points is not None and points < limits.min_points:
        yield Remark(step.key, node, f"至少写 {limits.min_points} 条，现有 {points} 条。", True)
    if points is not None and limits.max_points and points > limits.max_points:
        yield Remark(
            step.key, node, f"建议不超过 {limits.max_points} 条，现有 {points} 条。", False
        )
    if too_short(limits, length):
        text = f"建议不少于 {limits.min_characters} 字，现有 {length} 字。"
        yield Remark(step.key, node, text, False, Lack.LENGTH)
    if too_long(limits, length):
        text = f"建议不超过 {limits.max_characters} 字，现有 {length} 字。"
        yield Remark(step.key, node, text, False, Lack.EXCESS)


def _holes(step: Step, node: str, text: str, name: str = "lead") -> Iterator[Remark]:
    names = hole_names(text)
    if names:
        shown = "".join(f"{{{name}}}" for name in names[:4])
        said = f"还有空项没有填写：{shown}{'等' if len(names) > 4 else ''}。"
        yield Remark(step.key, node, said, True, "", name)


def title_of_node(document: Document, node_id: str) -> str:
    """How the check page names the place of a remark: the claim of a point, else empty."""
    node = find(document, node_id)
    return as_name(node.claim) if isinstance(node, Point) else ""
