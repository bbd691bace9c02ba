"""The material as a page of HTML that looks like the printed one: the preview. Its looks are in
static/css/paper.css."""

from __future__ import annotations

from typing import Final

from drafting.rendering.formats.html.writer import paragraph, render
from drafting.rendering.output_format import OutputFormat

__all__ = ["FORMAT", "paragraph", "render"]

FORMAT: Final = OutputFormat(
    key="html",
    label="预览",
    description="在网页上看印出来的样子。",
    suffix="html",
    media_type="text/html",
    render=render,
    downloadable=False,
)
