"""Reminding of deadlines: who has not handed in hears of it in steps, and who leads the meeting
once when the day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from drafting.desk.permissions import leaders
from drafting.desk.reminders.stages import LATEST, STAGES, reminder, stage, summary
from drafting.desk.table.figures import missing_in
from drafting.drafts.models import Draft
from drafting.meetings.models import Invitation, Meeting
from drafting.notices.models import Notice
from drafting.notices.services.delivery import Telling, tell_all
from drafting.review.decisions.notices import missing_occasion
from drafting.review.decisions.states import HANDED_IN
from drafting.review.reviewers import reviewers_of_each


@dataclass(frozen=True, slots=True)
class Late:
    """An invited member who has not handed in, and the reminder that is due."""

    meeting: Meeting
    user_id: int
    returned: bool
    stage: int
    invited_on: date


def remind(today: date | None = None) -> int:
    """Write the reminders that are due today; each is written once, however often this is called,
    and a deadline that was moved has its own. Returns how many were written. The number of queries
    does not grow with the meetings."""
    day = today or timezone.localdate()
    late = list(_late(day))
    members = [
        Telling(
            one.user_id,
            Notice.Kind.DEADLINE,
            reminder(one.meeting.title, _deadline(one.meeting), day, returned=one.returned),
            reverse("drafts:home"),
            f"{missing_occasion(one.meeting)}{one.meeting.deadline}:{one.stage}",
        )
        for one in late
        # who was invited after the day of a reminder has just heard of the deadline
        if one.invited_on <= _deadline(one.meeting) - timedelta(days=one.stage)
    ]
    return tell_all([*members, *_summaries(late)])


def _late(today: date) -> Iterator[Late]:
    """The members of open meetings with a deadline near enough who have not handed in, in one
    query."""
    papers = Draft.objects.personal().filter(meeting=OuterRef("meeting"), owner=OuterRef("user"))
    window = (today + timedelta(days=LATEST), today + timedelta(days=STAGES[0]))
    rows = (
        Invitation.objects.filter(
            ~Exists(papers.filter(state__in=HANDED_IN)),
            meeting__state=Meeting.State.OPEN,
            meeting__deadline__range=window,
            user__is_active=True,
        )
        .annotate(returned=Exists(papers.filter(state=Draft.State.RETURNED, discarded_at=None)))
        .select_related("meeting__organization")
        .order_by("pk")
    )
    for row in rows:
        if (due := stage(_deadline(row.meeting), today)) is not None:
            yield Late(
                row.meeting, row.user_id, row.returned, due, timezone.localdate(row.invited_at)
            )


def _summaries(late: list[Late]) -> Iterator[Telling]:
    """One notice for each who leads a meeting whose deadline has passed."""
    meetings = {one.meeting.pk: one.meeting for one in late if one.stage < 0}
    if not meetings:
        return
    missing = missing_in(meetings.values())
    reviewers = reviewers_of_each(meetings.values())
    for meeting in meetings.values():
        for user_id in sorted(leaders(reviewers[meeting.pk])):
            yield Telling(
                user_id,
                Notice.Kind.DEADLINE,
                summary(meeting.title, _deadline(meeting), missing[meeting.pk]),
                reverse("desk:table", args=[meeting.pk]),
                f"summary:{meeting.pk}:{meeting.deadline}",
            )


def _deadline(meeting: Meeting) -> date:
    assert meeting.deadline is not None  # noqa: S101 - asked for in the query
    return meeting.deadline
