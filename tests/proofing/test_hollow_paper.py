"""A paper made of library phrases alone, its holes filled with words that fit anywhere, is told so
before anything else; a paper of one's own facts is not."""

from __future__ import annotations

import json
import re

from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Finding
from drafting.proofing.core.runner import proofread
from drafting.proofing.core.tally import most_pressing
from tests.processes import ROOT

FILLERS = ("有关同志", "有关工作", "2024年5月")
AREAS = {"理论学习": "problems-study", "政治素质": "problems-politics", "担当作为": "problems-duty"}
OWN = """个人对照检查材料
一、存在的问题
（一）在理论学习方面
一是读原著少。去年3月领的四本书，到年底只翻完一本，其余三本没有拆封，心里总觉得手头的活更急，书记问起来我答不上。
二是笔记靠补。5月的读书笔记是月底一天补写的，自己都看不清写了什么。
（二）在工作作风方面
一是接待群众没有耐心。6月12日窗口来了一位办医保的老人，材料少一份复印件，我嫌麻烦没有帮他复印，让他跑了两趟。
二、产生问题的原因
一是总以为书读过就算学过，没有想过它要我做什么。
三、整改措施
一是每月读一本书，月底请组长看笔记。
"""


def hollow_paper() -> str:
    """Two phrases for each of three areas, causes and measures, all their texts taken over."""
    lines = ["个人对照检查材料", "一、存在的问题"]
    for number, (area, name) in enumerate(AREAS.items()):
        lines.append(f"（{'一二三'[number]}）在{area}方面")
        lines += [f"{'一二'[n]}是{text}" for n, text in enumerate(phrases(name, 2))]
    lines += [
        "二、产生问题的原因",
        *(f"{'一二'[n]}是{t}" for n, t in enumerate(phrases("causes", 2))),
    ]
    lines += ["三、整改措施", *(f"{'一二'[n]}是{t}" for n, t in enumerate(phrases("measures", 2)))]
    return "\n".join(lines)


def phrases(name: str, number: int) -> list[str]:
    rows = json.loads((ROOT / f"fixtures/library/{name}.json").read_text("utf-8"))[:number]
    found = []
    for row in rows:
        text = f"{row['claim']}。{row['elaboration']}{row['example']}"
        holes = iter(range(100))
        found.append(re.sub(r"\{[^}]+\}", lambda _, h=holes: FILLERS[next(h) % 3], text))
    return found


def warnings(text: str) -> list[Finding]:
    found = proofread(Context(text))
    return [one for one in found if one.severity in ("error", "warning")]


def test_a_hollow_paper_is_told_first_that_it_says_nothing_of_its_own() -> None:
    found = proofread(Context(hollow_paper()))
    of_kind = [one.rule for one in found if one.severity == "warning"]
    assert len(of_kind) >= 8
    assert of_kind.count("hollow-filler") >= 6
    first, *_ = (finding for finding, _ in most_pressing(found) if finding.severity == "warning")
    assert first.rule == "library-share"
    assert re.search(r"全文有 [789]\d% 的文字同素材库一字不差", first.message)


def test_a_paper_of_facts_is_left_alone() -> None:
    rules = {one.rule for one in warnings(OWN)}
    assert not rules & {"library-share", "hollow-filler", "missing-example"}


def test_what_is_rewritten_in_own_words_is_ones_own() -> None:
    """A sentence or two of the library are no finding; taken whole and not rewritten they are."""
    taken = phrases("problems-study", 2)
    whole = OWN.replace("二是笔记靠补。", f"二是{taken[0]}\n三是{taken[1]}\n四是笔记靠补。")
    assert "library-share" in {one.rule for one in warnings(whole)}
    claim = OWN.replace("一是读原著少。", f"一是{taken[0].split('。')[0]}。")
    assert "library-share" not in {one.rule for one in warnings(claim)}
    rewritten = whole.replace("支部发什么材料我就读什么材料", "书记发到群里的那几份我读了两份")
    assert share(rewritten) < share(whole)


def share(text: str) -> int:
    context = Context(text)
    return sum(one.fixed for one in context.borrowed)
