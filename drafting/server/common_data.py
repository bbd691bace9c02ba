"""What the web processes have in common is read before they are forked: each of them would read it
again while the first people wait, a second of CPU, and once more whenever one is replaced."""

from __future__ import annotations

import gc
import logging

from django.db import DatabaseError, connections

from drafting.proofing.curated_tables import stored_tables

logger = logging.getLogger(__name__)


def read_ahead() -> None:
    """Read the curated tables; a database that is away is no hindrance, they are read later then.
    No connection is left open: none may be used by two processes."""
    try:
        stored_tables()
    except DatabaseError as error:
        logger.warning("nothing read ahead: %s", type(error).__name__)
    finally:
        for connection in connections.all(initialized_only=True):
            connection.close()
            if connection.settings_dict["OPTIONS"].get("pool"):
                connection.close_pool()  # type: ignore[attr-defined]
    # it stays: nobody need look through it for garbage, and the processes go on sharing its memory
    gc.freeze()
