"""Writing notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from drafting.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice to be written to the person with this id; the rest as ``tell`` takes it."""

    user_id: int
    kind: str
    text: str
    url: str = ""
    key: str = ""


def tell(users: Iterable[User], kind: str, text: str, url: str = "", key: str = "") -> int:
    """Write a notice for each of these people; ``kind`` is a Notice.Kind. Returns how many were
    written.

    With a ``key`` who was told under it already is not told again. ``text`` names people and
    meetings, never what a paper says.
    """
    return tell_all(Telling(user.pk, kind, text, url, key) for user in users)


def tell_all(tellings: Iterable[Telling]) -> int:
    """Write different notices to different people in two queries; keys as in ``tell``. Returns how
    many were written; of two callers at the same moment each counts what only one of them wrote."""
    rows = [
        Notice(user_id=one.user_id, kind=one.kind, text=one.text, url=one.url, key=one.key)
        for one in tellings
    ]
    if keys := {row.key for row in rows if row.key}:
        told = set(Notice.objects.filter(key__in=keys).values_list("user_id", "key"))
        rows = [row for row in rows if (row.user_id, row.key) not in told]
    # two callers at the same moment meet in the unique constraint, and the second one is not needed
    return len(Notice.objects.bulk_create(rows, ignore_conflicts=bool(keys)))
