"""A list as a Word file: landscape, in the fonts of GB/T 9704-2012, the heading row repeated on each
page and no row parted. [pure]"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from drafting.rectification.lists.tables import Table
from drafting.rendering.formats.docx.tables import (
    NAMESPACE,
    WordColumn,
    add_table_styles,
    run_xml,
    table_xml,
)
from drafting.rendering.lines import one_line

#: The page turned: what was its top is its right (37 mm), its left its top (28 mm). 16838 x 11906
#: leaves 225 x 156 mm; the footer edge puts the dash 7 mm below the text.
_PAGE: Final = {
    "pgSz": {"w": "16838", "h": "11906", "orient": "landscape"},
    "pgMar": {"top": "1588", "right": "2098", "bottom": "1474", "left": "1984", "footer": "937"},
}


def word_file(table: Table, moment: datetime, author: str = "") -> bytes:
    """The Word file of a list. The same list and moment give the same bytes."""
    from docx import Document as open_docx
    from docx.oxml.parser import parse_xml

    from drafting.rendering.formats.docx.package import base_file, normalised

    word = open_docx(BytesIO(base_file()))
    add_table_styles(word)
    body = word.element.body
    _turn(body.sectPr)
    filled = parse_xml(_body(table))
    filled.append(body.sectPr)
    word.element.replace(body, filled)
    _describe(word.core_properties, table, moment, author)
    written = BytesIO()
    word.save(written)
    return normalised(written.getvalue())


def _turn(section: Any) -> None:
    for name, values in _PAGE.items():
        node = section.find(f"{{{NAMESPACE}}}{name}")
        for key, value in values.items():
            node.set(f"{{{NAMESPACE}}}{key}", value)


def _describe(properties: Any, table: Table, moment: datetime, author: str) -> None:
    properties.title = properties.subject = table.title
    properties.author = properties.last_modified_by = (one_line(author) or table.title)[:255]
    properties.created = properties.modified = moment.astimezone(UTC)


def _body(table: Table) -> str:
    columns = [WordColumn(one.name, one.width, one.centred) for one in table.columns]
    return f'<w:body xmlns:w="{NAMESPACE}">{_front(table)}{table_xml(columns, table.rows)}</w:body>'


def _front(table: Table) -> str:
    """Title and byline, closer together than above a text."""
    fronts = [(table.title, "Title"), (table.byline, "Subtitle")]
    shown = [(text, style) for text, style in fronts if text]
    below = [0] * (len(shown) - 1) + [1]
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:beforeLines="0" w:before="0"'
        f' w:afterLines="{50 * last}" w:after="{290 * last}"/></w:pPr>{run_xml(text)}</w:p>'
        for (text, style), last in zip(shown, below, strict=True)
    )
