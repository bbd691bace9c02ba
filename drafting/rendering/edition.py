"""Which edition of the printing code made a file, so that a mended layout or an approval is not
hidden by files made before. [pure]"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from drafting.rendering.formats import DEFAULT_FORMAT, FORMATS

_ROOM: Final = Path(__file__).parent
#: What every printed file depends on. Taking in a module too many only costs rendering a file once
#: more.
_SHARED: Final = (
    (_ROOM, "*.py"),
    (_ROOM.parent / "document", "*.py"),
    (_ROOM.parent / "common", "numerals.py"),
)


@lru_cache(maxsize=256)
def edition(approval: str = "", key: str = DEFAULT_FORMAT.key) -> str:
    """Sixteen hexadecimal digits that change with the code and the data of the format with this
    key, and with the approval that a file names.

    A number that people must remember to raise would be forgotten.
    """
    if approval:
        return hashlib.sha256(f"{edition(key=key)}\0{approval}".encode()).hexdigest()[:16]
    digest = hashlib.sha256()
    for path in sources(key):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def sources(key: str = DEFAULT_FORMAT.key) -> list[Path]:
    """The files that the bytes of a file of the format with this key depend on."""
    base = FORMATS[key].made_from if key in FORMATS else ""
    own = [(_ROOM / "formats" / each, "**/*") for each in (key, base) if each]
    return [
        path
        for directory, pattern in (*_SHARED, *own)
        for path in sorted(directory.glob(pattern))
        if path.is_file() and "__pycache__" not in path.parts
    ]
