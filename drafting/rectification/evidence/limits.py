"""How many files there may be, and how large."""

from __future__ import annotations

from typing import Final

MB: Final = 1024 * 1024
#: Files of one item.
MOST_FILES: Final = 5
#: Bytes of one file.
MOST_BYTES: Final = 10 * MB
#: Bytes of all files of a ledger.
MOST_OF_LEDGER: Final = 100 * MB
#: Bytes of what is sent at once: what the proxy of the guide lets through.
MOST_AT_ONCE: Final = 20 * MB


def megabytes(number: int) -> str:
    """A limit as the pages say it."""
    return f"{number // MB} MB"
