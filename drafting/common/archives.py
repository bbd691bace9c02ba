"""A zip archive that may be hostile: nothing is unpacked to disk, and nothing is read before its
size is known to be bearable. [pure]"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final, Literal

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRules:
    """How much an archive of a kind may hold, and what is said of one that is not taken.

    ``entries`` is how many it has at most; ``unpacked`` the bytes of all of them and ``entry``
    those of each, as the archive declares them; ``part`` the bytes of one that is read, whatever it
    declares. ``ratio`` is unpacked bytes per packed byte of an entry, judged above ``ratio_from``
    bytes. ``error`` is raised with one sentence: ``broken``, ``locked`` (it wants a password) or
    ``bomb`` (it is larger inside than its kind can be).
    """

    entries: int
    unpacked: int
    entry: int
    part: int
    ratio: int
    ratio_from: int
    error: type[Exception]
    broken: str
    locked: str
    bomb: str

    def refusal(self, why: Literal["broken", "locked", "bomb"]) -> Exception:
        """The error that says why."""
        return self.error({"broken": self.broken, "locked": self.locked, "bomb": self.bomb}[why])


class Archive:
    """The entries of a zip archive, each read on demand up to a limit."""

    def __init__(self, content: bytes, rules: ArchiveRules) -> None:
        """Raises the rules' error where the archive is broken, locked, or larger inside than they
        allow."""
        self._rules = rules
        # before zipfile reads the list: an object for each of a million entries would fill the
        # memory
        if content.count(_ENTRY) > 2 * rules.entries:
            raise rules.refusal("bomb")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            entries = self._zip.infolist()
        except _FAILURES:
            raise rules.refusal("broken") from None
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > rules.entries or unpacked > rules.unpacked:
            raise rules.refusal("bomb")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._admit(entry)

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        rules = self._rules
        if entry.flag_bits & _LOCKED:
            raise rules.refusal("locked")
        most = rules.ratio * max(1, entry.compress_size)
        if entry.file_size > rules.entry or rules.ratio_from < entry.file_size > most:
            raise rules.refusal("bomb")
        name = entry.filename.lstrip("/")
        # two entries of one name are read differently by different programs: what a person checked
        # may not be what is read
        if name in self._entries:
            raise rules.refusal("broken")
        self._entries[name] = entry

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries in the archive's order."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is an entry of this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of one entry. Raises the rules' error where it is missing, broken or too large,
        whatever it declares."""
        entry = self._entries.get(name)
        if entry is None or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._rules.refusal("broken")
        try:
            with self._zip.open(entry) as file:
                content = file.read(self._rules.part + 1)
        except _FAILURES:
            raise self._rules.refusal("broken") from None
        if len(content) > self._rules.part:
            raise self._rules.refusal("bomb")
        return content
