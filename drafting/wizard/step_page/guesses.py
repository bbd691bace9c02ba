"""What is proposed for a point whose place is a guess: the category that its words speak of, and
the area that this category belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafting.document.model import Point
from drafting.frameworks.spec import AreaSpec
from drafting.library.likely import CATEGORY_FIELDS, likeness_of
from drafting.library.likeness import Likeness
from drafting.progress.steps import Step, StepKind
from drafting.wizard.selectors import StepPage


@dataclass(frozen=True, slots=True)
class Proposal:
    """A category for a point. ``place`` is the id of the area that it belongs to, and ``title`` its
    name, where that is another than the point stands in; both are empty else."""

    code: str
    name: str
    place: str = ""
    title: str = ""


def proposals_for(page: StepPage) -> Mapping[str, Proposal]:
    """The proposals for the points of a step whose place is a guess, by their ids; one query where
    there are any, none else."""
    guessed = [p for p in (page.container.points if page.container else ()) if p.guess]
    if not guessed or page.step.role not in CATEGORY_FIELDS:
        return {}
    likeness = likeness_of(page.step.role, getattr(page.taxonomy, page.step.role))
    found = ((point.id, _proposal(page, point, likeness)) for point in guessed)
    return {point_id: proposal for point_id, proposal in found if proposal is not None}


def _proposal(page: StepPage, point: Point, likeness: Likeness) -> Proposal | None:
    code = likeness.likest(point.claim, point.elaboration + point.example)
    if not code:
        return None
    name = page.taxonomy.names[code]
    if any(code == known for known, _ in page.categories):
        return None if point.category else Proposal(code, name)
    home = _step_of(page, code)
    return Proposal(code, name, home.node, home.title) if home is not None else None


def _step_of(page: StepPage, code: str) -> Step | None:
    """The step of the area that a problem's category belongs to; None where the framework has none
    for it."""
    area = next((row.area for row in page.taxonomy.problems if row.code == code), "")
    for name in (code, area):
        for task in page.tasks:
            spec = task.step.spec
            of_area = task.step.kind is StepKind.POINTS and isinstance(spec, AreaSpec)
            if of_area and isinstance(spec, AreaSpec) and name and name in spec.taxonomy:
                return task.step
    return None
