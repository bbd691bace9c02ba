"""What is read of a Word file, and what is said of the rest."""

from __future__ import annotations

import pytest

from drafting.importing.files import read_bytes
from drafting.importing.source import SourceText
from drafting.importing.wordml.numerals import written
from tests.importing.words import TYPES, W, archive, document, level, num, numbering, p, word


def read(content: bytes) -> SourceText:
    return read_bytes(content, "材料.docx")


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(content).paragraphs]


CHINESE = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "japaneseCounting", "（%2）")
    + level(2, "decimal", "%3.")
)


def test_numbers_that_word_makes_are_text() -> None:
    body = (
        p("存在的问题", num(1))
        + p("理论学习", num(1, 1))
        + p("读得少", num(1, 2))
        + p("想得浅", num(1, 2))
        + p("政治素质", num(1, 1))
        + p("说得多", num(1, 2))
        + p("原因", num(1))
        + p("松劲", num(1, 1))
    )
    assert texts(word(body, parts={"numbering.xml": numbering(CHINESE)})) == [
        "一、存在的问题",
        "（一）理论学习",
        "1.读得少",
        "2.想得浅",
        "（二）政治素质",
        "1.说得多",
        "二、原因",
        "（一）松劲",
    ]


def test_a_list_may_start_elsewhere_and_begin_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = p("甲", num(1)) + p("乙", num(1)) + p("丙", num(2)) + p("丁", num(2)) + p("戊", num(0))
    found = texts(word(body, parts={"numbering.xml": numbering(level(0, "decimal", "%1."), nums)}))
    assert found == ["1.甲", "2.乙", "5.丙", "6.丁", "戊"]


def test_numbering_may_hang_on_a_style() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="P"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="方面"/>'
        '<w:pPr><w:outlineLvl w:val="1"/><w:jc w:val="center"/>'
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    levels = level(
        0, "chineseCounting", "第%1部分", '<w:pStyle w:val="P"/><w:suff w:val="space"/>'
    ) + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="A"/>')
    body = (
        p("问题", '<w:pStyle w:val="P"/>')
        + p("学习", '<w:pStyle w:val="A"/>')
        + p("作风", '<w:pStyle w:val="B"/>')
    )
    source = read(word(body, parts={"numbering.xml": numbering(levels), "styles.xml": styles}))
    assert [(one.text, one.level, one.centred) for one in source.paragraphs] == [
        ("第一部分 问题", 1, False),
        ("（一）学习", 2, True),
        ("（二）作风", 2, True),
    ]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (10, "chineseCounting", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (12, "ideographDigital", "一二"),
        (3, "chineseLegalSimplified", "叁"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "ideographTraditional", "乙"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (7, "decimalFullWidth", "７"),
        (7, "nobodyKnows", "7"),
        (10**9 - 1, "upperRoman", "999999999"),
    ],
)
def test_a_number_is_written_as_word_writes_it(number: int, form: str, text: str) -> None:
    assert written(number, form) == text


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>学得</w:t></w:r><w:del><w:r><w:delText>很好</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>不深</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半句，</w:t></w:r></w:p><w:p><w:r><w:t>下半句。</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"
    )
    source = read(word(body))
    assert [one.text for one in source.paragraphs] == ["学得不深", "上半句，下半句。", "新处"]
    assert source.notices == (
        "文中有修订：新增的内容已按接受读入（2 处）。",
        "文中有修订：删除的内容没有读入（2 处）。",
    )


def test_signs_breaks_and_tabs() -> None:
    body = (
        "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>四</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F001"/><w:cr/><w:t>五</w:t></w:r></w:p>'
    )
    source = read(word(body))
    assert source.text == "一 二\n三-四☑□\n五"
    assert [one.start for one in source.paragraphs] == [0, 4, 10]
    assert source.notices == ("文中有特殊符号读不出来，已写作□（1 处）。",)


def test_tables_are_read_cell_by_cell() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{p(text)}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell('内')}</w:tr></w:tbl>"
    body = (
        p("前")
        + f"<w:tbl><w:tr>{cell('甲')}{cell('乙')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell('删')}</w:tr>"
        + f"<w:tr><w:tc>{p('丙')}{inner}{p('丁')}</w:tc></w:tr></w:tbl>"
        + p("后")
    )
    source = read(word(body))
    assert [one.text for one in source.paragraphs] == ["前", "甲", "乙", "丙", "内", "丁", "后"]
    assert source.notices == (
        "文中有修订：删除的内容没有读入（1 处）。",
        "文中有 2 个表格，已按单元格逐段读入，请看看顺序。",
    )


def test_rows_and_cells_in_what_only_wraps_them_are_read() -> None:
    row = (
        f"<w:tr><w:sdt><w:sdtPr/><w:sdtContent><w:tc>{p('甲')}</w:tc></w:sdtContent></w:sdt>"
        f"<w:customXml><w:tc>{p('乙')}</w:tc></w:customXml></w:tr>"
    )
    inside = f"<w:sdt><w:sdtContent>{row}<w:customXml>{row}</w:customXml></w:sdtContent></w:sdt>"
    assert texts(word(f"<w:tbl><w:tblPr/>{inside}<w:sdt/></w:tbl>")) == ["甲", "乙", "甲", "乙"]


