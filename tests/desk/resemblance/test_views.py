"""雷同比对 of a meeting: the matrix, a pair, the files; who gets them and what is noted."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from uuid import NAMESPACE_DNS, uuid5

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document as open_docx
from lxml import html
from openpyxl import load_workbook

from accounts.models import Organization, User
from drafting.desk.resemblance.matrix import Cell, PersonRow, groups_of
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.pairs import shares_of
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Reading
from tests.factories import person
from tests.proofing.alikeness.disguise import Disguise
from tests.review.states import material, moved, submitted, written

pytestmark = pytest.mark.django_db
Browsers = Callable[[User], Client]


@pytest.fixture
def original(colleague: User, meeting: Meeting) -> Draft:
    """孙蕾's paper, handed in."""
    return submitted(written(colleague, meeting))


@pytest.fixture
def copy(member: User, meeting: Meeting) -> Draft:
    """刘洋's, a disguised copy of it, handed in."""
    text = Disguise().paper(material())
    draft = submitted(
        lifecycle.begin_draft(member, meeting.framework, meeting=meeting, text=text)[0]
    )
    shares_of(meeting, math.inf)  # as a worker does by and by
    return draft


def address(meeting: Meeting, *more: object) -> str:
    return "/".join(("", "meetings", str(meeting.pk), "alike", *map(str, more), ""))


def test_the_matrix_names_the_pair_and_the_share(
    browser_of: Browsers, secretary: User, meeting: Meeting, original: Draft, copy: Draft
) -> None:
    answer = browser_of(secretary).get(address(meeting))
    page = html.fromstring(answer.content)
    (line,) = page.xpath("//section[@aria-labelledby='high']//li")
    said = " ".join(line.text_content().split())
    assert said.startswith("刘洋的材料有")
    assert int(said.split("%")[0].split()[-1]) >= 80
    cells = [row.findall("td") for row in page.xpath("//table[@class='alike-matrix']/tbody/tr")]
    assert [len(row) for row in cells] == [2, 2]
    (link,) = line.xpath(".//a")
    assert link.get("href") == address(meeting, copy.pk, original.pk)


def test_papers_that_all_take_one_are_one_line(
    browser_of: Browsers, secretary: User, meeting: Meeting, branch: Organization, copy: Draft,
    original: Draft,
) -> None:  # fmt: skip
    """Their pairs are below it; of two the pair is the line."""
    third = person("qian", "钱多", branch)
    meeting.invitations.create(user=third)
    submitted(written(third, meeting))
    shares_of(meeting, math.inf)
    page = html.fromstring(browser_of(secretary).get(address(meeting)).content)
    (line,) = page.xpath("//section[@aria-labelledby='high']/ul/li")
    said = " ".join(line.text_content().split())
    assert said.startswith("3 份有相近的：")
    assert all(name in said.partition("，最高")[0] for name in ("刘洋", "孙蕾", "钱多"))
    assert "最高 100%" in said
    assert "3 对，逐对看" in said
    assert len(line.xpath(".//details//li//a")) == 3


def row_of(name: str) -> PersonRow:
    return PersonRow(uuid5(NAMESPACE_DNS, name), name, False, (), ())


def test_groups_are_put_together_where_they_share_a_paper() -> None:
    """Those found apart and joined later too; in the order of the first pair of each."""
    pairs = [
        (row_of(one), Cell(row_of(other).draft, other, share, True))
        for one, other, share in (
            ("甲", "乙", 0.9), ("丙", "丁", 0.8), ("戊", "己", 0.7), ("乙", "丙", 0.6)
        )
    ]  # fmt: skip
    assert [(group.names, len(group.pairs)) for group in groups_of(pairs)] == [
        (("甲", "乙", "丙", "丁"), 3),
        (("戊", "己"), 1),
    ]


def test_a_pair_side_by_side_is_noted_as_read(
    browser_of: Browsers, secretary: User, meeting: Meeting, original: Draft, copy: Draft
) -> None:
    answer = browser_of(secretary).get(address(meeting, copy.pk, original.pk))
    page = html.fromstring(answer.content)
    rows = page.xpath("//ol[@class='alike-passages']/li")
    assert len(rows) > 20
    manners = {row.find_class("manner")[0].text_content() for row in rows}
    assert manners <= {"照抄", "改动", "调换"}
    assert "照抄" in manners
    for number, row in enumerate(rows, 1):
        for side in ("one", "other"):
            (link,) = row.xpath(f".//a[@href='#{side}-{number}']")
            (mark,) = page.xpath(f"//mark[@id='{side}-{number}']")
            assert mark.text_content().strip().startswith(str(number))
            assert link.text_content().strip()
    read = set(Reading.objects.values_list("submission__draft", "reader", "how"))
    assert read == {(copy.pk, secretary.pk, "page"), (original.pk, secretary.pk, "page")}


