"""The curator's pages of the formulations."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from drafting.proofing.formulation_services import confirm
from drafting.proofing.models import Formulation

pytestmark = pytest.mark.django_db
HOME = "/formulations/"
FIELDS = {"kind": "fixed", "text": "为民办实事", "use": "", "items": "", "since": "", "until": "",
          "level": "warning", "source": "甲文件", "note": "", "pattern": "", "state": "approved"}  # fmt: skip


def listed(keeper: Client, query: str) -> list[str]:
    page = keeper.get(f"{HOME}?{query}").content.decode()
    return re.findall(r'aria-label="勾选 ([\w-]+)"', page)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["GD-1", "GS-1", "WY-1"]),
        ("q=为民+务实", ["GD-1", "WY-1"]),
        ("q=乙文件", ["GS-1"]),
        ("kind=outdated", ["GS-1"]),
        ("state=retired", ["WY-1"]),
        ("checked=yes", ["GD-1"]),
        ("checked=no&state=approved", ["GS-1"]),
        ("since=own", ["GD-1"]),
        ("kind=x&page=x", ["GD-1", "GS-1", "WY-1"]),
        ("q=没有这样的", []),
    ],
)
def test_found_by_words_and_filters(
    query: str, keys: list[str], keeper: Client, rows: list[Formulation], curator: User
) -> None:
    confirm(Formulation.objects.filter(key="GD-1"), "甲文件原文", curator)
    assert listed(keeper, query) == keys


def test_written_and_changed_as_the_admin_would(keeper: Client, rows: list[Formulation]) -> None:
    page = keeper.post(f"{HOME}new/", {**FIELDS, "source": ""}).content.decode()
    assert "请写明出自哪个文件、哪次会议。" in page
    assert "为民办实事" in page
    assert "已保存 GD-B01" in keeper.post(f"{HOME}new/", FIELDS, follow=True).content.decode()
    made = Formulation.objects.get(key="GD-B01")
    assert (made.text, made.revision, made.curated) == ("为民办实事", 1, True)
    same = keeper.post(f"{HOME}new/", FIELDS).content.decode()
    assert "已有同类型的“为民办实事”，编号 GD-B01。" in same
    url, changed = f"{HOME}{made.pk}/", {**FIELDS, "base": 1, "note": "新的说明"}
    assert "已保存" in keeper.post(url, changed, follow=True).content.decode()
    late = keeper.post(url, {**changed, "note": "晚到的说明"}).content.decode()
    assert "刚才由别人改过" in late
    assert "晚到的说明" in late
    assert "新的说明" in late
    made.refresh_from_db()
    assert (made.note, made.revision) == ("新的说明", 2)
    assert "没有改动" in keeper.post(url, {**changed, "base": 2}, follow=True).content.decode()


def chosen(rows: list[Formulation], **other: Any) -> dict[str, Any]:
    bases = {f"base-{row.pk}": row.revision for row in rows}
    return {"row": [row.pk for row in rows], **bases, "next": f"{HOME}?kind=", **other}


def test_confirmed_with_a_source_and_taken_back(
    keeper: Client, rows: list[Formulation], curator: User
) -> None:
    without = keeper.post(f"{HOME}bulk/", chosen(rows[:2], do="confirm")).content.decode()
    assert "请写明对照的是哪个文件" in without
    assert without.count(" checked ") == 2
    Formulation.objects.filter(pk=rows[1].pk).update(revision=5)
    sent = chosen(rows[:2], do="confirm", source="甲文件（2026年第1号）")
    page = keeper.post(f"{HOME}bulk/", sent, follow=True).content.decode()
    assert "已核对 1 条。" in page
    assert "有 1 条在您看的时候由别人改过" in page
    assert list(Formulation.objects.order_by("key").values_list("confirmed_from", flat=True)) == [
        "甲文件（2026年第1号）", "", "",
    ]  # fmt: skip
    assert f"{curator}于" in page
    keeper.post(f"{HOME}undo/", {"next": HOME})
    assert list(Formulation.objects.values_list("confirmed_on", flat=True)) == [None] * 3
    again = keeper.post(f"{HOME}undo/", {"next": HOME}, follow=True).content.decode()
    assert "没有可以撤销的了" in again


def test_retired_restored_and_taken_back(keeper: Client, rows: list[Formulation]) -> None:
    def states() -> list[str]:
        return list(Formulation.objects.order_by("key").values_list("state", flat=True))

    page = keeper.post(f"{HOME}bulk/", chosen(rows, do="retire"), follow=True).content.decode()
    assert "已停用 2 条。" in page
    assert states() == ["retired"] * 3
    keeper.post(f"{HOME}undo/", {"next": HOME})
    assert states() == ["approved", "approved", "retired"]
    keeper.post(f"{HOME}bulk/", chosen(rows, do="restore"))
    assert states() == ["approved"] * 3
    for sent, said in (
        ({"do": "restore"}, "勾选的没有已停用的"), ({"do": "retire", "row": []}, "没有勾选提法"),
    ):  # fmt: skip
        page = keeper.post(f"{HOME}bulk/", chosen(rows, **sent), follow=True).content.decode()
        assert said in page
