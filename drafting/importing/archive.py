"""A zip archive that may be hostile: nothing is unpacked to disk, and nothing is read before its size is known to be bearable."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from drafting.importing.limits import MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED, MOST_XML_BYTES, RATIO_FROM
from drafting.importing.source import UnreadableFile

_BROKEN: Final = "文件已损坏，打不开，请用 Word 或 WPS 打开原稿，另存为 .docx 再导入。"
_BOMB: Final = "文件解开后大得反常，不像一份材料，没有读入。"
_ENTRY: Final = b"PK\x01\x02"
_LOCKED: Final = 0x1
#: All that zipfile is known to raise on archives that are cut, swapped or changed.
_FAILURES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    IndexError,
    KeyError,
)


class Archive:
    """The entries of a zip archive, each read on demand up to a limit."""

    def __init__(self, content: bytes) -> None:
        """Raises UnreadableFile where the archive is broken, locked, or larger inside than a Word file can be."""
        # before zipfile reads the list: an object for each of a million entries would fill the memory
        if content.count(_ENTRY) > 2 * MOST_ENTRIES:
            raise UnreadableFile(_BOMB)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            entries = self._zip.infolist()
        except _FAILURES:
            raise UnreadableFile(_BROKEN) from None
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise UnreadableFile(_BOMB)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._admit(entry)

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _LOCKED:
            raise UnreadableFile("文件加了密码，请先取消密码再导入。")
        if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise UnreadableFile(_BOMB)
        name = entry.filename.lstrip("/")
        # two entries of one name are read differently by different programs: what a person checked may not be what is read
        if name in self._entries:
            raise UnreadableFile(_BROKEN)
        self._entries[name] = entry

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries in the archive's order."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is an entry of this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of one entry. Raises UnreadableFile where it is missing, broken or too large, whatever it declares."""
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableFile(_BROKEN)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile(_BROKEN)
        try:
            with self._zip.open(entry) as file:
                content = file.read(MOST_XML_BYTES + 1)
        except _FAILURES:
            raise UnreadableFile(_BROKEN) from None
        if len(content) > MOST_XML_BYTES:
            raise UnreadableFile(_BOMB)
        return content
