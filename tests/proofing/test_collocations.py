"""Words that do not go together, and such that only stand beside each other: a table's row may be
cut out of right words, with the last characters the beginning of another one."""

from __future__ import annotations

import pytest

from drafting.proofing.checks.collocation import CHECK
from drafting.proofing.core.context import Context


def found(text: str) -> list[str]:
    context = Context(text, complete=False)
    return [text[hit.start : hit.end] for hit in CHECK.run(context)]


@pytest.mark.parametrize(
    "text",
    [
        # the last characters begin another word
        "实验记录不严谨，调查研究不严谨。",
        "我的作风不强硬，但也不细。",
        "党员的素质不强求一律。",
        "学习不高调，做事不张扬。",
        "服务不高高在上。",
        "深受到场群众欢迎，投诉被受理以后没有再问。",
        # 不大 before what it makes less
        "几个人的认识不大一致，管理不大规范。",
        "他的态度不大好，把关不大细，措施不大管用。",
        "执行不大顺利，协调不大主动，沟通不大及时。",
        "感情不大容易拉近，工作基础不大牢，联系不大紧。",
        # have little to do with each other
        "这件事与本职工作联系不大。",
        # 的 of 目的, 了 of 了解, 来 of 来过
        "我没有想过达到目的的办法。",
        "为了了解群众的想法，除了了解情况，对他家的情况作了了解。",
        "建馆以来来过三批人。",
        "之所以因此受到批评，是我没有去。",
    ],
)
def test_words_that_only_meet(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("服务意识不高，政治素质不强的毛病没有改。", ["意识不高", "素质不强"]),
        ("监督不大，把关不大的时候多。", ["监督不大", "把关不大"]),
        ("学习不高，基础不大。", ["学习不高", "基础不大"]),
        ("工作以来来，我没有学习。", ["以来来"]),
        ("从会上深受到教育。", ["深受到"]),
    ],
)
def test_words_that_do_not_go_together(text: str, said: list[str]) -> None:
    assert sorted(found(text)) == sorted(said)
