"""Sessions in the database, as Django keeps them."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.prepared import Given, PreparedRead
from drafting.requests.outages import outage_of

_FIELDS = Session._meta.get_field
_GOES_ON = PreparedRead(
    lambda: Session.objects.filter(
        session_key=Given("key", _FIELDS("session_key")),
        expire_date__gt=Given("now", _FIELDS("expire_date")),
    )
)


class SessionStore(db.SessionStore):
    """Says that the database is away or full where that is why a session cannot be stored.

    Django takes every fault of the database for a session that was deleted meanwhile, and answers
    400. The class is named as Django's: its name is part of the key that sessions are signed with.
    """

    def _get_session_from_db(self) -> Session | None:
        found = _GOES_ON.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found

    def save(self, must_create: bool = False) -> None:
        """Store the session. Raises CreateError, UpdateError, and what the database raises."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if error.__context__ is not None and outage_of(error):
                raise error.__context__  # noqa: B904 - its own cause tells what it is
            raise
