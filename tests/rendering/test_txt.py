"""Plain text: every word and number of the printed form, one paragraph a line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document.model import Document
from drafting.importing.readers.txt import TextReader
from drafting.rendering.formats.txt import FORMAT, render
from drafting.rendering.styles import STYLES
from drafting.rendering.walk import blocks
from tests.rendering.documents import SMALL, options
from tests.rendering.test_any_document import DOCUMENTS, SLOW, assert_in_order, squeezed, texts_of


def test_a_material_line_by_line() -> None:
    assert render(SMALL, options()) == "\ufeff" + "".join(
        f"{line}\r\n"
        for line in (
            "2024年度民主生活会个人对照检查材料",
            "岚溪县文化馆\u3000副馆长\u3000林晓",
            "（2024年12月20日）",
            "",
            "同志们：",
            "\u3000\u3000会前集中学习三天，现将有关情况报告如下：",
            "\u3000\u3000一、存在的问题",
            "\u3000\u3000（一）在理论学习方面",
            "\u3000\u3000一是学得不深。读原著少。比如，{时间}只翻了目录。",
            "\u3000\u3000二是用得不够。联系“实际”少。",
            "\u3000\u3000（二）在担当作为方面",
            "\u3000\u3000闯劲不足。怕出错。",
            "\u3000\u3000二、原因剖析",
            "\u3000\u3000深挖根源，主要有：",
            "\u3000\u3000（一）信念不牢。松了劲。",
            "\u3000\u3000（二）宗旨淡化。",
            "\u3000\u3000三、需要说明的事项",
            "\u3000\u3000无需要说明的事项。",
            "\u3000\u3000请同志们批评指正。",
        )
    )


def test_a_file_is_utf_8_with_its_mark() -> None:
    content = FORMAT.file(SMALL, options())
    assert content.startswith(b"\xef\xbb\xbf2024")
    assert content.decode("utf-8-sig") == render(SMALL, options()).removeprefix("\ufeff")


def test_the_importer_reads_it_line_by_line() -> None:
    reading = TextReader().read(FORMAT.file(SMALL, options()), FORMAT.suffix)
    said = [line.text for line in reading.lines if line.text]
    assert "\r\n".join(said) == render(SMALL, options())[1:].replace("\r\n\r\n", "\r\n").strip()


def test_a_title_is_one_line_however_it_is_broken_on_paper() -> None:
    title = "岚溪县文化馆领导班子\n2024年度专题民主生活会个人对照检查剖析材料"
    lines = render(replace(SMALL, head=replace(SMALL.head, title=title)), options()).splitlines()
    assert lines[:2] == ["\ufeff" + title.replace("\n", ""), "岚溪县文化馆\u3000副馆长\u3000林晓"]


def test_a_draft_copy_says_so_first() -> None:
    lines = render(SMALL, options(draft_copy=True)).splitlines()
    assert lines[0] == "\ufeff草稿（未定稿，仅供审核修改）\u3000编号 3f2a91c0"
    assert lines[1:] == render(SMALL, options()).removeprefix("\ufeff").splitlines()


@pytest.mark.parametrize("style", sorted(STYLES))
def test_it_says_what_the_word_file_says(style: str) -> None:
    said = render(SMALL, options(style)).removeprefix("\ufeff").split("\r\n")
    printed = [block.text.replace("\n", "") for block in blocks(SMALL, STYLES[style])]
    assert [line.lstrip("\u3000") for line in said if line] == printed


@SLOW
@given(document=DOCUMENTS, style=st.sampled_from(sorted(STYLES)))
def test_any_document_becomes_text_with_every_text_in_order(document: Document, style: str) -> None:
    content = FORMAT.file(document, options(style))
    assert_in_order(texts_of(document), squeezed(content.decode("utf-8-sig")))
