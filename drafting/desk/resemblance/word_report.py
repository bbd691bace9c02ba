"""雷同比对.docx: what the matrix says in a table, and the passages of the pairs that stand out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

from drafting.desk.resemblance.matrix import KINDS, Matrix, PersonRow, percent
from drafting.desk.resemblance.pair import Pair
from drafting.meetings.models import Meeting
from drafting.rendering.formats.docx.package import base_file, normalised
from drafting.rendering.formats.docx.tables import (
    NAMESPACE,
    WordColumn,
    add_table_styles,
    table_xml,
)

NOTE: Final = (
    "占比是一份材料有多少字同另一份相近，标题、规范提法、导语、结束语和上年度整改情况不算。"
    "相近不等于抄袭，请看原文，听本人说明。"
)
#: Passages of a pair that are listed: two papers that are the same are seen to be so by these.
MOST_PASSAGES: Final = 20
#: Where there is no share.
NONE: Final = "无"
#: Together the 156 mm of a page.
_PERSONS: Final = (
    WordColumn("姓名", 28, centred=True),
    WordColumn("最高占比", 20, centred=True),
    WordColumn("同谁", 28, centred=True),
    *(WordColumn(name, 20, centred=True) for name in KINDS.values()),
)


def word_report(meeting: Meeting, matrix: Matrix, pairs: Sequence[Pair]) -> bytes:
    """The Word file: a line for each person, then each pair with its passages in a table of two
    columns."""
    from docx import Document as open_docx  # it takes its time, and most processes make none

    word = open_docx(BytesIO(base_file()))
    add_table_styles(word)
    _say(word, f"{meeting.title}雷同比对", "Title")
    _say(word, NOTE, "NormalIndent")
    _table(word, _PERSONS, (_line(row) for row in matrix.rows))
    if not pairs:
        _say(word, f"没有占比达到 {matrix.limit:.0%} 的两份材料。", "NormalIndent")
    for pair in pairs:
        _tell(word, pair)
    written = BytesIO()
    word.save(written)
    return normalised(written.getvalue())


def _tell(word: Any, pair: Pair) -> None:
    one, other = pair.one, pair.other
    _say(word, f"{one.name}与{other.name}", "Heading1")
    _say(
        word,
        f"{one.name}的材料有 {one.percent} 同{other.name}的相近，"
        f"{other.name}的材料有 {other.percent} 同{one.name}的相近。",
        "NormalIndent",
    )
    columns = (
        WordColumn("情形", 18, centred=True),
        WordColumn(one.name, 69),
        WordColumn(other.name, 69),
    )
    shown = pair.passages[:MOST_PASSAGES]
    _table(word, columns, ((row.label, row.mine, row.theirs) for row in shown), parted=True)
    if len(pair.passages) > len(shown):
        left = len(pair.passages) - len(shown)
        _say(
            word, f"上面列出前 {len(shown)} 处，另有 {left} 处，请在网页上看对照。", "NormalIndent"
        )


def _line(row: PersonRow) -> list[str]:
    most = row.nearest[0] if row.nearest else None
    said = [percent(row.most) or NONE, most.name if most else ""]
    return [row.name, *said, *(cell.words or NONE for _, cell in row.kinds)]


def _say(word: Any, text: str, style: str) -> None:
    names = {one.style_id: one for one in word.styles}
    word.add_paragraph(text, style=names[style])


def _table(
    word: Any,
    columns: Sequence[WordColumn],
    rows: Iterable[Sequence[str]],
    *,
    parted: bool = False,
) -> None:
    from docx.oxml.parser import parse_xml

    body = f'<w:body xmlns:w="{NAMESPACE}">{table_xml(columns, rows, parted=parted)}</w:body>'
    for part in list(parse_xml(body)):
        word.element.body.sectPr.addprevious(part)
