"""Tables typed into a text: rows of cells set apart by | or tabs, read cell by cell with the names
of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Final

from drafting.importing.reading import BLANKS, SourceLine

#: What columns of such tables are called: without one that names problems or measures a table is
#: read as it stands.
_COLUMN: Final = re.compile(
    r"(存在|突出|主要|具体|查摆|检视)?(的)?(突出|主要|具体)?(问题|不足|差距)(表现|描述|清单|内容)?"
    r"|(产生|存在)?(问题)?(的)?(主要|根本)?原因(分析|剖析)?|(改进|整改|具体|下步|今后)?(措施|举措|打算)"
)
_OTHER: Final = re.compile(
    r"序\s*号|编号|(所属)?(类别|方面|领域)|(整改|完成|计划)?(时限|时间|期限|目标)|责任(人|部门|领导|单位)|备注|进展(情况)?|整改(情况|目标"
    r"|时限)|牵头(人|部门)|完成情况|督办人"
)
_NUMBER: Final = ("序号", "编号")
_RULE: Final = re.compile(r"[-:：=—\s|｜]+")
SAID: Final = "文中有按列写的表格，已按表头逐行读入（“序号”一栏只留数字），请看看每一格放得对不对。"
Table = Sequence[Sequence[str]]


def labelled_tables(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines with each such table as lines "column：cell"; a table with other columns stays."""
    found: list[SourceLine] = []
    changed = False
    for block in _blocks(lines):
        rows = [_cells(line.text) for line in block]
        table = [row for row in rows if row is not None]
        named = labelled(table) if len(table) == len(rows) else None
        if named is None:
            found += block
        else:
            changed = True
            found += [replace(block[0], text=text) for text in named]
    return (found, [SAID]) if changed else (lines, [])


def labelled(table: Table) -> list[str] | None:
    """The rows of a table as lines "column：cell", where its header names columns of such papers;
    else None.

    What stands above the header stays as it is; the header itself is in each line.
    """
    head = next((place for place, row in enumerate(table[:4]) if _is_header(row)), None)
    if head is None or head + 1 >= len(table):
        return None
    names = [_squeezed(cell) for cell in table[head]]
    found = [line for row in table[:head] for line in _above(row)]
    for row in table[head + 1 :]:
        found += _named(names, row)
    return found


def _above(row: Sequence[str]) -> Iterator[str]:
    """The cells of a row above the header, questions and answers of a form as one."""
    for cell, line in zip(row, filled_form(row), strict=True):
        text = cell if line is None else line
        if text.strip(BLANKS):
            yield text


def _named(names: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    """The cells of a row behind the names of their columns; a number stands before the first."""
    if _RULE.fullmatch("".join(row) or "-"):
        return
    number = ""
    for name, cell in zip_longest(names[: len(row)], row, fillvalue=""):
        text = cell.strip(BLANKS)
        if name in _NUMBER and re.fullmatch(r"\d{1,3}", text):
            number = f"{text}."
        elif text:
            yield number + (f"{name}：{text}" if name and text != name else text)
            number = ""


#: What a form asks for in one cell, with the answer in the next.
_ASKED: Final = re.compile(
    r"姓名|性别|民族|籍贯|学历|文化程度|政治面貌|党员类型|出生年月|年龄|入党(时间|日期)|参加工作时间|(工作|所在)?单位|部门|单位(及|和)职务"
    r"|所在(党)?支部|党支部|(党内)?职务|联系电话|电话|手机|时间|日期|填表日期|汇报人|发言人"
)


def filled_form(cells: Sequence[str]) -> list[str | None]:
    """The cells of a row of a form, a question and its answer as one line (姓名：张三) in the place of
    the question; None where a cell stays as it is, empty where it went into the one before it."""
    found: list[str | None] = [None] * len(cells)
    for place, (asked, answer) in enumerate(pairwise(cells)):
        name, said = _squeezed(asked).rstrip("：:"), answer.strip(BLANKS)
        open_ = found[place] is None and _ASKED.fullmatch(name)
        if open_ and said and "\n" not in said and not _ASKED.fullmatch(_squeezed(said)):
            found[place], found[place + 1] = f"{name}：{said}", ""
    return found


def _is_header(row: Sequence[str]) -> bool:
    """Whether a row names columns, one of problems or measures among them."""
    names = [name for cell in row if (name := _squeezed(cell))]
    return (
        len(names) >= 2
        and all(_COLUMN.fullmatch(name) or _OTHER.fullmatch(name) for name in names)
        and any(_COLUMN.fullmatch(name) for name in names)
    )


def _blocks(lines: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """Runs of lines that are rows, and runs of lines that are none."""
    block: list[SourceLine] = []
    row = False
    for line in lines:
        here = _cells(line.text) is not None
        if block and here != row:
            yield block
            block = []
        row = here
        block.append(line)
    if block:
        yield block


def _cells(text: str) -> list[str] | None:
    """The cells of a row; None where the line is none."""
    inner = text.strip(BLANKS)
    for sign in ("|", "｜"):
        if inner.count(sign) >= 1 and (inner.startswith(sign) or f" {sign} " in inner):
            return inner.strip(sign).split(sign)
    return text.strip("\n").split("\t") if "\t" in inner else None


def _squeezed(text: str) -> str:
    return "".join(char for char in text if char not in BLANKS).strip("*")
