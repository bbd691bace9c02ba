"""What a step page has dozens of is written without templates: every text in it is escaped."""

from __future__ import annotations

from drafting.library.models import Phrase
from drafting.progress.steps import Step, StepKind
from drafting.progress.tasklist import Remark, Status, Task
from drafting.templatetags.wizard_text import (
    answers,
    frame,
    insert,
    point_tools,
    problems,
    questions,
    step_state,
    suggestions,
)
from drafting.wizard.links import Answer
from drafting.wizard.step_page.rail import RailStep
from drafting.wizard.taxonomy import Suggestion

#: As somebody types it, and as a page has it.
ODD, SAFE = "<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"
BUTTON = 'class="insert" type="submit" form="step-form" name="op"'


def test_what_links_a_problem() -> None:
    found = [Answer("c1", "causes", ODD, True), Answer("m1", "measures", "多读", False)]
    assert answers("n1", found) == (
        '<li><label><input type="checkbox" name="n1-links" value="c1" checked data-link>'
        f'<span class="tag tag-causes">原因</span>{SAFE}</label></li>'
        '<li><label><input type="checkbox" name="n1-links" value="m1" data-link>'
        '<span class="tag tag-measures">措施</span>多读</label></li>'
    )
    offered = [Suggestion("causes", "C01", ODD, ODD), Suggestion("measures", "M01", "多读")]
    assert suggestions("n1", offered) == (
        f'<button class="chip" type="submit" name="op" value="answer:n1:causes:C01" title="{SAFE}">'
        f'<span class="tag tag-causes">原因</span>{SAFE}'
        ' <i class="bi bi-exclamation-triangle" aria-hidden="true"></i></button> '
        '<button class="chip" type="submit" name="op" value="answer:n1:measures:M01">'
        '<span class="tag tag-measures">措施</span>多读</button> '
    )
    met = [Answer("p1", "problems", ODD, True), Answer("p2", "problems", "少读", False)]
    assert problems("c1", met) == (
        '<button class="chip" type="submit" name="op" value="unmeet:p1:c1" aria-pressed="true">'
        f'<i class="bi bi-check-lg" aria-hidden="true"></i> {SAFE}</button> '
        '<button class="chip" type="submit" name="op" value="meet:p2:c1" aria-pressed="false">'
        "少读</button> "
    )


def test_what_a_phrase_offers() -> None:
    assert insert("7", "claim", "用这句观点") == (
        f'<button {BUTTON} value="use:7:claim" data-insert="claim">用这句观点</button>'
    )
    assert questions([ODD, "在{地点}？"]) == (
        f'<ul class="phrase-questions"><li>{SAFE}</li>'
        '<li>在<mark class="hole">{地点}</mark>？</li></ul>'
    )
    assert questions([]) == ""
    whole = Phrase(elaboration=ODD, example="比如。")
    assert frame(whole, "7", shown=True) == (
        '<details class="frame" open><summary>句架</summary>'
        f'<p><span data-text="elaboration">{SAFE}</span>'
        f' <button {BUTTON} value="use:7:elaboration" data-insert="elaboration">插入</button></p>'
        '<p><span data-text="example">比如。</span>'
        f' <button {BUTTON} value="use:7:example" data-insert="example">插入</button></p></details>'
    )
    assert frame(Phrase(example="比如。"), "7").startswith('<details class="frame"><summary>')
    assert frame(Phrase(claim="观点"), "7") == ""


def test_the_buttons_of_a_point() -> None:
    def buttons(**options: bool) -> list[tuple[str, bool]]:
        lines = point_tools("n1", **options).splitlines()
        return [(line.split('value="')[1].split('"')[0], " disabled>" in line) for line in lines]

    ops = ["up:n1", "down:n1", "place:n1", "remove:n1"]
    assert buttons(first=True, last=False, moves=True) == [(op, op == "up:n1") for op in ops]
    alone = [("up:n1", True), ("down:n1", True), ("remove:n1", False)]
    assert buttons(first=True, last=True, moves=False) == alone


def test_how_far_a_step_is() -> None:
    step = Step(key="s", kind=StepKind.POINTS, title="一")
    remarks = (Remark("s", "a", "", False, "place"), Remark("s", "a", "", True, "copy"))
    whole = RailStep(Task(step, Status.BEGUN, 12, 1, remarks), 2, 3, 4, "")
    assert step_state(whole) == (
        '<span class="step-state">未写完 · <span class="nowrap">12 字</span>'
        ' · <span class="step-guesses">核对位置 1</span>'
        ' · <span class="nowrap">去年原文 1<span class="visually-hidden"> 条</span></span>'
        ' · <span class="nowrap">校对 2<span class="visually-hidden"> 处</span></span>'
        ' · <span class="nowrap step-comments">意见 3<span class="visually-hidden"> 条</span></span>'
        ' · <span class="nowrap">上年 4<span class="visually-hidden"> 条</span></span></span>'
    )
    assert step_state(RailStep(Task(step, Status.MISSING, 0, 0, ()), 0, 0, 0, "")) == (
        '<span class="step-state">未写</span>'
    )
