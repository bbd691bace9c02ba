"""Differences of two texts: exact whatever they are, and readable where they are sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from drafting.document.fields import texts_of
from drafting.document.model import nodes
from drafting.document.spans import DiffSpan, Tokenizer, diff_texts, plain_words
from tests.document.rewriting import MATERIALS
from tests.document.strategies import raw_texts
from tests.stopwatch import stopwatch


def dictionary(text: str) -> Sequence[str]:
    return rjieba.cut(text, False)


def pairs(text: str) -> Sequence[str]:
    """A dictionary that cuts without sense."""
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def forgetful(text: str) -> Sequence[str]:
    """One that loses what it does not know."""
    return text.split()


TOKENIZERS: tuple[Tokenizer, ...] = (
    plain_words,
    pairs,
    forgetful,
    list,
    lambda text: [text],
    lambda text: ["", text],
)
_MARK = re.compile(r"\[([-+])(.*?)\]", re.DOTALL)


def written(spans: tuple[DiffSpan, ...]) -> str:
    """Spans as one line: ``[-removed]`` and ``[+added]``."""
    marks = {"same": "{}", "removed": "[-{}]", "added": "[+{}]"}
    return "".join(marks[span.kind].format(span.text) for span in spans)


@pytest.mark.parametrize(
    "expected",
    [
        "",
        "没有改动。",
        "[+全是新的。]",
        "[-全部删去。]",
        # a word; a number as a whole; words at both ends
        "政治敏锐性不[-强][+够强]，把网上的议论当作消遣。",
        "图书采购全年完成[-3.5][+3.8]万册，比上年多。",
        "[+我]把党纪看成[+是]管干部的，[+总]觉得普通教师离违纪[+还]很远。",
        # a sentence that begins like its neighbours, and a paragraph
        "加强学习。比如，读原著。[+比如，听辅导。]比如，写笔记。",
        "加强学习。比如，读原著。[-比如，听辅导。]比如，写笔记。",
        "第一段说明学习的情况。\n[-第二段说明工作的情况。\n]第三段说明作风的情况。",
        "[+学习不够深入。]学习不够系统。",
        # equal stretches between two changes: a comma and two characters are no news, a clause is
        "思想上[-松了，手头就慢][+紧了，行动就快]，事情也就拖了下来。",
        "[-研究不够透彻][+学习不够深入]，事情也就拖了下来。",
        "[-研究][+学习]不够深入透彻，[-理解][+思考]也不够全面系统。",
        "[-这一年放松了要求][+上半年忽视了细节]，手头的工作也就[-越来越马虎应付][+出现了许多差错]。",
        "比如，[-3][+6]月份的专题学习，我[-只读了目录][+请假没有参加]。",
    ],
)
def test_what_is_marked(expected: str) -> None:
    old = _MARK.sub(lambda mark: mark[2] if mark[1] == "-" else "", expected)
    new = _MARK.sub(lambda mark: mark[2] if mark[1] == "+" else "", expected)
    assert written(diff_texts(old, new)) == expected.replace("[-强][+够强]", "[+够]强")


def test_a_text_that_was_written_anew_is_shown_as_replaced() -> None:
    old = "对分管领域的党建工作抓得不紧，习惯于开会布置，检查督促少。"
    new = "思想深处把党建当成软任务，总觉得业务才是硬指标，抓一下放一下。"
    for tokenizer in (plain_words, dictionary):
        assert diff_texts(old, new, tokenizer) == (DiffSpan("removed", old), DiffSpan("added", new))


def test_a_short_text_that_was_much_extended_is_not() -> None:
    old, new = (
        "学习不够。",
        "学习不够。" + "工作一忙就把学习往后放，读书只求读过，没有联系思想和工作想一想。" * 3,
    )
    assert diff_texts(old, new) == (DiffSpan("same", old), DiffSpan("added", new[len(old) :]))


@pytest.mark.parametrize(
    ("old", "new", "plain", "by_words"),
    [
        ("没有想到", "没想到", "没[-有]想到", "[-没有想到][+没想到]"),
        ("家访不够经常。", "家访不经常。", "家访不[-够]经常。", "家访[-不够][+不]经常。"),
        ("得分3.5，排在第6。", "得分3.8，排在第6。", "得分[-3.5][+3.8]，排在第6。", None),
        ("用APP打卡，用了一年。", "用APPS打卡，用了一年。", "用[-APP][+APPS]打卡，用了一年。", None),
    ],
)  # fmt: skip
def test_words_by_the_dictionary(old: str, new: str, plain: str, by_words: str | None) -> None:
    assert written(diff_texts(old, new)) == plain
    assert written(diff_texts(old, new, dictionary)) == (by_words or plain)


def test_the_same_characters_cut_into_other_words_are_no_change() -> None:
    cuts = {
        "研究所有关人员参加了这次学习": ["研究所", "有关", "人员", "参加", "了", "这次", "学习"],
        "研究所有关人员参加了这次会议": [
            "研究",
            "所有",
            "关",
            "人员",
            "参加",
            "了",
            "这次",
            "会议",
        ],
    }
    old, new = cuts
    assert (
        written(diff_texts(old, new, cuts.__getitem__)) == "研究所有关人员参加了这次[-学习][+会议]"
    )


def test_plain_words() -> None:
    text = "GB/T 9704-2012，3.5%，A级APP：一是\n"
    assert plain_words(text) == [
        "GB/T", " ", "9704-2012", "，", "3.5", "%", "，", "A", "级", "APP", "：", "一", "是", "\n",
    ]  # fmt: skip


versions = st.one_of(
    st.tuples(raw_texts, raw_texts),
    st.tuples(*[st.text("学习不够，。\n12a", max_size=40)] * 2),
    st.tuples(
        *[
            st.sampled_from(
                [text for node in nodes(MATERIALS[0]) for text in texts_of(node).values()]
            )
        ]
        * 2
    ),
)


@given(versions, st.sampled_from(TOKENIZERS))
def test_spans_give_back_both_texts_and_alternate(
    texts: tuple[str, str], tokenizer: Tokenizer
) -> None:
    old, new = texts
    spans = diff_texts(old, new, tokenizer)
    assert "".join(span.text for span in spans if span.kind != "added") == old
    assert "".join(span.text for span in spans if span.kind != "removed") == new
    assert all(span.text for span in spans)
    order = ("same", "removed", "added")
    for one, other in pairwise(spans):
        assert one.kind != other.kind
        assert order.index(one.kind) < order.index(other.kind) or other.kind == "same"


@given(versions)
def test_no_stretch_of_one_letter_or_of_marks_only_stands_between_two_changes(
    texts: tuple[str, str],
) -> None:
    spans = diff_texts(*texts)
    for span in spans[1:-1]:
        if span.kind == "same" and "\n" not in span.text:
            assert len(re.findall(r"\w", span.text)) > 1


def test_texts_of_few_words_again_and_again_take_no_time() -> None:
    with stopwatch() as spent:
        assert written(diff_texts("是的" * 2500, "的是一" * 1700)).startswith("[-是的是的")
    # minutes without the limit
    assert spent.seconds < 10
