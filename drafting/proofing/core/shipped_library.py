"""The starter library, as sentences that papers may have from it. [pure]"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from drafting.similarity.library_text import LibraryText

SHIPPED: Final = Path(__file__).resolve().parents[3] / "fixtures" / "library"
#: The fields of a phrase that come into a paper.
TEXTS: Final = ("claim", "elaboration", "example")


@cache
def shipped_library() -> LibraryText:
    """The starter library."""
    return LibraryText(phrase_texts())


def phrase_texts() -> Iterator[str]:
    """The texts of all its phrases, with their holes."""
    for path in sorted(SHIPPED.glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            yield from (row.get(name, "") for name in TEXTS)
