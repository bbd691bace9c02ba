"""What stands before the first part: title, byline, opening (导语)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.document.model import Head, Prose
from drafting.importing.segment.byline import (
    byline_fields,
    columns_apart,
    is_byline,
    is_column,
    is_labelled,
    labels_of,
    value_of,
)
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.rows import SourceRow

_TITLE = re.compile(
    r"(材料|提纲|报告|清单|台账|剖析|检查|发言稿?|总结|方案|承诺书|讲话|情况|意见|计划|汇报|体会|措施|表)([（(][^（）()]*[）)])?$"
)
#: The first line of a title of two lines.
_BEGINS = re.compile(r"(20\d\d|二〇|关于|年度|民主生活会|组织生活会|主题教育|对照检查|个人)")
_SENTENCE_END = re.compile(r"[。；！？：，、;!?:,]$")
_LONGEST = 60
_MOST_LINES = 4
#: The last line of a title of several lines: 对照检查, 剖析材料.
_SHORTEST_END = 4


def make_front(pen: Pen, rows: Sequence[SourceRow], *, alone: bool) -> tuple[Head, Prose]:
    """Title, byline and opening. ``alone``: no part follows, so that only what surely is one of
    them is taken for it."""
    rows = columns_apart(rows)
    pen.leave([row for row in rows if is_column(row)], "表格里的个人情况，材料的题头里没有这一栏。")
    rows = [row for row in rows if not is_column(row)]
    above = _labelled_above(rows)
    titles = _title_rows(rows[above:])
    behind = above + len(titles)
    count = _byline_rows(rows[behind:]) if titles else 0
    byline = [*rows[:above], *rows[behind : behind + count]]
    head = _head(pen, titles, byline)
    opening = list(rows[behind + count :])
    node_id = pen.new_id()
    if alone:
        pen.leave(opening, "没有找到“存在的问题”“原因”“措施”这样的标题，不知道归入哪一部分。")
        opening = []
    text = pen.write(node_id, "text", [(row.start, row.end) for row in opening])
    return head, Prose(id=node_id, text=text)


def _head(pen: Pen, titles: Sequence[SourceRow], byline: Sequence[SourceRow]) -> Head:
    node_id = pen.new_id()
    title = _joined(
        pen.write(node_id, "title", [(row.start, row.end) for row in titles]).split("\n")
    )
    found = {
        field: value_of(field, pen.write(node_id, field, cuts))
        for field, cuts in byline_fields(byline).items()
    }
    if labels := labels_of(byline):
        named = "、".join(dict.fromkeys(labels))
        pen.notices.append(f"题头里的栏目名（{named}）没有读入，只读入了后面的内容。")
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
    """A title as one text, for where its lines break is for the printer to decide; a subtitle keeps
    its own line."""
    title = ""
    for line in lines:
        title += ("\n" if title and line.startswith(("—", "－", "-", "（", "(")) else "") + line
    return title


def is_title(row: SourceRow) -> bool:
    """Whether a line is worded as a title."""
    return _may_be_title(row) and _TITLE.search(row.text) is not None


def _labelled_above(rows: Sequence[SourceRow]) -> int:
    """How many lines above the title name the person, as in a form."""
    count = next((n for n, row in enumerate(rows) if not is_labelled(row)), len(rows))
    return count if _title_rows(rows[count:]) else 0


def _title_rows(rows: Sequence[SourceRow]) -> list[SourceRow]:
    last = _last_title_row(rows)
    found: list[SourceRow] = list(rows[:last])
    for place, row in enumerate(rows[last:], start=last):
        if not _may_be_title(row) or len(found) == _MOST_LINES:
            break
        following = rows[place + 1] if place + 1 < len(rows) else None
        if not (_first(row, following) if not found else _goes_on(row, found)):
            break
        found.append(row)
    return found


def _may_be_title(row: SourceRow) -> bool:
    return (
        row.token is None
        and not _SENTENCE_END.search(row.text)
        and len(row.text) <= _LONGEST
        and not is_labelled(row)
    )


def _last_title_row(rows: Sequence[SourceRow]) -> int:
    """How many lines a title has that is whole only with its last one: the unit, the meeting, then
    the kind of paper."""
    for place, row in enumerate(rows[:_MOST_LINES]):
        if not _may_be_title(row) or "，" in row.text or "。" in row.text:
            return 0
        if _TITLE.search(row.text) and len(row.text) >= _SHORTEST_END:
            return place + 1 if place else 0
    return 0


def _first(row: SourceRow, following: SourceRow | None) -> bool:
    if row.level == 0 or _TITLE.search(row.text):
        return True
    if following is None or "。" in row.text:
        return False
    return (
        row.centred
        or bool(_BEGINS.search(row.text))
        or (len(row.text) <= 30 and "，" not in row.text)
    )


def _goes_on(row: SourceRow, found: Sequence[SourceRow]) -> bool:
    if row.level == 0 or row.text.startswith(("——", "—", "－－")):
        return True
    if re.fullmatch(r"[（(][^（）()]*[）)]", row.text):
        return not re.search(r"\d{4}|年", row.text)
    whole = bool(_TITLE.search(found[-1].text)) and found[0].level != 0
    ends = (
        bool(_TITLE.search(row.text))
        and len(row.text) > 3
        and not re.search(r"[\s\u3000]", row.text)
    )
    return ends and not (
        whole and is_byline(row) and not _BEGINS.search(row.text) and len(row.text) < 6
    )


def _byline_rows(rows: Sequence[SourceRow]) -> int:
    """How many lines name the person and the date; the last line before the parts is text, however
    short."""
    count = 0
    for row in rows[:5]:
        if not is_byline(row):
            break
        count += 1
    return count
