"""The tables that a command proofreads with."""

from __future__ import annotations

from pathlib import Path

from django.db import DatabaseError, connection

from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.stored import stored_tables


def current_tables() -> Tables:
    """The tables as the curator keeps them; the shipped ones where there is no database, or nothing in it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        # connecting would create an empty one
        return SHIPPED
    try:
        return stored_tables()
    except DatabaseError:
        return SHIPPED
