"""Where the example (事例) of a point begins: 比如, 例如, 如：, 再比如 at the beginning of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.importing.segment.rows import Cut

#: 如 alone also begins 如何, 如果, 如此 and a dozen other words, so it must be followed by a sign, a time
#: or a place.
_OPENING = re.compile(
    r"(?:再|又|还)?(?:比如|例如|譬如)(?!说?起来|何)"
    r"|[再又]如(?!何|果|此|今|期|实|同|若|数|愿|下|是|意|初|故|常|一)"
    r"|如(?=[：:，,]|在|对|有|我|今年|去年|前年|上半年|下半年|年初|年底|某|本|近|\d|[一二三四五六七八九十]{1,2}月)"
    r"|举例来说|具体事例"
)
_SENTENCE = re.compile(r"(?:^|(?<=[。！？；…]))[”’）)]?\s*", re.MULTILINE)


def split_example(text: str, cuts: Sequence[Cut]) -> tuple[list[Cut], list[Cut]]:
    """The stretches of an elaboration, and those from its first example on."""
    for index, (start, end) in enumerate(cuts):
        inner = text[start:end]
        for place in _SENTENCE.finditer(inner):
            if _OPENING.match(inner, place.end()):
                begin = start + place.end()
                before = [(start, begin)] if place.end() else []
                return [*cuts[:index], *before], [(begin, end), *cuts[index + 1 :]]
    return list(cuts), []
