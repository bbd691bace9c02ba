"""Phrases for kinds of unit that an installation has added, renamed and retired."""

from __future__ import annotations

import io

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.services import unit_kinds
from accounts.unit_kinds import UnitKind
from drafting.fields import labels
from drafting.library.forms import PhraseForm
from drafting.library.loader import load_library
from drafting.library.models import Phrase
from tests.library.conftest import STARTER, phrase
from tests.library.test_xlsx import HEADERS, LIST, ROW
from tests.lists import client, confirm, faults, try_import, workbook

__all__ = ["client"]

pytestmark = pytest.mark.django_db
CARDS = "/phrases/"


@pytest.fixture
def halls() -> UnitKind:
    """文化场馆, a kind of their own."""
    return unit_kinds.add("文化场馆")


@pytest.fixture
def no_schools() -> None:
    unit_kinds.set_active(UnitKind.objects.get(code="school"), False)


def bulk(client: Client, row: Phrase, do: str, tag: str) -> str:
    sent = {"phrase": row.pk, "do": do, "tag": tag, "next": CARDS}
    answer = client.post("/phrases/bulk/", sent)
    row.refresh_from_db()
    found = [str(one) for one in get_messages(answer.wsgi_request)]
    client.get(CARDS)  # shows them
    return "".join(found)


def test_a_further_kind_is_a_tag_a_filter_and_a_label(
    client: Client, taxonomy: None, halls: UnitKind
) -> None:
    row, other = phrase("LL1-01", unit_types=("whcg", "school")), phrase("LL1-02")
    row.full_clean()
    assert row.unit_types == ("school", "whcg")
    assert labels(row, "unit_types") == "高校/学校、文化场馆"
    page = client.get(CARDS, {"unit": "whcg"})
    assert [one.key for one in page.context["phrases"]] == ["LL1-01"]
    assert "高校/学校、文化场馆" in page.content.decode()
    listed = client.get(LIST, {"unit": "whcg"})
    assert [one.key for one in listed.context["cl"].result_list] == ["LL1-01"]
    assert bulk(client, other, "tag", "unit_types:whcg") == ""
    assert other.unit_types == ("whcg",)
    form = PhraseForm(instance=other)
    assert form.fields["unit_types"].choices[-1] == ("whcg", "文化场馆")  # type: ignore[attr-defined]


def test_a_retired_kind_stays_on_its_phrases_and_is_not_offered_anew(
    client: Client, taxonomy: None, no_schools: None
) -> None:
    row, other = phrase("LL1-01", unit_types=("school",)), phrase("LL1-02")
    for one, offered in ((row, True), (other, False)):
        choices = dict(PhraseForm(instance=one).fields["unit_types"].choices)  # type: ignore[attr-defined]
        assert ("school" in choices) is offered
    page = client.get(CARDS, {"unit": "school"})
    assert [one.key for one in page.context["phrases"]] == ["LL1-01"]
    assert '<option value="school" selected>高校/学校（已停用）</option>' in page.content.decode()
    refused = "“高校/学校”已停用，不能再加上，可以去掉。"
    assert bulk(client, other, "tag", "unit_types:school") == refused
    assert bulk(client, row, "untag", "unit_types:school") == ""
    assert (row.unit_types, other.unit_types) == ((), ())


def test_a_tag_that_is_none_is_not_put_on(client: Client, taxonomy: None) -> None:
    row = phrase("LL1-01")
    for tag in ("unit_types:park", "unit_types", "state:draft", "roles:boss"):
        assert bulk(client, row, "tag", tag) == "请先选一个类别，再按一次。"
    assert (row.unit_types, row.roles, row.state) == ((), (), "approved")


def test_the_workbook_knows_them_by_name(
    client: Client, taxonomy: None, halls: UnitKind, no_schools: None
) -> None:
    phrase("LL1-01", unit_types=("school",), elaboration="没有做到。")
    exported = client.get(f"{LIST}export/").content
    rows = load_workbook(io.BytesIO(exported))
    said = {row[0].value: row[1].value for row in rows["填写说明"].rows}
    assert said["适用单位类型"].startswith("机关、国企、医院、")
    assert "科研院所、文化场馆；可填多个" in said["适用单位类型"]
    assert "表格与素材库完全一致" in try_import(client, LIST, exported).content.decode()
    new = ROW | {"适用单位类型": "文化场馆、医院"}
    confirm(client, LIST, try_import(client, LIST, workbook(HEADERS, new)))
    assert Phrase.objects.latest("pk").unit_types == ("hospital", "whcg")


def test_the_workbook_refuses_others_by_row(
    client: Client, taxonomy: None, halls: UnitKind, no_schools: None
) -> None:
    answer = try_import(
        client,
        LIST,
        workbook(
            HEADERS,
            ROW | {"适用单位类型": "文化场馆"},
            ROW | {"适用单位类型": "博物馆"},
            ROW | {"适用单位类型": "高校/学校"},
        ),
    )
    found = faults(answer)
    assert "适用单位类型：没有“博物馆”，可填机关、国企、" in str(found)
    assert "适用单位类型：“高校/学校”已停用，不能再选。" in str(found)
    assert not Phrase.objects.exists()


def test_a_file_may_say_the_name_and_is_refused_by_its_row(taxonomy: None, halls: UnitKind) -> None:
    first, second = (dict(row) for row in STARTER[:2])
    load_library([first | {"unit_types": ["文化场馆", "school"]}, second])
    assert Phrase.objects.get(key=first["key"]).unit_types == ("school", "whcg")
    with pytest.raises(
        ValueError, match=rf"第 2 条素材（{second['key']}）：没有单位类型“博物馆”，可填机关、"
    ):
        load_library([first, second | {"unit_types": ["博物馆"]}])


def test_no_more_queries_for_more_cards(client: Client, taxonomy: None) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(CARDS)
        return len(seen)

    phrase("LL1-01", unit_types=("school",))
    cost()
    few = cost()
    for number in range(2, 12):
        phrase(f"LL1-{number:02}", unit_types=("school", "hospital"))
    assert cost() == few
