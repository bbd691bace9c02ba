"""版式: how a material is set. A style is data, because units differ in it and none of them is
wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderStyle:
    """One way to set a material.

    ``headings``: the heading of an area (方面) on its own line, or run in before its text.
    ``points``: the points (条) of an area one paragraph each, or all in one paragraph.
    ``causes``: what an automatic marker of a cause looks like, 一是 or （一）.
    ``numbers``: as the author wrote them, or by position everywhere.
    """

    key: str
    label: str
    description: str
    headings: Literal["own", "run_in"]
    points: Literal["paragraphs", "run_in"]
    causes: Literal["一是", "（一）"]
    numbers: Literal["automatic", "given"]


_ALL = (
    RenderStyle(
        key="standard",
        label="规范式",
        description="方面标题单独成行，每条一段，原因用（一）（二）标出，序号自动编排。",
        headings="own",
        points="paragraphs",
        causes="（一）",
        numbers="automatic",
    ),
    RenderStyle(
        key="run-in",
        label="连排式",
        description="方面标题不另起行，后面直接接“一是……二是……”，一个方面一段，序号自动编排。",
        headings="run_in",
        points="run_in",
        causes="（一）",
        numbers="automatic",
    ),
    RenderStyle(
        key="compact",
        label="紧凑式",
        description="方面标题单独成行，一个方面的各条合为一段，原因用“一是……二是……”，序号自动编排。",
        headings="own",
        points="run_in",
        causes="一是",
        numbers="automatic",
    ),
    RenderStyle(
        key="given",
        label="原序号式",
        description="方面标题单独成行，每条一段，序号和“一是、二是”保留原稿写法，适合导入的材料。",
        headings="own",
        points="paragraphs",
        causes="一是",
        numbers="given",
    ),
)

#: Every style by its key; the order is that of the choice shown to people.
STYLES: Final[Mapping[str, RenderStyle]] = {style.key: style for style in _ALL}
#: For drafts written here.
DEFAULT_STYLE: Final = STYLES["standard"]
#: For materials that come from elsewhere, whose numbering is the author's.
GIVEN_STYLE: Final = STYLES["given"]


def style_of(key: str) -> RenderStyle:
    """The style with this key; the default one where a row names a style that is no more."""
    return STYLES.get(key, DEFAULT_STYLE)
