"""Whether an uploaded file is an .xlsx that can be read without harm. [pure]

Nothing is unpacked before its size is known.
"""

from __future__ import annotations

import re
from typing import Final

from drafting.common.archives import Archive, ArchiveRules

#: Bytes of the file; a list of 2,000 people has about 200 kB, one of 5,000 phrases 700 kB.
MOST_BYTES: Final = 5 * 1024 * 1024
#: Tags of one part: each costs up to 500 bytes of memory however short it is. 5,000 rows of 15
#: filled columns have 310,000.
_MOST_MARKS: Final = 500_000
#: Tags of a part that is neither cells nor texts (styles, names, relations): openpyxl makes an
#: object of each at once.
_MOST_OTHER_MARKS: Final = 40_000
#: Bytes of a sheet before and after its rows (merged cells, rules, links), for the same reason.
_MOST_AROUND: Final = 1024 * 1024

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
#: The parts that hold many tags: sheets and the table of texts.
_LARGE: Final = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_ROWS_BEGIN: Final = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")
_ROWS_END: Final = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")

BROKEN: Final = "文件已损坏，打不开，请用 Excel 或 WPS 打开原表，另存为 .xlsx 再导入。"
_LOCKED: Final = "文件加了密码，请先取消密码再导入。"
_SAVE_AS: Final = "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"
_FILL_IN: Final = "请把{what}填进下载的空白模板（.xlsx）再导入。"
_WRONG_SUFFIX: Final = {
    ".xls": f"这是旧版 Excel 文件（.xls），{_SAVE_AS}",
    ".et": f"这是 WPS 表格文件（.et），{_SAVE_AS}",
    ".csv": f"这是 .csv 文本文件，{_SAVE_AS}",
    ".xlsm": f"这是带宏的 Excel 文件（.xlsm），{_SAVE_AS}",
    ".xlsb": f"这是二进制 Excel 文件（.xlsb），{_SAVE_AS}",
    ".ods": f"这是 .ods 文件，{_SAVE_AS}",
    ".docx": f"这是 Word 文件，{_FILL_IN}",
    ".doc": f"这是 Word 文件，{_FILL_IN}",
    ".pdf": f"这是 PDF 文件，{_FILL_IN}",
    ".zip": "这是压缩包，请先解压，再导入其中的 .xlsx 文件。",
}


class UnreadableWorkbook(Exception):
    """The file cannot be read as a table; the message is one Chinese sentence."""


def too_large(what: str) -> str:
    """What is said of a file of more than MOST_BYTES; ``what`` is what people call the table (名单,
    表格)."""
    return f"文件超过 5 MB，不像一份{what}，请只留下要导入的那张表，另存为 .xlsx 再导入。"


def too_much(what: str) -> str:
    """What is said of a file with very many cells, formats or links that say nothing."""
    return (
        f"文件里除文字以外的东西（空格子、格式、合并、链接等）太多，不像一份{what}，"
        "请把内容复制到下载的空白模板里再导入。"
    )


def checked_archive(content: bytes, file_name: str, what: str, taken: str = ".xlsx") -> Archive:
    """The parts of an .xlsx of bearable size without anything to expand in its XML. Raises
    UnreadableWorkbook for anything else.

    ``what`` is what people call the table (名单, 表格), ``taken`` which kinds of files are taken there.
    """
    suffix = ("." + file_name.lower().rpartition(".")[2]) if "." in file_name else ""
    if not content:
        raise UnreadableWorkbook("文件是空的，请检查是不是选错了文件。")
    if len(content) > MOST_BYTES:
        raise UnreadableWorkbook(too_large(what))
    if suffix in _WRONG_SUFFIX:
        raise UnreadableWorkbook(_WRONG_SUFFIX[suffix].format(what=what))
    if suffix != ".xlsx":
        raise UnreadableWorkbook(f"只能导入 {taken} 文件，请用 Excel 或 WPS 另存为 .xlsx 再导入。")
    if content.startswith(_OLE):
        locked = _ENCRYPTED in content
        raise UnreadableWorkbook(
            _LOCKED if locked else f"文件内容是旧版 Excel 格式，与 .xlsx 后缀不符，{_SAVE_AS}"
        )
    archive = Archive(content, _rules(what))
    if archive.has("word/document.xml"):
        raise UnreadableWorkbook(f"文件内容是 Word 文件，{_FILL_IN}".format(what=what))
    if not archive.has("xl/workbook.xml"):
        raise UnreadableWorkbook(BROKEN)
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            _check_markup(name, archive.read(name), what)
    return archive


def _rules(what: str) -> ArchiveRules:
    """openpyxl reads about 3 MB in a second; the repetitive XML of a sheet is packed to a sixtieth
    at most."""
    return ArchiveRules(
        entries=500,
        unpacked=40 * 1024 * 1024,
        entry=12 * 1024 * 1024,
        part=12 * 1024 * 1024,
        ratio=150,
        ratio_from=1024 * 1024,
        error=UnreadableWorkbook,
        broken=BROKEN,
        locked=_LOCKED,
        bomb=f"文件解开后大得反常，不像一份{what}，没有读入。",
    )


def _check_markup(name: str, xml: bytes, what: str) -> None:
    """Excel writes UTF-8 without a document type: what has one wants entities expanded, or hides it
    in UTF-16."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise UnreadableWorkbook(BROKEN)
    large = _LARGE.fullmatch(name)
    marks = xml.count(b"<")
    if marks > (_MOST_MARKS if large else _MOST_OTHER_MARKS) or (
        large and _around(xml) > _MOST_AROUND
    ):
        raise UnreadableWorkbook(too_much(what))
    # A sheet that is a diagram would be read whole, pictures included.
    if name == "xl/_rels/workbook.xml.rels" and b"chartsheet" in xml:
        raise UnreadableWorkbook(
            "文件里有图表工作表，请只留下要导入的那张表，另存为 .xlsx 再导入。"
        )


def _around(xml: bytes) -> int:
    """Bytes of a sheet that stand outside its rows; 0 for what is no sheet."""
    begin, end = _ROWS_BEGIN.search(xml), _ROWS_END.search(xml)
    return max(begin.start(), len(xml) - end.end()) if begin and end else 0
