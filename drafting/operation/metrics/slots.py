"""A number for each process that counts: the lowest that none on this machine has.

prometheus_client keeps a file for each process; named by process ids they would become more with every
worker that gunicorn replaces. A slot is given back by the end of its process, and whoever takes it next
counts on in its file.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import threading
from pathlib import Path
from typing import IO

_guard = threading.Lock()
_taken: dict[int, tuple[str, IO[str]]] = {}


def slot_in(directory: Path) -> str:
    """The slot of this process, the same for its whole life."""
    pid = os.getpid()
    if found := _taken.get(pid):
        return found[0]
    with _guard:
        if pid not in _taken:
            # those of the process that this one was forked from stay open, and are its own
            _taken[pid] = _take(directory)
        return _taken[pid][0]


def _take(directory: Path) -> tuple[str, IO[str]]:
    for number in itertools.count():
        lock = (directory / f"slot{number}").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
        else:
            return str(number), lock
    raise AssertionError
