"""The Word file of a material as PDF, where LibreOffice is installed."""

from __future__ import annotations

from typing import Final

from drafting.document.model import Document
from drafting.rendering.formats.pdf.conversion import each_to_pdf, obstacle, to_pdf
from drafting.rendering.formats.pdf.fonts import remark
from drafting.rendering.options import RenderOptions
from drafting.rendering.output_format import OutputFormat

__all__ = ["FORMAT", "each_to_pdf", "render", "to_pdf"]


def render(document: Document, options: RenderOptions) -> bytes:
    """The PDF of a document. Raises NotMade."""
    from drafting.rendering.formats import docx

    return to_pdf([docx.render(document, options)])[0]


FORMAT: Final = OutputFormat(
    key="pdf",
    label="PDF",
    description="同 Word 文件一样的版面，不能再改，用于发送和打印。",
    suffix="pdf",
    media_type="application/pdf",
    render=render,
    names_approval=True,
    made_from="docx",
    obstacle=obstacle,
    remark=remark,
    stable=False,
)
