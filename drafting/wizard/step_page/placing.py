"""Moving a point to another part or area, by a button or by dragging: the places there are, what is
said of a move, and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from django.core import signing

from drafting.document.model import Point, container_of, find
from drafting.document.numbering import says_something
from drafting.document.placing import LAST, Standing
from drafting.drafts.models import Draft
from drafting.drafts.services import placing
from drafting.progress.gaps import NO_LIMITS
from drafting.progress.steps import Step, StepKind, points_of, steps_of
from drafting.wizard.selectors import StepPage

_SALT = "drafting.wizard.placing"
#: Characters of a claim that the message about it names.
NAMED = 16


@dataclass(frozen=True, slots=True)
class Place:
    """A part or area that a point may move to. ``group`` is the part that an area belongs to, where
    there are several areas."""

    node: str
    title: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a move: what is said of it, and the token that takes it back. ``to`` is the
    step to go on with where the one that the point came from is no place for points any more (it
    held points beside its areas, and this was the last of them); else empty."""

    said: str
    back: str
    to: str = ""


def places_of(page: StepPage) -> list[Place]:
    """Where the points of a step may move to: every other step that is written in points."""
    if page.step.kind is not StepKind.POINTS:
        return []
    steps = [task.step for task in page.tasks if task.step.kind is StepKind.POINTS]
    return [
        Place(step.node, step.title, "存在的问题" if step.role == "problems" else "")
        for step in steps
        if step.node != page.step.node
    ]


def move(page: StepPage, asked: str) -> Moved:
    """Move a point to the end of another step; ``asked`` is ID:CONTAINER.

    Raises KeyError where the point is gone or the place takes no points, and what the services
    raise.
    """
    point_id, _, container_id = asked.partition(":")
    step = _step(page, container_id)
    saved, before = placing.place_point(page.draft.pk, point_id, Standing(container_id, LAST))
    point = find(saved.document, point_id)
    number = sum(map(says_something, container_of(saved.document, point_id).points))
    token = _token(page.draft, point_id, before)
    said = f"已把{_named(point)}移到“{step.title}”。{_too_many(step, number)}"
    left = next((s for s in steps_of(page.spec, saved.document) if s.node == page.step.node), None)
    return Moved(said, token, "" if left and left.kind is StepKind.POINTS else step.key)


def confirm(page: StepPage, asked: str) -> Moved:
    """Note that a guessed place is right, or, where no id is asked for, all those of the step.
    Raises KeyError for an unknown point, and what the services raise."""
    points = points_of(page.container)
    ids = [asked] if asked else [point.id for point in points if point.guess]
    guesses = {point.id: point.guess for point in points if point.id in ids}
    placing.set_guesses(page.draft.pk, dict.fromkeys(ids, ""))
    said = "已核对位置。" if asked else f"这一步的 {len(ids)} 条位置都已核对。"
    return Moved(said, _token(page.draft, guesses=guesses))


def put_back(draft: Draft, token: str) -> str:
    """Take a move or a confirmation back; gives the moved point's id. Raises KeyError where a point
    or its former place is gone, ValueError where the token is none of this draft's."""
    try:
        found = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise ValueError(token) from None
    if found["draft"] != str(draft.pk):
        raise ValueError(token)
    if found["guesses"]:
        placing.set_guesses(draft.pk, found["guesses"])
        return ""
    placing.place_point(draft.pk, found["point"], Standing(*found["standing"]))
    return str(found["point"])


def _token(
    draft: Draft,
    point: str = "",
    standing: Standing | None = None,
    guesses: Mapping[str, str] | None = None,
) -> str:
    """What takes back: where a point stood, or what was guessed of points."""
    place = astuple(standing) if standing is not None else ()
    whole = {"draft": str(draft.pk), "point": point, "standing": place, "guesses": guesses or {}}
    return signing.dumps(whole, salt=_SALT, compress=True)


def _step(page: StepPage, container_id: str) -> Step:
    for task in page.tasks:
        if task.step.kind is StepKind.POINTS and task.step.node == container_id:
            return task.step
    raise KeyError(container_id)


def _named(node: object) -> str:
    claim = node.claim.strip() if isinstance(node, Point) else ""
    if not claim:
        return "这一条"
    return f"“{claim if len(claim) <= NAMED else claim[: NAMED - 1] + '…'}”"


def _too_many(step: Step, number: int) -> str:
    """What the framework says of so many points there; empty where it says nothing."""
    most = (step.spec.limits if step.spec is not None else NO_LIMITS).max_points
    return f"那里建议不超过 {most} 条，现在有 {number} 条。" if 0 < most < number else ""
