"""What the page of a ledger is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from drafting.common.days import full_day
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import new_page
from drafting.rectification.evidence import keeping as evidence
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.item_values import TEXTS, TEXTS_OF_HEARD
from drafting.rectification.ledger.keeping import said_of
from drafting.rectification.ledger.models import LONGEST_TEXT, Ledger, LedgerEvent, LedgerItem
from drafting.rectification.ledger.selectors import row_of
from drafting.rectification.states import LABELS_OF_STATES, ItemState


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent of an item and could not be stored: its values as they came, why not, and
    what another window stored meanwhile (``theirs``: label and text)."""

    values: Mapping[str, str]
    error: str = ""
    version: int = 0
    theirs: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of an item's history."""

    day: str
    what: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as the page shows it, with what a form sent of it where that was not stored."""

    item: LedgerItem
    values: Mapping[str, str]
    version: int
    overdue: int
    history: Sequence[Happened]
    error: str = ""
    theirs: Sequence[tuple[str, str]] = ()

    @property
    def key(self) -> str:
        """The id as the names of the form's fields have it."""
        return str(self.item.pk)

    @property
    def files(self) -> list[EvidenceFile]:
        """The files that lie beside it."""
        return list(self.item.files.all())

    @property
    def states(self) -> list[tuple[str, str, bool]]:
        """The states to choose from: value, label, whether it is chosen."""
        return [
            (one.value, label, one.value == self.values["state"])
            for one, label in LABELS_OF_STATES.items()
        ]

    @property
    def texts(self) -> list[tuple[str, str, str]]:
        """The fields of text: name, label, what stands in it."""
        return [(name, label, self.values[name]) for name, label in TEXTS.items()]

    @property
    def measure(self) -> str:
        """The measure of what was heard, as it stands or was sent."""
        return self.values.get("measure", "")

    @property
    def noted(self) -> list[tuple[str, str]]:
        """What is noted of an item that can only be read: label and text."""
        due = [("完成时限", full_day(self.item.due))] if self.item.due else []
        texts = [(label, text) for _name, label, text in self.texts if text.strip()]
        return [("状态", str(self.item.get_state_display())), *due, *texts]

    @property
    def earlier(self) -> str:
        """What the measure said before the last approval changed it."""
        changes = [one for one in self.item.events.all() if one.what == LedgerEvent.What.CHANGED]
        before = changes[-1].before if changes else ""
        return before if before != self.item.text else ""


def ledger_context(ledger: Ledger, sent: Mapping[int, Sent] | None = None) -> dict[str, Any]:
    """The page; ``sent`` are the items, by id, whose form could not be stored."""
    today = timezone.localdate()
    rows = [item_row(item, today, (sent or {}).get(item.pk)) for item in ledger.items.all()]
    followed = any(not row.item.heard for row in rows)
    reopened = followed and ledger.draft is not None and ledger.draft.state != Draft.State.APPROVED
    return {
        "nav": "drafts",
        "ledger": ledger,
        "figures": row_of(ledger, today),
        "rows": [row for row in rows if not row.item.gone],
        "gone": [row for row in rows if row.item.gone],
        "reopened": reopened,
        "takes_files": not evidence.closed(ledger),
        "sending": new_page(),
        "longest": LONGEST_TEXT,
    }


def item_row(item: LedgerItem, today: date, sent: Sent | None = None) -> ItemRow:
    """An item, with what was sent of it."""
    history = [_happened(one) for one in item.events.all()]
    if sent is None:
        values = values_of(item)
        return ItemRow(item, values, item.version, item.overdue(today), history)
    version = sent.version or item.version
    return ItemRow(
        item, sent.values, version, item.overdue(today), history, sent.error, sent.theirs
    )


def values_of(item: LedgerItem) -> dict[str, str]:
    """What is said of an item as the page's fields have it."""
    said, texts = said_of(item), TEXTS_OF_HEARD if item.heard else TEXTS
    due = said.due.isoformat() if said.due else ""
    return {"state": said.state, "due": due} | {name: getattr(said, name) for name in texts}


def differences(item: LedgerItem, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """The fields that the stored item has otherwise: label and what is stored."""
    labels = {"state": "状态", "due": "完成时限"} | TEXTS_OF_HEARD
    stored = values_of(item)
    shown = stored | {"state": str(item.get_state_display())}
    return [
        (labels[name], shown[name] or "（空）") for name in stored if stored[name] != values[name]
    ]


def _happened(event: LedgerEvent) -> Happened:
    day = full_day(timezone.localdate(event.created_at))
    What = LedgerEvent.What
    if event.what == What.STATE:
        before, after = (LABELS_OF_STATES[ItemState(one)] for one in (event.before, event.after))
        return Happened(day, f"由“{before}”改为“{after}”")
    said = {
        What.CHANGED: "材料重新通过，措施有改动，原来是",
        What.ADDED: "材料重新通过，新增这一条",
        What.GONE: "材料重新通过，已没有这一条",
        What.BACK: "材料重新通过，又有了这一条",
    }
    words = event.before if event.what == What.CHANGED else ""
    return Happened(day, said[What(event.what)], words)
