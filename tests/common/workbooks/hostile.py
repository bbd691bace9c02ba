"""Workbooks that nobody fills in by hand: small files that want much memory or time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from openpyxl import Workbook

NS: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET: Final = "xl/worksheets/sheet1.xml"
STRINGS: Final = "xl/sharedStrings.xml"
STYLES: Final = "xl/styles.xml"
_TYPES: Final = "[Content_Types].xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    """A workbook of one sheet whose parts of these names are others."""
    book, plain = Workbook(), io.BytesIO()
    book.save(plain)
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = parts.get(name, old.read(name))
            if name == _TYPES and STRINGS in parts:
                override = f'<Override PartName="/{STRINGS}" ContentType="{_TYPE}"/></Types>'
                content = content.replace(b"</Types>", override.encode())
            new.writestr(name, content)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return out.getvalue()


def sheet(*rows: str, before: str = "", after: str = "") -> bytes:
    """The XML of a sheet."""
    body = "".join(rows)
    return f"<worksheet {NS}>{before}<sheetData>{body}</sheetData>{after}</worksheet>".encode()


def row(number: int, *texts: str) -> str:
    """A row whose cells hold these texts."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


def many(pattern: str, number: int) -> str:
    """A pattern so many times, each with numbers of its own, so that no archive packs it too
    well."""
    return "".join(pattern.format(n=n, odd=n * 7919 % 1_000_003) for n in range(1, number + 1))


def declared_size(*rows: str) -> bytes:
    """The sheet says that it fills all of Excel's rows and columns."""
    return with_parts({SHEET: sheet(*rows, before='<dimension ref="A1:XFD1048576"/>')})


def merged(ranges: int, *rows: str) -> bytes:
    cells = many('<mergeCell ref="A{n}:B{odd}"/>', ranges)
    return with_parts({SHEET: sheet(*rows, after=f"<mergeCells>{cells}</mergeCells>")})


def strings(number: int, *rows: str) -> bytes:
    """A table of texts that no cell uses."""
    table = f"<sst {NS}>{many('<si><t>{odd}</t></si>', number)}</sst>"
    return with_parts({SHEET: sheet(*rows), STRINGS: table.encode()})


def one_long_string(size: int, cells: int) -> bytes:
    """One text in the table of texts, used by very many cells."""
    table = f"<sst {NS}><si><t>{'字' * size}</t></si></sst>"
    rows = many('<row r="{n}"><c t="s"><v>0</v></c></row>', cells)
    return with_parts({SHEET: sheet(rows), STRINGS: table.encode()})


def styles(number: int, *rows: str) -> bytes:
    table = many('<xf numFmtId="{odd}"><alignment wrapText="1"/></xf>', number)
    xml = f"<styleSheet {NS}><cellXfs>{table}</cellXfs></styleSheet>"
    return with_parts({SHEET: sheet(*rows), STYLES: xml.encode()})


TOO_MUCH: Final = (
    "文件里除文字以外的东西（空格子、格式、合并、链接等）太多，不像一份{what}，"
    "请把内容复制到下载的空白模板里再导入。"
)
#: What it is -> the file, given the rows that a reader wants to see, and what its reader says
#: ({what}: the table's name).
REFUSED: Final[Mapping[str, tuple[Callable[..., bytes], str]]] = {
    "columns": (
        lambda *rows: with_parts(
            {SHEET: sheet(*rows, '<row r="9"><c r="XFD9"><v>1</v></c></row>')}
        ),
        "{what}超过 60 列（XFD9 还有内容），请只留下要导入的列。",
    ),
    "rows": (
        lambda *rows: with_parts(
            {SHEET: sheet(*rows, many("<row><c><v>{n}</v></c></row>", 60_000))}
        ),
        "{what}超过 ",
    ),
    "one row of nothing but cells": (
        lambda *rows: with_parts(
            {SHEET: sheet(*rows, "<row>" + many('<c s="{odd}"/>', 600_000) + "</row>")}
        ),
        TOO_MUCH,
    ),
    "rows of nothing, each as wide as can be": (
        lambda *rows: with_parts(
            {SHEET: sheet(*rows, many('<row><c r="XFD{n}"/></row>', 160_000))}
        ),
        TOO_MUCH,
    ),
    "merged cells": (
        lambda *rows: merged(100_000, *rows),
        TOO_MUCH,
    ),
    "texts": (
        lambda *rows: strings(200_000, *rows),
        TOO_MUCH,
    ),
    "one text everywhere": (
        lambda *rows: one_long_string(4_000, 1_900),
        "{what}里的文字超过 300 万字，请分成几个文件导入。",
    ),
    "a cell longer than Excel's": (
        lambda *rows: with_parts({SHEET: sheet(*rows, row(9, "字" * 40_000))}),
        " 个字，请检查是否粘贴错了内容。",
    ),
    "styles": (
        lambda *rows: styles(60_000, *rows),
        TOO_MUCH,
    ),
}
