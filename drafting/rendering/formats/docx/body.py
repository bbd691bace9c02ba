"""The paragraphs of a document as WordprocessingML, in the styles of the base file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

from drafting.rendering.typography import Face
from drafting.rendering.walk import Block, Kind

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_STYLES: Mapping[Kind, str] = {
    "title": "Title",
    "byline": "Subtitle",
    "salute": "Salutation",
    "heading1": "Heading1",
    "heading2": "Heading2",
    "heading3": "Heading3",
    "body": "NormalIndent",
    "sign": "Signature",
}
_CHARACTER_STYLES: Mapping[Face, str] = {
    "base": "",
    "lead": '<w:rStyle w:val="LeadSentence"/>',
    "head1": '<w:rStyle w:val="RunInHeading1"/>',
    "head2": '<w:rStyle w:val="RunInHeading2"/>',
    "body": '<w:rStyle w:val="BodyText"/>',
}
#: Quotation marks and dashes belong to no script: without the hint Word sets them in the Latin font.
_OPEN_RUN: Mapping[Face, str] = {
    face: f'<w:r><w:rPr>{style}<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">'
    for face, style in _CHARACTER_STYLES.items()
}
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
#: A title without a byline keeps the blank line below it itself.
_BLANK_BELOW = '<w:spacing w:afterLines="100" w:after="579"/>'


def body_xml(blocks: Iterable[Block]) -> str:
    """A ``w:body`` element with one ``w:p`` for each block and no section properties."""
    printed = list(blocks)
    following = [block.kind for block in printed[1:]] + ["body"]
    paragraphs = [_paragraph(block, after) for block, after in zip(printed, following, strict=False)]
    return f'<w:body xmlns:w="{NAMESPACE}">{"".join(paragraphs)}</w:body>'


def _paragraph(block: Block, following: str) -> str:
    last_title = block.kind == "title" and following not in ("title", "byline")
    properties = f'<w:pStyle w:val="{_STYLES[block.kind]}"/>' + (_BLANK_BELOW if last_title else "")
    runs = "".join(
        _run("".join(run.text for run in group), face)
        for face, group in groupby(block.runs, key=lambda run: run.face)
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _run(text: str, face: Face) -> str:
    return f"{_OPEN_RUN[face]}{escape(text).replace(chr(10), _LINE_BREAK)}</w:t></w:r>"
