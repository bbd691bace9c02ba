"""What a member heard at the meeting (批评意见), entered by them or by the secretary as a list: each
is an item of the ledger, to which its owner writes a measure."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.rectification.ledger.opening import follow

#: Of one member for one meeting.
MOST = 60
#: Where they stand among the items: behind those of the paper.
_BEHIND = 10_000


class HeardOvertaken(Overtaken):
    """What was heard was changed elsewhere since the page was loaded; carries it as it stands now,
    None where it is gone."""

    def __init__(self, item: LedgerItem | None) -> None:
        super().__init__(str(item.pk) if item else "gone")
        self.item = item


class TooMuchHeard(Exception):
    """There is as much as may be; the message is one Chinese sentence."""

    def __init__(self) -> None:
        super().__init__(f"一个人一次会议最多记 {MOST} 条批评意见，请把相近的并成一条。")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a form says: who said it (may be empty), and each thing that was said."""

    speaker: str
    lines: Sequence[str]


def note_heard(owner: User, meeting: Meeting, by: User, heard: Heard, batch: uuid.UUID) -> int:
    """Put what was said to ``owner`` into their ledger, which is opened where there is none; what
    was entered with the same ``batch`` before is not entered twice. Returns how many. Raises
    TooMuchHeard."""
    with transaction.atomic():
        # one window after the other
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)
        ledger = _ledger_of(owner, meeting)
        keys = [f"{batch.hex}-{place}" for place in range(len(heard.lines))]
        there = list(ledger.items.filter(heard=True).values_list("measure", flat=True))
        if set(keys) & set(there):
            return len(keys)
        if len(there) + len(keys) > MOST:
            raise TooMuchHeard
        LedgerItem.objects.bulk_create(
            LedgerItem(
                ledger=ledger,
                measure=key,
                order=_BEHIND + len(there) + place,
                text="",
                problem=line,
                heard=True,
                speaker=heard.speaker,
                entered_by=by,
            )
            for place, (key, line) in enumerate(zip(keys, heard.lines, strict=True))
        )
    return len(keys)


def _ledger_of(owner: User, meeting: Meeting) -> Ledger:
    found = Ledger.objects.filter(owner=owner, meeting=meeting).first()
    if found is not None:
        return found
    own = Draft.objects.personal().filter(owner=owner)
    drafts = own.filter(meeting=meeting, discarded_at=None)
    draft = drafts.order_by("-updated_at").first()
    if draft is not None and draft.state == Draft.State.APPROVED:
        # passed before there were ledgers
        return follow(draft, codec.load(draft.document))
    try:
        with transaction.atomic():
            return Ledger.objects.create(owner=owner, meeting=meeting, draft=draft)
    except IntegrityError:  # an approval was faster
        return Ledger.objects.get(owner=owner, meeting=meeting)


def change_heard(item: LedgerItem, heard: Heard, base: int) -> None:
    """Put right what was entered, as the page loaded it at version ``base``; the measure stays.
    Raises HeardOvertaken."""
    said = "\n".join(heard.lines)
    rows = LedgerItem.objects.filter(pk=item.pk, version=base, heard=True)
    if not rows.update(problem=said, speaker=heard.speaker, version=base + 1, sending=""):
        now = LedgerItem.objects.filter(pk=item.pk, heard=True).first()
        if now is None or (now.problem, now.speaker) != (said, heard.speaker):
            raise HeardOvertaken(now)


def forget_heard(item: LedgerItem, by: User) -> bool:
    """Let go of what was entered. What the secretary entered and its owner has written a measure or
    notes to, or laid files beside, stays with the owner, as their own. Returns whether it is gone."""
    owner = item.ledger.owner_id
    with transaction.atomic():
        # read again, and held: the owner may be writing to it at this moment
        now = LedgerItem.objects.select_for_update().filter(pk=item.pk, heard=True).first()
        if now is None:
            return True
        written = any((now.text, now.standard, now.notes, now.evidence))
        worked = written or now.files.exists()
        if by.pk != owner and worked:
            LedgerItem.objects.filter(pk=now.pk).update(entered_by=owner)
            return False
        now.delete()
    return True
