"""The only writer of prepared 批评意见. Each write is compare-and-swap."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.drafts.save_requests import Sending, later_of_its_page, name_of
from drafting.meetings.models import Meeting
from drafting.rectification.criticism.models import PreparedCriticism


class NoteOvertaken(Overtaken):
    """The note was changed elsewhere since the page was loaded; carries it as it stands now."""

    def __init__(self, note: PreparedCriticism) -> None:
        super().__init__(str(note.pk))
        self.note = note


def save_note(
    owner: User,
    meeting: Meeting,
    colleague: User,
    text: str,
    base: int,
    sending: Sending | None = None,
) -> int:
    """Store what is to be said to a colleague, as a page says that loaded it at version ``base`` (0:
    nothing was stored). Returns the version now; nothing is written where nothing differs.

    Raises NoteOvertaken where it says something else and has changed since, other than by an
    earlier ``sending`` of the same page.
    """
    same = {"owner": owner, "meeting": meeting, "colleague": colleague}
    note = PreparedCriticism.objects.filter(**same).first()
    if note is None:
        if not text:
            return 0
        try:
            with transaction.atomic():
                PreparedCriticism.objects.create(**same, text=text, sending=name_of(sending))
        except IntegrityError:  # another window was faster
            note = PreparedCriticism.objects.get(**same)
        else:
            return 1
    if note.text == text:
        return note.version
    if note.version > base and not later_of_its_page(sending, note.sending):
        raise NoteOvertaken(note)
    changed = PreparedCriticism.objects.filter(pk=note.pk, version=note.version).update(
        text=text, sending=name_of(sending), version=note.version + 1, updated_at=timezone.now()
    )
    if not changed:
        note.refresh_from_db()
        raise NoteOvertaken(note)
    return note.version + 1
