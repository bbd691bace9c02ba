"""Sentences with which everybody begins, turns and ends: they are nobody's. [pure]

Source of the rule: the field's papers, which all open with "现将…报告如下" and close with a request for
criticism (批评指正).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_FORMULA: Final = re.compile(
    r"""现(?:将|就|把)?[^。！？；，\n]{0,20}(?:报告|汇报|检查|剖析|发言|说明)[^。！？；，\n]{0,4}如下
      | (?:恳请|敬请|请|望)[^。！？；，\n]{0,14}(?:批评指正|批评帮助|提出(?:宝贵)?(?:批评)?意见)
      | 以上(?:是|就是|为)[^。！？；，\n]{0,24}(?:情况|剖析|发言|检查|汇报|报告)
      | (?:我的)?(?:发言|汇报|对照检查|自我批评)(?:完毕|到此(?:结束|为止)|完了)""",
    re.VERBOSE,
)
_STOP: Final = re.compile("[。！？；\n]")
#: A longer sentence says something beside the formula.
_LONGEST: Final = 90


def standing_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where such sentences stand in a text, each once."""
    last = 0
    for match in _FORMULA.finditer(text):
        if match.start() < last:
            continue
        before = text[max(last, match.start() - _LONGEST) : match.start()]
        start = match.start() - len(_STOP.split(before)[-1])
        stop = _STOP.search(text, match.end(), match.end() + _LONGEST)
        end = stop.start() if stop else min(len(text), match.end() + _LONGEST)
        if end - start < _LONGEST:
            last = end
            yield start, end
