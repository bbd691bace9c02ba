"""Comments as Word keeps them: a part with the threads, a part that says which is an answer and
which is done, and the places.

ISO/IEC 29500-1, 17.13.4 (comments); [MS-DOCX] 2.5.4.2 (commentsExtended: answers and 已解决). Readers
that know only the first show the answers as comments on the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from drafting.rendering.comments import WordComment, WordReply
from drafting.rendering.formats.docx.body import NAMESPACE, Anchors
from drafting.rendering.lines import lines, one_line
from drafting.rendering.walk import Block

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATIONS: Final = {
    "comments": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
}
_STYLES = (
    f'<w:style xmlns:w="{NAMESPACE}" w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="left"/></w:pPr>'
    '<w:rPr><w:spacing w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>',
    f'<w:style xmlns:w="{NAMESPACE}" w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
    '<w:unhideWhenUsed/><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>',
)
_FIRST_RUN = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


@dataclass(frozen=True, slots=True)
class _Entry:
    """One comment of the file: its number, that of the one it answers, and whether the thread is
    done."""

    number: int
    parent: int | None
    done: bool
    said: WordReply


def anchors_of(blocks: Sequence[Block], comments: Sequence[WordComment]) -> Anchors:
    """Where the comments begin and end: at the first and the last run of their mark, or around the
    title."""
    first: dict[str, tuple[int, int]] = {}
    last: dict[str, tuple[int, int]] = {}
    for row, block in enumerate(blocks):
        for column, run in enumerate(block.runs):
            for key in run.marks:
                first.setdefault(key, (row, column))
                last[key] = row, column
    top = next((row for row, block in enumerate(blocks) if block.kind == "title"), 0)
    whole = (top, 0), (top, len(blocks[top].runs) - 1)
    anchors = Anchors()
    for comment, numbers in _numbered(comments):
        anchors.starts[first.get(comment.key, whole[0])] += numbers
        anchors.ends[last.get(comment.key, whole[1])] += numbers
    return anchors


def add_comments(word: Any, comments: Sequence[WordComment]) -> None:
    """Give a file its comments; their places are in the body already."""
    entries = list(_entries(comments))
    for style in _STYLES:
        word.styles.element.append(parse_xml(style))
    for name, content in (
        ("comments", _comments(entries)),
        ("commentsExtended", _extended(entries)),
    ):
        uri = PackURI(f"/word/{name}.xml")
        part = Part(uri, _TYPE.format(name), (_HEAD + content).encode(), word.part.package)
        word.part.relate_to(part, _RELATIONS[name])


def _numbered(comments: Sequence[WordComment]) -> Iterator[tuple[WordComment, list[int]]]:
    """Each comment with the numbers of its thread in the file."""
    number = 0
    for comment in comments:
        size = len(comment.thread)
        yield comment, list(range(number, number + size))
        number += size


def _entries(comments: Sequence[WordComment]) -> Iterator[_Entry]:
    for comment, numbers in _numbered(comments):
        for number, said in zip(numbers, comment.thread, strict=True):
            yield _Entry(
                number, None if number == numbers[0] else numbers[0], comment.resolved, said
            )


def _comments(entries: Sequence[_Entry]) -> str:
    names = f'xmlns:w="{NAMESPACE}" xmlns:w14="{_W14}" xmlns:mc="{_MC}" mc:Ignorable="w14"'
    return f"<w:comments {names}>{''.join(map(_comment, entries))}</w:comments>"


def _comment(entry: _Entry) -> str:
    said = entry.said
    author = one_line(said.author)
    texts = lines(said.text) or ("",)
    paragraphs = "".join(
        f'<w:p{_id(entry.number) if place == len(texts) else ""}><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        f"{_FIRST_RUN if place == 1 else ''}"
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for place, text in enumerate(texts, start=1)
    )
    return (
        f'<w:comment w:id="{entry.number}" w:author={quoteattr(author)} w:date="{said.created:%Y-%m-%dT%H:%M:%SZ}"'
        f" w:initials={quoteattr(author[:1])}>{paragraphs}</w:comment>"
    )


def _extended(entries: Sequence[_Entry]) -> str:
    found = "".join(
        f'<w15:commentEx w15:paraId="{_paragraph(entry.number)}"'
        + ("" if entry.parent is None else f' w15:paraIdParent="{_paragraph(entry.parent)}"')
        + f' w15:done="{int(entry.done)}"/>'
        for entry in entries
    )
    names = f'xmlns:w15="{_W15}" xmlns:mc="{_MC}" mc:Ignorable="w15"'
    return f"<w15:commentsEx {names}>{found}</w15:commentsEx>"


def _id(number: int) -> str:
    """The identity of a comment's last paragraph, which the other part names it by."""
    return f' w14:paraId="{_paragraph(number)}"'


def _paragraph(number: int) -> str:
    return f"{number + 1:08X}"
