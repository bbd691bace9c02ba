"""Checks of what stands in another text too (雷同), one for each kind of text. [pure]"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from drafting.proofing.core.base import Example, Hit
from drafting.proofing.core.context import AlikePlace, Context

_FRAME: Final = "一、存在的问题\n（一）在理论学习方面\n一是学习靠通知推着走。"
_SENTENCE: Final = "二月领的四本书到年底只翻完一本。"
#: A text of which nothing is known to stand elsewhere.
ALONE: Final = Example(_FRAME + _SENTENCE)


def stands_elsewhere(kind: str) -> Example:
    """The same text, its last sentence known from a text of this ``kind``."""
    place = AlikePlace(len(_FRAME), len(_FRAME + _SENTENCE), kind)
    return Example(_FRAME + _SENTENCE, (_SENTENCE,), {"alike": (place,)})


def hits_of(kind: str, message: str, advice: str) -> Callable[[Context], Iterable[Hit]]:
    """The ``run`` of a check: each stretch of this ``kind`` (`AlikePlace`) that was found by
    comparing; whose it resembles is not known here."""

    def run(context: Context) -> Iterable[Hit]:
        for place in context.alike:
            if place.kind == kind:
                yield Hit(place.start, place.end, message, advice)

    return run
