"""Where backups lie: their names, their age, how many are kept. [pure]"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

_ENDING: Final = ".backup"
_BEGINNING: Final = "zhaojing-"


def free_name(directory: Path, stamp: str) -> Path:
    """A path that nothing has yet, with the moment in its name."""
    path, number = directory / f"{_BEGINNING}{stamp}{_ENDING}", 1
    while path.exists():
        number += 1
        path = directory / f"{_BEGINNING}{stamp}-{number}{_ENDING}"
    return path


def backups(directory: Path) -> list[Path]:
    """The backups of a directory, the newest first."""
    found = [path for path in directory.glob(f"{_BEGINNING}*{_ENDING}") if path.is_file()]
    # within a tick of the file system's clock the numbers in the names tell
    order = [(path.stat().st_mtime_ns, len(path.name), path.name, path) for path in found]
    return [path for *_, path in sorted(order, reverse=True)]


def prune(directory: Path, keep: int) -> list[Path]:
    """Delete all but the newest ``keep``; which were deleted."""
    old = backups(directory)[keep:]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def age(directory: Path) -> float | None:
    """Seconds since the newest backup was made; None where there is none. One that was made in
    times to come, before the clock was set back, is new."""
    found = backups(directory)
    return max(0.0, time.time() - found[0].stat().st_mtime) if found else None
