"""汇总 and 发言顺序."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Membership, Organization, User
from drafting.desk.bundle.speaking_order import speakers
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.meetings.services import invite
from drafting.review.comments.services import add_comment
from drafting.review.models import Submission
from tests.desk.bundle.cast import rows_of
from tests.factories import OrganizationFactory, person
from tests.review import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(browser_of: Callable[[User], Client], secretary: User) -> Client:
    return browser_of(secretary)


def downloaded(browser: Client, name: str, meeting: Meeting) -> bytes:
    answer = browser.get(reverse(f"desk:{name}", args=[meeting.pk]))
    assert answer.status_code == 200
    return bytes(answer.content)


def test_the_summary_says_of_each_where_they_stand(
    browser: Client, meeting: Meeting, submitted: Draft, colleague: User, secretary: User
) -> None:
    Submission.objects.update(errors=2, warnings=3, advice=5)
    add_comment(submitted, secretary, kind="must", text="写具体。")
    add_comment(submitted, secretary, kind="advice", text="再短些。")
    states.approved(states.written(colleague, meeting), secretary)
    Meeting.objects.filter(pk=meeting.pk).update(deadline=timezone.localdate() - timedelta(days=3))
    book = downloaded(browser, "summary", meeting)
    title, heads, *people, totals = rows_of(book)
    assert title[0] == "2023年度组织生活会 材料汇总"
    assert heads == (
        "序号", "姓名", "党小组", "职务", "状态", "轮次", "字数", "错误", "疑似", "建议", "未解决批注", "其中必改",
        "提交时间", "通过时间", "说明",
    )  # fmt: skip
    numbers = dict(Submission.objects.values_list("draft__owner__name", "characters"))
    assert [row[:12] for row in people] == [
        (1, "林静", None, "书记", "未开始", *[None] * 7),
        (2, "刘洋", None, "馆员", "已提交", 1, numbers["刘洋"], 2, 3, 5, 2, 1),
        (3, "孙蕾", None, None, "已通过", 1, numbers["孙蕾"], None, None, None, 0, 0),
    ]
    assert [row[14] for row in people] == [
        "已逾期 3 天。还没有开始写。",
        None,
        "提交时校对没有运行。",
    ]
    assert [isinstance(row[12], datetime) for row in people] == [False, True, True]
    assert [isinstance(row[13], datetime) for row in people] == [False, False, True]
    assert totals == (
        "合计", "3 人", None, None, "通过 1 份", None, sum(numbers.values()), 2, 3, 5, 2, 1,
        "已提交 2 人", "未提交 1 人", None,
    )  # fmt: skip
    assert rows_of(book, 1) == [
        ("2023年度组织生活会 未提交人员（1 人）", *[None] * 5),
        ("序号", "姓名", "党小组", "职务", "状态", "说明"),
        (1, "林静", None, "书记", "未开始", "已逾期 3 天。还没有开始写。"),
    ]


def test_a_returned_paper_is_missing_again(
    browser: Client, submitted: Draft, secretary: User
) -> None:
    states.returned(submitted, secretary)
    book = downloaded(browser, "summary", submitted.meeting)
    assert ("刘洋", "已退回", "已退回修改，还没有重新提交。") in [
        (row[1], row[4], row[5]) for row in rows_of(book, 1)
    ]


def test_nothing_in_a_table_is_a_formula(
    browser: Client, meeting: Meeting, colleague: User
) -> None:
    """The texts stand there as they are, marked as texts for Excel and for what is saved from
    it."""
    odd = {"=1+1 发言顺序", '=HYPERLINK("http://x")', "@SUM(A1)"}
    Meeting.objects.filter(pk=meeting.pk).update(title="=1+1")
    User.objects.filter(pk=colleague.pk).update(name='=HYPERLINK("http://x")')
    colleague.memberships.update(position="@SUM(A1)")
    book = load_workbook(io.BytesIO(downloaded(browser, "order", meeting)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value in odd]
    assert {(cell.value, cell.data_type, cell.quotePrefix) for cell in cells} == {
        (text, "s", True) for text in odd
    }


def test_a_table_is_made_to_be_printed(browser: Client, submitted: Draft) -> None:
    """A4 as wide as a page, headings on each page, pages numbered, and lines around all of it, the
    totals too."""
    for name, orientation in (("summary", "landscape"), ("order", "portrait")):
        sheet = load_workbook(io.BytesIO(downloaded(browser, name, submitted.meeting))).worksheets[
            0
        ]
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (9, orientation, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.print_title_rows, sheet.oddFooter.center.text) == (
            "$2:$2",
            "第 &P 页，共 &N 页",
        )
        assert {cell.border.left.style for row in sheet.iter_rows(min_row=2) for cell in row} == {
            "thin"
        }


def test_the_head_speaks_first_then_each(
    browser: Client,
    meeting: Meeting,
    branch: Organization,
    deputy: User,
    member: User,
    colleague: User,
) -> None:
    first, second = (
        OrganizationFactory(
            name=f"第{name}党小组", kind=OrganizationKind.GROUP, parent=branch, sort_order=order
        )
        for order, name in enumerate(("一", "二"), 1)
    )
    kind = MemberKind.COMMITTEE
    people = [
        person("a", "艾平", second),
        person("b", "毕清", first),
        person("c", "陈明", branch, duty="纪检委员", member_kind=kind),
        person("d", "丁一", branch, duty="组织委员", position="科长", member_kind=kind),
        person("e", "方青", branch, member_kind=kind),
        person("f", "高远", first, Role.SECRETARY),
        person("g", "安宁", branch, duty="青年委员", member_kind=kind),
    ]
    Membership.objects.create(user=people[3], organization=second)
    invite(meeting, [deputy, *people], None)
    rows = rows_of(downloaded(browser, "order", meeting))
    assert rows[1] == ("序号", "姓名", "职务", "党小组", "材料状态", "备注")
    assert [row[:4] for row in rows[2:]] == [
        (1, "林静", "书记", None),
        (2, "吴建国", "副书记", None),
        (3, "丁一", "组织委员、科长", "第二党小组"),
        (4, "陈明", "纪检委员", None),
        (5, "安宁", "青年委员", None),
        (6, "方青", None, None),
        (7, "刘洋", "馆员", None),
        (8, "孙蕾", None, None),
        (9, "毕清", None, "第一党小组"),
        (10, "高远", "组长", "第一党小组"),
        (11, "艾平", None, "第二党小组"),
    ]
    assert {row[4] for row in rows[2:]} == {"未开始"}


def test_who_is_no_member_any_more_speaks_last(
    meeting: Meeting, member: User, colleague: User
) -> None:
    member.memberships.update(
        active_to=timezone.localdate() - timedelta(days=1), active_from="2020-01-01"
    )
    order = speakers(meeting, [(member.pk, "刘洋"), (colleague.pk, "孙蕾")])
    assert [(who.name, who.office) for who in order] == [("孙蕾", ""), ("刘洋", "")]
