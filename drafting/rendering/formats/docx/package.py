"""The base file, and a written package made independent of the moment of writing."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from struct import Struct
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_BASE = Path(__file__).parent / "base"
#: What Word itself writes into its zip entries: 1980-01-01 00:00:00, and the same as two
#: little-endian words, time and date.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_MOMENT_DOS = b"\x00\x00\x21\x00"
_UNIX = 3
#: End of the central directory: signature, number of entries, offset of the directory.
_END = Struct("<4s6xH4xI2x")
_END_SIGNATURE = b"PK\x05\x06"
#: Of a directory entry: lengths of name, extra field and comment, offset of the local header.
_ENTRY = Struct("<28xHHH8xI")


@lru_cache(maxsize=1)
def base_file() -> bytes:
    """The base file as a package, from its parts in ``base/``; not compressed, since it is only
    read back."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as package:
        for path in sorted(_BASE.rglob("*")):
            if path.name.endswith((".xml", ".rels")):
                package.writestr(
                    ZipInfo(path.relative_to(_BASE).as_posix(), _MOMENT), path.read_bytes()
                )
    return target.getvalue()


def normalised(package: bytes) -> bytes:
    """A package that python-docx saved, without the time and the kind of machine it was saved on.

    Both stand in headers of fixed shape (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16), so they are
    overwritten where they are: packing everything a second time would cost a fifth of the whole
    rendering. The entries' order is python-docx's and always the same.
    """
    data = bytearray(package)
    end = len(data) - _END.size
    signature, count, at = _END.unpack_from(data, end)
    if signature != _END_SIGNATURE:
        raise ValueError("no end of central directory where a package without a comment has it")
    for _ in range(count):
        name, extra, comment, local = _ENTRY.unpack_from(data, at)
        data[at + 5] = _UNIX
        data[at + 12 : at + 16] = _MOMENT_DOS
        data[local + 10 : local + 14] = _MOMENT_DOS
        at += 46 + name + extra + comment
    return bytes(data)
