"""In which order the papers of a meeting are dealt with: the desk's table and the reviewer's next
and previous paper. [pure]"""

from __future__ import annotations

from datetime import date
from typing import Final

from drafting.common.names import name_key
from drafting.review.decisions.states import HANDED_IN, STATES

#: The place of whoever has begun nothing, among those of the states.
_NOT_BEGUN: Final = 3


def days_overdue(state: str, deadline: date | None, today: date) -> int:
    """How many days a paper is late that is still to be handed in; 0 where it is not. ``state`` is
    "" where none was begun."""
    if state in HANDED_IN or deadline is None:
        return 0
    return max(0, (today - deadline).days)


def order_key(
    state: str, name: str, *, overdue: int, waiting: bool
) -> tuple[int, bool, int, bytes]:
    """The place of a paper: the most overdue first, then what waits for the reader, then by state,
    then by name."""
    return (-overdue, not waiting, STATES[state].place if state else _NOT_BEGUN, name_key(name))
