"""What an import would do, as values that can be shown, compared and carried out. [pure]"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from accounts.roster.columns import BY_KEY

#: new: account and membership; join: a membership for an account that there is; the others speak
#: for themselves.
Action = Literal["new", "join", "change", "same", "error"]


@dataclass(frozen=True)
class Change:
    """A field with what it says before and after, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedRow:
    """A row and what becomes of it. ``account`` and ``post`` are the fields to write: all of
    something new, else the changed."""

    number: int
    name: str
    username: str
    action: Action
    person: int | None
    membership: int | None
    account: dict[str, str]
    post: dict[str, str]
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    role: str = ""
    group: str = ""

    @property
    def another_role(self) -> str:
        """That who is on the list already comes to have another role, in words; "" where they do not."""
        for change in self.changes if self.action == "change" else ():
            if change.label == BY_KEY["role"].header:
                return f"{self.name}由{change.before}改为{change.after}"
        return ""


@dataclass(frozen=True)
class Plan:
    """All rows in the order of the file, and the names of those in the organisation whom no row
    speaks of."""

    rows: tuple[PlannedRow, ...]
    missing: tuple[str, ...]

    def of(self, *actions: Action) -> list[PlannedRow]:
        """The rows with one of these actions."""
        return [row for row in self.rows if row.action in actions]

    @property
    def other_roles(self) -> tuple[str, ...]:
        """Who comes to have another role in place of the one they had, in words."""
        return tuple(said for row in self.rows if (said := row.another_role))

    @property
    def fingerprint(self) -> str:
        """Says whether two plans would do the same."""
        text = json.dumps([asdict(row) for row in self.rows], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]
