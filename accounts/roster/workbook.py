"""The .xlsx files handed out: the blank list, the list of the members, the one-time passwords.
[pure]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from accounts.roster.columns import CLEARED, COLUMNS
from accounts.roster.sheet import MOST_ROWS, SHEET_TITLE
from accounts.roster.terms import Terms
from drafting.common.workbooks import writing
from drafting.common.workbooks.writing import Look

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CHOICES_TITLE: Final = "可选内容"
_HEADING: Final = replace(writing.HEADING, vertical=None)
_CELL: Final = Look(as_text=True)
#: No 0 that looks like O.
_PASSWORD: Final = replace(_CELL, font="Consolas")


def write_roster(rows: Iterable[Mapping[str, str]], terms: Terms) -> bytes:
    """The list as .xlsx: ``rows`` hold texts by column key; without rows it is the blank list
    (空白模板)."""
    book, sheet = writing.new_workbook(SHEET_TITLE)
    _fill(
        sheet,
        [(column.header, column.width) for column in COLUMNS],
        ([row.get(column.key, "") for column in COLUMNS] for row in rows),
    )
    sheet.freeze_panes = "B2"
    writing.explain(book.create_sheet("填写说明"), _explanation(terms), (14, 100))
    _offer_choices(sheet, book.create_sheet(_CHOICES_TITLE), terms)
    return writing.saved(book)


def write_passwords(rows: Iterable[Sequence[str]], address: str, until: str) -> bytes:
    """Names, usernames and one-time passwords of new people as .xlsx; ``address`` is where they
    sign in, ``until`` the last day on which they do so with it."""
    book, sheet = writing.new_workbook("一次性密码")
    columns = [("姓名", 14), ("用户名", 18), ("一次性密码", 20), ("有效至", 14), ("登录地址", 36)]
    _fill(sheet, columns, ([*row, until, address] for row in rows), {2: _PASSWORD})
    return writing.saved(book)


def _fill(
    sheet: Worksheet,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str]],
    looks: Mapping[int, Look] = MappingProxyType({}),
) -> None:
    """``looks`` are those of the cells below the headings, by column (from 0), where they are not
    the usual one."""
    writing.write_row(sheet, 1, [header for header, _width in columns], _HEADING)
    writing.set_widths(sheet, [width for _header, width in columns])
    for place in range(1, len(columns) + 1):
        # As text, so that Excel makes no number of a telephone and no date of a group's name.
        sheet.column_dimensions[writing.letter(place)].number_format = "@"
    for number, values in enumerate(rows, 2):
        for place, value in enumerate(values):
            if value:
                writing.write(sheet, number, place + 1, value, looks.get(place, _CELL))
    writing.fit_to_width(sheet, "1:1")


def _offer_choices(sheet: Worksheet, choices: Worksheet, terms: Terms) -> None:
    """Lists to choose from. They stand on a sheet of their own: written into the rule they may have
    255 characters only."""
    choices.sheet_state = "hidden"
    lists = {"role": terms.role_labels, "member_kind": tuple(terms.kinds.values())}
    if terms.groups:
        lists["group"] = tuple(terms.groups.values())
    keys = [column.key for column in COLUMNS]
    for place, (key, labels) in enumerate(lists.items(), 1):
        for number, label in enumerate(labels, 1):
            writing.write(choices, number, place, label, _CELL)
        column = writing.letter(place)
        writing.offer_choices(
            sheet,
            keys.index(key) + 1,
            MOST_ROWS + 1,
            f"'{_CHOICES_TITLE}'!${column}$1:${column}${len(labels)}",
            title="请从列表中选择",
            sentence=f"可填：{'、'.join(labels)}"[:200],
            # 清空 and several kinds are allowed too; what is wrong is said at the import.
            strict=key == "role",
        )


def _explanation(terms: Terms) -> list[tuple[str, str]]:
    """How a list is filled in, and what its columns hold."""
    own = {
        "role": f"可填：{'、'.join(terms.role_labels)}。新增的人留空为党员。",
        "member_kind": f"可填：{'、'.join(terms.kinds.values())}。"
        "可以填几种，用“、”分隔，如“预备党员、学生党员”。新增的人留空为普通党员。",
        "group": f"可填：{'、'.join(terms.groups.values())}。不在党小组的留空。"
        if terms.groups
        else "这里没有设党小组，留空。",
    }
    return [
        (
            "怎样填写",
            "在“党员名单”表里从第 2 行起每人一行；第 1 行的列名不要改，列的先后可以调整，用不到的列可以删去。",
        ),
        ("怎样导入", "上传后先列出每一行会怎样处理，确认以后才写入。名单里没有的人不会被删除。"),
        (
            "已有的人",
            f"留空的格子不改动原有内容；要去掉职务、分工、党小组、电话或邮箱，在格子里填“{CLEARED}”。",
        ),
        *((column.header, own.get(column.key, column.help)) for column in COLUMNS),
        (
            "例一",
            "姓名：张明远；用户名：留空；角色：党员；职务：借阅部馆员；党员类型：普通党员；联系电话：0731-8888 0000",
        ),
        (
            "例二",
            "姓名：李晓云；用户名：lixiaoyun；角色：副书记；职务：副馆长；支委分工：组织委员；党员类型：支部委员",
        ),
    ]
