"""No text stalls a run: time grows with the length, a hundred findings of a kind are given, the
clock ends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.proofing.core.base import Check, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import SEVERITIES, Finding
from drafting.proofing.core.registry import BY_ID, CHECKS
from drafting.proofing.core.runner import _settled, proofread
from drafting.proofing.core.stretches import Nested, Stretches
from drafting.proofing.core.tally import MOST, RANK, counts, kinds, most_pressing
from drafting.proofing.typing.resources import load_tables
from tests.growth import grows_linearly, seconds

pytestmark = pytest.mark.slow

#: Signs, blanks, figures, letters and words of which somebody may paste thousands.
PIECES = (
    *"，。、,.!（）()《》“”‘’【{}\"…_*×1a \u3000\u200b的我一是请\ud800龘🙂",
    "，，", "，，\n", "（\n", "（《", "》）", "（)", "（一）", "（一）学习\n", "一是", "一是学", "二是学。", "一、", "一、问题\n",
    "三个问题:一是学", "1、学\n", "{时间}", "》、《", "做的不够", "认真的学习", "浅尝则止", "问题高举", "踏石有印", "“五个自信”",
    "由于工作忙", "虽然学，但", "个别党员不", "济南市局", "\n", "学 ", "学　", "20XX年", "□□", "信念不够坚定。学得少\n",
    "提高政治判断力，政治领悟力，政治执行力",
)  # fmt: skip
HEAD = "一、存在的问题\n（一）在理论学习方面。"
MEASURES = "二、整改措施\n（一）抓实学习。"


#: What pages run; a worker may take longer, see below.
QUICK = [check for check in CHECKS if check.tables is None]
AWAITED = [check for check in CHECKS if check.tables is not None]


def everywhere(piece: str, length: int) -> str:
    """A text with a piece repeated before the parts, in the problems and in the measures."""
    third = repeated(piece, length // 3)
    return f"{third}\n{HEAD}{third}\n{MEASURES}{third}"


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def linear(text: Any) -> bool:
    """Whether a run over four times as much takes about four times as long; ``text`` makes a text
    of a length."""
    return grows_linearly(
        lambda: proofread(Context(text(1_500)), QUICK, seconds=60),
        lambda: proofread(Context(text(6_000)), QUICK, seconds=60),
    )


# time


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_a_repeated_piece(piece: str) -> None:
    assert linear(lambda length: everywhere(piece, length))


@pytest.mark.parametrize(
    "halves", ["（》", "《）", "“’", "「】"], ids=["round", "title", "quotation", "corner"]
)
def test_time_grows_with_brackets_that_never_pair(halves: str) -> None:
    assert linear(lambda length: halves[0] * (length // 2) + halves[1] * (length // 2))


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=4).map("".join))
def test_twenty_thousand_characters_of_anything_repeated_take_no_time(piece: str) -> None:
    text = everywhere(piece, 20_000)
    assert seconds(lambda: proofread(Context(text), QUICK, seconds=60)) < 2.5


@settings(max_examples=4, deadline=None)
@given(st.sampled_from([e.text for check in CHECKS for e in (*check.bad, *check.good)]))
def test_the_checks_own_examples_repeated_take_no_time(example: str) -> None:
    text = repeated(example, 20_000)
    joined = repeated(example.replace("\n", "").replace("。", "") or "学", 20_000)
    assert seconds(lambda: proofread(Context(text), QUICK, seconds=60)) < 2.5
    assert seconds(lambda: proofread(Context(joined), QUICK, seconds=60)) < 2.5


@pytest.mark.parametrize("piece", ["加强学习落实", "研就问题，"])
def test_what_a_worker_does_grows_with_the_length(piece: str) -> None:
    for check in AWAITED:
        assert check.tables is not None
        check.tables.read()

    def run(length: int) -> None:
        load_tables().graded.cache_clear()
        proofread(Context(repeated(piece, length)), AWAITED, seconds=60)

    assert grows_linearly(lambda: run(1_500), lambda: run(6_000))
    assert seconds(lambda: run(6_000)) < 4, "two on a machine of its own"


def test_the_clock_ends_what_a_worker_does() -> None:
    text = "一是学一是用的" * 8_000
    load_tables().graded.cache_clear()
    assert proofread(Context(text), AWAITED, seconds=0.2).unfinished == ("typing-error",)
    # what repeats itself is judged once
    assert seconds(lambda: proofread(Context(text), AWAITED, seconds=60)) < 20


# the limit


def test_a_hundred_of_a_kind_are_given_and_the_rest_is_counted() -> None:
    found = proofread(Context("（" * 20_000, complete=False), seconds=60)
    kind = ("bracket-pair", "error")
    assert [(f.rule, f.severity, f.start) for f in found] == [
        (*kind, place) for place in range(MOST)
    ]
    assert (found.more, found.unfinished) == ({kind: 19_900}, ())
    assert counts(found, found.more) == {"error": 20_000, "warning": 0, "advice": 0}
    assert kinds(found, found.more) == {kind: 20_000}
    assert [(f.start, number) for f, number in most_pressing(found, found.more)] == [(0, 20_000)]


def test_what_is_milder_crowds_out_no_error_of_the_same_rule() -> None:
    # brackets of half width are advice, one of each width an error
    text = "学(习)" * 300 + "学（习)"
    found = proofread(Context(text, complete=False), (BY_ID["bracket-mix"],))
    assert [f.severity for f in found] == ["advice"] * MOST + ["error"]
    assert found.more == {("bracket-mix", "advice"): 200}


def test_fewer_than_the_limit_are_all_given() -> None:
    found = proofread(Context("（" * MOST, complete=False))
    assert (len(found), found.more) == (MOST, {})
    assert len(proofread(Context("（" * MOST, complete=False), most=7)) == 7


# the clock


def test_a_run_without_time_says_that_nothing_was_done() -> None:
    found = proofread(Context("（" * 50), seconds=-1)
    assert (found, found.more) == ((), {})
    assert found.unfinished == tuple(check.id for check in CHECKS)


def test_what_was_found_before_the_end_is_given() -> None:
    def slow(context: Context) -> Any:
        yield Hit(0, 1, "先说的。", "")
        while True:  # a check that would never end
            context.tick()

    check = Check(
        id="slow",
        title="慢",
        severity="error",
        why="",
        source="",
        good=(),
        bad=(),
        run=slow,
        heavy=True,
    )
    found = proofread(Context("（" * 50), (check, BY_ID["bracket-pair"]), seconds=0.2)
    assert (found.unfinished, found.more) == (("slow",), {})
    assert [f.rule for f in found] == ["slow"] + ["bracket-pair"] * 50


def test_only_what_is_heavy_is_left_undone_on_gibberish() -> None:
    signs = [chr(code) for code in range(0x4E00, 0x9000, 7)]
    text = "".join(signs[place * place % len(signs)] for place in range(40_000))
    whole = seconds(
        lambda: proofread(Context(text), tuple(c for c in CHECKS if not c.heavy), seconds=60)
    )
    found = proofread(Context(text), tuple(c for c in CHECKS if not c.heavy), seconds=60)
    assert found.unfinished == ()
    assert whole < 2.5
    assert [check.id for check in CHECKS if check.heavy] == ["near-idiom", "typing-error"]


# findings that compete, against the rule as it is worded: each with each


def _same(a: Finding, b: Finding) -> bool:
    if a.start >= b.end or b.start >= a.end:
        return (a.start, a.end, a.rule, a.message) == (b.start, b.end, b.rule, b.message)
    if a.rule == b.rule:
        return a.message == b.message or a.replacement is not None or b.replacement is not None
    alike = max(a.end - a.start, b.end - b.start) <= 2 * min(a.end - a.start, b.end - b.start)
    return alike and a.replacement is not None and b.replacement is not None


def _each_with_each(found: list[Finding], order: Mapping[str, int]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(
        found, key=lambda f: (RANK[f.severity], order[f.rule], f.start, f.start - f.end)
    ):
        if not any(_same(finding, other) for other in kept):
            kept.append(finding)
    return kept


FINDINGS = st.builds(
    lambda rule, severity, start, size, message, replacement: Finding(
        rule, severity, start, start + size, "", message, "", replacement, None
    ),
    st.sampled_from("abc"),
    st.sampled_from(list(SEVERITIES)),
    st.integers(0, 40),
    st.integers(0, 30),
    st.sampled_from(["甲", "乙"]),
    st.sampled_from([None, "", "改"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(FINDINGS, max_size=25))
def test_findings_compete_as_if_each_was_compared_with_each(found: list[Finding]) -> None:
    order = {"a": 0, "b": 1, "c": 2}
    assert _settled(found, order) == _each_with_each(found, order)


# stretches looked up


STRETCHES = st.lists(st.integers(0, 60), unique=True, max_size=20).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


@given(STRETCHES, st.integers(0, 60), st.integers(1, 12))
def test_stretches(stretches: list[tuple[int, int]], start: int, size: int) -> None:
    end = start + size
    found = Stretches(stretches)
    assert found.at(start) == next((one for one in stretches if one[0] <= start < one[1]), None)
    assert found.touches(start, end) == any(a < end and start < b for a, b in stretches)
    assert found.hold(start, end) == any(a <= start and end <= b for a, b in stretches)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 12)), max_size=12), st.integers(0, 35))
def test_the_innermost_of_nested_stretches(pairs: list[tuple[int, int]], place: int) -> None:
    spans = [(f"n{index}", begin, begin + size) for index, (begin, size) in enumerate(pairs)]
    holding = [
        (end - begin, -index, name)
        for index, (name, begin, end) in enumerate(spans)
        if begin <= place < max(end, begin + 1)
    ]
    assert Nested(spans).innermost(place) == (min(holding)[2] if holding else None)
