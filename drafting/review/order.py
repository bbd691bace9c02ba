"""In which order the papers of a meeting are dealt with: the desk's table and the reviewer's next and previous paper. [pure]"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from drafting.review.lifecycle import Capacity

#: States in which the author has done their part.
HANDED_IN: Final = ("submitted", "endorsed", "approved")
#: Whose turn it is in a state: what waits for this reviewer.
_TURN: Final = {"submitted": Capacity.FIRST, "endorsed": Capacity.SECOND}
#: What has still to come stands before what is done: returned, being written, not begun, with the superior, approved.
_PLACE: Final = {"submitted": 0, "returned": 1, "drafting": 2, "": 3, "endorsed": 4, "approved": 5}


def days_overdue(state: str, deadline: date | None, today: date) -> int:
    """How many days a paper is late that is still to be handed in; 0 where it is not. ``state`` is "" where none was begun."""
    if state in HANDED_IN or deadline is None:
        return 0
    return max(0, (today - deadline).days)


def waits_for(state: str, capacities: Collection[Capacity]) -> bool:
    """Whether it is the turn of somebody with these capacities."""
    return _TURN.get(state) in capacities


def order_key(state: str, name: str, *, overdue: int, waiting: bool) -> tuple[int, bool, int, bytes]:
    """The place of a paper: the most overdue first, then what waits for the reader, then by state, then by name."""
    return (-overdue, not waiting, _PLACE[state], name_key(name))


def name_key(name: str) -> bytes:
    """The place of a Chinese name: GB 18030 has the 3,755 usual characters in the order of their readings (pinyin)."""
    return name.encode("gb18030")
