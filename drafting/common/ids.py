"""Ids as requests carry them. [pure]"""

from __future__ import annotations

import uuid


def id_of(text: str) -> uuid.UUID | None:
    """The id that a text is; None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def id_or_new(text: str) -> uuid.UUID:
    """The id that a page made up for what it sends, so that sending it twice stores it once; a new
    one where it sent none."""
    return id_of(text) or uuid.uuid4()
