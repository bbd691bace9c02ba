"""Whether something is told as of its own time: 2016年做精准扶贫时 is right in a paper of 2024. [pure]"""

from __future__ import annotations

import re
from typing import Final

#: Words that set what a sentence says in earlier years.
_PAST: Final = re.compile(
    r"当时|当年|那时|那年|那几年|曾经?|过去|以前|从前|往年|前些年|早年|历史|昔日|原来|原先|时任|"
    r"期间|时期|改革开放|十[五六七八九]大|取得了?|打赢|如期|已经?完成|宣布|胜利|"
    r"从[^，。]{2,16}到|提出|上述|老一辈"
)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年?")
_CENTURY: Final = re.compile(r"[一二]十?世纪|[五六七八九]十年代")


def of_its_time(sentence: str, since: int) -> bool:
    """Whether a sentence speaks of years before ``since``, in which its words were right."""
    years = [int(match[1]) for match in _YEAR.finditer(sentence)]
    return (
        any(year <= since for year in years)
        or bool(_PAST.search(sentence))
        or bool(_CENTURY.search(sentence))
    )
