"""Reminding by hand (催交): the secretary's word to those who have not handed in, at most once a day
to each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.desk.permissions import DeskStanding
from drafting.desk.reminders.stages import reminder, with_words
from drafting.desk.table.lines import MemberLine, lines_of
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.notices.services.delivery import Telling, tell_all
from drafting.review.decisions.notices import missing_occasion


@dataclass(frozen=True, slots=True)
class Urged:
    """How many people were reminded, and how many had been today already."""

    now: int
    already: int


@dataclass(frozen=True, slots=True)
class ToUrge:
    """Whom a reminder would reach now, and how many it would pass over, since they were reminded
    today."""

    meeting: Meeting
    lines: tuple[MemberLine, ...]
    already: int

    @property
    def texts(self) -> list[str]:
        """What they would read, without the secretary's own words: a sentence for whoever has not
        handed in, another for whose paper came back."""
        return list(dict.fromkeys(text_for(self.meeting, line) for line in self.lines))


def text_for(meeting: Meeting, line: MemberLine) -> str:
    """The reminder of today for the person of this line."""
    returned = line.state == Draft.State.RETURNED
    return reminder(meeting.title, meeting.deadline, timezone.localdate(), returned=returned)


def to_urge(
    meeting: Meeting, standing: DeskStanding, only: Collection[int] | None = None
) -> ToUrge:
    """All who have not handed in, or ``only`` those (user ids) of them; who can no longer sign in
    is left out."""
    late = _late(meeting, standing, only)
    told = set(Notice.objects.filter(key=_occasion(meeting)).values_list("user_id", flat=True))
    fresh = tuple(line for line in late if line.owner not in told)
    return ToUrge(meeting, fresh, len(late) - len(fresh))


def urge(
    meeting: Meeting,
    standing: DeskStanding,
    only: Collection[int] | None = None,
    *,
    by: str = "",
    words: str = "",
) -> Urged:
    """Remind the people of ``to_urge``, with the own ``words`` of the secretary named ``by``, at
    most LONGEST_WORDS characters."""
    tellings = [
        Telling(
            line.owner,
            Notice.Kind.DEADLINE,
            with_words(text_for(meeting, line), by, words),
            reverse("drafts:home"),
            _occasion(meeting),
        )
        for line in _late(meeting, standing, only)
    ]
    told = tell_all(tellings)
    return Urged(told, len(tellings) - told)


def _late(
    meeting: Meeting, standing: DeskStanding, only: Collection[int] | None
) -> Sequence[MemberLine]:
    late = [
        line
        for line in lines_of(meeting, standing)
        if line.remindable and (only is None or line.owner in only)
    ]
    active = set(
        User.objects.filter(pk__in=[line.owner for line in late], is_active=True).values_list(
            "pk", flat=True
        )
    )
    return [line for line in late if line.owner in active]


def _occasion(meeting: Meeting) -> str:
    """The key of today's reminders by hand."""
    return f"{missing_occasion(meeting)}asked:{timezone.localdate()}"
