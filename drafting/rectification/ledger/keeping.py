"""What a member says of the measures. Each write is compare-and-swap."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from drafting.common.overtaken import Overtaken
from drafting.drafts.save_requests import Sending, later_of_its_page, name_of
from drafting.rectification.ledger.models import LedgerEvent, LedgerItem


class ItemOvertaken(Overtaken):
    """The item was changed elsewhere since the page was loaded; carries it as it stands now."""

    def __init__(self, item: LedgerItem) -> None:
        super().__init__(str(item.pk))
        self.item = item


class ItemGone(Overtaken):
    """What was heard was taken back by who noted it, while the owner wrote to it."""

    def __init__(self, item: LedgerItem) -> None:
        super().__init__(str(item.pk))


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of an item; ``measure`` only of one that was heard at the meeting: else the
    paper says it."""

    state: str
    due: date | None = None
    standard: str = ""
    notes: str = ""
    evidence: str = ""
    measure: str = ""


def said_of(item: LedgerItem) -> Said:
    """What is stored of an item."""
    measure = item.text if item.heard else ""
    return Said(item.state, item.due, item.standard, item.notes, item.evidence, measure)


def save_item(item: LedgerItem, said: Said, base: int, sending: Sending | None = None) -> int:
    """Store what a page that loaded the item at version ``base`` says of it. Returns the version
    now; nothing is written where nothing differs.

    Raises ItemOvertaken where it says something else and has changed since, other than by an
    earlier ``sending`` of the same page, and ItemGone.
    """
    if said_of(item) == said:
        return item.version
    if item.version > base and not later_of_its_page(sending, item.sending):
        raise ItemOvertaken(item)
    fields = asdict(said)
    measure = fields.pop("measure")
    if item.heard:
        fields["text"] = measure
    with transaction.atomic():
        changed = LedgerItem.objects.filter(pk=item.pk, version=item.version).update(
            **fields,
            sending=name_of(sending),
            version=item.version + 1,
            updated_at=timezone.now(),
        )
        if changed and item.state != said.state:
            LedgerEvent.objects.create(
                item=item, what=LedgerEvent.What.STATE, before=item.state, after=said.state
            )
    if not changed:
        now = LedgerItem.objects.filter(pk=item.pk).first()
        if now is None:
            raise ItemGone(item)
        raise ItemOvertaken(now)
    return item.version + 1
