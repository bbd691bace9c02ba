"""Plain text in the encodings people have, and text whose encoding cannot be told."""

from __future__ import annotations

import codecs

import pytest

from drafting.importing.files import read_bytes
from drafting.importing.source import SourceText, UnreadableFile

TEXT = "　　一、存在的问题\r\n（一）学习抓得不紧。\r\n\r\n二、原因"
LINES = ["　　一、存在的问题", "（一）学习抓得不紧。", "", "二、原因"]
GB = "文件是 GB18030（ANSI）编码，已按它读入，请看看有没有乱码。"


def read(content: bytes) -> SourceText:
    return read_bytes(content, "材料.TXT")


@pytest.mark.parametrize(
    ("content", "notices"),
    [
        (TEXT.encode(), ()),
        (codecs.BOM_UTF8 + TEXT.encode(), ()),
        (TEXT.encode("gb18030"), (GB,)),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ()),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ()),
    ],
)
def test_the_encodings_that_people_have(content: bytes, notices: tuple[str, ...]) -> None:
    source = read(content)
    assert [paragraph.text for paragraph in source.paragraphs] == LINES
    assert source.notices == notices
    assert source.text == "\n".join(LINES)
    assert [source.text[one.start : one.end] for one in source.paragraphs] == LINES
    assert (source.file_name, len(source.sha256)) == ("材料.TXT", 64)


@pytest.mark.parametrize(
    "content",
    [
        # cut in the middle of a character: GB18030 would read it, into nonsense
        TEXT.encode()[:-1],
        TEXT.encode().replace("的".encode(), b"\xff\xfe"),
        TEXT.encode("big5", "ignore"),
        "これは日本語の文章です。読めますか".encode("shift-jis"),
        "Prüfung für Mitglieder: größer".encode("latin-1"),
        codecs.BOM_UTF8 + b"\xff",
        codecs.BOM_UTF16_LE + b"\x00\xd8",
    ],
)
def test_what_cannot_be_told_is_refused_not_guessed(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"编码.*UTF-8 编码再导入。"):
        read(content)


def test_control_characters_become_blanks_and_breaks_lines() -> None:
    source = read("甲\x07乙\x0b丙\u2028丁\x85戊\ufffd".encode())
    assert source.text == "甲 乙\n丙\n丁\n戊\ufffd"
    assert source.notices == (
        "文件里有看不见的控制字符，已换成空格。",
        "文件里有损坏的字符（显示为�），原字已无法恢复，请对照原稿补上。",
    )
