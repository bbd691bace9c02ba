"""An uploaded list between its dry run and the confirmation.

It is a row of its own in the table of sessions: on the server (a cookie or a hidden field would
carry hundreds of telephone numbers to and fro), shared by all processes (the default cache is not),
gone after an hour, and not loaded with every page as it would be inside the person's session, which
only holds its key.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import Organization, User
from accounts.roster.sheet import Sheet, SheetRow

KEPT_SECONDS: Final = 60 * 60
_POINTER: Final = "kept_roster"


@dataclass(frozen=True)
class KeptRoster:
    """A list that waits for its confirmation. ``key`` is the server's only."""

    key: str
    file_name: str
    sheet: Sheet


def keep_roster(
    session: SessionBase, actor: User, organization: Organization, sheet: Sheet, file_name: str
) -> None:
    """Keep a list that `actor` uploaded in place of an earlier one."""
    drop_roster(session)
    SessionStore.clear_expired()
    store = SessionStore()
    store.update(
        {
            "actor": actor.pk,
            "organization": organization.pk,
            "file_name": file_name[:100],
            "rows": [asdict(row) for row in sheet.rows],
            "notices": list(sheet.notices),
        }
    )
    store.set_expiry(KEPT_SECONDS)
    store.create()
    session[_POINTER] = store.session_key


def kept_roster(session: SessionBase, actor: User, organization: Organization) -> KeptRoster | None:
    """The list that waits for `actor` and this organisation; None when there is none, or its hour
    has passed."""
    key = session.get(_POINTER)
    if not key:
        return None
    kept = SessionStore(key).load()
    if kept.get("actor") != actor.pk or kept.get("organization") != organization.pk:
        return None
    rows = tuple(
        SheetRow(row["number"], row["cells"], tuple(row["faults"])) for row in kept["rows"]
    )
    return KeptRoster(key, kept["file_name"], Sheet(rows, tuple(kept["notices"])))


def drop_roster(session: SessionBase) -> None:
    """Forget the list that waits, if there is one."""
    if key := session.pop(_POINTER, None):
        SessionStore(key).delete()


def claim_roster(kept: KeptRoster) -> bool:
    """Take the list away to carry it out: of two confirmations only one gets it. Undone when the
    transaction fails."""
    rows = SessionStore.get_model_class().objects.filter(session_key=kept.key)
    return rows.delete()[0] == 1
