"""What of opinions is shown: to the member all of them, to a secretary those that they entered."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from accounts.models import User
from accounts.prepared import Given, PreparedRead
from drafting.common.names import name_key
from drafting.document.model import Document, Point, points_of_role
from drafting.document.numbering import says_something
from drafting.drafts.models import Draft
from drafting.frameworks.spec import AreaSpec, FrameworkSpec
from drafting.library.likely import likeness_of
from drafting.library.models import ProblemCategory
from drafting.meetings.models import Meeting
from drafting.opinions.models import Claim, Opinion
from drafting.opinions.numbers import numbers_said
from drafting.progress.steps import Step, step_of_node, steps_of

#: Characters of a claim by which a point is named in a list.
LABEL = 40


@dataclass(frozen=True, slots=True)
class Heard:
    """An opinion beside a paper: the point that it was claimed into with its step, or None."""

    opinion: Opinion
    point: Point | None = None
    step: Step | None = None

    @property
    def label(self) -> str:
        """How the point is called: its claim, else the beginning of what it says."""
        if self.point is None:
            return ""
        text = self.point.claim.strip() or self.point.elaboration.strip()
        return f"{text[:LABEL]}…" if len(text) > LABEL else text or "还没有写的一条"

    @property
    def settled(self) -> bool:
        """Whether it is claimed or answered."""
        return self.point is not None or bool(self.opinion.answer)


@dataclass(frozen=True)
class HeardList:
    """All opinions for a paper, in the order in which they were entered."""

    items: tuple[Heard, ...] = ()
    document: Document | None = None

    @property
    def open(self) -> list[Heard]:
        """Those neither claimed nor answered."""
        return [one for one in self.items if not one.settled]

    @property
    def claimed(self) -> list[Heard]:
        """Those in a point of the paper."""
        return [one for one in self.items if one.point is not None]

    @property
    def answered(self) -> list[Heard]:
        """Those that are answered only."""
        return [one for one in self.items if one.point is None and one.opinion.answer]

    def in_step(self, key: str) -> list[Heard]:
        """Those in a point of a step."""
        return [one for one in self.items if one.step is not None and one.step.key == key]

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """A sentence for each number in the paper that differs from what is entered of that kind; of
        a kind of which nothing is entered none."""
        if self.document is None or not self.items:
            return ()
        kinds = [one.opinion.kind for one in self.items]
        found = (said for said in numbers_said(self.document) if said.kind in kinds)
        return tuple(
            f"材料里写“{said.words}”，这里记下的{Opinion.Kind(said.kind).label}是 {kinds.count(said.kind)} 条。"
            for said in found
            if said.number != kinds.count(said.kind)
        )


def opinions_for(draft: Draft) -> QuerySet[Opinion]:
    """What was said to the author for the meeting of a paper, or for a paper that is for none. What
    was said to the committee belongs to its paper, whoever writes it; what its writer was told as a
    person is none of it."""
    return Opinion.objects.filter(**_asked_by(draft))


def _asked_by(draft: Draft) -> dict[str, Any]:
    """By what the opinions for a paper are found."""
    if draft.collective:
        return {"draft": draft.pk}
    if draft.meeting_id is not None:
        return {"owner": draft.owner_id, "meeting": draft.meeting_id}
    return {"owner": draft.owner_id, "draft": draft.pk}


@cache
def _found_by(names: tuple[str, ...]) -> PreparedRead[Opinion]:
    field = Opinion._meta.get_field
    return PreparedRead(
        lambda: Opinion.objects.filter(**{name: Given(name, field(name)) for name in names})
    )


def heard_of(draft: Draft, document: Document, spec: FrameworkSpec) -> HeardList:
    """The opinions for a paper with the points that claim them; two queries."""
    asked = _asked_by(draft)
    rows = _found_by(tuple(asked)).all(**asked)
    if not rows:
        return HeardList(document=document)
    claims = Prefetch("claims", Claim.objects.filter(draft=draft), to_attr="here")
    prefetch_related_objects(rows, claims)
    steps = steps_of(spec, document)
    points = {point.id: point for point in points_of_role(document, "problems")}
    return HeardList(tuple(_heard(row, points, document, steps) for row in rows), document)


def _heard(
    row: Opinion, points: dict[str, Point], document: Document, steps: tuple[Step, ...]
) -> Heard:
    claims: list[Claim] = row.here  # type: ignore[attr-defined]
    point = next((points[claim.node] for claim in claims if claim.node in points), None)
    return Heard(row, point, step_of_node(document, steps, point.id) if point else None)


def areas_to_claim_in(document: Document, spec: FrameworkSpec) -> list[Step]:
    """The steps of the problems, where a new point may be begun."""
    return [step for step in steps_of(spec, document) if step.role == "problems"]


def points_to_claim_in(document: Document) -> list[tuple[str, str]]:
    """The problems that say something as (id, claim)."""
    points = points_of_role(document, "problems")
    return [(p.id, Heard(Opinion(), p).label) for p in points if says_something(p)]


def likely_category(text: str, area: AreaSpec | None) -> str:
    """The category of problems in an area that words may speak of, for the member to confirm; empty
    where they tell of none."""
    wanted = set(area.taxonomy) if area else set()
    rows = [
        row
        for row in ProblemCategory.objects.all()
        if row.active and (not wanted or row.area in wanted or row.code in wanted)
    ]
    areas = {row.code: row.area for row in rows}
    found = likeness_of("problems", rows).likely(text, "", areas, 1) if rows else []
    return found[0] if found else ""


def own_opinion(draft: Draft, opinion_id: uuid.UUID) -> Opinion | None:
    """One of the opinions for a paper."""
    return opinions_for(draft).filter(pk=opinion_id).first()


def given_in(meeting: Meeting, secretary: User) -> QuerySet[Opinion]:
    """What a secretary entered for others in a meeting: nothing that a member entered."""
    rows = Opinion.objects.filter(meeting=meeting, entered_by=secretary)
    return (
        rows.exclude(owner=secretary)
        .select_related("owner")
        .order_by("owner__name", "owner_id", "created_at", "batch", "place")
    )


def members_asked(meeting: Meeting) -> list[User]:
    """The people invited to a meeting, by name."""
    rows = User.objects.filter(invitations__meeting=meeting)
    return sorted(rows, key=lambda one: (name_key(one.name), one.pk))


def numbered(rows: Iterable[Opinion]) -> list[tuple[User, list[Opinion]]]:
    """Opinions by the member that they are for, by name."""
    found: dict[int, tuple[User, list[Opinion]]] = {}
    for row in rows:
        found.setdefault(row.owner_id, (row.owner, []))[1].append(row)
    return sorted(found.values(), key=lambda one: (name_key(one[0].name), one[0].pk))
