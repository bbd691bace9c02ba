"""From the texts of a row to values: codes, groups, days. What cannot be understood is a sentence
each. [pure]"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from accounts.roster.cells import as_day, as_name, compared, half_width
from accounts.roster.columns import BY_KEY, CLEARED
from accounts.roster.sheet import SheetRow
from accounts.roster.terms import (
    COMMITTEE,
    DEPUTY,
    GROUP_LEADER,
    MEMBER,
    PLAIN_MEMBER,
    SECRETARY,
    Terms,
)

#: Fields that 清空 may empty.
OPTIONAL: Final = ("position", "duty", "group", "phone", "email")
_FIRST_DAY: Final = "1921-07-01"
#: Between several kinds of member.
_BETWEEN: Final = re.compile(r"[、，,;；]\s*")
#: How a branch's own lists write a role: 支部书记, 党支部副书记, 中共党员, 正式党员.
_OWN_WAYS: Final = re.compile(r"(?:党?支部(?=副?书记)|(?:中共|正式|普通)(?=党员))")
#: What a member of the committee is called there; 支部委员 alone says nothing of what they see to.
_SEAT: Final = re.compile(r"(?:党?支部)?(?:(?P<duty>[^\W\d_]{1,8}委员)|支委|委员)")
_ANY_SEAT: Final = ("支部委员", "支委委员", "支委会委员")
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ ·.'\-][^\W\d_]+)*\.?")


@dataclass(frozen=True)
class RosterEntry:
    """What a row says. ``values``: by column key, "" where the field is to be emptied; what the row
    leaves open is not in it.

    ``values["group"]`` is the group's primary key as text; ``leads_group`` tells 组长 from 书记.
    """

    number: int
    values: Mapping[str, str]
    faults: tuple[str, ...] = ()
    leads_group: bool = False


def read_entry(row: SheetRow, terms: Terms) -> RosterEntry:
    """The values of a row, and a sentence for each cell that cannot be understood."""
    values: dict[str, str] = {}
    faults = list(row.faults)
    for key, text in row.cells.items():
        try:
            values[key] = _value(key, text, terms)
        except ValueError as fault:
            faults.append(str(fault))
    if not values.get("name") and not any("姓名" in fault for fault in faults):
        faults.insert(0, "没有填写姓名。")
    role = compared(row.cells.get("role", ""))
    if values.get("role") == MEMBER and (seat := _SEAT.fullmatch(role)):
        values.setdefault("member_kind", COMMITTEE)
        if (duty := seat["duty"]) and duty not in _ANY_SEAT:
            values.setdefault("duty", duty)
    leads = role == GROUP_LEADER
    return RosterEntry(row.number, values, tuple(faults), leads)


def _value(key: str, text: str, terms: Terms) -> str:
    if compared(text) == CLEARED:
        if key in OPTIONAL:
            return ""
        raise ValueError(f"{BY_KEY[key].header}不能清空。")
    value = _READERS.get(key, _plain)(text, terms)
    if key in ("name", "username", "position", "duty", "phone", "email"):
        terms.check(key, value)
    return value


def _plain(text: str, terms: Terms) -> str:
    return text


def _half(text: str, terms: Terms) -> str:
    return half_width(text)


def _dense(text: str, terms: Terms) -> str:
    return compared(text)


def _name(text: str, terms: Terms) -> str:
    name = as_name(text)
    if not _NAME.fullmatch(name):
        raise ValueError(f"姓名“{name[:20]}”里有数字或符号，请检查。")
    return name


def _role(text: str, terms: Terms) -> str:
    word = compared(text)
    if word == GROUP_LEADER:
        return SECRETARY
    if word in terms.offices:
        raise ValueError(f"角色“{word}”不能通过导入设置，请联系系统管理员。")
    if _SEAT.fullmatch(word):
        return MEMBER
    word = _OWN_WAYS.sub("", word, count=1)
    for code, label in terms.roles.items():
        if word == label:
            return code
    raise ValueError(f"角色“{text[:20]}”不认识，可填：{'、'.join(terms.role_labels)}。")


def _kinds(text: str, terms: Terms) -> str:
    """The codes of one or several kinds of member, with a comma between them."""
    codes = {compared(label): code for code, label in terms.kinds.items()}
    codes |= dict.fromkeys(("党员", "正式党员", "中共党员"), PLAIN_MEMBER)
    said = [word for word in _BETWEEN.split(text) if word] or [text]
    for word in said:
        if compared(word) not in codes:
            known = "、".join(terms.kinds.values())
            raise ValueError(f"党员类型“{word[:20]}”不认识，可填：{known}。")
    chosen = {codes[compared(word)] for word in said}
    if fault := terms.kinds_fault(chosen):
        raise ValueError(f"党员类型：{fault}")
    return ",".join(code for code in terms.kinds if code in chosen)


def _group(text: str, terms: Terms) -> str:
    word = compared(text)
    for key, name in terms.groups.items():
        if word in (compared(name), compared(terms.group_aliases.get(key, ""))):
            return key
    if not terms.groups:
        raise ValueError("这里没有设党小组，“党小组”请留空。")
    raise ValueError(f"没有党小组“{text[:20]}”，可填：{'、'.join(terms.groups.values())}。")


def _active_from(text: str, terms: Terms) -> str:
    try:
        day = as_day(text)
    except ValueError as fault:
        raise ValueError(f"起始日期：{fault}") from None
    if day > terms.today:
        raise ValueError(f"起始日期 {day} 还没有到，请填写今天或以前的日期。")
    if day < _FIRST_DAY:
        raise ValueError(f"起始日期 {day} 太早，请检查年份。")
    return day


_READERS: Final = {
    "name": _name,
    "username": _dense,
    "role": _role,
    "member_kind": _kinds,
    "group": _group,
    "phone": _half,
    "email": _dense,
    "active_from": _active_from,
}


def place_fault(entry: RosterEntry, role: str, group: str, terms: Terms) -> str:
    """Why a role cannot be held at the place where it would be (``group`` "" is the organisation
    itself); "" when it can."""
    if "role" not in entry.values:
        return ""
    if entry.leads_group and not group:
        return "角色是组长，请填写所在的党小组。"
    if group and role in (SECRETARY, DEPUTY) and not entry.leads_group:
        label = terms.roles[role]
        if "group" not in entry.values:
            return f"此人现在在党小组里，要担任{label}请在“党小组”里填“{CLEARED}”。"
        return f"党小组里没有{label}：小组负责人填“{GROUP_LEADER}”，支部{label}的“党小组”请留空。"
    return ""
