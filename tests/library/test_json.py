"""Phrases out to .json and in again."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from drafting.common.workbooks.archive import UnreadableWorkbook
from drafting.library.list_json import ListJson
from drafting.library.models import Phrase
from tests.library.conftest import phrase
from tests.library.test_xlsx import HEADERS, LIST, ROW
from tests.lists import client, confirm, faults, try_import

__all__ = ["client"]


def written(*rows: dict[str, Any]) -> bytes:
    """A file with these rows, each with every column."""
    every = [{header: row.get(header, "") for header in HEADERS} for row in rows]
    return json.dumps(every, ensure_ascii=False).encode()


def read(text: str) -> list[dict[str, Any]]:
    return list(ListJson().create_dataset(text.encode()).dict)


def test_texts_are_read_as_they_stand_and_whole_numbers_with_every_digit() -> None:
    sent = '[{"编号": "007", "电话": 123456789012345678, "提示问题": ["甲", "乙"], "类别": ["丙", "丁"], "空": null}]'
    assert read("\ufeff" + sent) == [
        {"编号": "007", "电话": "123456789012345678", "提示问题": "甲\n乙", "类别": "丙、丁", "空": None}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"编号": 007}]', "第 1 行第 10 个字起读不下去"),
        ('[{"编号": 1e17}]', "第 1 条的“编号”不是文字"),
        ('[{"编号": "1"}, {"编号": true}]', "第 2 条的“编号”不是文字"),
        ('[{"编号": "1"}, {"编号": "2", "事例": ""}]', "第 2 条的“事例”与第 1 条不一样"),
        ('[{"编号": "1", "编号": "2"}]', "“编号”写了不止一次"),
        ("[]", "一条也没有"),
        ('{"编号": "1"}', "不是一条一条的列表"),
        ("[" * 100_000, "不是一条一条的列表"),
        ('[{"编号": %s}]' % ("9" * 5000), "不是一条一条的列表"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(UnreadableWorkbook, match=said):
        read(text)


def test_another_encoding_is_named() -> None:
    with pytest.raises(UnreadableWorkbook, match="UTF-8"):
        ListJson().create_dataset('[{"编号": "一"}]'.encode("gb18030"))


@pytest.mark.django_db
def test_what_goes_out_comes_in_unchanged_and_new_rows_with_it(
    client: Client, taxonomy: None
) -> None:
    phrase("LL1-01", questions="哪一次？\n怎么想的？", roles=("leader",), line_of_work="007")
    phrase("OP-01", state="draft")
    sent = client.get(f"{LIST}export/json/?state=approved")
    assert quote("素材-") in sent.headers["Content-Disposition"]
    assert [row["编号"] for row in json.loads(sent.content)] == ["LL1-01"]
    rows = json.loads(client.get(f"{LIST}export/json/").content)
    tried = try_import(client, LIST, written(*rows, ROW), "素材.json")
    assert tried.context["result"].totals["skip"] == 2
    assert "导入成功" in confirm(client, LIST, tried).content.decode()
    assert list(Phrase.objects.order_by("key").values_list("key", "revision")) == [
        ("LL1-01", 1), ("LL1-B01", 1), ("OP-01", 1),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_wrong_row_is_named_by_its_place_in_the_file(client: Client, taxonomy: None) -> None:
    tried = try_import(client, LIST, written(ROW, ROW | {"分类": "XX1"}), "素材.json")
    assert faults(tried) == {3: ["分类：没有代码为“XX1”的分类。"]}
    assert "第 2 条</td>" in tried.content.decode()
    assert not Phrase.objects.exists()


@pytest.mark.django_db
def test_a_file_of_another_kind_is_refused(client: Client) -> None:
    said = try_import(client, LIST, b"PK\x03\x04", "素材.json").content.decode()
    assert "文件不是完整的 .json，第 1 行第 1 个字起读不下去" in said
    said = try_import(client, LIST, b"x", "素材.txt").content.decode()
    assert "只能导入 .xlsx 或 .json 文件，请用 Excel 或 WPS 另存为 .xlsx 再导入。" in said
