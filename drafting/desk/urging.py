"""Reminding by hand (催交): the secretary's word to those who have not handed in, at most once a day to each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.desk.permissions import Standing
from drafting.desk.reminders import reminder
from drafting.desk.table import lines_of
from drafting.drafts.models import Draft, Meeting
from drafting.notices.models import Notice
from drafting.notices.services import Telling, tell_all
from drafting.review.telling import missing_occasion


@dataclass(frozen=True, slots=True)
class Urged:
    """How many people were reminded, and how many had been today already."""

    now: int
    already: int


def urge(meeting: Meeting, standing: Standing, only: Collection[int] | None = None) -> Urged:
    """Remind all who have not handed in, or ``only`` those (user ids) of them; who can no longer sign in is left out."""
    late = [
        line
        for line in lines_of(meeting, standing)
        if line.remindable and (only is None or line.owner in only)
    ]
    active = set(
        User.objects.filter(pk__in=[line.owner for line in late], is_active=True).values_list("pk", flat=True)
    )
    today = timezone.localdate()
    tellings = [
        Telling(
            line.owner,
            Notice.Kind.DEADLINE,
            reminder(meeting.title, meeting.deadline, today, returned=line.state == Draft.State.RETURNED),
            reverse("drafts:home"),
            f"{missing_occasion(meeting)}asked:{today}",
        )
        for line in late
        if line.owner in active
    ]
    told = tell_all(tellings)
    return Urged(told, len(tellings) - told)
