"""What is typed in a cell, made plain: blanks, full-width signs, numbers and days. [pure]"""

from __future__ import annotations

import datetime
import re
import unicodedata

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"\d{4}[-/.年]\d{1,2}月?")
_BLANKS = re.compile(r"\s+")
_DOTS = str.maketrans(dict.fromkeys("•‧・∙⋅", "·"))


def as_text(value: object) -> str:
    """A cell's value as one line of text: no blanks at the ends, nothing invisible; a number
    without the “.0” of Excel."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    visible = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", str(value))
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return _BLANKS.sub(" ", visible).strip()


def as_name(text: str) -> str:
    """A name without the blanks that lists put between its characters (张　伟); those of Latin names
    stay."""
    plain = text.translate(_DOTS)
    if any("\u4e00" <= char <= "\u9fff" for char in plain):
        return plain.replace(" ", "")
    return plain


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as those of the keyboard: for what is no Chinese
    text."""
    return unicodedata.normalize("NFKC", text).strip()


def compared(text: str) -> str:
    """A word of a closed list as it is compared: without blanks, full-width signs as half-width
    ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def as_day(text: str) -> str:
    """A day as YYYY-MM-DD from 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日 or 20240301, full-width
    digits too.

    Raises ValueError with one Chinese sentence.
    """
    plain = compared(text)
    if found := _DAY.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:
            raise ValueError(f"没有“{text}”这一天。") from None
    if _MONTH.fullmatch(plain):
        raise ValueError(f"“{text}”缺少日，请写成 2024-03-01 的样子。")
    raise ValueError(f"“{text}”不是日期，请写成 2024-03-01 的样子。")
