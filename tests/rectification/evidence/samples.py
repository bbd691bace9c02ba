"""Files of every kind, made in memory."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document as open_docx
from openpyxl import Workbook

PDF: Final = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JPEG: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\0" * 32 + b"\xff\xd9"
PNG: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 32


def docx() -> bytes:
    """A Word file of one line."""
    written, word = BytesIO(), open_docx()
    word.add_paragraph("3月5日走访两户读者。")
    word.save(written)
    return written.getvalue()


def xlsx() -> bytes:
    """An Excel file of one cell."""
    written, book = BytesIO(), Workbook()
    book.worksheets[0]["A1"] = "3月5日"
    book.save(written)
    return written.getvalue()


def archive(**entries: bytes) -> bytes:
    """A zip archive of these entries."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return written.getvalue()


def with_macros() -> bytes:
    """A Word file that carries macros."""
    written = BytesIO(docx())
    with ZipFile(written, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"\0")
    return written.getvalue()


def bomb() -> bytes:
    """A Word file that holds 30 MB of nothing."""
    written = BytesIO(docx())
    with ZipFile(written, "a", ZIP_DEFLATED) as packed:
        packed.writestr("word/media/image1.bmp", b"\0" * 30_000_000)
    return written.getvalue()
