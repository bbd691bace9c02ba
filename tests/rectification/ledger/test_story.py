"""The story of a ledger: what nothing answers is the same at the desk, in the wizard and in the file; the
approval opens six items, two are closed, their limits are told of once, and next year's paper begins from
them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, lifecycle
from drafting.meetings.models import Meeting
from drafting.notices.services.digest import send_digests
from drafting.rectification.ledger.models import Ledger
from drafting.rectification.ledger.reminders import remind
from tests.cast import published
from tests.notices.conftest import mail_settings  # noqa: F401
from tests.rectification.lists.material import paper
from tests.rectification.papers import previous_lead
from tests.review import states
from tests.wizard.papers import put, step_url, store, stored

pytestmark = pytest.mark.django_db

#: What of each problem lacks: a cause, a measure. In the paper nothing is done about 学用结合不紧, and
#: nobody asks why a shelf was not reported.
LACKING = {
    "原著读得少": (False, False),
    "学用结合不紧": (False, True),
    "到读者中间少": (False, False),
    "书架老旧没有及时报修": (True, False),
}
DONE = ("m1", "m3")
LIMIT = date(2026, 3, 31)
#: The limits that the measures name, on 20 January 2026.
DUES = (
    ("m1", None),
    ("m2", date(2026, 6, 30)),
    ("m3", None),
    ("m4", LIMIT),
    ("m5", date(2026, 4, 20)),
    ("m6", date(2026, 12, 31)),
)
#: What 上年度整改情况 is begun with.
NEXT_YEAR = [
    "上年度提出整改措施6条，已改到位2条，部分改到位1条，还没有改到位3条。",
    "“每周自学不少于两个小时”已改到位：照做了。",
    "“6月底前读完两本原著”还没有改到位：原因是{原因}，{新的时限}前改到位。",
    "“每月走访两户读者”已改到位：照做了。",
    "“2026年3月31日前补齐大字书”还没有改到位：原因是{原因}，{新的时限}前改到位。",
    "“三个月内把书架修好”还没有改到位：原因是{原因}，{新的时限}前改到位。",
    "“年底前向支部汇报一次整改情况”部分改到位：因为支部大会改期。还没有全部做到，2099年12月31日前改到位。",
]


def uneven() -> Document:
    """The paper of six measures, one problem without a measure and one without a cause."""
    document = paper()

    def cut(point: Point) -> Point:
        return replace(point, links=("c1",)) if point.id == "p2" else point

    problems = document.parts[0]
    sections = tuple(replace(one, points=tuple(map(cut, one.points))) for one in problems.sections)
    parts = (replace(problems, sections=sections), *document.parts[1:])
    return replace(document, parts=parts)


def lacking_on(page: str) -> dict[str, tuple[bool, bool]]:
    """Of a page's matrix: which problems are marked as lacking a cause, a measure."""
    table = re.search(r'<table class="matrix.*?</table>', page, re.S)
    assert table is not None
    rows = re.findall(
        r'<th scope="row">(.*?)</th>\s*<td( class="lacking")?>.*?</td>\s*<td( class="lacking")?>',
        table[0],
        re.S,
    )
    return {
        unescape(re.sub(r"<[^>]+>", "", name)).strip("。"): (bool(cause), bool(measure))
        for name, cause, measure in rows
    }


def lacking_in(workbook: bytes) -> dict[str, tuple[bool, bool]]:
    """Of the file: whose cells are empty."""
    sheet = load_workbook(BytesIO(workbook)).active
    assert sheet is not None
    rows = sheet.iter_rows(min_row=4, min_col=3, values_only=True)
    return {str(problem): (not cause, not measure) for problem, cause, measure in rows}


@pytest.fixture
def begun(member: User, meeting: Meeting) -> Draft:
    """The member's paper, handed in."""
    draft = states.written(member, meeting)
    changes.apply(draft.pk, lambda _document, _version: uneven())
    return states.submitted(draft)


def test_the_same_problems_lack_an_answer_at_the_desk_in_the_wizard_and_in_the_file(
    own: Client, desk: Client, begun: Draft
) -> None:
    wizard = own.get(step_url(begun, "check")).content.decode()
    reviewer = desk.get(reverse("review:read", args=[begun.pk]) + "?panel=matrix")
    file = own.get(reverse("lists:file", args=[begun.pk, "comparison", "xlsx"]))
    found = (
        lacking_on(wizard),
        lacking_on(reviewer.content.decode()),
        lacking_in(file.content),
    )
    assert found == (LACKING, LACKING, LACKING)


def keep(client: Client, ledger: Ledger, measure: str, **said: str) -> int:
    """What the member says of a measure, saved as the page does."""
    item = ledger.items.get(measure=measure)
    values = {"state": "done", "due": "", "standard": "", "notes": "", "evidence": "", **said}
    answer = client.post(
        reverse("ledger:save", args=[ledger.pk, item.pk]),
        {"base": item.version, "values": values},
        content_type="application/json",
    )
    return answer.status_code


@pytest.mark.usefixtures("mail_settings", "taxonomy")
def test_from_the_approval_to_next_years_paper(
    own: Client, member: User, secretary: User, begun: Draft
) -> None:
    # the approval opens the ledger
    states.approved(begun, secretary)
    ledger = Ledger.objects.get(draft=begun)
    items = [(one.measure, one.state, one.due) for one in ledger.items.all()]
    assert items == [(measure, "not_begun", due) for measure, due in DUES]
    # two are closed, another has a new limit
    assert [keep(own, ledger, one, notes="照做了") for one in DONE] == [200, 200]
    later = {"state": "under_way", "due": "2099-12-31", "notes": "因为支部大会改期"}
    assert keep(own, ledger, "m6", **later) == 200

    # the limit of another is told of once, under the bell and by one letter
    User.objects.filter(pk=member.pk).update(email="liuyang@example.cn")
    assert [remind(day) for day in (date(2026, 3, 25), date(2026, 3, 26), LIMIT)] == [1, 0, 0]
    letters = [send_digests().letters for _ in range(2)]
    assert letters == [1, 0]
    assert str(mail.outbox[0].body).count("条措施还有6天到期（3月31日）") == 1
    assert "补齐大字书" not in str(mail.outbox[0].body)

    # next year's paper speaks of all six
    draft = lifecycle.begin_draft(member, published("2025-minzhu"))[0]
    ticks = reverse("rectification:ticks", args=[draft.pk])
    assert said_after(own, ticks, "ledger") == "已照整改台账勾选 6 条，请核对，不对的可以改。"
    assert "已把 6 条措施的落实情况写到正文末尾" in said_after(own, ticks, "frame")
    assert previous_lead(draft).split("\n") == NEXT_YEAR

    # and marks the problem that is named once more, not the new one
    points = (Point(id="n1", claim="原著还是读得少"), Point(id="n2", claim="党课讲得干巴巴"))
    store(draft, put(stored(draft), "area-1", *points))
    step = own.get(step_url(draft, "area-1")).content.decode()
    marked = re.findall(
        r'data-node="(\w+)" data-point.*?data-repeated-badge( hidden)?>.*?data-repeated-claim>(.*?)<',
        step, re.S,
    )  # fmt: skip
    assert marked == [("n1", "", "原著读得少"), ("n2", " hidden", "")]
    check = own.get(step_url(draft, "check")).content.decode()
    assert re.findall(r"去年写过“(.*?)”", unescape(check)) == ["原著读得少"]


def said_after(client: Client, address: str, op: str) -> str:
    answer: Any = client.post(address, {"op": op}, follow=True)
    return "".join(str(one) for one in answer.context["messages"])
