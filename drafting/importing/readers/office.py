"""Older Word files (.doc) and WPS files (.wps), by way of LibreOffice where it is installed."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from drafting.common import office
from drafting.importing.file_type import kind_of
from drafting.importing.limits import MOST_BYTES, OFFICE_SECONDS
from drafting.importing.readers.docx import DocxReader
from drafting.importing.source import Reading, UnreadableFile

_SAVE_AS: Final = "请用 Word 或 WPS 打开，选“文件—另存为”，类型选“Word 文档（*.docx）”，再导入。"


class OfficeReader:
    """.doc and .wps files, converted and then read like any .docx."""

    suffixes = (".doc", ".wps")

    def read(self, content: bytes, suffix: str) -> Reading:
        """The paragraphs of the converted file. Raises UnreadableFile where LibreOffice is missing,
        fails or takes too long."""
        if suffix == ".wps" and kind_of(content) == "zip":
            # newer WPS writes Word's own format under its own name
            return DocxReader().read(content, suffix)
        if office.program() is None:
            raise UnreadableFile(
                f"这台服务器没有安装 LibreOffice，读不了 {suffix} 文件，{_SAVE_AS}"
            )
        reading = DocxReader().read(_converted(content, suffix), ".docx")
        notice = f"{suffix} 文件是转换成 .docx 后读入的，请对照原稿看看序号和表格。"
        return Reading(reading.lines, (notice, *reading.notices))


def _converted(content: bytes, suffix: str) -> bytes:
    """The file as .docx, by a run with a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="zhaojing-office-") as folder:
        home = Path(folder)
        source, out = home / f"source{suffix}", home / "out"
        source.write_bytes(content)
        try:
            office.convert(home, [source], "docx:MS Word 2007 XML", out, OFFICE_SECONDS)
        except subprocess.TimeoutExpired:
            raise UnreadableFile(f"转换用了 {OFFICE_SECONDS} 秒还没有完成，{_SAVE_AS}") from None
        result = out / "source.docx"
        # LibreOffice exits with 0 where it could not read the file
        if not result.is_file() or result.stat().st_size > MOST_BYTES:
            raise UnreadableFile(f"这个 {suffix} 文件转换不了，可能加了密码或已损坏，{_SAVE_AS}")
        return result.read_bytes()
