"""The form of the editor as it was sent: read as it was typed, and checked."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from django.http import QueryDict

from drafting.annual_notice.area_rows import LONGEST_GUIDANCE, LONGEST_NAME
from drafting.document.text import clean
from drafting.fields import split_tags
from drafting.framework_editor.content import ADDABLE, LIMITS, Content, Head, Row, kept, own_heading
from drafting.frameworks.completeness import REQUIRED_ROLES
from drafting.frameworks.models import Audience, Framework, Section
from drafting.frameworks.services.corrections import other_audience
from drafting.frameworks.spec import TAXONOMY_AREAS, unknown_taxonomy

#: Of rows of a kind that a form may send; more are none of ours.
_ROWS: Final = 60
_LONGEST: Final = {
    "name": ("名称", 120), "variant": ("这套方面叫什么", 40), "title": ("材料标题", 120),
    "theme": ("会议主题", 1000), "sources": ("依据的通知", 2000), "note": ("备注", 2000),
}  # fmt: skip
_LONGEST_OF_ROW: Final = {
    "heading": ("正文标题", 220), "guidance": ("撰写提示", LONGEST_GUIDANCE),
    "pattern": ("参考写法", 2000), "source": ("出处", 200),
}  # fmt: skip
_LARGEST: Final = {
    "min_points": 99, "max_points": 99, "min_characters": 99_999, "max_characters": 99_999,
}  # fmt: skip
_CALLED: Final = {
    "min_points": "最少条数", "max_points": "最多条数",
    "min_characters": "最少字数", "max_characters": "最多字数",
}  # fmt: skip


def sent_content(data: QueryDict, framework: Framework) -> Content:
    """What was sent, parts and areas in the order of their places; rows are those of the framework
    where they name one."""
    stored = {str(row.pk): row for row in framework.sections.all()}
    head = {one.name: _text(data, one.name) for one in fields(Head)}
    if "audience" not in data:
        head["audience"] = framework.audience
    return Content(
        head=Head(**head),
        parts=_rows(data, "part", stored),
        areas=_rows(data, "area", stored),
    )


def _rows(data: QueryDict, kind: str, stored: dict[str, Section]) -> tuple[Row, ...]:
    found = []
    for at in range(_ROWS):
        prefix = f"{kind}-{at}-"
        if f"{prefix}name" not in data:
            continue
        section = stored.get(data.get(f"{prefix}id", ""))
        if section is not None and (section.parent_id is None) != (kind == "part"):
            section = None
        found.append(
            (_place(data.get(f"{prefix}place", ""), at), _row(data, prefix, kind, section))
        )
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


def _place(text: str, at: int) -> tuple[float, int]:
    return (float(text), at) if text.isascii() and text.isdigit() else (float(_ROWS), at)


def _row(data: QueryDict, prefix: str, kind: str, section: Section | None) -> Row:
    ticked = set(data.getlist(f"{prefix}taxonomy"))
    row = Row(
        pk=str(section.pk) if section else "",
        key=section.key if section else "",
        role=_role(data.get(f"{prefix}role", ""), kind, section),
        name=" ".join(_text(data, f"{prefix}name").split()),
        heading=" ".join(_text(data, f"{prefix}heading").split()),
        required=f"{prefix}required" in data,
        guidance=_text(data, f"{prefix}guidance"),
        pattern=_text(data, f"{prefix}pattern"),
        source=" ".join(_text(data, f"{prefix}source").split()),
        taxonomy=tuple(area for area in TAXONOMY_AREAS if area in ticked),
        codes=split_tags(_text(data, f"{prefix}codes").upper()),
        dropped=f"{prefix}drop" in data,
        unsure=_unsure(section, _text(data, f"{prefix}name")),
        min_points=_number(data, prefix, "min_points"),
        max_points=_number(data, prefix, "max_points"),
        min_characters=_number(data, prefix, "min_characters"),
        max_characters=_number(data, prefix, "max_characters"),
    )
    return replace(row, heading=own_heading(row)) if kind == "area" else row


def _number(data: QueryDict, prefix: str, name: str) -> str:
    return _text(data, prefix + name) or "0"


def _role(sent: str, kind: str, section: Section | None) -> str:
    if kind == "area":
        return Section.Role.PROBLEMS
    if section is not None:
        return section.role
    return sent if sent in ADDABLE else Section.Role.OTHER


def _unsure(section: Section | None, name: str) -> bool:
    if section is None or section.name != " ".join(name.split()):
        return True
    return section.unsure and section.framework.confirmed_at is None


def _text(data: QueryDict, name: str) -> str:
    return clean(data.get(name, "")).strip()


def checked(content: Content, framework: Framework) -> tuple[Content, list[str]]:
    """The content for a framework with what is wrong with each row, and all of it as sentences for
    the top of the page."""
    said = [*_wrong_head(content.head), *_lost_parts(content, framework)]
    if content.head.audience in Audience:
        said += other_audience(framework, content.head.audience)
    names = [row.name for row in kept(content.areas)]
    areas = [_with_errors(row, names) for row in content.areas]
    parts = [_with_errors(row, []) for row in content.parts]
    for kind, rows in (("方面", areas), ("部分", parts)):
        for at, row in enumerate(rows, 1):
            said += [f"{_called(kind, at, row)}：{error}" for error in row.errors]
    roles = [row.role for row in kept(content.parts) if row.role != Section.Role.OTHER]
    said += [
        f"“{Section.Role(role).label}”部分只能有一个。"
        for role in dict.fromkeys(roles)
        if roles.count(role) > 1
    ]
    return replace(content, areas=tuple(areas), parts=tuple(parts)), said


def _called(kind: str, at: int, row: Row) -> str:
    name = f"“{row.name[:20]}”" if row.name else ""
    return f"第 {at} 个{kind}{name}"


def _wrong_head(head: Head) -> list[str]:
    said = [] if head.name else ["请填写名称。"]
    if head.audience not in Audience:
        said.append("没有这种对象，请重新选择写给谁用。")
    for name, (label, longest) in _LONGEST.items():
        if len(text := getattr(head, name)) > longest:
            said.append(f"{label}有 {len(text)} 个字，最多 {longest} 个。")
    return said


def _lost_parts(content: Content, framework: Framework) -> list[str]:
    stored = {row.role for row in framework.sections.all() if row.parent_id is None}
    left = {row.role for row in kept(content.parts)}
    lost = [Section.Role(role).label for role in REQUIRED_ROLES if role in stored - left]
    names = "、".join(f"“{label}”" for label in lost)
    return [f"{names}每份材料都要有，不能去掉，请去掉“保存时去掉”的勾选。"] if lost else []


def _with_errors(row: Row, names: list[str]) -> Row:
    if row.dropped or row.empty:
        return row
    return replace(row, errors=tuple(_wrong(row, names)))


def _wrong(row: Row, names: list[str]) -> list[str]:
    said = [] if row.name else ["还没有写名称。"]
    if len(row.name) > LONGEST_NAME:
        said.append(
            f"名称有 {len(row.name)} 个字，最多 {LONGEST_NAME} 个；后面的说明请移到撰写提示里。"
        )
    if row.name and names.count(row.name) > 1:
        said.append("同一个名称写了不止一次。")
    for name, (label, longest) in _LONGEST_OF_ROW.items():
        if len(text := getattr(row, name)) > longest:
            said.append(f"{label}有 {len(text)} 个字，最多 {longest} 个。")
    said += _wrong_limits(row)
    if unknown := unknown_taxonomy(row.codes):
        said.append(f"“{'、'.join(unknown)[:60]}”不是分类代码，应像“ZZ7”这样写。")
    elif len(",".join(row.covers)) > 190:
        said.append("对应的问题分类太多，请改为勾选领域。")
    return said


def _wrong_limits(row: Row) -> list[str]:
    said = []
    for name in LIMITS:
        text, most = getattr(row, name), _LARGEST[name]
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) <= most):
            said.append(f"{_CALLED[name]}请写 0 至 {most} 的数，0 表示不限。")
    for least, largest in (("min_points", "max_points"), ("min_characters", "max_characters")):
        if not said and 0 < row.limit(largest) < row.limit(least):
            said.append(f"{_CALLED[least]}大于{_CALLED[largest]}。")
    return said
