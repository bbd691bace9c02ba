"""Tables of a Word file in the fonts of GB/T 9704-2012, the heading row repeated on each page. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile

from drafting.rendering.lines import lines, one_line

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS: Final = 12756 / 225
_STYLES: Final = (
    f'<w:style xmlns:w="{NAMESPACE}" w:type="paragraph" w:customStyle="1" w:styleId="TableText">'
    '<w:name w:val="表格文字"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="13"/><w:qFormat/>'
    '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr>'
    '<w:rPr><w:spacing w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>',
    f'<w:style xmlns:w="{NAMESPACE}" w:type="paragraph" w:customStyle="1" w:styleId="TableCentred">'
    '<w:name w:val="表格居中"/><w:basedOn w:val="TableText"/><w:uiPriority w:val="13"/><w:qFormat/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>',
    f'<w:style xmlns:w="{NAMESPACE}" w:type="paragraph" w:customStyle="1" w:styleId="TableHeading">'
    '<w:name w:val="表格标题"/><w:basedOn w:val="TableCentred"/><w:uiPriority w:val="13"/><w:qFormat/>'
    "<w:pPr><w:keepNext/></w:pPr>"
    '<w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:cs="黑体"/></w:rPr></w:style>',
)
_EDGES: Final = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
#: A little air above and below the texts of a row; 1.9 mm beside them.
_MARGINS: Final = (
    '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
#: A table must be followed by a paragraph; 1 pt of it is not seen.
_END: Final = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)
#: A character of a table, and what a cell has beside its text, in millimetres.
_CHARACTER: Final = 12 * 25.4 / 72
_AIR: Final = 4
#: Lines of a row that find room below the title of a turned page (210 x 297 mm).
_MOST_WHOLE: Final = 14
#: A row that is not to be parted, and the same of one that is higher: Word parts it where it must,
#: LibreOffice cuts off what is higher than a page.
_WHOLE: Final = "<w:cantSplit/>"
_HIGH: Final = '<w:cantSplit w:val="1"/>'


@dataclass(frozen=True, slots=True)
class WordColumn:
    """A column: its heading, its width in millimetres, whether its texts stand in the middle."""

    name: str
    width: int
    centred: bool = False


def add_table_styles(word: Any) -> None:
    """Give an opened file the paragraph styles that tables use; once."""
    from docx.oxml.parser import parse_xml

    for style in _STYLES:
        word.styles.element.append(parse_xml(style))


def table_xml(
    columns: Sequence[WordColumn], rows: Iterable[Sequence[str]], *, parted: bool = False
) -> str:
    """A table with what must follow it; a line break in a text begins a paragraph. ``parted`` rows may
    go on on the next page."""
    widths = [round(column.width * _TWIPS) for column in columns]
    styles = ["TableCentred" if column.centred else "TableText" for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = [(column.name, "TableHeading") for column in columns]
    written = (
        _row(
            zip(texts, styles, strict=True),
            widths,
            "" if parted else _HIGH if _is_high(columns, texts) else _WHOLE,
        )
        for texts in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(heads, widths, f'{_WHOLE}<w:tblHeader/>')}"
        f"{''.join(written)}</w:tbl>{_END}"
    )


def with_high_rows_parted(word: bytes) -> bytes:
    """A Word file whose high rows may go on on the next page, for LibreOffice; as it is where it has
    none, or is none."""
    try:
        with ZipFile(BytesIO(word)) as package:
            parts = {info: package.read(info) for info in package.infolist()}
    except BadZipFile:
        return word
    if not any(_HIGH.encode() in content for content in parts.values()):
        return word
    written = BytesIO()
    with ZipFile(written, "w") as package:
        for info, content in parts.items():
            package.writestr(info, content.replace(_HIGH.encode(), b""))
    return written.getvalue()


def run_xml(text: str) -> str:
    """A line of text."""
    return (
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">'
        f"{escape(one_line(text))}</w:t></w:r>"
    )


def _is_high(columns: Sequence[WordColumn], texts: Sequence[str]) -> bool:
    """Whether a row may be higher than what a page has left below a title."""
    return any(
        _height(column.width, text) > _MOST_WHOLE
        for column, text in zip(columns, texts, strict=True)
    )


def _height(width: int, text: str) -> int:
    """The lines that a text takes in a column, counted as if every character were Chinese."""
    room = max(1, int((width - _AIR) / _CHARACTER))
    return sum(max(1, -(-len(line) // room)) for line in lines(text))


def _row(cells: Iterable[tuple[str, str]], widths: Sequence[int], properties: str) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraphs(text, style)}</w:tc>"
        for (text, style), width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


def _paragraphs(text: str, style: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return "".join(
        f"<w:p>{properties}{run_xml(line) if line else ''}</w:p>" for line in lines(text) or ("",)
    )
