"""Files that are not read: one clear sentence each, and neither time nor memory spent on them."""

from __future__ import annotations

import struct
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from drafting.importing.files import SUFFIXES, read_bytes, read_file
from drafting.importing.source import UnreadableFile
from tests.importing.words import TYPES, archive, document, p, rels, word

GOOD = word(p("一、存在的问题"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(content: bytes, name: str = "材料.docx") -> str:
    began = time.process_time()
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(content, name)
    assert time.process_time() - began < 5
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "\n" not in sentence
    return sentence


def with_document(xml: str | bytes) -> bytes:
    content = xml.encode() if isinstance(xml, str) else xml
    return archive({"[Content_Types].xml": TYPES.encode(), "word/document.xml": content})


def test_empty_and_blank_files() -> None:
    assert refusal(b"") == "文件是空的，请检查是不是选错了文件。"
    assert refusal(b" \n\xe3\x80\x80\n", "a.txt") == "文件里没有文字。"
    assert refusal(word(p(" "))) == "文件里没有文字。"


@pytest.mark.parametrize(
    ("content", "name", "start"),
    [
        (b"%PDF-1.7 x", "a.docx", "这是 PDF 文件"),
        (b"{\\rtf1 x}", "a.doc", "这是 RTF 文件"),
        (b"%TSD-Header-###%" + b"\x01\x02" * 200, "a.docx", "这个文件被单位的加密软件加了密"),
        (b"%TSD-Header-###%" + b"\x01\x02" * 200, "a.txt", "这个文件被单位的加密软件加了密"),
        (b"b\x14#e\0\0E-SafeNet\0LOCK" + b"\x03" * 200, "a.doc", "这个文件被单位的加密软件加了密"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.docx", "这是图片"),
        (b"Rar!\x1a\x07", "a.docx", "这是压缩包"),
        (b"<html><body>", "a.doc", "这是网页文件"),
        ("一段文字".encode(), "a.docx", "文件内容与 .docx 后缀不符"),
        ("一段文字".encode(), "a.doc", "文件内容与 .doc 后缀不符"),
        (GOOD, "a.txt", "文件内容与 .txt 后缀不符"),
        (GOOD, "a.doc", "文件内容与 .doc 后缀不符"),
        (OLE, "a.docx", "文件内容是旧版 Word 格式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "文件加了密码"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "a.doc", "文件带有宏"),
        (GOOD, "a.docm", "只能导入 .docx"),
        (GOOD, "材料", "只能导入 .docx"),
        (b"\0\1\2\3", "a.txt", "文件里不是文字"),
        (
            archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}),
            "a.docx",
            "这是 Excel 表格",
        ),
        (archive({"hello.txt": "x"}), "a.docx", "文件内容不是 Word 文档"),
    ],
)
def test_a_file_of_another_kind(content: bytes, name: str, start: str) -> None:
    assert refusal(content, name).startswith(start)


def test_macros() -> None:
    assert (
        refusal(word(p("x"), parts={"vbaProject.bin": "x"}))
        == "文件带有宏，请另存为不含宏的 .docx 再导入。"
    )
    enabled = TYPES.replace("wordprocessingml.document.main", "word.document.macroEnabled.main")
    assert "宏" in refusal(
        archive({"[Content_Types].xml": enabled, "word/document.xml": document(p("x"))})
    )


def test_what_would_be_fetched_from_elsewhere() -> None:
    for kind in ("attachedTemplate", "oleObject", "frame", "subDocument"):
        content = word(p("x"), relations=((kind, "http://evil.example/t.dotm"),))
        assert (
            refusal(content)
            == "文件会从外部地址取内容，可能不安全，没有读入，请断开链接后另存再导入。"
        )
    settings = {
        "settings.xml": "<a/>",
        "_rels/settings.xml.rels": rels(("attachedTemplate", "\\\\host\\t.dotm")),
    }
    assert "外部地址" in refusal(
        word(p("x"), parts=settings, relations=(("settings", "settings.xml"),))
    )
    own = {
        "settings.xml": "<a/>",
        "_rels/settings.xml.rels": rels(("attachedTemplate", "file:///C:\\U\\t.dotm")),
    }
    source = read_bytes(
        word(p("x"), parts=own, relations=(("settings", "settings.xml"),)), "a.docx"
    )
    assert source.notices == ("文件引用了外部的图片或模板，没有读入。",)


def test_entity_bombs() -> None:
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE w [<!ENTITY a0 "ha">{layers}]>' + document(p("&a8;"))
    for content in (
        bomb.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + bomb).encode("utf-16"),
    ):
        assert refusal(with_document(content)) == "文件内部带有实体定义，可能是恶意文件，没有读入。"
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + document(p("&a;"))
    assert "实体" in refusal(with_document(outside))
    assert "已损坏" in refusal(
        with_document('<?xml version="1.0" encoding="utf-7"?>' + document(p("x")))
    )


def test_zip_bombs() -> None:
    large = "大得反常"
    assert large in refusal(with_document(document(p(" " * 60_000_000))))
    assert large in refusal(with_document(document(p(" " * 8_000_000))))
    assert large in refusal(with_document("<a>" + "<b/>" * 1_000_000 + "</a>"))
    assert large in refusal(archive({f"f{n}": "" for n in range(5000)}))
    assert large in refusal(with_document(document("<w:p>" * 120 + "</w:p>" * 120)))
    # an entry that lies about its size
    content = bytearray(with_document(document(p("a" * 30_000_000))))
    at = content.rindex(b"word/document.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 1000)
    refusal(bytes(content))


def test_a_locked_entry() -> None:
    content = bytearray(GOOD)
    at = content.rindex(b"word/document.xml") - 46
    content[at + 8] |= 1
    assert refusal(bytes(content)) == "文件加了密码，请先取消密码再导入。"


def test_two_entries_of_one_name() -> None:
    buffer = BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as zipped, pytest.warns(UserWarning, match="Duplicate"):
        zipped.writestr("word/document.xml", document(p("另一份")))
    assert "已损坏" in refusal(buffer.getvalue())


def test_broken_files() -> None:
    for content in (
        GOOD[: len(GOOD) // 2],
        GOOD[:-10],
        with_document("<w:document"),
        with_document(""),
    ):
        assert "已损坏" in refusal(content)


def test_far_too_much_text() -> None:
    assert "30 万字" in refusal(("字" * 310_000).encode(), "a.txt")
    assert "30 万字" in refusal(word(p("".join(map(str, range(70_000))))))
    assert "30 万字" in refusal(b"a\n" * 10_001, "a.txt")
    assert "MB" in refusal(b"a" * (3 * 1024 * 1024), "a.txt")
    assert "MB" in refusal(b"PK\x03\x04" + b"a" * (21 * 1024 * 1024))


def test_files_on_disk(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="找不到文件"):
        read_file(tmp_path / "没有.docx")
    with pytest.raises(UnreadableFile, match="读不了文件"):
        read_file(tmp_path)
    assert SUFFIXES == (".docx", ".txt", ".doc", ".wps")
