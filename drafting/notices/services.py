"""The writers of notices."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from drafting.notices.models import Notice


def tell(users: Iterable[User], kind: str, text: str, url: str = "", key: str = "") -> int:
    """Write a notice for each of these people; ``kind`` is a Notice.Kind. Returns how many were written.

    With a ``key`` who was told under it already is not told again. ``text`` names people and meetings, never what a paper says.
    """
    rows = [Notice(user=user, kind=kind, text=text, url=url, key=key) for user in users]
    if key:
        told = set(Notice.objects.filter(key=key).values_list("user_id", flat=True))
        rows = [row for row in rows if row.user_id not in told]
    # two callers at the same moment meet in the unique constraint, and the second one is not needed
    return len(Notice.objects.bulk_create(rows, ignore_conflicts=bool(key)))
