"""What is fluent and says nothing is asked what happened; what is plain, short and true is left
alone."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from drafting.frameworks.shipped_frameworks import shipped_framework
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Finding
from drafting.proofing.core.runner import proofread
from tests.processes import ROOT

FRAME = json.loads((ROOT / "tests/proofing/truth/papers.json").read_text("utf-8"))
PLAIN, HOLLOW = FRAME["plain"], FRAME["hollow"]
#: What says that a paper tells nothing of its own.
ACCUSING = {
    "library-share",
    "library-reworded",
    "hollow-filler",
    "missing-example",
    "empty-formula",
    "merit-as-problem",
    "answer-echo",
    "repetition",
}
#: Words that people exchange in what they copy.
EXCHANGED = (
    ("自己", "本人"),
    ("没有", "未曾"),
    ("总觉得", "老觉得"),
    ("就", "便"),
    ("把", "将"),
    ("只", "仅"),
    ("认为", "以为"),
)
FILLERS = ("征兵工作", "张大爷", "6月的例会")


def paper(texts: dict[str, list[str]]) -> str:
    """A material of these problems (an area each), causes and measures."""
    lines = ["个人对照检查材料", "一、存在的问题"]
    for number, text in enumerate(texts["problems"]):
        area = ("理论学习", "党性修养", "联系群众", "担当作为", "工作作风", "廉洁自律")[number % 6]
        lines += [f"（{'一二三四五六七八九十'[number]}）在{area}方面", text]
    for part, name in (("causes", "二、产生问题的原因"), ("measures", "三、整改措施")):
        lines += [name, *(f"{'一二三四五六'[n]}是{t}" for n, t in enumerate(texts[part]))]
    return "\n".join(lines)


def found(text: str, **given: object) -> list[Finding]:
    return list(proofread(Context(text, **given)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_paper_of_ones_own_facts_is_left_alone(name: str) -> None:
    rules = {one.rule for one in found(paper(PLAIN[name]))}
    assert not rules & ACCUSING
    assert "measure-vague" not in rules


@pytest.mark.parametrize("name", PLAIN)
def test_nobody_who_told_what_happened_is_asked_to_write_longer(name: str) -> None:
    framework = shipped_framework("2023-zuzhi")
    text = paper(PLAIN[name])
    headings = {one.text for one in found(text, framework=framework) if one.rule == "lengths"}
    assert not headings & {"存在的问题", "在理论学习方面", "在担当作为方面", "在工作作风方面"}
    # a hollow one is
    hollow = paper(PLAIN[name] | {"problems": ["学习不够深入，标准还不够高。"]})
    headings = {one.text for one in found(hollow, framework=framework) if one.rule == "lengths"}
    assert headings >= {"存在的问题", "在理论学习方面"}


@pytest.mark.parametrize("name", HOLLOW)
def test_a_paper_that_tells_nothing_is_asked_in_every_area(name: str) -> None:
    texts = HOLLOW[name]
    rules = Counter(one.rule for one in found(paper(texts)) if one.severity == "warning")
    assert rules["missing-example"] == len(texts["problems"])
    for rule, number in texts["rules"].items():
        assert rules[rule] >= number, rule


@pytest.mark.parametrize("moved", [False, True])
def test_library_phrases_with_words_exchanged_are_told(moved: bool) -> None:
    text = reworded("problems-study", moved=moved)
    mine = [one for one in found(text) if one.rule == "library-reworded"]
    assert [one.severity for one in mine[:2]] == ["warning", "advice"]
    percent = re.search(r"全文有 (\d+)% 的文字同素材库一样", mine[0].message)
    assert percent
    assert int(percent[1]) > 50


def test_what_the_library_has_as_it_is_is_told_once() -> None:
    """Where most is word for word, that is said; where little is taken, nothing is."""
    rules = [one.rule for one in found(taken("problems-study")) if one.severity == "warning"]
    assert rules.count("library-share") == 1
    assert "library-reworded" not in rules
    own = paper(next(iter(PLAIN.values())))
    sentence = reworded("problems-study").split("。")[1]
    few = [one for one in found(f"{own}\n{sentence}。") if one.rule == "library-reworded"]
    assert {one.severity for one in few} <= {"advice"}


def taken(name: str) -> str:
    """Three areas of two phrases each, their holes filled with what looks like a fact."""
    rows = json.loads((ROOT / f"fixtures/library/{name}.json").read_text("utf-8"))[:6]
    said = []
    for row in rows:
        holes = iter(range(100))
        text = f"{row['claim']}。{row['elaboration']}{row['example']}"
        said.append(re.sub(r"\{[^}]+\}", lambda _, h=holes: FILLERS[next(h) % 3], text))  # type: ignore[misc]
    return paper({"problems": said, "causes": [], "measures": []})


def reworded(name: str, *, moved: bool = False) -> str:
    """The same with words exchanged, or with the first two clauses of each sentence exchanged."""
    text = taken(name)
    if moved:
        return re.sub(r"([^。\n，]{5,})，([^。\n，]{5,})，([^。\n]+)。", r"\2，\1，\3。", text)
    for one, other in EXCHANGED:
        text = text.replace(one, other)
    return text
