"""Chinese text helpers."""

import json

import pytest
from hypothesis import given

from drafting.document.text import (
    characters,
    clean,
    holes,
    paragraphs,
    with_pause,
    with_stop,
)
from tests.document.strategies import raw_texts
from tests.processes import ROOT

# tests/js/common/characters.test.js asks the page's scripts the same.
COUNTED = json.loads((ROOT / "tests/document/counted.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: ascii(row["text"]))
def test_the_server_counts_as_the_page_does(row: dict[str, object]) -> None:
    text = str(row["text"])
    assert (characters(text), list(holes(text))) == (row["counted"], row["holes"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("比如，{时间}在{事项}中{表现}，{时间}", ("时间", "事项", "表现", "时间")),
        ("{}{ }{a b}{\n}", ()),
        ("{{嵌套}}", ("嵌套",)),
        (
            "{未关闭 {一二三四五六七八九十一二} {一二三四五六七八九十一二三}",
            ("一二三四五六七八九十一二",),
        ),
    ],
)
def test_holes(text: str, found: tuple[str, ...]) -> None:
    assert holes(text) == found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"),
        ("甲\x00\x07\x0b\x0c\x1f\x7f乙", "甲乙"),
        ("甲\ud800乙\udfff\ufffe\uffff丙", "甲乙丙"),
        (" \t甲\u3000\u00a0“”🙂 \n\n", " \t甲\u3000\u00a0“”🙂 \n\n"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(raw_texts)
def test_clean_text_is_clean_and_can_be_written(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\r" not in kept
    assert "\x00" not in kept


def test_characters_leaves_blanks_out() -> None:
    assert characters(" 对照\u3000检查\n材料\u00a0A1。\t") == 9


def test_paragraphs_are_trimmed_lines() -> None:
    assert paragraphs("　　第一段。\n\n \t\n第二段。　\n") == ("第一段。", "第二段。")
    assert paragraphs(" \n") == ()


@given(raw_texts)
def test_paragraphs_hold_all_that_is_counted(text: str) -> None:
    assert sum(characters(paragraph) for paragraph in paragraphs(text)) == characters(text)


@pytest.mark.parametrize(
    ("claim", "printed"),
    [
        ("", ""),
        (" \u3000", ""),
        ("学用结合不紧密 ", "学用结合不紧密。"),
        ("学用结合不紧密。", "学用结合不紧密。"),
        ("为什么学？", "为什么学？"),
        ("对“两个维护”理解不深，没有做到“两个维护”", "对“两个维护”理解不深，没有做到“两个维护”。"),
        ("想着“差不多就行了。”", "想着“差不多就行了。”"),
        ("”", "”。"),
    ],
)
def test_with_stop(claim: str, printed: str) -> None:
    assert with_stop(claim) == printed


@pytest.mark.parametrize(
    ("text", "followed"),
    [
        ("", ""),
        ("读得不深", "读得不深。"),
        ("只读了3篇", "只读了3篇。"),
        ("说是“有空再学”", "说是“有空再学”。"),
        ("读得不深。", "读得不深。"),
        ("读得不深，", "读得不深，"),
        ("还差{数量}", "还差{数量}"),
    ],
)
def test_with_pause(text: str, followed: str) -> None:
    assert with_pause(text) == followed
