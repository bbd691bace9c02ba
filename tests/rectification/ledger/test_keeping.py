"""Each item is stored by compare-and-swap, and its states leave a trace."""

from __future__ import annotations

from datetime import date

import pytest

from drafting.drafts.save_requests import Sending
from drafting.rectification.ledger import keeping
from drafting.rectification.ledger.item_values import NO_DAY, Refused, read_said
from drafting.rectification.ledger.keeping import ItemOvertaken, Said
from drafting.rectification.ledger.models import Ledger, LedgerItem

pytestmark = pytest.mark.django_db
PAGE = "abcdefgh12"


def item(ledger: Ledger) -> LedgerItem:
    return ledger.items.get(measure="m1")


def test_what_is_said_is_kept_and_a_state_leaves_a_trace(ledger: Ledger) -> None:
    first = Said("under_way", date(2026, 3, 1), "每周两小时", "读了三次", "笔记三页")
    assert keeping.save_item(item(ledger), first, 1) == 2
    assert keeping.save_item(item(ledger), first, 1) == 2
    assert keeping.save_item(item(ledger), Said("done"), 2) == 3
    assert keeping.said_of(item(ledger)) == Said("done")
    trace = list(item(ledger).events.values_list("what", "before", "after"))
    assert trace == [("state", "not_begun", "under_way"), ("state", "under_way", "done")]


def test_what_another_window_stored_is_never_overwritten_unseen(ledger: Ledger) -> None:
    keeping.save_item(item(ledger), Said("done", notes="做完了"), 1)
    with pytest.raises(ItemOvertaken) as newer:
        keeping.save_item(item(ledger), Said("under_way"), 1)
    assert keeping.said_of(newer.value.item) == Said("done", notes="做完了")
    stale = item(ledger)
    keeping.save_item(item(ledger), Said("lasting"), 2)
    with pytest.raises(ItemOvertaken):
        keeping.save_item(stale, Said("under_way"), 2)
    assert item(ledger).state == "lasting"


def test_a_page_whose_answer_was_lost_meets_no_conflict_with_itself(ledger: Ledger) -> None:
    keeping.save_item(item(ledger), Said("under_way"), 1, Sending(PAGE, 1))
    keeping.save_item(item(ledger), Said("under_way", notes="读"), 1, Sending(PAGE, 2))
    with pytest.raises(ItemOvertaken):
        keeping.save_item(item(ledger), Said("done"), 1, Sending(PAGE, 1))
    assert item(ledger).notes == "读"


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("", None),
        ("2026-03-31", date(2026, 3, 31)),
        (" 2026年3月5日 ", date(2026, 3, 5)),
        ("2026.3.5", date(2026, 3, 5)),
    ],
)
def test_a_limit_may_be_written_in_several_ways(due: str, day: date | None) -> None:
    assert read_said({"state": "done", "due": due}) == Said("done", day)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "done", "due": "下个月"}, NO_DAY),
        ({"state": "done", "due": "2026-02-30"}, NO_DAY),
        ({"state": "done", "due": "0002-01-01"}, NO_DAY),
        ({"state": "finished"}, "请从列表里选择状态。"),
        ({}, "请从列表里选择状态。"),
        (
            {"state": "done", "notes": "记" * 1001},
            "“进展和说明”最多 1000 个字，现有 1001 个字，请删减后再保存（已输入的文字都还在）。",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(values: dict[str, str], said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_said(values)
    assert str(refused.value) == said
