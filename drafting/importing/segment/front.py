"""What stands before the first part: title, byline, opening (导语)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.document.model import Head, Prose
from drafting.importing.segment.byline import byline_fields, is_byline, value_of
from drafting.importing.segment.pen import Pen
from drafting.importing.segment.rows import Row

_TITLE = re.compile(
    r"(材料|提纲|报告|清单|台账|剖析|检查|发言|总结|方案|承诺书|讲话|情况|意见|计划|汇报|体会)([（(][^（）()]*[）)])?$"
)
#: The first line of a title of two lines.
_BEGINS = re.compile(r"(20\d\d|二〇|关于|年度|民主生活会|组织生活会|主题教育|对照检查|个人)")
_SENTENCE_END = re.compile(r"[。；！？：，、;!?:,]$")
_LONGEST = 60


def make_front(pen: Pen, rows: Sequence[Row], *, alone: bool) -> tuple[Head, Prose]:
    """Title, byline and opening. ``alone``: no part follows, so that only what surely is one of them is taken for it."""
    titles = _title_rows(rows)
    behind = len(titles)
    count = 0
    if titles:
        count = _byline_rows(rows[behind:])
    byline = rows[behind : behind + count]
    head = _head(pen, titles, byline)
    opening = list(rows[behind + count :])
    node_id = pen.new_id()
    if alone:
        pen.leave(opening, "没有找到“存在的问题”“原因”“措施”这样的标题，不知道归入哪一部分。")
        opening = []
    text = pen.write(node_id, "text", [(row.start, row.end) for row in opening])
    return head, Prose(id=node_id, text=text)


def _head(pen: Pen, titles: Sequence[Row], byline: Sequence[Row]) -> Head:
    node_id = pen.new_id()
    title = _joined(pen.write(node_id, "title", [(row.start, row.end) for row in titles]).split("\n"))
    found = {
        field: value_of(field, pen.write(node_id, field, cuts))
        for field, cuts in byline_fields(byline).items()
    }
    if titles and not _TITLE.search(titles[-1].text) and titles[0].level != 0:
        pen.doubt(node_id, "第一行不像通常的标题，请核对。")
    return Head(
        id=node_id,
        title=title,
        unit=found["unit"],
        position=found["position"],
        name=found["name"],
        date=found["date"],
    )


def _joined(lines: Sequence[str]) -> str:
    """A title as one text, for where its lines break is for the printer to decide; a subtitle keeps its own line."""
    title = ""
    for line in lines:
        title += ("\n" if title and line.startswith(("—", "－", "-", "（", "(")) else "") + line
    return title


def _title_rows(rows: Sequence[Row]) -> list[Row]:
    found: list[Row] = []
    for place, row in enumerate(rows):
        if row.token or _SENTENCE_END.search(row.text) or len(row.text) > _LONGEST or len(found) == 4:
            break
        following = rows[place + 1] if place + 1 < len(rows) else None
        if not (_first(row, following) if not found else _goes_on(row, found)):
            break
        found.append(row)
    return found


def _first(row: Row, following: Row | None) -> bool:
    if row.level == 0 or _TITLE.search(row.text):
        return True
    if following is None or "。" in row.text:
        return False
    return row.centred or bool(_BEGINS.search(row.text)) or (len(row.text) <= 30 and "，" not in row.text)


def _goes_on(row: Row, found: Sequence[Row]) -> bool:
    if row.level == 0 or row.text.startswith(("——", "—", "－－")):
        return True
    if re.fullmatch(r"[（(][^（）()]*[）)]", row.text):
        return not re.search(r"\d{4}|年", row.text)
    whole = bool(_TITLE.search(found[-1].text)) and found[0].level != 0
    ends = bool(_TITLE.search(row.text)) and len(row.text) > 3 and not re.search(r"[\s\u3000]", row.text)
    return ends and not (whole and is_byline(row) and not _BEGINS.search(row.text) and len(row.text) < 6)


def _byline_rows(rows: Sequence[Row]) -> int:
    """How many lines name the person and the date; the last line before the parts is text, however short."""
    count = 0
    for row in rows[:5]:
        if not is_byline(row):
            break
        count += 1
    return count
