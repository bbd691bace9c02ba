"""The measures of a paper as promises."""

from __future__ import annotations

from drafting.document.model import Document, Head, Part, Point, Prose, Section
from drafting.rectification.measures import Measure, measures_of, promise_in


def paper(part: Part) -> Document:
    return Document(head=Head(id="h"), opening=Prose(id="o"), parts=(part,), closing=Prose(id="c"))


def test_points_wherever_they_stand() -> None:
    section = Section(id="s", points=(Point(id="m2", elaboration="每月走访。"), Point(id="empty")))
    part = Part(
        id="p", role="measures", lead="下一步：", points=(Point(id="m1", claim="自学", example="每周"),),
        sections=(section,),
    )  # fmt: skip
    assert measures_of(paper(part)) == (Measure("m1", "自学\n每周"), Measure("m2", "每月走访。"))


def test_running_text_counts_by_paragraph_under_lasting_ids() -> None:
    part = Part(id="p", role="measures", lead="一是每周自学。写笔记。\n\n二是走访群众。")
    found = measures_of(paper(part))
    assert [one.promise for one in found] == ["每周自学", "走访群众"]
    again = measures_of(paper(Part(id="q", role="measures", lead="二是走访群众。")))
    assert again == found[1:]
    assert measures_of(paper(Part(id="p", role="causes", lead="一是学得少。"))) == ()


def test_a_promise_is_a_sentence() -> None:
    assert promise_in("（二）每月走访，\n听意见") == "每月走访"
    assert promise_in("3. 修书架；再修一个") == "修书架"
    assert promise_in("一" * 80) == "一" * 60 + "…"
    assert promise_in("。") == ""
