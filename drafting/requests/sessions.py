"""Sessions in the database, as Django keeps them."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from drafting.requests.outages import outage_of


class SessionStore(db.SessionStore):
    """Says that the database is away or full where that is why a session cannot be stored.

    Django takes every fault of the database for a session that was deleted meanwhile, and answers
    400. The class is named as Django's: its name is part of the key that sessions are signed with.
    """

    def save(self, must_create: bool = False) -> None:
        """Store the session. Raises CreateError, UpdateError, and what the database raises."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if error.__context__ is not None and outage_of(error):
                raise error.__context__  # noqa: B904 - its own cause tells what it is
            raise
