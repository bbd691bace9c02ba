"""CPU seconds as a steady machine would count them.

A second of CPU is worth little where another process shares the core: the same work has taken
twice as many here as an hour before. So a fixed piece of work is done before and after what is
measured, and the seconds are told at the speed at which that piece takes a twentieth of one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

#: Rounds of the fixed piece of work, and the seconds that they stand for.
_ROUNDS: Final = 1_000_000
_STAND_FOR: Final = 0.05


@dataclass(slots=True)
class Spent:
    """What was spent; ``seconds`` of CPU, told at the steady speed."""

    seconds: float = 0.0


@contextmanager
def stopwatch() -> Iterator[Spent]:
    """The CPU of this process between the beginning and the end of the block, in ``seconds`` of
    what is given, when the block has ended."""
    spent = Spent()
    before = _piece()
    began = time.process_time()
    yield spent
    used = time.process_time() - began
    spent.seconds = used * _STAND_FOR * 2 / (before + _piece())


def _piece() -> float:
    began = time.process_time()
    total = 0
    for number in range(_ROUNDS):
        total += number
    return time.process_time() - began
