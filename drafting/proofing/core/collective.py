"""Papers of a body (领导班子, 党组, 支部委员会), in which nobody says I. [pure]"""

from __future__ import annotations

import re
from typing import Final

from drafting.proofing.core.context import Context

_BODY: Final = re.compile(
    r"班子|党[委组](?!书记|成员|委员)|委员会|(?:党支部|总支|支委会?)(?!书记|副书记|委员|党员)"
)
_PERSON: Final = re.compile(r"个人|本人|同志|书记|党员|成员|委员(?!会)")
#: I and what is mine, not 我局 or 我们.
_SELF: Final = re.compile(
    r"我(?=的|[，、。；：]|对|在|就|没|不|还|也|都|没有|认真|经常|平时|总|以为|觉得|作为)|本人|我自己"
)


def is_collective(context: Context) -> bool:
    """Whether the paper is asked of a committee (``framework.collective``), or its title names a
    body and no person and nobody says I in the problems and causes."""
    if context.framework is not None and context.framework.collective:
        return True
    title = context.outline.title
    if title is None or not _BODY.search(title.text) or _PERSON.search(title.text):
        return False
    divisions = context.outline.of_role("problems") + context.outline.of_role("causes")
    return not any(_SELF.search(division.whole.text) for division in divisions)
