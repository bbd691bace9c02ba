"""What a form or a script says of an item, read with a sentence for what cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from drafting.document.text import clean
from drafting.rectification.ledger.keeping import Said
from drafting.rectification.ledger.models import LONGEST_TEXT
from drafting.rectification.states import ItemState

TEXTS: Final = {"standard": "完成标准", "notes": "进展和说明", "evidence": "佐证"}
#: Of what was heard at the meeting its owner writes the measure too.
TEXTS_OF_HEARD: Final = {"measure": "整改措施"} | TEXTS
FIELDS: Final = ("state", "due", *TEXTS_OF_HEARD)
#: 2026-03-31, 2026.3.31, 2026年3月31日.
_DAY = re.compile(r"\s*(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*")
NO_DAY: Final = "完成时限不是一个日期，请写成 2026-03-31 这样，也可以不填（已输入的内容都还在）。"


class Refused(ValueError):
    """What was sent cannot be kept; the message is one Chinese sentence."""


def read_said(values: Mapping[str, Any], *, heard: bool = False) -> Said:
    """What is said of an item; of one that was ``heard`` its measure too. Raises Refused."""
    state = values.get("state")
    if state not in tuple(ItemState):
        raise Refused("请从列表里选择状态。")
    labels = TEXTS_OF_HEARD if heard else TEXTS
    texts = {name: clean(str(values.get(name) or "")) for name in labels}
    for name, text in texts.items():
        if len(text) > LONGEST_TEXT:
            raise Refused(
                f"“{labels[name]}”最多 {LONGEST_TEXT} 个字，现有 {len(text)} 个字，"
                "请删减后再保存（已输入的文字都还在）。"
            )
    return Said(str(state), _day(str(values.get("due") or "")), **texts)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise Refused(NO_DAY)
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused(NO_DAY) from None
