"""A clock that jumps, of these processes alone: a small library (clock.c) stands between them and the
system's clock. libfaketime was tried first; it makes Python's sleep fail where the clock that only
counts on is to be left alone, as it is when somebody sets a machine's clock."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

from tests.programs import C_COMPILER

_SOURCE = Path(__file__).with_suffix(".c")


class Clock:
    """Raises FileNotFoundError without a C compiler."""

    def __init__(self, directory: Path) -> None:
        compiler = C_COMPILER.find()
        if compiler is None:
            raise FileNotFoundError(C_COMPILER.missing)
        self._file, self._library = directory / "clock", directory / "clock.so"
        self.set(0)
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O2", "-o", self._library, _SOURCE], check=True
        )

    def set(self, seconds: int) -> None:
        """Ahead of the system's clock, or with a minus behind it; holds at once."""
        # in place: the processes have it in their memory
        with self._file.open("r+b" if self._file.exists() else "wb") as file:
            file.write(struct.pack("=q", seconds))

    def env(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self._library), "ZHAOJING_CLOCK": str(self._file)}
