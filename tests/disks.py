"""A small disk of its own, and how it is filled."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """The directory of a disk of so many megabytes, in memory. Raises PermissionError without the
    right to mount one."""
    with TemporaryDirectory(prefix="zj-") as directory:
        options = f"size={megabytes}m,mode=0755"
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", directory]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            raise PermissionError("no right to mount a disk")
        try:
            yield Path(directory)
        finally:
            subprocess.run(["umount", "--lazy", directory], check=True)


def fill(disk: Path) -> Path:
    """Leave not a byte; the file that takes all."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
    return filler
