"""The frame of 上年度整改情况: it says what was ticked and typed, and nothing else."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from drafting.document.text import holes
from drafting.rectification.frames import (
    Ticked,
    line_for,
    missing_lines,
    summary,
    without_lines,
)
from drafting.rectification.states import Progress

DONE = Ticked("每周自学两个小时", Progress.DONE, "写了52页笔记。")
PARTLY = Ticked("每月走访两户读者", Progress.PARTLY, "走访了15户")
NOT_YET = Ticked("修好“老旧”书架", Progress.NOT_YET)


def test_lines() -> None:
    assert [line_for(one).text for one in (DONE, PARTLY, NOT_YET)] == [
        "“每周自学两个小时”已改到位：写了52页笔记。",
        "“每月走访两户读者”部分改到位：走访了15户。还没有全部做到，原因是{原因}，{新的时限}前改到位。",
        "“修好‘老旧’书架”还没有改到位：原因是{原因}，{新的时限}前改到位。",
    ]
    assert line_for(Ticked("读书", Progress.DONE)).text == "“读书”已改到位：{怎样改的}。"
    assert line_for(Ticked("读书", Progress.DONE, "读了\n两遍。")).rest == "读了，两遍。"


def test_what_the_ledger_knows_is_not_asked_for() -> None:
    due = date(2027, 6, 30)
    why = Ticked("每月走访两户读者", Progress.PARTLY, "走访了15户，因为换岗停了两个月", due)
    assert [
        line_for(one).text
        for one in (
            why,
            Ticked("修书架", Progress.NOT_YET, due=due),
            Ticked("每周交流", Progress.DONE, lasting=True),
            Ticked("每周交流", Progress.DONE, "一次没有缺", lasting=True),
        )
    ] == [
        "“每月走访两户读者”部分改到位：走访了15户，因为换岗停了两个月。还没有全部做到，2027年6月30日前改到位。",
        "“修书架”还没有改到位：原因是{原因}，2027年6月30日前改到位。",
        "“每周交流”已经做到，并长期坚持：{怎样坚持的}。",
        "“每周交流”已经做到，并长期坚持：一次没有缺。",
    ]


def test_a_summary_counts_where_everything_is_ticked() -> None:
    ticks = [DONE, PARTLY, NOT_YET]
    lines = tuple(line_for(one) for one in ticks)
    counted = "上年度提出整改措施3条，已改到位1条，部分改到位1条，还没有改到位1条。"
    assert missing_lines(ticks, 3, [""]) == (counted, lines)
    assert missing_lines(ticks, 4, [""]) == ("", lines)
    assert summary([DONE, DONE]) == "上年度提出的2条整改措施均已改到位，没有遗留事项。"
    kept = Ticked("每周交流", Progress.DONE, lasting=True)
    assert (
        summary([DONE, kept])
        == "上年度提出的2条整改措施均已改到位，其中1条长期坚持，没有遗留事项。"
    )
    assert summary([DONE]) == ""
    assert missing_lines([], 0, []) == ("", ())


def test_what_the_part_speaks_of_is_not_said_again() -> None:
    there = f"自己写的话。\n{line_for(DONE).text}"
    assert missing_lines([DONE, PARTLY], 2, [there]) == ("", (line_for(PARTLY),))
    assert missing_lines([DONE], 1, [there]) == ("", ())


def test_lines_are_taken_out_where_they_stand_unchanged() -> None:
    text = "自己写的。\n一行\n改过的一行。\n一行"
    assert without_lines(text, ["一行", "别的"]) == "自己写的。\n一行\n改过的一行。"


@given(
    st.text(max_size=20),
    st.lists(
        st.builds(
            Ticked,
            st.text(alphabet="读书走访“”", min_size=1, max_size=8),
            st.sampled_from(Progress),
            st.text(alphabet="做了，。\n", max_size=10),
        ),
        max_size=4,
        unique_by=lambda one: one.promise.translate(str.maketrans("“”", "‘’")),
    ),
)
def test_putting_in_and_taking_out_gives_the_text_before(before: str, ticks: list[Ticked]) -> None:
    head, lines = missing_lines(ticks, len(ticks), [before])
    texts = [text for text in (head, *(one.text for one in lines)) if text]
    after = "\n".join([before, *texts] if before else texts)
    assert (without_lines(after, texts) or "") == before
    # a reason and a limit are asked of each that is not done, and nothing is made up
    for one, tick in ((line_for(tick), tick) for tick in ticks):
        wanted = () if tick.progress is Progress.DONE else ("原因", "新的时限")
        assert holes(one.text) == (wanted or (() if one.rest != "{怎样改的}。" else ("怎样改的",)))
