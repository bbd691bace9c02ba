"""The Word file of a material, after GB/T 9704-2012 where it speaks and office practice where it
does not.

The base file (page, styles, footers, settings) is kept as its XML parts in ``base/``, so that a
change to it can be read. Word reads a style by its English name and shows it in Chinese; every font
names its East Asian face; numbers are literal text.
"""

from __future__ import annotations

from typing import Final

from drafting.document.model import Document
from drafting.rendering.options import RenderOptions
from drafting.rendering.output_format import OutputFormat


def render(document: Document, options: RenderOptions) -> bytes:
    """The Word file of a document. The same document and options give the same bytes."""
    # python-docx takes its time to import, and who only asks which formats there are needs none
    from drafting.rendering.formats.docx import writer

    return writer.render(document, options)


FORMAT: Final = OutputFormat(
    key="docx",
    label="Word 文件",
    description="按公文格式排好版，用于打印、上会和存档。",
    suffix="docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    render=render,
    names_approval=True,
)