def test_every_word_of_both_papers_is_there(
    browser_of: Browsers, secretary: User, meeting: Meeting, original: Draft, copy: Draft
) -> None:
    answer = browser_of(secretary).get(address(meeting, copy.pk, original.pk))
    page = html.fromstring(answer.content)
    for number in page.find_class("alike-number"):
        number.drop_tree()
    said = "".join("".join(one.text_content() for one in page.find_class("alike-text")).split())
    for draft in (original, copy):
        document = codec.load(draft.document)
        for part in document.parts:
            for area in part.sections:
                for point in area.points:
                    for text in (point.claim, point.elaboration, point.example):
                        assert "".join(text.split()).rstrip("。") in said


def test_the_nearest_one_is_found_from_a_paper(
    browser_of: Browsers, secretary: User, meeting: Meeting, original: Draft, copy: Draft
) -> None:
    browser = browser_of(secretary)
    answer = browser.get(address(meeting, copy.pk))
    assert answer["Location"] == address(meeting, copy.pk, original.pk)
    panel = browser.get(f"/review/{copy.pk}/?panel=proof")
    assert address(meeting, copy.pk) in panel.content.decode()


def test_a_paper_that_was_taken_back_is_not_there(
    browser_of: Browsers, secretary: User, meeting: Meeting, original: Draft, copy: Draft
) -> None:
    browser = browser_of(secretary)
    moved(copy, Action.WITHDRAW, copy.owner)
    assert browser.get(address(meeting, copy.pk, original.pk)).status_code == 404
    page = html.fromstring(browser.get(address(meeting)).content)
    assert not page.xpath("//table[contains(@class,'alike-persons')]")
    (alone,) = page.xpath("//p[@data-alone]")
    assert alone.text_content() == "1 人的材料都没有相近的地方：孙蕾。"


def test_members_and_overseers_get_nothing(
    browser_of: Browsers, meeting: Meeting, original: Draft, copy: Draft, colleague: User,
    member: User, curator: User, stranger: User,
) -> None:  # fmt: skip
    for who, code in ((colleague, 404), (member, 404), (stranger, 404), (curator, 403)):
        for more in ((), ("xlsx",), ("docx",), (copy.pk,), (copy.pk, original.pk)):
            assert browser_of(who).get(address(meeting, *more)).status_code == code, who


def test_the_files(
    browser_of: Browsers, secretary: User, meeting: Meeting, original: Draft, copy: Draft
) -> None:
    browser = browser_of(secretary)
    book = load_workbook(BytesIO(browser.get(address(meeting, "xlsx")).content))
    rows = [[cell.value for cell in row] for row in book["两两占比"].iter_rows(min_row=2)]
    names = rows[0][1:]
    assert sorted(names) == ["刘洋", "孙蕾"]
    share = rows[1 + names.index("刘洋")][1 + names.index("孙蕾")]
    assert share >= 80
    assert Reading.objects.count() == 0
    word = open_docx(BytesIO(browser.get(address(meeting, "docx")).content))
    headings = [one.text for one in word.paragraphs if one.style.style_id == "Heading1"]
    assert headings == ["刘洋与孙蕾"]
    table = word.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["情形", "刘洋", "孙蕾"]
    assert len(table.rows) == 21
    assert any("上面列出前 20 处，另有" in one.text for one in word.paragraphs)
    read = set(Reading.objects.values_list("submission__draft", "how"))
    assert read == {(copy.pk, "download"), (original.pk, "download")}


def test_a_constant_number_of_queries(
    browser_of: Browsers, secretary: User, meeting: Meeting, original: Draft, copy: Draft,
    branch: Organization,
) -> None:  # fmt: skip
    browser = browser_of(secretary)

    def queries() -> int:
        shares_of(meeting, math.inf)
        browser.get(address(meeting))
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address(meeting)).status_code == 200
        return len(found)

    before = queries()
    for number in range(3):
        other = person(f"more{number}", f"党员{number}", branch)
        submitted(written(other, meeting))
    assert queries() == before
