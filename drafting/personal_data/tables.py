"""What the system has of a person, as tables for themselves: their own words, and of others' words those
that they may see on their pages anyway."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from accounts.models import User
from drafting.personal_data import account_tables, own_tables, review_tables
from drafting.personal_data.table import Table

_TABLES: Final[tuple[Callable[[User], Table], ...]] = (
    account_tables.account,
    account_tables.offices,
    account_tables.sign_ins,
    account_tables.meetings,
    own_tables.facts,
    own_tables.opinions,
    review_tables.comments,
    review_tables.given,
    review_tables.record,
    review_tables.decided,
    review_tables.readings,
    own_tables.ledger,
    own_tables.evidence,
    own_tables.ticks,
    own_tables.criticisms,
    own_tables.contributions,
    own_tables.imports,
    account_tables.notices,
    account_tables.requests,
)


def tables_of(person: User) -> list[Table]:
    """All tables of a person, the empty ones left out."""
    found = (make(person) for make in _TABLES)
    return [table for table in found if table.rows]
