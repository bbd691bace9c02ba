"""The shared cast, the shipped taxonomy and starter library, and phrases for a small one."""

import json
from pathlib import Path
from typing import Any

from drafting.library.models import Phrase
from tests.cast import *  # noqa: F403
from tests.cast import approved_phrase, shipped

FIXTURES = Path(__file__).parents[2] / "fixtures"
TAXONOMY = shipped("taxonomy.json")
STARTER = [
    row
    for path in sorted((FIXTURES / "library").glob("*.json"))
    for row in json.loads(path.read_text(encoding="utf-8"))
]


def phrase(key: str, **fields: Any) -> Phrase:
    """An approved phrase with a text, of the category that its key begins with (LL1-01, C02-01,
    M01-01); else an opening."""
    if fields.setdefault("part", "opening" if key.startswith("OP") else "") != "opening":
        fields.setdefault("claim", f"{key}做得不够")
    fields.setdefault("elaboration", "遇到{事项}时没有做到。")
    return approved_phrase(key, **fields)
