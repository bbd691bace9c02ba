"""What the pages read of ledgers. Notes and evidence are their owner's; the secretary of the branch
sees measures and states."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document, Head, Prose
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.ledger.models import Ledger, LedgerEvent, LedgerItem
from drafting.rectification.lists.tables import Entry, said_day
from drafting.rectification.states import ItemState


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A ledger as the list of one's own shows it."""

    ledger: Ledger
    total: int
    done: int
    lasting: int
    overdue: int
    next_due: date | None

    @property
    def open(self) -> int:
        """How many are neither done nor kept up lastingly."""
        return self.total - self.done - self.lasting


def own_ledgers(user: User, today: date) -> list[LedgerRow]:
    """A person's ledgers, the newest first. Two queries."""
    ledgers = Ledger.objects.filter(owner=user).select_related("meeting").prefetch_related("items")
    return [row_of(ledger, today) for ledger in ledgers]


def row_of(ledger: Ledger, today: date) -> LedgerRow:
    """The figures of a ledger: what the paper does not hold any more does not count."""
    items = [item for item in ledger.items.all() if not item.gone]
    dues = [item.due for item in items if item.due and item.unfinished and item.due >= today]
    return LedgerRow(
        ledger,
        total=len(items),
        done=sum(item.state == ItemState.DONE for item in items),
        lasting=sum(item.state == ItemState.LASTING for item in items),
        overdue=sum(bool(item.overdue(today)) for item in items),
        next_due=min(dues, default=None),
    )


def own_ledger(user: User, ledger_id: uuid.UUID) -> Ledger | None:
    """A ledger of one's own with its items and what became of them, and their files; None for anybody
    else's."""
    events = Prefetch("items__events", LedgerEvent.objects.order_by("pk"))
    rows = Ledger.objects.select_related("meeting__organization", "draft", "owner")
    rows = rows.prefetch_related("items", events, "items__files")
    return rows.filter(pk=ledger_id, owner=user).first()


def meetings_of(user: User) -> QuerySet[Meeting]:
    """The meetings that a person is invited to, has a ledger for or has prepared notes for, the
    newest first."""
    mine = Q(invitations__user=user) | Q(ledgers__owner=user) | Q(pk__in=meetings_noted_for(user))
    rows = Meeting.objects.filter(mine).distinct()
    return rows.select_related("organization", "framework").order_by("-created_at", "-pk")


def meetings_noted_for(user: User) -> list[int]:
    """The primary keys of the meetings that a person has prepared notes for."""
    notes = PreparedCriticism.objects.filter(owner=user).exclude(text="")
    return list(notes.values_list("meeting_id", flat=True).distinct())


def ledger_of_draft(draft: Draft) -> Ledger | None:
    """The author's ledger for the meeting of a draft: the one that it has opened, or will. None for
    a draft of no meeting and for the committee's, which has none."""
    if draft.collective or draft.meeting_id is None:
        return None
    rows = Ledger.objects.filter(owner=draft.owner_id, meeting=draft.meeting_id)
    return rows.prefetch_related("items__files").first()


def ledger_beside(draft: Draft) -> Ledger | None:
    """What the year before promised: the ledger of the paper beside a draft, else the author's
    newest of an earlier year's meeting. None for the committee's draft: a ledger is a person's, and
    others read that paper. Two queries."""
    if draft.collective:
        return None
    rows = Ledger.objects.filter(owner=draft.owner_id).prefetch_related("items")
    if draft.previous_id is not None:
        return rows.filter(meeting__drafts=draft.previous_id).first()
    earlier = rows.filter(meeting__framework__year__lt=draft.framework.year)
    return earlier.order_by("-meeting__framework__year", "-opened_at").first()


def ledgers_of(meeting: Meeting, owners: Collection[int]) -> QuerySet[Ledger]:
    """The ledgers of these people for a meeting, with their items and owners. Two queries."""
    rows = Ledger.objects.filter(meeting=meeting, owner__in=owners)
    return rows.select_related("owner").prefetch_related("items")


def entries_of_ledger(ledger: Ledger, person: str, *, whole: bool = True) -> tuple[Entry, ...]:
    """The items as the lists take them, what the paper does not hold any more left out; without
    ``whole`` what the member notes is left out too."""
    return tuple(_entry(item, person, whole) for item in ledger.items.all() if not item.gone)


def _entry(item: LedgerItem, person: str, whole: bool) -> Entry:
    return Entry(
        person=person,
        problem=item.problem,
        measure=item.text,
        limit=said_day(item.due),
        state=str(item.get_state_display()),
        standard=item.standard if whole else "",
        notes=item.notes if whole else "",
        evidence=_evidence(item) if whole else "",
        heard=item.heard,
    )


def _evidence(item: LedgerItem) -> str:
    """What the member says of the evidence, and the names of the files."""
    names = "、".join(one.name for one in item.files.all())
    return "\n".join(filter(None, (item.evidence, f"附件：{names}" if names else "")))


def entries_beside(
    draft: Draft, ledger: Ledger, person: str, *, whole: bool = True
) -> tuple[Entry, ...]:
    """The items of the author's ledger as they belong to a paper: what was heard at the meeting, and
    the measures where the ledger follows this very paper and it is approved; else the paper itself
    says what it promises."""
    follows = ledger.draft_id == draft.pk and draft.state == Draft.State.APPROVED
    entries = entries_of_ledger(ledger, person, whole=whole)
    return tuple(one for one in entries if follows or one.heard)


def entries_by_draft(
    meeting: Meeting, drafts: Iterable[Draft]
) -> dict[uuid.UUID, tuple[Entry, ...]]:
    """The entries of several papers of a meeting, by the draft's id, without what their owners
    note. Two queries."""
    papers = {draft.owner_id: draft for draft in drafts if not draft.collective}
    return {
        papers[ledger.owner_id].pk: entries_beside(
            papers[ledger.owner_id], ledger, ledger.owner.name, whole=False
        )
        for ledger in ledgers_of(meeting, papers.keys())
    }


def document_of(ledger: Ledger) -> Document:
    """The paper of a ledger for its head; an empty one where the paper is gone."""
    if ledger.draft is not None:
        return codec.load(ledger.draft.document)
    return Document(head=Head(id="head"), opening=Prose(id="opening"), closing=Prose(id="closing"))
