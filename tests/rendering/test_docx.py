"""The Word file: bytes, text, properties, and what the standard and its readers ask of it."""

from __future__ import annotations

import runpy
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.shared import Emu

from drafting.document.codec import dump, load
from drafting.document.model import Document, Head, Part, Prose
from drafting.rendering.formats.docx import render
from drafting.rendering.styles import STYLES
from drafting.rendering.walk import blocks
from tests.rendering.documents import MATERIALS, ROOT, SMALL, material, options

CHECKER = ROOT.parent / "shared" / "tools" / "check_docx.py"
#: Heading, font of the heading or of text, outline level: by the Word style's id.
FONTS = {
    "Title": ("方正小标宋简体", "44", None),
    "Subtitle": ("楷体_GB2312", None, None),
    "Heading1": ("黑体", None, "0"),
    "Heading2": ("楷体_GB2312", None, "1"),
    "Heading3": (None, None, "2"),
    "NormalIndent": (None, None, None),
    "Footer": ("宋体", "28", None),
}


def opened(content: bytes) -> Any:
    return open_docx(BytesIO(content))


def style_value(style: Any, path: str, attribute: str) -> str | None:
    found = style.element.find(path, style.element.nsmap)
    return None if found is None else found.get(qn(attribute))


def test_paragraphs_in_order_with_their_styles() -> None:
    assert [(p.style.name, p.text) for p in opened(render(SMALL, options())).paragraphs] == [
        ("Title", "2024年度民主生活会个人对照检查材料"),
        ("Subtitle", "岚溪县文化馆　副馆长　林晓"),
        ("Subtitle", "（2024年12月20日）"),
        ("Salutation", "同志们："),
        ("Normal Indent", "会前集中学习三天，现将有关情况报告如下："),
        ("Heading 1", "一、存在的问题"),
        ("Heading 2", "（一）在理论学习方面"),
        ("Normal Indent", "一是学得不深。读原著少。比如，{时间}只翻了目录。"),
        ("Normal Indent", "二是用得不够。联系“实际”少。"),
        ("Heading 2", "（二）在担当作为方面"),
        ("Normal Indent", "闯劲不足。怕出错。"),
        ("Heading 1", "二、原因剖析"),
        ("Normal Indent", "深挖根源，主要有："),
        ("Normal Indent", "（一）信念不牢。松了劲。"),
        ("Heading 2", "（二）宗旨淡化。"),
        ("Heading 1", "三、需要说明的事项"),
        ("Normal Indent", "无需要说明的事项。"),
        ("Normal Indent", "请同志们批评指正。"),
    ]


def test_lead_sentences_are_bold_and_nothing_else() -> None:
    word = opened(render(SMALL, options("run-in")))
    styled = [
        (run.style.name, run.text)
        for p in word.paragraphs
        for run in p.runs
        if run.style.style_id != "DefaultParagraphFont"
    ]
    assert styled == [
        ("段首标题 2", "（一）在理论学习方面。"),
        ("观点句", "一是学得不深。"),
        ("观点句", "二是用得不够。"),
        ("段首标题 2", "（二）在担当作为方面。"),
        ("段首标题 2", "（一）信念不牢。"),
    ]
    assert word.styles["观点句"].font.bold
    assert not any(run.bold or run.italic for p in word.paragraphs for run in p.runs)


def test_every_run_has_the_east_asian_hint() -> None:
    word = opened(render(SMALL, options(draft_copy=True)))
    header = word.sections[0].header.paragraphs
    runs = [run for p in [*word.paragraphs, *header] for run in p.runs]
    assert {run._r.rPr.rFonts.get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_page_lines_and_fonts() -> None:
    word = opened(render(SMALL, options()))
    (section,) = word.sections
    millimetres = [round(Emu(value).mm, 1) for value in (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin,
        section.left_margin,
        section.right_margin, section.gutter,
    )]  # fmt: skip
    assert millimetres == [210.0, 297.0, 37.0, 35.0, 28.0, 26.0, 0.0]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch")), grid.get(qn("w:charSpace"))) == (
        "lines",
        "579",
        None,
    )
    normal = word.styles["Normal"]
    assert style_value(normal, "w:pPr/w:spacing", "w:line") == "579"
    assert style_value(normal, "w:rPr/w:spacing", "w:val") == "-5"
    by_id = {style.style_id: style for style in word.styles}
    found = {
        key: (
            style_value(by_id[key], "w:rPr/w:rFonts", "w:eastAsia"),
            style_value(by_id[key], "w:rPr/w:sz", "w:val"),
            style_value(by_id[key], "w:pPr/w:outlineLvl", "w:val"),
        )
        for key in FONTS
    }
    assert found == FONTS
    indents = {
        key: (
            style_value(by_id[key], "w:pPr/w:ind", "w:firstLineChars"),
            style_value(by_id[key], "w:pPr/w:ind", "w:firstLine"),
        )
        for key in ("NormalIndent", "Heading1", "Heading2", "Heading3", "Title")
    }
    assert indents == dict.fromkeys(
        ("NormalIndent", "Heading1", "Heading2", "Heading3"), ("200", "640")
    ) | {"Title": (None, None)}


def test_page_numbers_right_on_odd_and_left_on_even_pages() -> None:
    word = opened(render(SMALL, options()))
    assert word.settings.odd_and_even_pages_header_footer
    (section,) = word.sections
    found = []
    for footer in (section.footer, section.even_page_footer):
        (paragraph,) = footer.paragraphs
        code = "".join(node.text for node in paragraph._p.iter(qn("w:instrText")))
        found.append((paragraph.text, code.strip(), str(paragraph.alignment).split()[0]))
    assert found == [("— 1 —", "PAGE", "RIGHT"), ("— 2 —", "PAGE", "LEFT")]


