"""Usernames from names. [pure]"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from accounts.readings import readings

#: Surnames that are read otherwise than the character usually is.
_SURNAMES: Final = {
    "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "曾": "zeng", "区": "ou", "盖": "ge", "缪": "miao",
    "翟": "zhai", "冼": "xian", "乐": "yue", "员": "yun", "秘": "bi", "折": "she", "种": "chong",
    "朴": "piao",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "澹台": "tantai",
}  # fmt: skip
#: Characters of names that are read in two ways, neither of them rare; the surnames above too.
_SEVERAL: Final = frozenset("长朝晟茜莘娜柏薄车冯尉隗覃郗召石奇参沈俞褚宓祝蔚浚盛行重乐调传藏洗曾")
_LONGEST: Final = 30
_OTHER: Final = re.compile(r"[^a-z0-9]")


def doubts_about(name: str) -> str:
    """What is to be checked of a username made from this name, in a sentence; empty where nothing
    is: characters without a reading are left out of it, others have several."""
    silent = [char for char in name if _OTHER.sub("", readings(char)[0].lower()) == ""]
    # the dot in a name of a minority is no character of it
    silent = [char for char in dict.fromkeys(silent) if char.isalpha()]
    several = [char for char in dict.fromkeys(name) if char in _SURNAMES or char in _SEVERAL]
    said = [
        f"“{'”“'.join(silent)}”查不到读音，用户名里没有这个字" if silent else "",
        f"“{'”“'.join(several)}”是多音字" if several else "",
    ]
    found = "；".join(one for one in said if one)
    return f"{found}，请核对用户名。" if found else ""


def username_for(name: str, taken: Container[str]) -> str:
    """A username for a name: its pinyin without tones, with the first number from 2 on that makes
    it free.

    ``taken`` holds the usernames in use, in small letters. 吕伟 is lvwei, as people type it.
    """
    surname = next((name[:size] for size in (2, 1) if name[:size] in _SURNAMES), "")
    read = [_SURNAMES.get(surname, ""), *readings(name[len(surname) :])]
    base = _OTHER.sub("", "".join(read).lower())[:_LONGEST] or "dangyuan"
    if base not in taken:
        return base
    number = 2
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"
