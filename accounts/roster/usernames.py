"""Usernames from names. [pure]"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

#: Surnames that are read otherwise than the character usually is.
_SURNAMES: Final = {
    "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "曾": "zeng", "区": "ou", "盖": "ge", "缪": "miao",
    "翟": "zhai", "冼": "xian", "乐": "yue", "员": "yun", "秘": "bi", "折": "she", "种": "chong", "朴": "piao",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "澹台": "tantai",
}  # fmt: skip
_LONGEST: Final = 30
_OTHER: Final = re.compile(r"[^a-z0-9]")


def username_for(name: str, taken: Container[str]) -> str:
    """A username for a name: its pinyin without tones, with the first number from 2 on that makes it free.

    ``taken`` holds the usernames in use, in small letters. 吕伟 is lvwei, as people type it.
    """
    # The tables take 0.2 s to load; only an import of new people needs them.
    from pypinyin import lazy_pinyin

    surname = next((name[:size] for size in (2, 1) if name[:size] in _SURNAMES), "")
    readings = [_SURNAMES.get(surname, ""), *lazy_pinyin(name[len(surname) :])]
    base = _OTHER.sub("", "".join(readings).lower())[:_LONGEST] or "dangyuan"
    if base not in taken:
        return base
    number = 2
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"
