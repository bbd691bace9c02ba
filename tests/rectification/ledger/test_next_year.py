"""The year after: 上年度整改情况 is offered from the ledger, all six of its measures and none twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.rectification.ledger.models import Ledger, LedgerItem
from tests.cast import published
from tests.rectification.papers import previous_lead

pytestmark = pytest.mark.django_db

LATER = date(2099, 12, 31)


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    """Two of the six are done, one is kept up, one is under way with a new limit, two not begun."""
    for key, state, due, notes in (
        ("m1", "done", None, "笔记写了52页"),
        ("m2", "done", None, ""),
        ("m3", "lasting", None, ""),
        ("m4", "under_way", LATER, "书补了一半，因为书款晚到"),
        ("m5", "not_begun", date(2020, 1, 1), "长" * 201),
        ("m6", "not_begun", None, ""),
    ):
        LedgerItem.objects.filter(ledger=ledger, measure=key).update(
            state=state, due=due, notes=notes
        )
    return ledger


@pytest.fixture
def next_year(member: User, kept: Ledger) -> Draft:
    """The member's paper of the year after."""
    return lifecycle.begin_draft(member, published("2025-minzhu"))[0]


def send(client: Client, draft: Draft, op: str) -> str:
    """Send the form of the ticks; what the page says to it."""
    answer = client.post(reverse("rectification:ticks", args=[draft.pk]), {"op": op}, follow=True)
    return "".join(str(one) for one in answer.context["messages"])


def test_all_six_are_told_as_the_ledger_has_them(own: Client, next_year: Draft) -> None:
    page = own.get(reverse("rectification:page", args=[next_year.pk])).content.decode()
    assert "照整改台账勾选 <span data-offers>6</span> 条" in page
    assert "照整改台账勾选 6 条" in send(own, next_year, "ledger")
    assert "已把 6 条措施的落实情况写到正文末尾" in send(own, next_year, "frame")
    assert previous_lead(next_year).split("\n") == [
        "上年度提出整改措施6条，已改到位3条，部分改到位1条，还没有改到位2条。",
        "“每周自学不少于两个小时”已改到位：笔记写了52页。",
        "“6月底前读完两本原著”已改到位：{怎样改的}。",
        "“每月走访两户读者”已经做到，并长期坚持：{怎样坚持的}。",
        "“2026年3月31日前补齐大字书”部分改到位：书补了一半，因为书款晚到。还没有全部做到，2099年12月31日前改到位。",
        "“三个月内把书架修好”还没有改到位：原因是{原因}，{新的时限}前改到位。",
        "“年底前向支部汇报一次整改情况”还没有改到位：原因是{原因}，{新的时限}前改到位。",
    ]
    assert "勾选过的措施正文里都写到了" in send(own, next_year, "frame")


def test_a_tick_of_the_members_own_stays(own: Client, next_year: Draft) -> None:
    url = reverse("rectification:save", args=[next_year.pk, "m1"])
    values = {"progress": "not_yet", "word": "其实没有坚持"}
    own.post(url, {"base": 0, "values": values, "sending": ""}, content_type="application/json")
    assert "照整改台账勾选 5 条" in send(own, next_year, "ledger")
    assert next_year.ticks.get(measure="m1").word == "其实没有坚持"


def test_the_ledger_speaks_where_the_paper_is_gone(
    own: Client, member: User, kept: Ledger, next_year: Draft
) -> None:
    Ledger.objects.filter(pk=kept.pk).update(draft=None)
    Draft.objects.filter(pk=next_year.pk).update(previous=None)
    assert "照整改台账勾选 6 条" in send(own, next_year, "ledger")
    assert "已把 6 条措施的落实情况写到正文末尾" in send(own, next_year, "frame")
