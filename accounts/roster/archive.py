"""Whether an uploaded file is an .xlsx that can be read without harm. Nothing is unpacked before its size is known. [pure]"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

#: Bytes of the file; a list of 2,000 people has about 200 kB.
MOST_BYTES: Final = 5 * 1024 * 1024
_MOST_ENTRIES: Final = 500
#: Bytes of all entries unpacked, and of one of them; openpyxl reads about 3 MB in a second.
_MOST_UNPACKED: Final = 40 * 1024 * 1024
_MOST_PART: Final = 12 * 1024 * 1024
#: Unpacked bytes per packed byte, judged above _RATIO_FROM bytes; the repetitive XML of a sheet stays below 60.
_MOST_RATIO: Final = 150
_RATIO_FROM: Final = 1024 * 1024

_ENTRY: Final = b"PK\x01\x02"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_FAILURES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    IndexError,
    KeyError,
)

BROKEN: Final = "文件已损坏，打不开，请用 Excel 或 WPS 打开原表，另存为 .xlsx 再导入。"
TOO_LARGE: Final = "文件超过 5 MB，不像一份名单，请只留下要导入的那张表，另存为 .xlsx 再导入。"
_BOMB: Final = "文件解开后大得反常，不像一份名单，没有读入。"
_SAVE_AS: Final = "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"
_WRONG_SUFFIX: Final = {
    ".xls": f"这是旧版 Excel 文件（.xls），{_SAVE_AS}",
    ".et": f"这是 WPS 表格文件（.et），{_SAVE_AS}",
    ".csv": f"这是 .csv 文本文件，{_SAVE_AS}",
    ".xlsm": f"这是带宏的 Excel 文件（.xlsm），{_SAVE_AS}",
    ".xlsb": f"这是二进制 Excel 文件（.xlsb），{_SAVE_AS}",
    ".ods": f"这是 .ods 文件，{_SAVE_AS}",
    ".docx": "这是 Word 文件，请把名单填进下载的空白模板（.xlsx）再导入。",
    ".doc": "这是 Word 文件，请把名单填进下载的空白模板（.xlsx）再导入。",
    ".pdf": "这是 PDF 文件，请把名单填进下载的空白模板（.xlsx）再导入。",
    ".zip": "这是压缩包，请先解压，再导入其中的 .xlsx 文件。",
}


class UnreadableRoster(Exception):
    """The file cannot be read as a list of members; the message is one Chinese sentence."""


def check_archive(content: bytes, file_name: str) -> None:
    """Raise UnreadableRoster unless the content is an .xlsx of bearable size without anything to expand in its XML."""
    suffix = ("." + file_name.lower().rpartition(".")[2]) if "." in file_name else ""
    if not content:
        raise UnreadableRoster("文件是空的，请检查是不是选错了文件。")
    if len(content) > MOST_BYTES:
        raise UnreadableRoster(TOO_LARGE)
    if suffix in _WRONG_SUFFIX:
        raise UnreadableRoster(_WRONG_SUFFIX[suffix])
    if suffix != ".xlsx":
        raise UnreadableRoster("只能导入 .xlsx 文件，请用 Excel 或 WPS 另存为 .xlsx 再导入。")
    if content.startswith(_OLE):
        locked = _ENCRYPTED in content
        raise UnreadableRoster(
            "文件加了密码，请先取消密码再导入。"
            if locked
            else f"文件内容是旧版 Excel 格式，与 .xlsx 后缀不符，{_SAVE_AS}"
        )
    # Before zipfile reads the list: an object for each of a million entries would fill the memory.
    if content.count(_ENTRY) > 2 * _MOST_ENTRIES:
        raise UnreadableRoster(_BOMB)
    try:
        _check_entries(zipfile.ZipFile(BytesIO(content)))
    except _FAILURES:
        raise UnreadableRoster(BROKEN) from None


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise UnreadableRoster(_BOMB)
    if any(_is_bomb(entry) for entry in entries):
        raise UnreadableRoster(_BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableRoster("文件加了密码，请先取消密码再导入。")
    if "word/document.xml" in names:
        raise UnreadableRoster("文件内容是 Word 文件，请把名单填进下载的空白模板（.xlsx）再导入。")
    # Two entries of one name are read differently by different programs.
    if "xl/workbook.xml" not in names or len(set(names)) < len(names):
        raise UnreadableRoster(BROKEN)
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            _check_markup(archive.read(entry))


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    ratio = entry.file_size / max(1, entry.compress_size)
    return entry.file_size > _MOST_PART or (entry.file_size > _RATIO_FROM and ratio > _MOST_RATIO)


def _check_markup(xml: bytes) -> None:
    """Excel writes UTF-8 without a document type: what has one wants entities expanded, or hides it in UTF-16."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise UnreadableRoster(BROKEN)
