"""The member's pages of the ledger, without scripts and by script, and its files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.rectification.ledger import keeping
from drafting.rectification.ledger.keeping import Said
from drafting.rectification.ledger.models import Ledger, LedgerItem
from tests.rectification.ledger.test_opening import changed
from tests.rectification.lists.material import paper

pytestmark = pytest.mark.django_db


def url(ledger: Ledger) -> str:
    return reverse("ledger:page", args=[ledger.pk])


def form(ledger: Ledger, **said: dict[str, str]) -> dict[str, str]:
    """The whole form as the page has it, with other values for these measures."""
    data = {"sending": "abcdefgh12"}
    for item in ledger.items.all():
        values = {"base": "1", "state": item.state, "due": str(item.due or ""), "standard": "",
                  "notes": "", "evidence": ""} | said.get(item.measure, {})  # fmt: skip
        data |= {f"item-{item.pk}-{name}": value for name, value in values.items()}
    return data


def item(ledger: Ledger, measure: str) -> LedgerItem:
    return ledger.items.get(measure=measure)


def page(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_is_kept_without_scripts(ledger: Ledger, own: Client) -> None:
    shown = page(own.get(url(ledger)))
    assert "措施 6 条，已完成 0 条" in shown
    assert "2026年3月31日前补齐大字书。" in shown
    assert 'value="2026-03-31"' in shown
    sent = form(ledger, m1={"state": "done", "notes": "读了"}, m4={"due": "2026-05-01"})
    answer = own.post(url(ledger), sent, follow=True)
    assert "已保存。" in page(answer)
    assert "已完成 1 条" in page(answer)
    assert "由“未开始”改为“已完成”" in page(answer)
    assert keeping.said_of(item(ledger, "m1")) == Said("done", None, notes="读了")
    assert item(ledger, "m4").due == date(2026, 5, 1)
    assert item(ledger, "m3").version == 1


def test_what_cannot_be_kept_stays_on_the_page(ledger: Ledger, own: Client) -> None:
    sent = form(ledger, m1={"due": "月底", "notes": "记到一半"}, m3={"state": "under_way"})
    answer = own.post(url(ledger), sent)
    assert answer.status_code == 422
    assert "完成时限不是一个日期" in page(answer)
    assert 'value="月底"' in page(answer)
    assert "记到一半" in page(answer)
    assert (item(ledger, "m1").notes, item(ledger, "m3").state) == ("", "under_way")


def test_two_windows_lose_nothing(ledger: Ledger, own: Client) -> None:
    keeping.save_item(item(ledger, "m1"), Said("done", notes="另一个窗口写的"), 1)
    mine = {"state": "under_way", "notes": "这里写的"}
    answer = own.post(url(ledger), form(ledger, m1=mine))
    assert answer.status_code == 409
    assert "另一个窗口写的" in page(answer)
    assert "这里写的" in page(answer)
    assert item(ledger, "m1").notes == "另一个窗口写的"
    answer = own.post(url(ledger), form(ledger, m1=mine | {"base": "2"}))
    assert (answer.status_code, item(ledger, "m1").notes) == (302, "这里写的")


def test_a_script_saves_item_by_item(ledger: Ledger, own: Client) -> None:
    address = reverse("ledger:save", args=[ledger.pk, item(ledger, "m1").pk])

    def send(base: int, **values: str) -> tuple[int, Any]:
        body = {"base": base, "values": {"state": "under_way", **values}}
        answer = own.post(address, body, content_type="application/json")
        return answer.status_code, answer.json()

    assert send(1, notes="读了两章") == (200, {"version": 2})
    theirs = {"state": "under_way", "due": "", "standard": "", "notes": "读了两章", "evidence": ""}
    assert send(1, notes="读了三章") == (
        409, {"error": "conflict", "version": 2, "values": theirs},
    )  # fmt: skip
    assert send(2, due="月底")[0] == 422
    assert own.post(address, {"base": 1}, content_type="application/json").status_code == 400


def test_what_an_approval_changed_is_shown(
    ledger: Ledger, own: Client, passed: Callable[[Document], Draft]
) -> None:
    keeping.save_item(item(ledger, "m4"), Said("under_way", notes="列好了书单"), 1)
    Draft.objects.update(state="returned")
    assert "这份材料正在重新修改" in page(own.get(url(ledger)))
    Draft.objects.update(state="approved")
    passed(changed(paper(), m1="每周自学不少于三个小时", m4=None))
    shown = page(own.get(url(ledger)))
    assert "措施有改动" in shown
    assert "原来：每周自学不少于两个小时。" in shown
    gone = shown[shown.index("材料里已没有的措施") :]
    assert "2026年3月31日前补齐大字书。" in gone
    assert "列好了书单" in gone
    assert "措施 5 条" in shown


def test_what_is_late_is_said(ledger: Ledger, own: Client) -> None:
    ledger.items.filter(measure="m4").update(due=date(2026, 1, 10))
    assert "已过时限 10 天" in page(own.get(url(ledger)))
    assert "1 条已过时限" in page(own.get(reverse("ledger:home")))
    keeping.save_item(item(ledger, "m4"), Said("done", date(2026, 1, 10)), 1)
    assert "已过时限" not in page(own.get(url(ledger)))


def rows(content: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(min_row=4, values_only=True))


def test_the_files_say_how_things_stand(ledger: Ledger, own: Client) -> None:
    said = Said("under_way", date(2026, 3, 31), "书补齐", "列好了书单", "回执")
    keeping.save_item(item(ledger, "m4"), said, 1)
    answer = own.get(reverse("ledger:file", args=[ledger.pk, "xlsx"]))
    assert rows(answer.content)[3] == (
        4, "到读者中间少", "2026年3月31日前补齐大字书。", "书补齐", "刘洋", "2026年3月31日", "进行中",
        "列好了书单", "回执",
    )  # fmt: skip
    assert "filename" in answer["Content-Disposition"]
    draft = ledger.draft
    assert draft is not None
    listed = own.get(reverse("lists:file", args=[draft.pk, "measures", "xlsx"]))
    assert rows(listed.content)[3] == (
        4, "到读者中间少", "2026年3月31日前补齐大字书。", "刘洋", "2026年3月31日", "进行中\n列好了书单",
    )  # fmt: skip
    for kind in ("problems", "comparison"):
        word = own.get(reverse("lists:file", args=[draft.pk, kind, "docx"]))
        assert word.content[:2] == b"PK"
    for kind, suffix in (("ledger", "xlsx"), ("problems", "odt")):
        assert own.get(reverse("lists:file", args=[draft.pk, kind, suffix])).status_code == 404


def test_a_paper_without_anything_to_list_says_so(own: Client, draft: Draft) -> None:
    answer = own.get(reverse("lists:file", args=[draft.pk, "measures", "docx"]), follow=True)
    assert "材料里还没有写整改措施，列不出清单。" in page(answer)


def test_the_paper_leads_to_its_ledger(ledger: Ledger, own: Client, draft: Draft) -> None:
    paper_of = ledger.draft
    assert paper_of is not None
    address = reverse("lists:ledger", args=[paper_of.pk])
    assert own.get(address)["Location"] == url(ledger)
    Ledger.objects.all().delete()
    second = reverse("lists:ledger", args=[draft.pk])
    assert "材料审核通过以后，整改台账自动建立。" in page(own.get(second, follow=True))
    # approved before there were ledgers
    assert own.get(address)["Location"] == url(Ledger.objects.get())
    # of one meeting there is one, whichever paper asks
    assert own.get(second)["Location"] == url(Ledger.objects.get())


def test_nobody_else_is_let_in(ledger: Ledger, colleague: User, secretary: User) -> None:
    for other in (colleague, secretary):
        client = Client()
        client.force_login(other)
        addresses = (
            url(ledger),
            reverse("ledger:file", args=[ledger.pk, "xlsx"]),
            reverse("lists:file", args=[ledger.draft_id, "measures", "xlsx"]),
        )
        assert [client.get(one).status_code for one in addresses] == [404, 404, 404]
        assert "刘洋" not in page(client.get(reverse("ledger:home")))


def test_the_page_takes_few_queries(
    ledger: Ledger, own: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        own.get(url(ledger))


def test_a_draft_that_is_none_keeps_its_ledger_readable(ledger: Ledger, own: Client) -> None:
    Ledger.objects.filter(pk=ledger.pk).update(draft=None)
    assert "补齐大字书" in page(own.get(url(ledger)))
    assert len(rows(own.get(reverse("ledger:file", args=[ledger.pk, "xlsx"])).content)) == 6
