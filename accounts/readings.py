"""How characters are read. [pure]"""

from __future__ import annotations

import os


def readings(text: str) -> list[str]:
    """The reading of each character without its tone, as pypinyin has it of the character alone:
    ["yin", "xing"] of 银行. What has none stays as it is.

    Its phrases would know yinhang, where a process has loaded them; the same name must not get one
    username in the web server and another in a command.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # 45 MB less; read when it is imported
    # the tables take 0.2 s to load, and few requests need them
    from pypinyin import lazy_pinyin

    return [reading for character in text for reading in lazy_pinyin(character)]
