"""A table of texts, and how a value reads in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import Draft

Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts under a name; every row has as many as there are columns."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]

    def as_json(self) -> list[dict[str, str]]:
        """Its rows by the columns' names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def row_of(*values: Any) -> Row:
    """A row of these values."""
    return [said(value) for value in values]


def said(value: Any) -> str:
    """A value as a cell says it; empty for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def own_papers(person: User) -> list[Draft]:
    """The papers that somebody writes for themselves and that still have their text, those in the
    bin and archived ones too. The committee's papers are not one person's."""
    rows = Draft.objects.personal().with_text().filter(owner=person)
    return list(rows.select_related("meeting", "framework", "owner").order_by("created_at", "pk"))
