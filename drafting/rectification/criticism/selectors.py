"""What the pages read of 批评意见."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from drafting.common.names import name_key
from drafting.meetings.models import Meeting
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.ledger.models import LedgerItem


def colleagues_at(meeting: Meeting, user: User) -> list[User]:
    """The others who are invited to a meeting, by name."""
    rows = User.objects.filter(invitations__meeting=meeting).exclude(pk=user.pk)
    return sorted(rows, key=lambda one: (name_key(one.name), one.pk))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A colleague, and what is to be said to them."""

    colleague: User
    text: str = ""
    version: int = 0


def prepared_for(meeting: Meeting, user: User) -> list[Prepared]:
    """Each colleague at a meeting with the note on them, and behind them those with a note who are
    not invited any more. Two queries."""
    rows = PreparedCriticism.objects.filter(owner=user, meeting=meeting).select_related("colleague")
    notes = {row.colleague_id: row for row in rows}
    found = [
        Prepared(one, row.text, row.version)
        if (row := notes.pop(one.pk, None)) is not None
        else Prepared(one)
        for one in colleagues_at(meeting, user)
    ]
    left = (Prepared(row.colleague, row.text, row.version) for row in notes.values() if row.text)
    return found + list(left)


def heard_by(owners: Collection[int], meeting: Meeting) -> QuerySet[LedgerItem]:
    """What these people heard at a meeting, person by person in the order in which it was
    entered."""
    rows = LedgerItem.objects.filter(ledger__meeting=meeting, ledger__owner__in=owners, heard=True)
    related = rows.select_related("ledger__owner", "entered_by")
    return related.order_by("ledger__owner__name", "ledger__owner", "order", "pk")
