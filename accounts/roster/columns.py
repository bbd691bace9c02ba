"""The columns of the list of members, and how people write their headers. [pure]"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class RosterColumn:
    """A column: its key in the program, its header, its width (characters of the default font) and
    how it is filled in."""

    key: str
    header: str
    width: int
    help: str
    aliases: tuple[str, ...] = ()


#: What a cell says to empty an optional field; a blank cell leaves the field as it is.
CLEARED: Final = "清空"

COLUMNS: Final = (
    RosterColumn("name", "姓名", 12, "必填。", ("党员姓名", "名字")),
    RosterColumn(
        "username",
        "用户名",
        16,
        "登录用，可用字母、数字和 @ . + - _。新增的人可以留空，由系统按姓名拼音生成；已有的人照原样填，或留空按姓名对上。",
        ("登录名", "账号", "登录账号", "登录用户名"),
    ),
    RosterColumn("role", "角色", 10, "", ("党内职务",)),
    RosterColumn(
        "position", "职务", 20, "行政或业务职务，如“副馆长”。", ("行政职务", "工作职务", "岗位")
    ),
    RosterColumn("duty", "支委分工", 14, "如“组织委员”，没有分工的留空。", ("分工", "支委职务")),
    RosterColumn("member_kind", "党员类型", 20, "", ("党员类别", "类型")),
    RosterColumn("group", "党小组", 16, "", ("所在党小组", "小组")),
    RosterColumn(
        "phone",
        "联系电话",
        16,
        "数字，可带空格和连字符，如 0731-8888 0000。",
        ("电话", "手机", "手机号", "手机号码", "电话号码"),
    ),
    RosterColumn(
        "email",
        "电子邮箱",
        24,
        "如 name@example.cn。",
        ("邮箱", "邮件", "电子邮件", "email", "e-mail"),
    ),
    RosterColumn(
        "active_from",
        "起始日期",
        14,
        "任职从哪一天算起，如 2024-03-01；新增的人留空为导入当天。",
        ("任职日期", "任职起始日期"),
    ),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}
#: Columns that many lists have and that mean nothing here.
IGNORED: Final = ("序号", "编号", "no", "no.")

_IN_BRACKETS = re.compile(r"\(.*?\)")


def header_key(text: str) -> str:
    """A header as it is compared: blanks, stars and what stands in brackets count for nothing (“姓
    名*（必填）” is 姓名)."""
    plain = _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    return "".join(plain.split()).strip("*:").lower()


_KNOWN: Final = {
    header_key(name): column.key for column in COLUMNS for name in (column.header, *column.aliases)
}


def known_column(text: str) -> str | None:
    """The key of the column with this header or a usual other name of it; None where no column has
    it."""
    return _KNOWN.get(header_key(text))


def is_ignored(text: str) -> bool:
    """Whether a column with this header is left out without a word."""
    return header_key(text) in IGNORED
