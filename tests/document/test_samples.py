"""Stored documents of every schema there ever was load for ever, and the present schema is frozen
byte by byte."""

import json
from pathlib import Path

from drafting.document import codec
from drafting.document.model import SCHEMA, Document, Head, Part, Point, Prose, Removed, Section

SAMPLES = Path(__file__).parent / "samples"

#: What every sample says, whatever schema it was stored with.
EXPECTED = Document(
    head=Head(
        id="head234567",
        title="云溪县图书馆党支部2023年度对照检查（存档样例）",
        unit="云溪县图书馆",
        position="采编部主任",
        name="苏文澜",
        date="2024年1月12日",
        changed=12,
    ),
    opening=Prose(
        id="open234567", text="按照支部安排，会前学了规定篇目。\n共听取意见四条。", changed=3
    ),
    parts=(
        Part(
            id="partaaaaaa",
            role="previous",
            key="previous",
            heading="上年度整改落实情况",
            lead="上年度查摆问题两条，已完成一条，另一条差在没有形成制度。",
            changed=4,
        ),
        Part(
            id="partbbbbbb",
            role="problems",
            key="problems",
            number="二",
            heading="存在的问题",
            lead="对照六个方面，主要有以下问题。",
            sections=(
                Section(
                    id="sectaaaaaa",
                    key="theory",
                    area="理论学习",
                    number="一",
                    heading="在理论学习方面",
                    lead="学得不少，记住的不多。",
                    points=(
                        Point(
                            id="pointaaaaa",
                            marker="一是",
                            claim="读原著不成体系",
                            elaboration="常挑短的读，长篇翻几页就放下，前后连不起来。",
                            example="比如，{时间}领到的一本选编，到年底只读了三篇。",
                            category="LL3",
                            links=("causeaaaaa", "measaaaaaa", "causegone2"),
                            changed=11,
                        ),
                        Point(
                            id="pointbbbbb",
                            marker="",
                            claim="",
                            elaboration="",
                            example="",
                            category="LL4",
                        ),
                    ),
                    changed=5,
                ),
                Section(id="sectbbbbbb", heading="在工作作风方面", lead="“只听汇报”的时候有。"),
            ),
            points=(
                Point(
                    id="pointccccc", claim="不分方面的一条", elaboration="第一行\n第二行", changed=6
                ),
            ),
            changed=7,
        ),
        Part(
            id="partcccccc",
            role="causes",
            key="causes",
            heading="原因剖析",
            points=(
                Point(
                    id="causeaaaaa",
                    claim="把学习当软任务",
                    elaboration="忙起来先放下的总是书。",
                    category="C02",
                ),
            ),
        ),
        Part(
            id="partdddddd",
            role="measures",
            key="measures",
            heading="整改措施",
            points=(
                Point(
                    id="measaaaaaa",
                    claim="每月精读一篇",
                    elaboration="每月底前写一页笔记，支部书记抽查。",
                    category="M01",
                    changed=10,
                ),
            ),
        ),
    ),
    closing=Prose(id="closes2345", text="请同志们批评指正。🙂", changed=8),
    removed=(
        Removed(
            container="sectaaaaaa",
            index=1,
            point=Point(
                id="pointddddd",
                marker="二是",
                claim="跟进学习慢",
                elaboration="新的要求晚一个月才读到。",
                example="如，{会议}精神。",
                category="LL7",
                links=("causeaaaaa",),
                changed=9,
            ),
        ),
    ),
)


def test_there_is_a_sample_of_every_schema() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == [
        f"schema-{n}.json" for n in range(1, SCHEMA + 1)
    ]


def test_every_sample_loads_to_the_same_document() -> None:
    for path in SAMPLES.iterdir():
        assert codec.load(json.loads(path.read_text(encoding="utf-8"))) == EXPECTED


def test_the_present_schema_is_stored_byte_by_byte_like_its_sample() -> None:
    stored = (SAMPLES / f"schema-{SCHEMA}.json").read_bytes()
    assert (json.dumps(codec.dump(EXPECTED), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8"
    ) == stored


def test_the_hash_of_a_stored_text_never_changes() -> None:
    assert (
        codec.content_hash(EXPECTED)
        == "ecadadd7fc3e3c5c8f54e27ca45e052414772c49df3e9e98a67b0306c8fe05af"
    )
