"""Opening a ledger, and following the paper when it is approved again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.rectification.ledger.models import Ledger, LedgerEvent, LedgerItem
from drafting.rectification.lists.limits import limit_in
from drafting.rectification.lists.matters import Matters
from drafting.rectification.lists.tables import problems_in_words

Standing = LedgerItem.Standing
What = LedgerEvent.What


@dataclass(frozen=True, slots=True)
class Promised:
    """A measure as the approved paper has it, with the limit that its words name."""

    measure: str
    order: int
    text: str
    problem: str
    due: date | None


def promised_in(document: Document, today: date) -> tuple[Promised, ...]:
    """The measures of a paper that is approved today, in reading order."""
    matters = Matters(document)
    return tuple(
        Promised(
            one.id,
            order,
            one.whole,
            problems_in_words(matters, one),
            limit.day if (limit := limit_in(one.text, today)) else None,
        )
        for order, one in enumerate(matters.measures)
    )


def follow(draft: Draft, document: Document) -> Ledger:
    """The ledger of an approved paper: opened, or brought to what the paper says now. Each item is
    kept, changed, new, or gone with what was noted of it; what the member wrote, and what was heard
    at the meeting, is never touched.

    ``document`` is the approved text. Belongs into the transaction of the approval.
    """
    assert draft.meeting_id is not None  # noqa: S101 - what was handed in belongs to a meeting
    now = timezone.now()
    ledger, new = Ledger.objects.get_or_create(
        owner_id=draft.owner_id, meeting_id=draft.meeting_id, defaults={"draft": draft}
    )
    if not new:
        Ledger.objects.filter(pk=ledger.pk).update(draft=draft, approved_at=now)
    promised = promised_in(document, timezone.localdate())
    stored = list(ledger.items.filter(heard=False))
    found = _paired(promised, stored)
    for one in promised:
        if one.measure in found:
            _bring_up_to(found[one.measure], one)
    _add(ledger, [one for one in promised if one.measure not in found], first=not stored)
    kept = {item.pk for item in found.values()}
    for item in stored:
        if item.pk not in kept:
            _let_go(item)
    return ledger


def _paired(promised: Iterable[Promised], stored: Iterable[LedgerItem]) -> Mapping[str, LedgerItem]:
    """The stored items by the measures that they are: the same node, else the same words (in a
    paper that was begun anew)."""
    by_node = {item.measure: item for item in stored}
    found = {one.measure: by_node.pop(one.measure) for one in promised if one.measure in by_node}
    by_text: dict[str, list[LedgerItem]] = {}
    for item in by_node.values():
        by_text.setdefault(item.text, []).append(item)
    for one in promised:
        if one.measure not in found and by_text.get(one.text):
            found[one.measure] = by_text[one.text].pop(0)
    return found


def _add(ledger: Ledger, promised: Iterable[Promised], *, first: bool) -> None:
    items = LedgerItem.objects.bulk_create(
        LedgerItem(
            ledger=ledger,
            measure=one.measure,
            order=one.order,
            text=one.text,
            problem=one.problem,
            due=one.due,
            due_read=one.due,
            standing=Standing.KEPT if first else Standing.ADDED,
        )
        for one in promised
    )
    if not first:
        LedgerEvent.objects.bulk_create(
            LedgerEvent(item=item, what=What.ADDED, after=item.text) for item in items
        )


def _bring_up_to(item: LedgerItem, one: Promised) -> None:
    changed = (item.text, item.problem) != (one.text, one.problem)
    fields = {
        "measure": one.measure,
        "order": one.order,
        "text": one.text,
        "problem": one.problem,
        "standing": Standing.CHANGED if changed else Standing.KEPT,
    }
    rows = LedgerItem.objects.filter(pk=item.pk)
    if changed:
        # a limit that the member has chosen stays
        own = Q(due=item.due_read) if item.due_read else Q(due=None)
        if one.due != item.due_read:
            rows.filter(own).update(due=one.due, version=F("version") + 1, sending="")
        fields["due_read"] = one.due
    rows.update(**fields)
    if item.gone:
        LedgerEvent.objects.create(item=item, what=What.BACK, before=item.text, after=one.text)
    elif changed:
        LedgerEvent.objects.create(item=item, what=What.CHANGED, before=item.text, after=one.text)


def _let_go(item: LedgerItem) -> None:
    if not item.gone:
        LedgerItem.objects.filter(pk=item.pk).update(standing=Standing.GONE)
        LedgerEvent.objects.create(item=item, what=What.GONE, before=item.text)