def test_a_title_without_byline_keeps_its_blank_line_itself() -> None:
    bare = replace(SMALL, head=Head(id="head", title=SMALL.head.title))
    spaces = [
        opened(render(document, options())).paragraphs[0].paragraph_format.space_after
        for document in (SMALL, bare)
    ]
    assert spaces == [None, Emu(579 * 635)]


def test_properties() -> None:
    east = timezone(timedelta(hours=8))
    content = render(
        SMALL,
        options(
            created=datetime(2024, 12, 1, 8, tzinfo=east),
            modified=datetime(2024, 12, 20, 20, 5, tzinfo=east),
        ),
    )
    core = opened(content).core_properties
    assert (core.title, core.author, core.last_modified_by, core.subject, core.language) == (
        "2024年度民主生活会个人对照检查材料", "张三", "张三", "对照检查材料", "zh-CN",
    )  # fmt: skip
    assert core.identifier == "3f2a91c0" + "0" * 56
    assert (core.created.isoformat(), core.modified.isoformat()) == (
        "2024-12-01T00:00:00+00:00", "2024-12-20T12:05:00+00:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("2024年度民主生活会个人发言提纲", "发言提纲"),
        ("2024年度组织生活会个人问题清单", "问题清单"),
        ("2024年度党性分析", "对照检查材料"),
    ],
)
def test_the_subject_is_the_kind_of_document(title: str, subject: str) -> None:
    document = replace(SMALL, head=replace(SMALL.head, title=title))
    assert opened(render(document, options())).core_properties.subject == subject


def test_properties_of_a_nameless_document_are_filled_and_short() -> None:
    later = options(author="", created=datetime(2025, 1, 1, tzinfo=UTC))
    nameless = Document(
        head=Head(id="h", title="长" * 300), opening=Prose(id="o"), closing=Prose(id="z")
    )
    core = opened(render(nameless, later)).core_properties
    assert (core.title, core.author) == ("长" * 255, "对照检查材料")
    assert core.created == core.modified


def test_a_draft_copy_is_marked_on_every_page_and_a_clean_copy_not_at_all() -> None:
    draft = opened(render(SMALL, options(draft_copy=True)))
    (section,) = draft.sections
    marks = [header.paragraphs[0].text for header in (section.header, section.even_page_header)]
    assert marks == ["草稿（未定稿，仅供审核修改）　编号 3f2a91c0"] * 2
    clean = render(SMALL, options())
    assert opened(clean).sections[0].header.is_linked_to_previous
    with zipfile.ZipFile(BytesIO(clean)) as package:
        assert not any("草稿" in package.read(name).decode("utf-8") for name in package.namelist())
        assert not any("header" in name for name in package.namelist())
    assert [p.text for p in draft.paragraphs] == [p.text for p in opened(clean).paragraphs]


@pytest.mark.parametrize("draft_copy", [False, True])
def test_the_same_draft_gives_the_same_bytes(draft_copy: bool) -> None:
    chosen = options(draft_copy=draft_copy)
    content = render(SMALL, chosen)
    assert render(load(dump(SMALL)), chosen) == content
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        assert {
            (i.date_time, i.create_system, i.flag_bits, i.extra) for i in package.infolist()
        } == {((1980, 1, 1, 0, 0, 0), 3, 0, b"")}


def test_what_xml_cannot_hold_is_left_out() -> None:
    text = "a\x00b\x0b&<w:p>]]>\ud800\ufffe“引”\u0085c"
    document = Document(
        head=Head(id="h", title="题\x01目", name="名\x02字"),
        opening=Prose(id="o"),
        parts=(Part(id="p", role="other", heading="甲\x1f", lead=text),),
        closing=Prose(id="z"),
    )
    assert [p.text for p in opened(render(document, options(author="\x03"))).paragraphs] == [
        "题目", "名字", "一、甲", "ab&<w:p>]]>“引”", "c",
    ]  # fmt: skip


def test_an_empty_document_opens() -> None:
    empty = Document(head=Head(id="h"), opening=Prose(id="o"), closing=Prose(id="z"))
    assert opened(render(empty, options())).paragraphs == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("path", MATERIALS, ids=lambda path: path.stem)
def test_real_materials_are_whole(path: Path, style: str) -> None:
    document = material(path)
    printed = [p.text for p in opened(render(document, options(style))).paragraphs]
    assert printed == [block.text for block in blocks(document, STYLES[style])]
    assert len(printed) > 10


@pytest.fixture(scope="module")
def check() -> Callable[[list[str]], int]:
    """The format checker's main: starting it as a program for each file would take longer than its
    checks."""
    return runpy.run_path(str(CHECKER))["main"]  # type: ignore[no-any-return]


@pytest.mark.skipif(not CHECKER.exists(), reason="the format checker is not part of the project")
@pytest.mark.parametrize("draft_copy", [False, True])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "path", [*MATERIALS, None], ids=lambda path: path.stem if path else "small"
)
def test_the_format_checker_finds_nothing(
    path: Path | None,
    style: str,
    draft_copy: bool,
    tmp_path: Path,
    check: Callable[[list[str]], int],
    capsys: Any,
) -> None:
    out = tmp_path / "out.docx"
    out.write_bytes(
        render(material(path) if path else SMALL, options(style, draft_copy=draft_copy))
    )
    failed = check([str(out)])
    assert (capsys.readouterr().out.strip(), failed) == ("56 rules checked, 0 failed", 0)
