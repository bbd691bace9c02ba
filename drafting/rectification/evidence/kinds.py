"""What a file is by what is in it, whatever its name says."""

from __future__ import annotations

import posixpath
from typing import Final

from drafting.common.archives import Archive, ArchiveRules
from drafting.importing.file_type import kind_of
from drafting.rectification.evidence.limits import MB

#: The kinds that are taken, as people call them.
KINDS: Final = "PDF、JPEG 图片、PNG 图片、.docx、.xlsx"
#: What is offered in the dialog that chooses files.
ACCEPT: Final = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"


class RefusedFile(ValueError):
    """A file is not taken; the message is one Chinese sentence, to stand behind the file's name."""


_RULES: Final = ArchiveRules(
    entries=5_000,
    unpacked=300 * MB,
    entry=200 * MB,
    part=2 * MB,
    ratio=200,
    ratio_from=MB,
    error=RefusedFile,
    broken="已损坏，打不开，请用 Word、Excel 或 WPS 打开原件，另存以后再上传。",
    locked="加了密码，请先取消密码再上传。",
    bomb="解开后大得反常，不像一份文件，没有接收。",
)
_TYPES: Final = "[Content_Types].xml"
#: What the list of an Office file's parts says of its main part.
_MAIN: Final = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
)
_PICTURES: Final = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
_OTHER: Final = f"不是能收的文件，只收 {KINDS}，请换成其中一种再上传。"
_MACROS: Final = "带有宏，请另存为不含宏的 .docx 或 .xlsx 再上传。"
_OLD: Final = "是旧版 Office 文件或者加了密码，请用 Word、Excel 或 WPS 另存为不加密码的 .docx 或 .xlsx 再上传。"
_ENCRYPTED: Final = "被单位的加密软件加了密，请解密或另存为普通文件再上传。"


def ending_of(content: bytes) -> str:
    """The ending that belongs to a content: pdf, jpg, png, docx or xlsx. Raises RefusedFile for
    everything else, and for what is broken, locked, carries macros or is a bomb."""
    if not content:
        raise RefusedFile("是空的，请检查是不是选错了文件。")
    kind = kind_of(content)
    if kind == "pdf":
        return "pdf"
    if kind == "zip":
        return _office(content)
    if kind == "ole":
        raise RefusedFile(_OLD)
    if kind == "encrypted":
        raise RefusedFile(_ENCRYPTED)
    found = (ending for beginning, ending in _PICTURES if content.startswith(beginning))
    if (ending := next(found, None)) is None:
        raise RefusedFile(_OTHER)
    return ending


def _office(content: bytes) -> str:
    archive = Archive(content, _RULES)
    if not archive.has(_TYPES):
        raise RefusedFile(_OTHER)
    types = archive.read(_TYPES)
    names = (posixpath.basename(name).lower() for name in archive.names)
    if b"macroEnabled" in types or "vbaproject.bin" in names:
        raise RefusedFile(_MACROS)
    found = (ending for main, ending in _MAIN if main in types)
    if (ending := next(found, None)) is None:
        raise RefusedFile(_OTHER)
    return ending
