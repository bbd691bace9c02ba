"""Characters in = characters placed + characters listed as 未归类, for any text at all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drafting.document.model import Document, Head, Part, Point, Prose, Section, nodes
from drafting.importing import Imported, UnreadableFile, segment
from drafting.importing.source import BLANKS
from tests.importing.marked import NAMES, marked
from tests.importing.text import source_of

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = [
    *(
        "一、",
        "二、",
        "（一）",
        "(二）",
        "1.",
        "（1）",
        "①",
        "第一部分",
        "一是",
        "二是",
        "三是",
        "一要",
        "其一，",
        "第一，",
    ),
    *("。", "：", "；", "，", "“", "”", "\n", "\n", "\n", "　", " ", "比如", "如", "如何"),
    *(
        "存在的问题",
        "原因分析",
        "整改措施",
        "上年度整改情况",
        "在理论学习方面",
        "担当作为",
        "学得不深",
        "对照检查材料",
    ),
    *(
        "现报告如下：",
        "请批评指正。",
        "2024年1月2日",
        "问题一：",
        "原因：",
        "整改措施：",
        "首先，",
        "其次，",
        "# ",
        "**",
        "- ",
        "来源：",
        "发布时间：",
        "姓名：",
        "性别：女",
        "Ⅰ、",
        "一 ",
        "2.6月",
        "學習問題",
        "究其原因，",
        "今后，我要",
        "以上就是我的发言。",
        "张三",
        "附件：清单",
        "目录",
        "— 3 —",
        "总之，",
    ),
]
ANY = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=60).map("".join)
LINES = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), max_size=25
).map("\n".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A material with lines left out, doubled, moved, cut and joined."""
    lines = marked(draw(st.sampled_from(NAMES))).text.split("\n")
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["drop", "double", "move", "cut", "join", "insert"]))
        line = lines[place]
        if kind == "drop" and len(lines) > 1:
            lines.pop(place)
        elif kind == "double":
            lines.insert(place, line)
        elif kind == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
        elif kind == "cut":
            at = draw(st.integers(0, len(line)))
            lines[place : place + 1] = [line[:at], line[at:]]
        elif kind == "join" and place:
            lines[place - 1 : place + 1] = [lines[place - 1] + line]
        else:
            lines[place] = line + draw(st.sampled_from(PIECES))
    return "\n".join(lines)


def values(document: Document) -> dict[tuple[str, str], str]:
    """Every field that holds text of the source, by node and name."""
    names = {
        Head: ("title", "unit", "position", "name", "date"),
        Prose: ("text",),
        Part: ("number", "heading", "lead"),
        Section: ("number", "heading", "lead"),
        Point: ("marker", "claim", "elaboration", "example"),
    }
    return {
        (node.id, name): text
        for node in nodes(document)
        for name in names[type(node)]
        if (text := getattr(node, name))
    }


def squeezed(text: str) -> str:
    return "".join(char for char in text if char not in BLANKS)


def check(imported: Imported) -> None:
    text = imported.source.text
    spans = [(p.start, p.end) for p in imported.pieces] + [
        (u.start, u.end) for u in imported.unplaced
    ]
    covered = sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(covered))
    left = list(text)
    for start, end in covered:
        left[start:end] = " " * (end - start)
    assert squeezed("".join(left)) == ""
    # and each field holds what its pieces say, but for the signs that set it off
    said: dict[tuple[str, str], str] = {}
    for piece in imported.pieces:
        key = (piece.node_id, piece.field)
        said[key] = said.get(key, "") + text[piece.start : piece.end]
    found = values(imported.document)
    assert set(found) <= set(said)
    for key, raw in said.items():
        rest = squeezed(raw).replace(squeezed(found.get(key, "")), "", 1)
        assert all(
            char in "。：:；;，,、.．（）()〔〕[]【】)"
            or key[1] in ("unit", "position", "name", "date")
            for char in rest
        ), (key, raw)


@SLOW
@example(text="一、\n原因：\n一、一、\n原因：")
@given(text=ANY | LINES)
def test_any_text(text: str) -> None:
    try:
        source = source_of(text)
    except UnreadableFile:
        assert squeezed(text) == ""
        return
    check(segment(source))


@SLOW
@given(text=mutated())
def test_any_change_of_a_material(text: str) -> None:
    check(segment(source_of(text)))