def test_a_text_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{p('框里的话')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>段落</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wp:inline><wps:txbx>{inside}</wps:txbx></wp:inline></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        + f"<w:p><w:r><w:pict><v:textbox>{inside}</v:textbox></w:pict></w:r></w:p>"
    )
    source = read(word(body))
    assert [one.text for one in source.paragraphs if one.text] == ["段落", "框里的话", "框里的话"]
    assert source.notices == ("文中有 2 个文本框，其文字排在所在段落之后。",)


def test_what_is_left_out_is_said() -> None:
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>'
    body = (
        p("一、问题 3", '<w:pStyle w:val="T"/>')
        + "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference/></w:r><w:r><w:commentReference/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:drawing><pic:pic/></w:drawing></w:r>"
        "<w:r><w:object/></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + p("单击此处")
        + "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtContent>" + p("已填写") + "</w:sdtContent></w:sdt>"
    )
    head = f"<w:hdr {W}>{p('内部资料')}</w:hdr>"
    foot = f"<w:ftr {W}>{p('第 1 页')}</w:ftr>"
    source = read(
        word(
            body,
            parts={"styles.xml": styles, "header1.xml": head, "footer1.xml": foot},
            relations=(
                ("header", "header1.xml"),
                ("footer", "footer1.xml"),
                ("hyperlink", "http://a.example/"),
            ),
        )
    )
    assert [one.text for one in source.paragraphs] == ["正文", "已填写"]
    assert source.notices == (
        "文中的超链接只保留了文字。",
        "文中有脚注或尾注，没有读入（1 处）。",
        "文中有批注，没有读入（1 处）。",
        "文中有隐藏文字，没有读入（1 处）。",
        "文中的目录没有读入（1 行）。",
        "文中有图片，没有读入（1 处）。",
        "文中有嵌入的对象或文件，没有读入（1 处）。",
        "文中有没有填写的提示框，没有读入（1 处）。",
        "页眉或页脚里有文字，没有读入。",
    )


def test_a_field_shows_its_result_only() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>藏</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2024年</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink><w:r><w:t>附</w:t></w:r></w:hyperlink></w:p>'
    )
    assert texts(word(body)) == ["2024年附"]


def test_the_strict_edition_and_utf_16_are_read_too() -> None:
    strict = document(p("严格版")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(archive({"[Content_Types].xml": TYPES, "word/document.xml": strict})) == ["严格版"]
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + document(p("宽字符"))).encode("utf-16")
    assert texts(archive({"[Content_Types].xml": TYPES.encode(), "word/document.xml": wide})) == [
        "宽字符"
    ]


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_table_of_problems_and_measures_is_read_by_its_header() -> None:
    body = p("个人问题清单") + table(
        ("序号", "存在的问题", "整改措施", "完成时限"),
        ("1", "值班签到由别人代过一次", "当班当签", "长期"),
        ("2", "票据报销拖延", "当月报当月的", ""),
    )
    assert texts(word(body)) == [
        "个人问题清单",
        "1.存在的问题：值班签到由别人代过一次",
        "整改措施：当班当签",
        "完成时限：长期",
        "2.存在的问题：票据报销拖延",
        "整改措施：当月报当月的",
    ]


def test_a_form_gives_question_and_answer_in_one_line() -> None:
    body = table(
        ("姓 名", "苏小河", "职务", "组织委员"),
        ("所在支部", "桥工段党支部", "备注", ""),
        ("一、存在的问题", "", "", ""),
    )
    assert [text for text in texts(word(body)) if text] == [
        "姓名：苏小河",
        "职务：组织委员",
        "所在支部：桥工段党支部",
        "备注",
        "一、存在的问题",
    ]


def test_a_table_with_other_columns_is_read_cell_by_cell() -> None:
    body = table(("品名", "数量"), ("图书", "二十册"))
    assert texts(word(body)) == ["品名", "数量", "图书", "二十册"]


def test_a_large_table_with_much_formatting_is_no_bomb() -> None:
    faces = " ".join(f'w:{kind}="仿宋_GB2312"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    more = '<w:kern w:val="2"/><w:sz w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    run = f'<w:rPr><w:rFonts {faces}/><w:b w:val="0"/>{more}</w:rPr>'
    cell = (
        '<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:jc w:val="center"/>{run}</w:pPr><w:r>{run}<w:t>%s</w:t></w:r></w:p></w:tc>'
    )
    rows = (
        "".join(
            cell % f"第{row}行第{column}格{(row * 7919 + column) % 9973}" for column in range(8)
        )
        for row in range(1_200)
    )
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert body.count("<") + body.count("=") > 450_000
    assert len(texts(word(body))) == 9_600
