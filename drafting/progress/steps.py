"""The steps of the wizard, computed from the framework and the document; never stored. [pure]"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from drafting.document.model import Container, Document, Part, Point, Section, containers
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, PartSpec

BASICS, CLOSING, CHECK, DONE = "basics", "closing", "check", "done"


class StepKind(StrEnum):
    """What a step shows."""

    BASICS = "basics"
    POINTS = "points"
    TEXT = "text"
    CLOSING = "closing"
    CHECK = "check"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the wizard.

    ``role`` is the part's role (``problems`` for an area), ``node`` the id of the part, area or
    closing it edits, ``spec`` what the framework says of it (None for a part that the framework
    does not know, as a carried-over or imported one may be).
    """

    key: str
    kind: StepKind
    title: str
    role: str = ""
    node: str = ""
    spec: PartSpec | AreaSpec | None = None
    #: Id of the part whose lead is written on this page too: the first area has that of its part.
    above: str = ""

    @property
    def writable(self) -> bool:
        """Whether something is written on it; the last two steps only show."""
        return self.kind not in (StepKind.CHECK, StepKind.DONE)

    @property
    def required(self) -> bool:
        """Whether the framework demands it."""
        return self.spec.required if self.spec is not None else False

    @property
    def guidance(self) -> str:
        """The framework's guidance (撰写提示)."""
        return self.spec.guidance if self.spec is not None else ""


def steps_of(spec: FrameworkSpec, document: Document) -> tuple[Step, ...]:
    """All steps in the framework's order: basics, each area, the other parts, closing, check,
    done."""
    steps = [
        Step(
            key=BASICS,
            kind=StepKind.BASICS,
            title="基本信息与导语",
            role="opening",
            spec=spec.part("opening"),
        )
    ]
    by_key = {part.key: part for part in spec.parts}
    for part in document.parts:
        steps += _steps_of_part(part, by_key.get(part.key), document)
    closing = Step(
        key=CLOSING,
        kind=StepKind.CLOSING,
        title="结束语",
        role="closing",
        node=document.closing.id,
        spec=spec.part("closing"),
    )
    steps += [
        closing,
        Step(key=CHECK, kind=StepKind.CHECK, title="检查"),
        Step(key=DONE, kind=StepKind.DONE, title="完成"),
    ]
    return tuple(steps)


def neighbours(steps: tuple[Step, ...], key: str) -> tuple[Step | None, Step | None]:
    """The step before and the step after; None at the ends. Raises KeyError for an unknown key."""
    for index, step in enumerate(steps):
        if step.key == key:
            before = steps[index - 1] if index else None
            return before, steps[index + 1] if index + 1 < len(steps) else None
    raise KeyError(key)


def step_of_node(document: Document, steps: tuple[Step, ...], node_id: str) -> Step:
    """The step on which a node is edited; basics for title and opening. Raises KeyError for a node
    that is nowhere."""
    if node_id in (document.head.id, document.opening.id):
        return steps[0]
    by_node = {node: step for step in steps for node in (step.above, step.node) if node}
    if node_id in by_node:
        return by_node[node_id]
    for container in containers(document):
        if any(point.id == node_id for point in container.points) and container.id in by_node:
            return by_node[container.id]
    raise KeyError(node_id)


def container_of_step(document: Document, step: Step) -> Container | None:
    """The part or area that a step edits; None for basics, closing, check and done."""
    return next(
        (container for container in containers(document) if container.id == step.node), None
    )


def takes_points(container: Container, role: str) -> bool:
    """Whether a part or area is written as points; the others are running text."""
    by_nature = role in ("problems", "causes", "measures")
    return isinstance(container, Section) or by_nature or bool(container.points)


def _steps_of_part(part: Part, spec: PartSpec | None, document: Document) -> list[Step]:
    # an imported part may hold points beside its areas; its page stays when the last of them was
    # removed, for the undo
    loose = bool(part.points) or any(entry.container == part.id for entry in document.removed)
    steps = [_step_of_container(part, spec, part.role)] if loose or not part.sections else []
    areas = {area.key: area for area in spec.areas} if spec else {}
    for section in part.sections:
        step = _step_of_container(section, areas.get(section.key), part.role)
        steps.append(step if steps else replace(step, above=part.id))
    return steps


def _step_of_container(container: Container, spec: PartSpec | AreaSpec | None, role: str) -> Step:
    area = container.area if isinstance(container, Section) else ""
    return Step(
        key=container.key or container.id,
        kind=StepKind.POINTS if takes_points(container, role) else StepKind.TEXT,
        title=area or container.heading,
        role=role,
        node=container.id,
        spec=spec,
    )


def points_of(container: Container | None) -> tuple[Point, ...]:
    """The points of a container; none of no container."""
    return container.points if container is not None else ()
