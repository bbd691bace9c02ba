"""One after the other: what must not be done by two people at the same moment takes turns in the
database.
"""

from __future__ import annotations

import zlib
from typing import Final

from django.db import connection
from django.db.transaction import TransactionManagementError

# apart from what other programs may lock in the same database
_SPACE: Final = 2026


def wait_turn(what: str) -> None:
    """Wait until no other transaction does ``what``, and keep all others waiting until this one
    ends.

    Read afterwards what is about to be decided on. On SQLite nothing is to be done: a transaction
    begins only when the one before has ended (settings: IMMEDIATE). Raises
    TransactionManagementError outside of a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("wait_turn stands in a transaction")
    if connection.vendor == "postgresql":
        number = zlib.crc32(what.encode()) - 2**31  # the lock's name is a signed integer of 32 bits
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_SPACE, number])
