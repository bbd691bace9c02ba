"""Older Word files and WPS files, through LibreOffice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from drafting.importing.files import read_bytes
from drafting.importing.source import UnreadableFile
from drafting.rendering.formats import docx
from tests.importing.words import p, word
from tests.programs import LIBREOFFICE
from tests.rendering.documents import SMALL, options

OFFICE = LIBREOFFICE.find()
NOTICE = ".doc 文件是转换成 .docx 后读入的，请对照原稿看看序号和表格。"


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=LIBREOFFICE.missing)
def test_an_old_word_file_is_converted_and_read(tmp_path: Path) -> None:
    content = docx.render(SMALL, options())
    (tmp_path / "a.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(OFFICE),
        "--headless",
        profile,
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    source = read_bytes((tmp_path / "a.doc").read_bytes(), "去年的.doc")
    wanted = [one.text for one in read_bytes(content, "a.docx").paragraphs]
    assert [one.text for one in source.paragraphs] == wanted
    assert source.notices == (NOTICE,)
    assert source.file_name == "去年的.doc"


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=LIBREOFFICE.missing)
def test_what_libreoffice_cannot_open_is_said() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    with pytest.raises(UnreadableFile, match=r"这个 \.doc 文件转换不了"):
        read_bytes(content, "a.doc")


def test_without_libreoffice_one_sentence_says_how_to_save(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.doc")
    assert str(caught.value) == (
        "这台服务器没有安装 LibreOffice，读不了 .doc 文件，"
        "请用 Word 或 WPS 打开，选“文件—另存为”，类型选“Word 文档（*.docx）”，再导入。"
    )


def test_a_wps_file_in_words_own_format_needs_no_libreoffice() -> None:
    assert read_bytes(word(p("一、存在的问题")), "a.wps").text == "一、存在的问题"
