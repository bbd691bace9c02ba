"""Document -> Word file."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from docx import Document as open_docx
from docx.opc.coreprops import CoreProperties
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from drafting.document.model import Document
from drafting.rendering.formats.docx.body import NAMESPACE, body_xml, paragraphs_xml
from drafting.rendering.formats.docx.comments import add_comments, anchors_of
from drafting.rendering.formats.docx.package import Skeleton, base_file, normalised
from drafting.rendering.lines import one_line
from drafting.rendering.marks import marked
from drafting.rendering.options import RenderOptions, draft_mark
from drafting.rendering.walk import Block, blocks

#: What stands in the properties where the author or the title is not known.
_SUBJECT = "对照检查材料"
#: What else a meeting may ask for (文种), as titles name it.
_KINDS = ("发言提纲", "检视剖析材料", "问题清单")
#: The status (cp:contentStatus) of a file whose text was approved.
_APPROVED = "已通过"
_PROPERTY_LIMIT = 255
_HINT = qn("w:hint")
#: Parts of a package, and what stands in a skeleton's where the text comes.
_MAIN, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_NOTHING: Final = b"<w:p/>"
_MARK: Final = "MARK"


def render(document: Document, options: RenderOptions) -> bytes:
    """The Word file of a document. The same document and options give the same bytes."""
    printed = marked(blocks(document, options.style), document, options.marks)
    if options.comments:
        return _with_comments(printed, document, options)
    skeleton = _skeleton(options.draft_copy)
    properties: Any = parse_xml(skeleton.parts[_PROPERTIES])
    _fill_properties(CoreProperties(properties), document, options)
    before, after = skeleton.parts[_MAIN].split(_NOTHING)
    paragraphs = paragraphs_xml(printed).encode()
    mark = escape(draft_mark(options)).encode()
    return skeleton.filled(
        {
            **{
                name: part.replace(_MARK.encode(), mark)
                for name, part in skeleton.parts.items()
                if name.startswith("word/header")
            },
            _MAIN: before + paragraphs + after,
            _PROPERTIES: serialize_part_xml(properties),
        }
    )


@lru_cache(maxsize=2)
def _skeleton(draft_copy: bool) -> Skeleton:
    """What python-docx makes of the base file with nothing in it: all that differs from file to
    file, but for comments, is texts within its parts."""
    word = open_docx(BytesIO(base_file()))
    _fill_body(word, parse_xml(f'<w:body xmlns:w="{NAMESPACE}"><w:p/></w:body>'))
    if draft_copy:
        _mark_draft(word, _MARK)
    return Skeleton(_saved(word))


def _with_comments(printed: list[Block], document: Document, options: RenderOptions) -> bytes:
    word = open_docx(BytesIO(base_file()))
    anchors = anchors_of(printed, options.comments) if printed else None
    _fill_body(word, parse_xml(body_xml(printed, anchors)))
    add_comments(word, options.comments)
    if options.draft_copy:
        _mark_draft(word, draft_mark(options))
    _fill_properties(word.core_properties, document, options)
    return _saved(word)


def _fill_body(word: Any, filled: Any) -> None:
    body = word.element.body
    filled.append(body.sectPr)
    word.element.replace(body, filled)


def _saved(word: Any) -> bytes:
    written = BytesIO()
    word.save(written)
    return normalised(written.getvalue())


def _mark_draft(word: Any, mark: str) -> None:
    section = word.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = word.styles["Header"]
        run = paragraph.add_run(mark)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(_HINT, "eastAsia")


def _fill_properties(properties: Any, document: Document, options: RenderOptions) -> None:
    created, modified = (moment.astimezone(UTC) for moment in (options.created, options.modified))
    properties.title = _short(document.head.title) or _SUBJECT
    properties.subject = next((kind for kind in _KINDS if kind in document.head.title), _SUBJECT)
    properties.author = _short(options.author) or _short(document.head.name) or _SUBJECT
    properties.last_modified_by = properties.author
    properties.identifier = _short(options.reference)
    if options.approval:
        properties.content_status = _APPROVED
        properties.comments = _short(f"{options.approval}；校验值 {options.reference}")
    properties.created = min(created, modified)
    properties.modified = modified


def _short(text: str) -> str:
    """A property value: one line, within the length that the format's readers accept."""
    return one_line(text)[:_PROPERTY_LIMIT]
