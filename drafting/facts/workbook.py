"""A notebook as an .xlsx file for its owner."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from drafting.common.workbooks.writing import (
    BODY,
    HEADING,
    fit_to_width,
    new_workbook,
    saved,
    set_widths,
    write_row,
)
from drafting.facts.selectors import Noted

COLUMNS = (
    ("什么事", 40),
    ("什么时候", 14),
    ("具体日期", 12),
    ("在哪里", 14),
    ("和谁", 14),
    ("我做了什么、没做什么", 32),
    ("带来什么结果", 28),
    ("当时怎么想", 28),
    ("来源", 10),
    ("方面", 10),
    ("写进了", 24),
    ("记下的时间", 12),
)


def notebook_file(facts: Iterable[Noted]) -> bytes:
    """The file: one row for each fact; no text of it is ever a formula."""
    book, sheet = new_workbook("事实本")
    set_widths(sheet, [width for _, width in COLUMNS])
    write_row(sheet, 1, [name for name, _ in COLUMNS], HEADING)
    for number, noted in enumerate(facts, 2):
        write_row(sheet, number, _row(noted), BODY)
    sheet.freeze_panes = "A2"
    fit_to_width(sheet, "1:1")
    return saved(book)


def _row(noted: Noted) -> list[str]:
    fact = noted.fact
    return [
        fact.what,
        fact.time,
        fact.day.isoformat() if fact.day else "",
        fact.place,
        fact.people,
        fact.did,
        fact.led_to,
        fact.thought,
        fact.get_source_display(),
        fact.area,
        "；".join(f"{one.title}（{one.why}）" if one.why else one.title for one in noted.papers),
        timezone.localtime(fact.created_at).date().isoformat(),
    ]
