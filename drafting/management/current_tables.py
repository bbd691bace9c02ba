"""The tables that a command proofreads with."""

from __future__ import annotations

from drafting.management.own_database import from_database
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.curated_tables import stored_tables


def current_tables() -> Tables:
    """The tables as the curator keeps them; the shipped ones where there is no database, or nothing
    in it."""
    return from_database(stored_tables) or SHIPPED
