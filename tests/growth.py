"""How the time of something grows with the length of what it is given: CPU time of this thread, so
that others do not count."""

from __future__ import annotations

import gc
from collections.abc import Callable
from cProfile import Profile
from time import thread_time
from typing import Final

#: What four times the length may cost, times as much as once: linear is 4, quadratic 16.
LINEAR: Final = 9
#: Seconds that mean nothing either way.
_NOISE: Final = 0.08


def seconds(way: Callable[[], object]) -> float:
    """The CPU seconds of one call, the collection of garbage apart."""
    gc.disable()
    try:
        start = thread_time()
        way()
        return thread_time() - start
    finally:
        gc.enable()


def least_seconds(way: Callable[[], object], times: int = 7) -> float:
    """The CPU seconds of the best of some calls."""
    return min(seconds(way) for _ in range(times))


def calls(way: Callable[[], object]) -> int:
    """How many functions one call of it calls, itself and those of C included: the same on every
    machine, where a host that stops the machine for a while has that counted as CPU time."""
    profile = Profile()
    profile.runcall(way)
    return sum(entry.callcount for entry in profile.getstats())


def grows_linearly(small: Callable[[], object], large: Callable[[], object]) -> bool:
    """Whether ``large``, which is given four times as much, takes about four times as long as
    ``small``."""
    return any(_alike(small, large) for _ in range(4))


def _alike(small: Callable[[], object], large: Callable[[], object]) -> bool:
    much = seconds(large)
    return much <= _NOISE or much <= LINEAR * seconds(small) + _NOISE
