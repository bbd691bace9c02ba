"""What is cleared away before a paper is read, and what is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.importing import segment
from drafting.importing.raw_text.traditional import is_traditional, simplified
from drafting.importing.reading import SourceLine
from drafting.importing.source import Reading, SourceText, source_text
from tests.importing.accounted import check_accounted
from tests.importing.marked import NAMES, marked
from tests.importing.test_nothing_lost import PIECES
from tests.importing.text import source_of

SLOW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: Around a paper, with what a page is named by.
PAGE_TOP = "首页 > 学习园地\n来源：办公室  发布时间：2024-12-01 08:00  浏览量：35\n"
PAGE_END = "\n【打印】 【关闭】\n上一篇：没有了"


def wrapped(text: str, width: int, indent: str = "") -> str:
    """The text as a PDF gives it: each paragraph in lines of a width."""
    found = []
    for line in text.split("\n"):
        whole = indent + line
        found += [whole[at : at + width] for at in range(0, len(whole), width)] or [""]
    return "\n".join(found)


def squeezed(source: SourceText) -> list[str]:
    return [p.text.strip() for p in source.paragraphs if p.text.strip()]


@SLOW
@given(
    name=st.sampled_from(NAMES),
    width=st.integers(22, 48),
    indent=st.sampled_from(["", "　　"]),
)
def test_nothing_is_lost_where_lines_are_broken(name: str, width: int, indent: str) -> None:
    text = wrapped(marked(name).text, width, indent)
    imported = segment(source_of(text))
    check_accounted(text, imported)
    # joining changes no order, and leaves fewer lines
    assert "".join(squeezed(imported.source)) == "".join(squeezed_lines(text))


def squeezed_lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("width", [24, 31, 40])
@pytest.mark.parametrize("name", ["hospital-nurse", "school-teacher", "firm-manager"])
def test_broken_paragraphs_set_in_are_whole_again(name: str, width: int) -> None:
    text = marked(name).text
    source = source_of(wrapped(text, width, "　　"))
    long = [line for line in squeezed_lines(text)[3:] if len(line) > width]
    assert [line for line in squeezed(source) if line in long] == long


@SLOW
@given(
    name=st.sampled_from(NAMES),
    top=st.booleans(),
    twice=st.booleans(),
    bold=st.booleans(),
)
def test_nothing_is_lost_of_a_web_page_or_a_generated_text(
    name: str, top: bool, twice: bool, bold: bool
) -> None:
    lines = marked(name).text.split("\n")
    if bold:
        lines = [f"**{line}**" if len(line) < 20 else line for line in lines]
        lines[0] = f"# {lines[0].strip('*')}"
    if twice:
        lines.insert(1, lines[0].strip("#* "))
    text = "\n".join(lines)
    text = PAGE_TOP + text + PAGE_END if top else text
    check_accounted(text, segment(source_of(text)))


@SLOW
@given(text=st.lists(st.sampled_from(PIECES) | st.characters(), max_size=50).map("".join))
def test_clearing_keeps_every_character_or_names_it(text: str) -> None:
    # what no Word file holds becomes a blank, and odd forms their usual ones
    plain = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co", "Cf") else "" for c in text
    )
    if not plain.strip() or "\ufeff" in plain:
        return
    check_accounted(plain, segment(source_of("题\n" + plain)))


@pytest.mark.parametrize("name", NAMES)
def test_an_ordinary_paper_stays_as_it_is(name: str) -> None:
    source = source_of(marked(name).text)
    assert (source.text, source.notices) == (marked(name).text, ())


@pytest.mark.parametrize(
    "lines",
    [
        # names, a list without marks, verses, an address: lines of one width that go on nothing
        ["参加人员名单如下", *["张小山李大河王文海赵云飞钱一鸣孙立新周"] * 6],
        [
            "一、存在的问题",
            "学习时间抓得不够紧没有计划",
            "下基层的次数少了没有记录",
            "批评和自我批评不够经常了",
        ],
        [
            "云山苍苍江水泱泱先生之风山高水长也",
            "云山苍苍江水泱泱先生之风山高水长乎",
            "云山苍苍江水泱泱先生之风山高水长矣",
        ],
    ],
)
def test_lines_that_are_whole_are_not_joined(lines: list[str]) -> None:
    assert squeezed(source_of("\n".join(lines))) == lines


def test_cells_of_a_table_are_not_joined() -> None:
    cells = tuple(SourceLine("这一格里写着，没有写完的半句话和后面", cell=True) for _ in range(6))
    source = source_text(Reading(cells), b"", "表.docx")
    assert len(source.paragraphs) == 6


@pytest.mark.parametrize(
    "line",
    [
        "作为**局的负责人，我和**科的同志谈过。",
        "我在*月*日的会上说过。",
        "# 号楼的居民反映过",
        "第1条|第2条",
        "时间：2024年12月20日",
        "作者：本人",
        "问题来源：民主测评",
    ],
)
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    text = f"个人对照检查材料\n一、存在的问题\n{line}\n二、整改措施\n一是学。每天学。"
    expected = line if line[0] != "#" else "号楼的居民反映过"
    assert expected in source_of(text).text


def test_a_text_is_traditional_only_where_most_of_it_is() -> None:
    paper = marked("hospital-nurse").text
    assert not is_traditional(paper)
    assert not is_traditional(paper + "署名：於國華、劉樹聲、陳麗")
    assert is_traditional("學習時間沒有保證，會議記錄寫得過於簡單，問題沒有說透。")
    assert (
        simplified("學習時間沒有保證，後來補了兩頁筆記。") == "学习时间没有保证，后来补了两页笔记。"
    )


def test_kangxi_radicals_are_the_usual_characters() -> None:
    source = source_of("⼀、存在的问题\n⼯作⾥有⻓期积下的⽑病。")
    assert source.text == "一、存在的问题\n工作里有长期积下的毛病。"
    assert source.notices == (
        "有 5 个字用的是部首或兼容字符（多半是从 PDF 复制来的），已换成通常的字。",
    )
