"""A private directory for what a backup or a restore needs meanwhile; one of them at a time."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from drafting.operation.backup.refusal import Occupied

_NAME: Final = "backup-work"


@contextmanager
def workplace() -> Iterator[Path]:
    """An empty directory of mode 0700 in the data directory, removed at the end; what a killed
    process left there is removed first. Raises Occupied where another one is at work."""
    place: Path = settings.VAR / _NAME
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Occupied("另一个备份或恢复正在进行，请等它结束再试。") from None
        for left in place.iterdir():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=place) as directory:
            yield Path(directory)
