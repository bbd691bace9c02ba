"""What a row of the table of formulations has to be. [pure]"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: A pattern is looked for in every text, so it must come to an end quickly: no repetition without a
#: limit (*, +, {2,}), none of a group, no reference back.
_ENDLESS = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\}|\)\{)|\\\d|\(\?P=")
_SET = re.compile(r"[一二两双三四五六七八九十]{1,3}.{1,8}")
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class RowText:
    """The parts of a row that depend on one another."""

    kind: str
    text: str
    use: str = ""
    items: Sequence[str] = ()
    pattern: str = ""
    since: str = ""
    until: str = ""


def faults(row: RowText) -> dict[str, str]:
    """Field -> one Chinese sentence, for everything that is wrong."""
    found = {
        "text": _text(row),
        "use": _use(row),
        "items": _items(row),
        "pattern": _pattern(row),
        "since": "过时提法须写明从何时起不再这样提。"
        if row.kind == "outdated" and not row.since
        else "",
        "until": _until(row),
    }
    return {name: fault for name, fault in found.items() if fault}


def _wrong(row: RowText) -> bool:
    """Whether its text is what is not to be said."""
    return row.kind in ("outdated", "misused")


def _text(row: RowText) -> str:
    if len(_WORD.findall(row.text)) < 2:
        return "提法至少两个字。"
    if row.kind == "count" and not _SET.match(row.text):
        return "数字提法要以汉字数目开头，如“四个意识”，不带引号。"
    return ""


def _use(row: RowText) -> str:
    if _wrong(row):
        return "" if row.use else "过时提法、误用提法须写明应改为什么。"
    return "这一类型不填“应改为”，规范的写法填在“提法”里。" if row.use else ""


def _items(row: RowText) -> str:
    if row.kind != "order":
        return "只有固定次序才填各项。" if row.items else ""
    if len(row.items) < 3:
        return "固定次序至少写三项。"
    missing = [item for item in row.items if item not in row.text]
    return f"“提法”里没有“{missing[0]}”。" if missing else ""


def _pattern(row: RowText) -> str:
    if not row.pattern:
        return ""
    return _fault_of(row.pattern) if _wrong(row) else "只有过时提法、误用提法才填识别规则。"


def _until(row: RowText) -> str:
    # 2017 and 2017-10 are compared as far as both say
    common = min(len(row.since), len(row.until))
    return "到何时止不能早于从何时起。" if row.until[:common] < row.since[:common] else ""


def _fault_of(pattern: str) -> str:
    if _ENDLESS.search(pattern):
        return "识别规则里的重复须有上限：不能用 *、+、{2,}，不能重复括号里的内容，也不能引用前面的括号。"
    try:
        empty = re.compile(pattern).search("") is not None
    except (re.error, OverflowError, RecursionError):
        return "识别规则不是正确的正则表达式，拿不准时请留空。"
    return "识别规则会匹配空白，请写出要找的文字。" if empty else ""
