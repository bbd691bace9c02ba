"""The lines of a meeting's table, as one person may see them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from drafting.common.days import days_left, moment, urgency
from drafting.desk.permissions import DeskStanding
from drafting.desk.selectors import (
    MemberPaper,
    OpenComments,
    Record,
    asked_of,
    member_kinds,
    names_of,
    papers_of,
    record_of,
    variants_written,
)
from drafting.desk.table.figures import MeetingFigures, summary_of
from drafting.desk.words import NOT_BEGUN, reviewer_words, state_label
from drafting.drafts.models import COLLECTIVE, Meeting
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import outcome
from drafting.review.decisions.states import HANDED_IN, STATES, waits_for
from drafting.review.models import Submission
from drafting.review.paper_order import days_overdue, order_key


@dataclass(frozen=True, slots=True)
class Handed:
    """What was counted when the last round that was not withdrawn was handed in, and how many
    comments are open now."""

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
class MemberLine:
    """A member's line, or the committee's (``owner`` COLLECTIVE). ``handed`` is None where there is
    nothing to read or it is not for this
    person; ``last`` and ``reviewer`` are empty for whoever only sees states. ``overdue`` counts days,
    ``due`` says it or what is left."""

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
    #: What the variant is called that the paper is written by; empty where all write by one, or
    #: the paper is not for this person.
    variant: str
    last: str
    last_at: datetime | None
    reviewer: str
    remindable: bool
    #: Whether its text was deleted after the meeting.
    erased: bool = False
    #: Whether the figures of the meeting count it: members, and the committee's paper for who
    #: reviews it.
    counted: bool = True

    @property
    def collective(self) -> bool:
        """Whether it is the committee's paper (班子材料)."""
        return self.owner == COLLECTIVE

    @property
    def label(self) -> str:
        """The state in words."""
        return state_label(self.state)

    @property
    def tone(self) -> str:
        """The colour of the state badge."""
        return STATES[self.state].list_tone if self.state else ""

    @property
    def tickable(self) -> bool:
        """Whether something can be done with the line when it is ticked: to remind the person, or
        to take the paper away."""
        return self.remindable or self.handed is not None

    @property
    def missing(self) -> bool:
        """Whether a paper is still awaited, as ``MeetingFigures.missing`` counts."""
        return self.state not in HANDED_IN

    @property
    def open_comments(self) -> int:
        """How many comments are open, 0 where that is not to be seen."""
        return self.handed.comments.all if self.handed else 0

    @property
    def place(self) -> tuple[int, bool, int, bytes]:
        """Where the line stands when nothing else is asked for."""
        return order_key(self.state, self.name, overdue=self.overdue, waiting=self.waiting)


def figures_of(lines: Iterable[MemberLine]) -> MeetingFigures:
    """The figures of these lines."""
    counted = [line for line in lines if line.counted]
    return summary_of((line.state, line.overdue > 0, line.waiting) for line in counted)


def lines_of(meeting: Meeting, standing: DeskStanding) -> list[MemberLine]:
    """The lines that a person sees: first the committee's paper where it is asked for, then, in the
    order of ``review.paper_order``, one for each invited member and for whoever has a draft."""
    papers = papers_of([meeting]).get(meeting.pk, {})
    owners = asked_of([meeting]).get(meeting.pk, set()) | papers.keys()
    seen = {owner for owner in owners if standing.sees(owner)}
    maker = _Lines(
        meeting,
        standing,
        papers,
        {**names_of(seen), COLLECTIVE: meeting.committee_name},
        member_kinds(meeting),
        record_of(meeting),
        variants_written(meeting),
    )
    return sorted(
        (maker.line(owner) for owner in seen),
        key=lambda line: (not line.collective, line.place, str(line.draft), line.owner),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes the lines of one table."""

    meeting: Meeting
    standing: DeskStanding
    papers: dict[int, MemberPaper]
    names: dict[int, str]
    kinds: dict[int, str]
    record: Record
    variants: dict[uuid.UUID, str]

    def line(self, owner: int) -> MemberLine:
        paper = self.papers.get(owner)
        state = paper.state if paper else NOT_BEGUN
        collective = owner == COLLECTIVE
        own = self.standing.user == (paper.writer if collective and paper else owner)
        held = frozenset[Capacity]() if own else self.standing.reviews(owner)
        member = collective and self.standing.user in self.standing.reviewers.committee
        overdue = days_overdue(state, self.meeting.due, timezone.localdate())
        due, tone = self._due(state, overdue)
        concerns = own or self.standing.leads or bool(held)
        readable = (
            paper is not None
            and not paper.erased
            and (own or member or self._may_read(paper, held))
        )
        last, last_at = self._last(paper) if paper and concerns else ("", None)
        return MemberLine(
            owner=owner,
            name=self.names[owner],
            kind="集体" if collective else self.kinds.get(owner, ""),
            draft=paper.draft if paper else None,
            state=state,
            overdue=overdue,
            due=due,
            due_tone=tone,
            waiting=waits_for(state, held) and not (paper and paper.archived),
            own=own,
            url=self._collective_url(paper, held, member=member, readable=readable)
            if collective
            else self._url(paper, own=own, readable=readable),
            handed=self._handed(paper) if paper and readable else None,
            variant=self.variants.get(paper.draft, "") if paper and readable else "",
            last=last,
            last_at=last_at,
            reviewer=self._reviewer(owner) if concerns else "",
            remindable=not collective and self._remindable(state, own=own),
            counted=not collective or bool(held),
            erased=paper is not None and paper.erased,
        )

    def _may_read(self, paper: MemberPaper, held: Collection[Capacity]) -> bool:
        """As ``review.reading_page.permissions.may_read`` decides, from what was read for all of them at
        once."""
        submission = self.record.submissions.get(paper.draft)
        if submission is None or not held:
            return False
        return Capacity.FIRST in held or submission.pk in self.record.passed

    def _last(self, paper: MemberPaper) -> tuple[str, datetime | None]:
        """What happened last to a paper, and when."""
        event = self.record.events.get(paper.draft)
        if event is None:
            return "", None
        return f"{outcome(event.action, event.target)} · {_ago(event.at)}", event.at

    def _reviewer(self, owner: int) -> str:
        return reviewer_words(self.standing.reviewers, owner, self.standing.user)

    def _handed(self, paper: MemberPaper) -> Handed | None:
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
        return days_left(due, today), urgency(due, today)

    def _url(self, paper: MemberPaper | None, *, own: bool, readable: bool) -> str:
        if own and paper is None:
            return f"{reverse('drafts:begin')}?meeting={self.meeting.pk}"
        if own and paper is not None:
            if paper.erased:
                return reverse("drafts:past")
            return reverse("review:draft", args=[paper.draft])
        return reverse("review:read", args=[paper.draft]) if paper is not None and readable else ""

    def _collective_url(
        self, paper: MemberPaper | None, held: Collection[Capacity], *, member: bool, readable: bool
    ) -> str:
        """Who reviews the committee's paper reads the round, its members the paper as it stands."""
        if held:
            return reverse("review:read", args=[paper.draft]) if paper and readable else ""
        open_ = member and not (paper and paper.erased)
        return reverse("collective:meeting", args=[self.meeting.pk]) if open_ else ""

    def _remindable(self, state: str, *, own: bool) -> bool:
        open_ = self.meeting.state == Meeting.State.OPEN
        return self.standing.leads and open_ and not own and state not in HANDED_IN


def _ago(at: datetime) -> str:
    return moment(timezone.localtime(at), timezone.localtime())
