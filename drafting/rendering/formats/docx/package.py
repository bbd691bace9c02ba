"""The base file, a written package made independent of the moment of writing, and packages that
differ in a few parts only."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
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
#: Checksum, compressed and plain length, as both headers of an entry have them; the place of an
#: entry; length and place of the directory.
_SIZES = Struct("<III")
_PLACE = Struct("<I")
_DIRECTORY = Struct("<II")


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


class Skeleton:
    """A package in which most parts are always the same: they are compressed once."""

    def __init__(self, package: bytes) -> None:
        """``package`` as ``normalised`` gives it."""
        with ZipFile(BytesIO(package)) as source:
            self.parts = {name: source.read(name) for name in source.namelist()}
        count, at = _END.unpack_from(package, len(package) - _END.size)[1:]
        self._end = package[-_END.size :]
        self._entries: list[tuple[str, bytes, bytes, bytes]] = []
        for part in self.parts:
            name, extra, comment, local = _ENTRY.unpack_from(package, at)
            central = package[at : at + 46 + name + extra + comment]
            data = local + 30 + name  # zipfile writes no extra field
            size = _SIZES.unpack_from(central, 16)[1]
            self._entries.append((part, package[local:data], package[data : data + size], central))
            at += len(central)
        if len(self._entries) != count:
            raise ValueError("a part is there twice")

    def filled(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with these parts in the place of its own, as zipfile would write it."""
        written, directory = bytearray(), bytearray()
        for name, local, data, central in self._entries:
            place = _PLACE.pack(len(written))
            if (text := parts.get(name)) is not None:
                data = _deflated(text)
                sizes = _SIZES.pack(zlib.crc32(text), len(data), len(text))
                local = local[:14] + sizes + local[26:]
                central = central[:16] + sizes + central[28:]
            written += local + data
            directory += central[:42] + place + central[46:]
        ends = _DIRECTORY.pack(len(directory), len(written))
        return bytes(written + directory) + self._end[:12] + ends + self._end[20:]


def _deflated(text: bytes) -> bytes:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return packer.compress(text) + packer.flush()
