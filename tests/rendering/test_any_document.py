"""Properties that hold for every document, however odd."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from io import BytesIO

from docx import Document as open_docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.document.codec import dump, load
from drafting.document.model import ROLES, Document, Head, Part, Point, Prose, Section, nodes
from drafting.rendering.formats import docx, html
from drafting.rendering.formats.docx.package import normalised
from drafting.rendering.lines import lines
from drafting.rendering.styles import STYLES
from tests.rendering.documents import options

PIECES = [
    "一、",
    "（一）",
    "1.",
    "一是",
    "。",
    "：",
    "“",
    "”",
    "\n",
    "\t",
    "　",
    " ",
    "&",
    "<b>",
    '"',
    "{时间}",
    "2024年",
    "学习",
    "不够",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=8).map("".join)
IDS = st.uuids().map(str)
NUMBERS = st.none() | st.sampled_from(["", "一", "三", "（二）", "1"])
POINTS = st.lists(
    st.builds(
        Point,
        id=IDS,
        marker=st.none() | st.sampled_from(["", "一是", "（一）", "1."]),
        claim=TEXTS,
        elaboration=TEXTS,
        example=TEXTS,
    ),
    max_size=3,
).map(tuple)
SECTIONS = st.lists(
    st.builds(Section, id=IDS, number=NUMBERS, heading=TEXTS, lead=TEXTS, points=POINTS), max_size=2
)
PARTS = st.lists(
    st.builds(
        Part,
        id=IDS,
        role=st.sampled_from(ROLES),
        number=NUMBERS,
        heading=TEXTS,
        lead=TEXTS,
        sections=SECTIONS.map(tuple),
        points=POINTS,
    ),
    max_size=3,
).map(tuple)
PROSE = st.builds(Prose, id=IDS, text=TEXTS)
HEADS = st.builds(Head, id=IDS, title=TEXTS, unit=TEXTS, position=TEXTS, name=TEXTS, date=TEXTS)
DOCUMENTS = st.builds(Document, head=HEADS, opening=PROSE, parts=PARTS, closing=PROSE)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Text(HTMLParser):
    """Collects what a reader of the page sees, and the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def texts_of(document: Document) -> list[str]:
    """Every line that must be printed, in reading order: texts of points, leads and prose, wherever
    they stand."""
    found: list[str] = []
    for node in nodes(document):
        if isinstance(node, Prose):
            found += lines(node.text)
        elif isinstance(node, Point):
            found += ["".join(lines(node.claim)), *lines(node.elaboration), *lines(node.example)]
        elif isinstance(node, Part | Section):
            found += lines(node.lead)
    return [text for text in found if text]


def squeezed(text: str) -> str:
    return "".join(text.split())


def assert_in_order(pieces: list[str], whole: str) -> None:
    at = 0
    for piece in pieces:
        where = whole.find(squeezed(piece), at)
        assert where >= 0, (piece, whole[at:])
        at = where + len(squeezed(piece))


@SLOW
@given(document=DOCUMENTS, style=st.sampled_from(sorted(STYLES)), draft_copy=st.booleans())
def test_any_document_becomes_a_word_file_with_every_text_in_order(
    document: Document, style: str, draft_copy: bool
) -> None:
    chosen = options(style, draft_copy=draft_copy)
    content = docx.render(document, chosen)
    paragraphs = [p.text for p in open_docx(BytesIO(content)).paragraphs]
    assert_in_order(texts_of(document), squeezed("".join(paragraphs)))
    assert all(text == text.strip() and text for text in paragraphs)
    assert docx.render(load(dump(document)), chosen) == content


@SLOW
@given(
    document=DOCUMENTS,
    style=st.sampled_from(sorted(STYLES)),
    draft_copy=st.booleans(),
    approval=st.sampled_from(["", "张伟 <2026-01-05> & 同意"]),
)
def test_any_word_file_is_what_python_docx_writes_of_it(
    document: Document, style: str, draft_copy: bool, approval: str
) -> None:
    chosen = options(style, draft_copy=draft_copy, approval=approval, reference="<&a1b2>" * 9)
    content = docx.render(document, chosen)
    again = BytesIO()
    open_docx(BytesIO(content)).save(again)
    assert normalised(again.getvalue()) == content


@SLOW
@given(document=DOCUMENTS, style=st.sampled_from(sorted(STYLES)))
def test_any_document_becomes_a_page_with_nothing_but_its_text(
    document: Document, style: str
) -> None:
    page = html.render(document, options(style))
    reader = Text()
    reader.feed(page)
    reader.close()
    assert_in_order(texts_of(document), squeezed("".join(reader.seen)))
    assert reader.tags <= {"article", "h1", "h2", "h3", "h4", "p", "span", "strong", "br"}
    assert unescape(page).count("<article") == 1 + squeezed("".join(texts_of(document))).count(
        "<article"
    )
