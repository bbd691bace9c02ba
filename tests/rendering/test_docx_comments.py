"""Comments in the Word file: on the right words, in threads, and nothing else changed by them."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from drafting.document.model import Document
from drafting.document.text import clean
from drafting.rendering.comments import WordComment, WordReply
from drafting.rendering.formats.docx import render
from drafting.rendering.lines import lines
from drafting.rendering.marks import Mark
from tests.document.strategies import documents, raw_texts
from tests.programs import LIBREOFFICE
from tests.rendering.documents import SMALL, options

OFFICE = LIBREOFFICE.find()
MOMENT = datetime(2024, 12, 21, 15, 4, 5, tzinfo=timezone(timedelta(hours=8)))
OFFICE_NS = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT_NS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

MARKS = (
    Mark("c1", "a", "claim", 0, 4),
    Mark("c2", "a", "claim", 2, 4),
    Mark("c3", "open", "text", 0, 12),  # the salutation and the first words of the text
    Mark("c4", "head", "title", 0, 6),
)
COMMENTS = (
    WordComment(
        "c1",
        "林静",
        MOMENT,
        "【必改】太空。\n请写明哪三周。",
        (WordReply("刘洋", MOMENT, "【已改】"),),
        True,
    ),
    WordComment("c2", "林静", MOMENT, "“不深”指什么 <&>？"),
    WordComment("c3", "周书记", MOMENT, "开头"),
    WordComment("c4", "林静", MOMENT, "年度"),
    WordComment("c5", "林静", MOMENT, "说的是全文。"),
)


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def commented_words(content: bytes) -> dict[int, str]:
    """The text between the begin and the end of each comment, paragraphs and line breaks as \\n."""
    open_now: dict[int, str] = {}
    found: dict[int, str] = {}
    for element in part(content, "word/document.xml").iter():
        if element.tag == qn("w:commentRangeStart"):
            open_now[int(element.get(qn("w:id")) or "")] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            number = int(element.get(qn("w:id")) or "")
            found[number] = open_now.pop(number)
        elif element.tag in (qn("w:p"), qn("w:br"), qn("w:t")):
            text = (element.text or "") if element.tag == qn("w:t") else "\n"
            open_now = {number: words + text for number, words in open_now.items()}
    assert open_now == {}
    return found


def test_each_comment_sits_on_its_words() -> None:
    content = render(SMALL, options(marks=MARKS, comments=COMMENTS))
    assert commented_words(content) == {
        0: "学得不深",
        1: "学得不深",
        2: "不深",
        3: "同志们：\n会前集中学习三",
        4: "2024年度",
        5: "2024年度民主生活会个人对照检查材料",
    }
    references = part(content, "word/document.xml").iter(qn("w:commentReference"))
    assert sorted(int(each.get(qn("w:id")) or "") for each in references) == [0, 1, 2, 3, 4, 5]


def test_who_said_what_and_when() -> None:
    comments = open_docx(
        io.BytesIO(render(SMALL, options(marks=MARKS, comments=COMMENTS)))
    ).comments
    assert [(c.author, c.initials, c.text) for c in comments] == [
        ("林静", "林", "【必改】太空。\n请写明哪三周。"),
        ("刘洋", "刘", "【已改】"),
        ("林静", "林", "“不深”指什么 <&>？"),
        ("周书记", "周", "开头"),
        ("林静", "林", "年度"),
        ("林静", "林", "说的是全文。"),
    ]
    assert {c.timestamp.isoformat()[:19] for c in comments if c.timestamp} == {
        "2024-12-21T15:04:05"
    }


def test_answers_belong_to_their_comment_and_a_resolved_thread_is_done() -> None:
    content = render(SMALL, options(marks=MARKS, comments=COMMENTS))
    told = [
        (each.get(f"{W15}paraId"), each.get(f"{W15}paraIdParent"), each.get(f"{W15}done"))
        for each in part(content, "word/commentsExtended.xml")
    ]
    assert told[:3] == [
        ("00000001", None, "1"),
        ("00000002", "00000001", "1"),
        ("00000003", None, "0"),
    ]
    ids = [p.get(f"{W14}paraId") for p in part(content, "word/comments.xml").iter(qn("w:p"))]
    assert ids == [None, *(each for each, _, _ in told)]


def test_the_text_is_the_same_with_and_without_comments() -> None:
    plain, with_comments = (
        render(SMALL, options()),
        render(SMALL, options(marks=MARKS, comments=COMMENTS)),
    )
    texts = [
        [(p.style.name, p.text) for p in open_docx(io.BytesIO(content)).paragraphs]
        for content in (plain, with_comments)
    ]
    assert texts[0] == texts[1]
    assert render(SMALL, options(marks=MARKS)) == plain
    assert not [
        name for name in zipfile.ZipFile(io.BytesIO(plain)).namelist() if "comments" in name
    ]


def test_the_same_comments_give_the_same_bytes() -> None:
    once, again = (render(SMALL, options(marks=MARKS, comments=COMMENTS)) for _ in range(2))
    assert once == again


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents(), text=raw_texts, author=st.text(max_size=4).map(clean))
def test_any_text_makes_a_file_that_opens(document: Document, text: str, author: str) -> None:
    said = WordComment("k", author, MOMENT, text, (WordReply(author, MOMENT, text),))
    content = render(
        document, options(comments=(said,), marks=(Mark("k", document.head.id, "title", 0, 3),))
    )
    comments = list(open_docx(io.BytesIO(content)).comments)
    if comments:
        assert [comment.text for comment in comments] == ["\n".join(lines(text))] * 2


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=LIBREOFFICE.missing)
def test_libreoffice_finds_the_comments_on_their_words(tmp_path: Path) -> None:
    source = tmp_path / "paper.docx"
    source.write_bytes(render(SMALL, options(marks=MARKS, comments=COMMENTS)))
    command = [
        str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path / 'profile'}",
        "--convert-to", "fodt", "--outdir", str(tmp_path), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    body = etree.parse(tmp_path / "paper.fodt").getroot().find(f".//{OFFICE_NS}text")
    assert body is not None
    assert sorted(annotated_words(body)) == sorted(
        [
            ("【必改】太空。请写明哪三周。", "学得不深"),
            ("【已改】", "学得不深"),
            ("“不深”指什么 <&>？", "不深"),
            ("开头", "同志们：会前集中学习三"),
            ("年度", "2024年度"),
            ("说的是全文。", "2024年度民主生活会个人对照检查材料"),
        ]
    )


def annotated_words(body: etree._Element) -> list[tuple[str, str]]:
    """What each annotation says and the words it lies on."""
    said: dict[str, str] = {}
    words: dict[str, str] = {}
    open_now: set[str] = set()

    def walk(element: etree._Element) -> None:
        name = element.get(f"{OFFICE_NS}name") or ""
        if element.tag == f"{OFFICE_NS}annotation":
            said[name] = "".join("".join(each.itertext()) for each in element.iter(f"{TEXT_NS}p"))
            words[name] = ""
            open_now.add(name)
        elif element.tag == f"{OFFICE_NS}annotation-end":
            open_now.discard(name)
        else:
            heard(element.text)
            for child in element:
                walk(child)
        heard(element.tail)

    def heard(text: str | None) -> None:
        for name in open_now:
            words[name] += (text or "").strip()

    walk(body)
    return [(said[name], words[name]) for name in said]
