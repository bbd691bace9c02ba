"""The material as plain text, for pasting into office systems: the words and numbers of the printed
form, without its looks."""

from __future__ import annotations

from typing import Final

from drafting.rendering.formats.txt.writer import render
from drafting.rendering.output_format import OutputFormat

__all__ = ["FORMAT", "render"]

FORMAT: Final = OutputFormat(
    key="txt",
    label="纯文本",
    description="只有文字和序号，没有字体和页面格式，便于粘贴到办公系统里。",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    render=render,
)
