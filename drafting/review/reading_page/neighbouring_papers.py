"""The papers of a meeting that a reviewer may read, one after the other in the order of the desk's
table."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import COLLECTIVE, Draft, Meeting
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.states import waits_for
from drafting.review.models import ReviewEvent, Submission
from drafting.review.paper_order import days_overdue, order_key
from drafting.review.reviewers import Reviewers


@dataclass(frozen=True, slots=True)
class NeighbourPaper:
    """A paper in the reviewer's list; ``waiting`` means that it is the reviewer's turn."""

    draft: uuid.UUID
    name: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The papers around the one at hand, its place from 1, how many there are, how many of the
    others wait, and whether it waits itself."""

    before: NeighbourPaper | None
    after: NeighbourPaper | None
    place: int
    total: int
    waiting: int
    waits: bool

    @property
    def said(self) -> str:
        """Where the reviewer is. What waits always stands first, so that of papers dealt with one
        after the other each would be the first: what is left is told instead."""
        if self.waiting:
            return f"还有 {self.waiting} 份待看"
        return "最后一份待看" if self.waits else f"{self.place} / {self.total}"


def papers_for(user: User, meeting: Meeting, reviewers: Reviewers) -> list[NeighbourPaper]:
    """What a reviewer may read of a meeting, in three queries however many members there are."""
    live = dict(
        Submission.objects.filter(draft__meeting=meeting, withdrawn_at=None)
        .order_by("number")
        .values_list("draft_id", "pk")
    )
    passed = set(
        ReviewEvent.objects.filter(draft__meeting=meeting, action=Action.APPROVE).values_list(
            "submission_id", flat=True
        )
    )
    there = Draft.objects.with_text().filter(meeting=meeting, discarded_at=None)
    rows = there.exclude(owner=user)
    today = timezone.localdate()
    found = []
    fields = ("pk", "state", "owner_id", "owner__name", "collective")
    for draft, state, owner, name, collective in rows.values_list(*fields):
        held = reviewers.capacities(user.pk, COLLECTIVE if collective else owner)
        if (
            draft not in live
            or not held
            or (Capacity.FIRST not in held and live[draft] not in passed)
        ):
            continue
        whose = meeting.committee_name if collective else name
        paper = NeighbourPaper(draft, whose, waits_for(state, held))
        overdue = days_overdue(state, meeting.due, today)
        found.append(
            (
                not collective,
                order_key(state, name, overdue=overdue, waiting=paper.waiting),
                str(draft),
                paper,
            )
        )
    return [paper for *_, paper in sorted(found, key=lambda entry: entry[:3])]


def around(papers: Sequence[NeighbourPaper], draft: uuid.UUID) -> Neighbours:
    """What stands before and after a draft in the list."""
    at = next((index for index, paper in enumerate(papers) if paper.draft == draft), 0)
    return Neighbours(
        before=papers[at - 1] if at > 0 else None,
        after=papers[at + 1] if at + 1 < len(papers) else None,
        place=at + 1,
        total=len(papers),
        waiting=sum(paper.waiting and paper.draft != draft for paper in papers),
        waits=any(paper.waiting and paper.draft == draft for paper in papers),
    )


def next_waiting(papers: Sequence[NeighbourPaper], draft: uuid.UUID) -> NeighbourPaper | None:
    """The next paper that waits for the reviewer after this one was dealt with; None where none is
    left."""
    return next((paper for paper in papers if paper.waiting and paper.draft != draft), None)
