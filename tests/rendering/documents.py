"""Documents for the tests of the printed forms."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from drafting.document.model import Document, Head, Part, Point, Prose, Section
from drafting.document.structure import from_structure
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import STYLES

ROOT = Path(__file__).resolve().parents[2]
MATERIALS = sorted((ROOT / "tests" / "materials").glob("*.json"))
MOMENT = datetime(2024, 12, 20, 9, 30, tzinfo=UTC)


def material(path: Path) -> Document:
    return from_structure(json.loads(path.read_text("utf-8")))


def options(style: str = "standard", **values: Any) -> RenderOptions:
    given = {
        "created": MOMENT,
        "modified": MOMENT,
        "author": "张三",
        "reference": "3f2a91c0" + "0" * 56,
    } | values
    return RenderOptions(style=STYLES[style], **given)


#: A small material with one of everything: an area with two points, one with a single point, one
#: that says nothing.
SMALL = Document(
    head=Head(
        id="head",
        title="2024年度民主生活会个人对照检查材料",
        unit="岚溪县文化馆",
        position="副馆长",
        name="林晓",
        date="2024年12月20日",
    ),
    opening=Prose(id="open", text="同志们：\n会前集中学习三天，现将有关情况报告如下：\n"),
    parts=(
        Part(
            id="p1",
            role="problems",
            heading="存在的问题",
            sections=(
                Section(
                    id="s1",
                    heading="在理论学习方面",
                    lead="",
                    points=(
                        Point(
                            id="a",
                            claim="学得不深",
                            elaboration="读原著少。",
                            example="比如，{时间}只翻了目录。",
                        ),
                        Point(id="b", claim="用得不够。", elaboration="　联系“实际”少。 "),
                        Point(id="silent", claim=" ", elaboration="\n"),
                    ),
                ),
                Section(
                    id="s2",
                    heading="在担当作为方面",
                    points=(Point(id="c", claim="闯劲不足", elaboration="怕出错。"),),
                ),
                Section(id="s3", heading="在廉洁自律方面"),
            ),
        ),
        Part(
            id="p2",
            role="causes",
            heading="原因剖析",
            lead="深挖根源，主要有：",
            points=(
                Point(id="d", claim="信念不牢", elaboration="松了劲。"),
                Point(id="e", claim="宗旨淡化"),
            ),
        ),
        Part(id="p3", role="statement", heading="需要说明的事项", lead="无需要说明的事项。"),
        Part(id="p4", role="other", heading="其他"),
    ),
    closing=Prose(id="close", text="请同志们批评指正。"),
)
