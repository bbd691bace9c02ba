"""Sentences of each kind: the faulty ones are found where they are wrong, and nothing loud is said
of right ones that look like them. sentences.json has them: faulty ones by the check that finds them,
with the words it finds, right ones by what they might be taken for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Finding
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread

TOLD = json.loads(Path(__file__).with_name("sentences.json").read_text("utf-8"))
FAULTY: dict[str, list[list[str]]] = TOLD["faulty"]
RIGHT: dict[str, list[str]] = TOLD["right"]
#: A small paper that has nothing else to be found in.
FRAME = (
    "2024年度组织生活会个人对照检查材料\n按照通知要求，我逐条查摆，现将情况报告如下：\n"
    "一、存在的问题\n（一）理论学习方面。比如，6月的集中学习我迟到了。\n{}\n"
    "二、原因剖析\n根子在思想上松了劲。\n三、整改措施\n每月精读一本书，由支部书记检查。\n"
    "以上是我的对照检查情况，请同志们批评指正。\n"
)
CAUSES = "\n二、原因剖析\n懒。\n三、整改措施\n每周学。"
OPENED = "{}\n{}\n一、存在的问题\n读书少。" + CAUSES


def found_in(sentence: str) -> list[Finding]:
    """What is found in a sentence of the paper."""
    text = FRAME.format(sentence)
    start = text.index(sentence)
    end = start + len(sentence)
    found = proofread(Context(text, year=2024))
    return [finding for finding in found if finding.start < end and start < finding.end]


@pytest.mark.parametrize("rule", FAULTY)
def test_faulty_sentences_are_found(rule: str) -> None:
    missed = [
        sentence
        for sentence, words in FAULTY[rule]
        if (rule, words) not in [(finding.rule, finding.text) for finding in found_in(sentence)]
    ]
    assert missed == []
    assert len(FAULTY[rule]) >= 6
    assert rule in BY_ID


@pytest.mark.parametrize("kind", RIGHT)
def test_right_sentences_are_left_alone(kind: str) -> None:
    loud = [
        (sentence, finding.rule, finding.text)
        for sentence in RIGHT[kind]
        for finding in found_in(sentence)
        if finding.severity != "advice"
    ]
    assert loud == []
    assert len(RIGHT[kind]) >= 6


@pytest.mark.parametrize(
    ("title", "opening", "wrong"),
    [
        ("2024年度组织生活会材料", "按照2024年度组织生活会的安排，报告如下：", ()),
        ("2024年度组织生活会材料", "2025年1月召开的组织生活会前，我作了准备：", ()),
        ("2024年度民主生活会对照检查材料", "上年度即2023年度民主生活会整改事项已办结：", ()),
        ("2024年度个人对照检查材料", "2023年度组织生活会指出的问题，我改了两条：", ()),
        ("组织生活会对照检查材料", "按照2024年度组织生活会的安排，报告如下：", ()),
        ("2025年度个人对照检查材料", "为开好2025年组织生活会，我谈了心：", ()),
        ("2024年度组织生活会材料", "按照2023年度组织生活会的通知，报告如下：", ("2023年度组织生活会",)),
        ("2024年度对照检查材料", "为开好2022年组织生活会，我作了准备：", ("2022年组织生活会",)),
        ("2025年度组织生活会材料", "根据2024年度专题组织生活会要求：", ("2024年度专题组织生活会",)),
        ("2023年度民主生活会对照检查材料", "围绕2024年度民主生活会主题：", ("2024年度民主生活会",)),
        ("2024年度个人检视材料", "现在报告2021年度民主评议的准备：", ("2021年度民主评议",)),
        ("2022年度党性分析材料", "按照2020年度组织生活会部署：", ("2020年度组织生活会",)),
    ],
)  # fmt: skip
def test_years_agree(title: str, opening: str, wrong: tuple[str, ...]) -> None:
    found = proofread(Context(OPENED.format(title, opening)), (BY_ID["year-mismatch"],))
    assert tuple(finding.text for finding in found) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\u3000\n",
        "我平时读书少，想得也浅。",
        "对照检查材料\n" + "我读书少，开会走神。\n" * 30,
        "一、存在的问题" + CAUSES,
        "一、存在的问题\n（一）理论学习方面\n（二）作风方面" + CAUSES,
        "一、存在的问题\n" + "读书少，想得浅，下村少。" * 20,
        "一、存在的问题\n读书少。\n二、原因剖析\n三、整改措施\n每周学。",
    ],
)
def test_what_is_hardly_a_paper_is_told_so(text: str) -> None:
    assert [f.severity for f in proofread(Context(text), (BY_ID["barely-structured"],))] != []
