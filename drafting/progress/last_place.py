"""Where somebody last wrote in a paper: what 继续撰写 leads back to. [pure]"""

from __future__ import annotations

from dataclasses import dataclass

from drafting.document.model import Document, Point, nodes
from drafting.document.numbering import says_something
from drafting.progress.steps import Step, container_of_step, points_of, step_of_node


@dataclass(frozen=True, slots=True)
class LastPlace:
    """A step and the id of the node on it; ``number`` is that of the point among those of the step
    that say something, from 1, or 0 where the node is no point."""

    step: Step
    node: str
    number: int

    @property
    def label(self) -> str:
        """As a list says it: 理论学习方面，第 2 条."""
        return f"{self.step.title}，第 {self.number} 条" if self.number else self.step.title


def last_place(document: Document, steps: tuple[Step, ...]) -> LastPlace | None:
    """Where the newest change of the paper's words is; None where nobody has changed any since it
    was begun, and where the words are on no step.

    What was taken out of the paper is no place in it: then it is the newest change but that.
    """
    written = [node for node in nodes(document) if node.changed]
    if not written:
        return None
    # of several that changed at once the last one: an answer stands behind its problem
    newest = max(reversed(written), key=lambda node: node.changed)
    try:
        step = step_of_node(document, steps, newest.id)
    except KeyError:
        return None
    return LastPlace(step, newest.id, _number(document, step, newest.id))


def _number(document: Document, step: Step, node: str) -> int:
    points: list[Point] = [
        point
        for point in points_of(container_of_step(document, step))
        if says_something(point) or point.id == node
    ]
    return next((place for place, point in enumerate(points, 1) if point.id == node), 0)
