"""The paragraphs of a document as WordprocessingML, in the styles of the base file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from drafting.rendering.typography import Face
from drafting.rendering.walk import Block, BlockKind

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_STYLES: Mapping[BlockKind, str] = {
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
#: Quotation marks and dashes belong to no script: without the hint Word sets them in the Latin
#: font.
_OPEN_RUN: Mapping[Face, str] = {
    face: f'<w:r><w:rPr>{style}<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">'
    for face, style in _CHARACTER_STYLES.items()
}
_BEGIN = '<w:commentRangeStart w:id="{}"/>'
_END = (
    '<w:commentRangeEnd w:id="{0}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
    '<w:commentReference w:id="{0}"/></w:r>'
)
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
#: A title without a byline keeps the blank line below it itself.
_BLANK_BELOW = '<w:spacing w:afterLines="100" w:after="579"/>'


@dataclass(frozen=True, slots=True)
class Anchors:
    """Numbers of the comments that begin before, and end behind, a run: by the places of its block
    and of the run in it."""

    starts: dict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))


def body_xml(blocks: Iterable[Block], anchors: Anchors | None = None) -> str:
    """A ``w:body`` element with the paragraphs, and no section properties."""
    return f'<w:body xmlns:w="{NAMESPACE}">{paragraphs_xml(blocks, anchors)}</w:body>'


def paragraphs_xml(blocks: Iterable[Block], anchors: Anchors | None = None) -> str:
    """One ``w:p`` for each block, with the places of comments."""
    printed = list(blocks)
    anchors = anchors or Anchors()
    following = [block.kind for block in printed[1:]] + ["body"]
    paragraphs = [
        _paragraph(block, after, _runs(block, row, anchors))
        for row, (block, after) in enumerate(zip(printed, following, strict=False))
    ]
    return "".join(paragraphs)


def _paragraph(block: Block, following: str, runs: str) -> str:
    last_title = block.kind == "title" and following not in ("title", "byline")
    properties = f'<w:pStyle w:val="{_STYLES[block.kind]}"/>' + (_BLANK_BELOW if last_title else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _runs(block: Block, row: int, anchors: Anchors) -> str:
    """The runs of a paragraph: neighbours of one face are one, unless a comment begins or ends
    between them."""
    written: list[str] = []
    texts: list[str] = []
    for column, run in enumerate(block.runs):
        written += [_BEGIN.format(number) for number in anchors.starts.get((row, column), ())]
        texts.append(run.text)
        ended = [_END.format(number) for number in anchors.ends.get((row, column), ())]
        after = block.runs[column + 1 : column + 2]
        goes_on = (
            after
            and after[0].face == run.face
            and (row, column + 1) not in anchors.starts
            and not ended
        )
        if not goes_on:
            written.append(_run("".join(texts), run.face))
            texts = []
        written += ended
    return "".join(written)


def _run(text: str, face: Face) -> str:
    return f"{_OPEN_RUN[face]}{escape(text).replace(chr(10), _LINE_BREAK)}</w:t></w:r>"
