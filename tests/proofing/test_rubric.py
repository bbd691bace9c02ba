"""A paper as it would be judged: what is seen, what is left to a person, and what to mend first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.proofing.core import tally
from drafting.proofing.core.findings import Finding
from drafting.proofing.rubric import Rubric
from drafting.proofing.selectors import Proof, proof_draft
from tests.cast import *  # noqa: F403
from tests.proofing.papers import spoil
from tests.wizard.papers import point, put, store, stored

pytestmark = pytest.mark.django_db

HOLLOW = {
    "elaboration": "平时学习不够主动，认识不够深，有时满足于一般了解，没有做到入脑入心。",
    "example": "比如，有时学习有关文件不够主动。",
}
TOLD = {
    "elaboration": "总觉得日常工作够忙了，学习往后放一放也不要紧。",
    "example": "比如，3月领的《纪律处分条例》我只翻了前两章，支部会上被问住，下不来台。",
}


def with_points(document: Document, *points: dict[str, str]) -> Document:
    made = (
        point(f"q{n}", f"学习不够主动之{n}", **texts, category="LL1")
        for n, texts in enumerate(points)
    )
    return put(document, "theory", *made)


def judged(draft: Draft, member: User, *points: dict[str, str]) -> Rubric:
    store(draft, with_points(stored(draft), *points))
    document = stored(draft)
    return Rubric(spec_of_draft(draft), document, proof_draft(draft, member))


def said(rubric: Rubric, name: str) -> str:
    return "".join(next(row for row in rubric.rows if row.name == name).seen)


def test_lengths_are_never_first_while_a_point_is_hollow(
    draft: Draft, member: User, taxonomy: None
) -> None:
    rubric = judged(draft, member, HOLLOW, TOLD)
    rules = [one.kind.first.finding.rule if one.kind else "" for one in rubric.corrections]
    assert len(rules) == 3
    assert not set(rules) & set(tally.LENGTHS)
    # with nothing else to mend, the hollow point is first
    lengths = [
        item for item in rubric.proof.items if item.finding.rule in (*tally.LENGTHS, "part-missing")
    ]
    assert {item.finding.rule for item in lengths} & set(tally.LENGTHS)
    few = [item for item in lengths if item.finding.rule in tally.LENGTHS]
    only = replace(rubric, proof=Proof(rubric.proof.items.of(few, {})))
    first = only.corrections[0]
    assert (first.said, first.number) == ("没有一件具体的事", 1)
    assert first.point is not None
    assert (first.point.id, first.step and first.step.key) == ("q0", "theory")
    # where every point tells a case nobody is asked to write longer
    concrete = judged(draft, member, TOLD)
    assert not any(item.finding.rule in tally.LENGTHS for item in concrete.proof.items)


def test_among_advice_lengths_come_last() -> None:
    def advice(rule: str, at: int) -> Finding:
        return Finding(rule, "advice", at, at + 1, "字", "", "", None, None)

    found = [advice("lengths", 0), advice("lengths", 1), advice("emoji", 5), advice("answered", 7)]
    assert [rule for rule, _ in tally.kinds(found)] == ["emoji", "answered", "lengths"]


def test_what_is_seen_and_what_is_left_to_a_person(
    draft: Draft, member: User, taxonomy: None
) -> None:
    rubric = judged(draft, member, HOLLOW, TOLD)
    assert [row.name for row in rubric.rows] == [
        "结构",
        "查摆问题",
        "原因剖析",
        "整改措施",
        "篇幅比例",
        "需要说明的事项",
        "上年度整改",
        "语言文字",
    ]
    assert "2 条问题，1 条还没有写到一件具体的事：学习不够主动之0。" in said(rubric, "查摆问题")
    assert said(rubric, "原因剖析").startswith("还没有写原因。")
    assert "还没有写：" in said(rubric, "结构")
    looks = [row.look for row in rubric.rows if row.look]
    assert len(looks) == 5
    assert all(look.startswith("机器看不出，请自己对照：") for look in looks)
    # nobody is given points
    assert not [row for row in rubric.rows if "分。" in "".join(row.seen) or "得分" in row.look]


def test_without_proofreading_nothing_is_claimed(draft: Draft, member: User) -> None:
    spoil(draft)
    rubric = Rubric(spec_of_draft(draft), stored(draft), Proof(available=False, pending=True))
    assert said(rubric, "语言文字") == "校对还没有做完，看不出。"
    assert all(one.kind is None for one in rubric.corrections)
