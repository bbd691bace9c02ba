"""Which edition of the printing code made a file, so that a mended layout or an approval is not hidden by files made before.
[pure]"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

_ROOM: Final = Path(__file__).parent
#: What a Word file depends on. Taking in a module too many only costs rendering a file once more.
_SOURCES: Final = (
    (_ROOM, "*.py"),
    (_ROOM / "formats" / "docx", "**/*"),
    (_ROOM.parent / "document", "*.py"),
)


@lru_cache(maxsize=256)
def edition(approval: str = "") -> str:
    """Sixteen hexadecimal digits that change with the code and the base file of the Word format, and with the approval that a
    file carries in its properties.

    A number that people must remember to raise would be forgotten.
    """
    if approval:
        return hashlib.sha256(f"{edition()}\0{approval}".encode()).hexdigest()[:16]
    digest = hashlib.sha256()
    for directory, pattern in _SOURCES:
        for path in sorted(directory.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
