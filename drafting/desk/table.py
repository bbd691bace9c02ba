"""The lines of a meeting's table, as one person may see them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from drafting.desk.permissions import Standing
from drafting.desk.selectors import (
    OpenComments,
    Paper,
    Record,
    asked_of,
    member_kinds,
    names_of,
    papers_of,
    record_of,
)
from drafting.desk.words import DUE_SOON, NOT_BEGUN, reviewer_words, state_label
from drafting.drafts.models import Meeting
from drafting.drafts.words import days_left, moment
from drafting.review.lifecycle import Capacity, outcome
from drafting.review.models import Submission
from drafting.review.order import HANDED_IN, days_overdue, order_key, waits_for

_TONES = {"returned": "warn", "endorsed": "good", "approved": "good"}


@dataclass(frozen=True, slots=True)
class Handed:
    """What was counted when the last round that was not withdrawn was handed in, and how many comments are open now."""

    submission: Submission
    comments: OpenComments

    @property
    def findings(self) -> tuple[int, int, int] | None:
        """Errors, warnings and advice; None where the checks could not run."""
        row = self.submission
        if row.errors is None or row.warnings is None or row.advice is None:
            return None
        return row.errors, row.warnings, row.advice


@dataclass(frozen=True, slots=True)
class Line:
    """A member's line. ``handed`` is None where there is nothing to read or it is not for this person; ``last`` and ``reviewer``
    are empty for who only sees states. ``overdue`` counts days, ``due`` says it or what is left."""

    owner: int
    name: str
    kind: str
    draft: uuid.UUID | None
    state: str
    overdue: int
    due: str
    due_tone: str
    waiting: bool
    own: bool
    url: str
    handed: Handed | None
    last: str
    last_at: datetime | None
    reviewer: str
    remindable: bool

    @property
    def label(self) -> str:
        """The state in words."""
        return state_label(self.state)

    @property
    def tone(self) -> str:
        """The colour of the state badge."""
        return _TONES.get(self.state, "")

    @property
    def open_comments(self) -> int:
        """How many comments are open, 0 where that is not to be seen."""
        return self.handed.comments.all if self.handed else 0

    @property
    def place(self) -> tuple[int, bool, int, bytes]:
        """Where the line stands when nothing else is asked for."""
        return order_key(self.state, self.name, overdue=self.overdue, waiting=self.waiting)


def lines_of(meeting: Meeting, standing: Standing) -> list[Line]:
    """The lines that a person sees, in the order of ``review.order``: one for each invited member and for whoever has a draft."""
    papers = papers_of([meeting]).get(meeting.pk, {})
    owners = asked_of([meeting]).get(meeting.pk, set()) | papers.keys()
    seen = {owner for owner in owners if standing.sees(owner)}
    maker = _Lines(meeting, standing, papers, names_of(seen), member_kinds(meeting), record_of(meeting))
    return sorted(
        (maker.line(owner) for owner in seen), key=lambda line: (line.place, str(line.draft), line.owner)
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes the lines of one table."""

    meeting: Meeting
    standing: Standing
    papers: dict[int, Paper]
    names: dict[int, str]
    kinds: dict[int, str]
    record: Record

    def line(self, owner: int) -> Line:
        paper = self.papers.get(owner)
        state = paper.state if paper else NOT_BEGUN
        own = owner == self.standing.user
        held = self.standing.reviews(owner)
        overdue = days_overdue(state, self.meeting.due, timezone.localdate())
        due, tone = self._due(state, overdue)
        concerns = own or self.standing.leads or bool(held)
        readable = paper is not None and (own or self._may_read(paper, held))
        event = self.record.events.get(paper.draft) if paper and concerns else None
        return Line(
            owner=owner,
            name=self.names[owner],
            kind=self.kinds.get(owner, ""),
            draft=paper.draft if paper else None,
            state=state,
            overdue=overdue,
            due=due,
            due_tone=tone,
            waiting=waits_for(state, held),
            own=own,
            url=self._url(paper, own=own, readable=readable),
            handed=self._handed(paper) if paper and readable else None,
            last=f"{outcome(event.action, event.target)} · {_ago(event.at)}" if event else "",
            last_at=event.at if event else None,
            reviewer=reviewer_words(self.standing.reviewers, owner, self.standing.user) if concerns else "",
            remindable=self._remindable(state, own=own),
        )

    def _may_read(self, paper: Paper, held: Collection[Capacity]) -> bool:
        """As ``review.permissions.may_read`` decides, from what was read for all of them at once."""
        submission = self.record.submissions.get(paper.draft)
        if submission is None or not held:
            return False
        return Capacity.FIRST in held or submission.pk in self.record.passed

    def _handed(self, paper: Paper) -> Handed | None:
        submission = self.record.submissions.get(paper.draft)
        if submission is None:
            return None
        return Handed(submission, self.record.comments.get(paper.draft, OpenComments()))

    def _due(self, state: str, overdue: int) -> tuple[str, str]:
        due = self.meeting.due
        if overdue:
            return f"逾期 {overdue} 天", "bad"
        if due is None or state in HANDED_IN:
            return "", ""
        today = timezone.localdate()
        return days_left(due, today), "warn" if (due - today).days <= DUE_SOON else ""

    def _url(self, paper: Paper | None, *, own: bool, readable: bool) -> str:
        if own and paper is None:
            return f"{reverse('drafts:begin')}?meeting={self.meeting.pk}"
        if own and paper is not None:
            return reverse("review:draft", args=[paper.draft])
        return reverse("review:read", args=[paper.draft]) if paper is not None and readable else ""

    def _remindable(self, state: str, *, own: bool) -> bool:
        open_ = self.meeting.state == Meeting.State.OPEN
        return self.standing.leads and open_ and not own and state not in HANDED_IN


def _ago(at: datetime) -> str:
    return moment(timezone.localtime(at), timezone.localtime())
