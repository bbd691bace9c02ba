"""The curator's table of formulations in the admin."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from drafting.proofing.formulation_services import load_formulations
from drafting.proofing.models import Formulation
from tests.cast import *  # noqa: F403
from tests.cast import shipped
from tests.lists import client, confirm, faults, try_import, workbook

__all__ = ["client"]

pytestmark = pytest.mark.django_db
SHIPPED_ROWS = shipped("proofing/formulations.json")
LIST = "/admin/drafting/formulation/"
HEADERS = [
    "编号", "类型", "级别", "提法", "应改为", "次序", "从何时起", "到何时止", "依据", "说明", "识别规则", "状态",
]  # fmt: skip
FORM = {
    "kind": "outdated", "text": "接诉就办", "use": "接诉即办", "items": "", "since": "2017-10", "until": "",
    "source": "市委文件", "level": "warning", "pattern": "", "state": "approved", "note": "",
}  # fmt: skip


@pytest.fixture
def loaded() -> None:
    load_formulations(SHIPPED_ROWS)


def keys(client: Client, query: str) -> list[str]:
    return [row.key for row in client.get(f"{LIST}?{query}").context["cl"].result_list]


def act(client: Client, action: str, *rows: str, **more: str) -> Any:
    chosen = Formulation.objects.filter(key__in=rows).values_list("pk", flat=True)
    data = {"action": action, "_selected_action": [str(pk) for pk in chosen], **more}
    return client.post(LIST, data, follow=True)


def table(*rows: dict[str, Any]) -> bytes:
    return workbook(HEADERS, *rows)


# finding


def test_search_and_filters(client: Client, loaded: None, curator: User) -> None:
    assert keys(client, "q=又快又好") == ["GS-001"]
    assert keys(client, "q=廉政准则 过时") == []
    assert {key[:2] for key in keys(client, "kind__exact=order")} == {"CX"}
    act(client, "retire", "GS-001")
    assert keys(client, "state__exact=retired") == ["GS-001"]
    assert keys(client, "curated__exact=1") == ["GS-001"]
    act(client, "confirm", "GS-002", source="全会公报")
    assert keys(client, "pending=no") == ["GS-002"]
    assert "GS-002" not in keys(client, "pending=yes&kind__exact=outdated")
    page = client.get(f"{LIST}?kind__exact=outdated").content.decode()
    assert "待核对" in page
    assert f"{timezone.localdate():%Y-%m-%d} 许文博" in page
    assert "2017年起" in page


@pytest.mark.parametrize("count", [10, 200])
def test_the_list_takes_as_many_queries_for_many(
    count: int, client: Client, django_assert_max_num_queries: Any
) -> None:
    Formulation.objects.bulk_create(
        Formulation(key=f"GD-{n}", kind="fixed", text=f"提法{n}", source="甲") for n in range(count)
    )
    # the session is noted in six of them, once in five minutes
    with django_assert_max_num_queries(13):
        client.get(LIST)


def test_others_see_nothing_of_it(member: User, administrator: User) -> None:
    for person in (member, administrator):
        browser = Client()
        browser.force_login(person)
        assert browser.get(LIST).status_code in (302, 403)


# one row


def test_adding_one(client: Client, curator: User) -> None:
    response = client.post(f"{LIST}add/", FORM, follow=True)
    assert response.redirect_chain
    row = Formulation.objects.get()
    assert (row.key, row.text, row.since, row.curated, row.updated_by) == (
        "GS-B01", "接诉就办", "2017-10", True, curator,
    )  # fmt: skip
    assert row.history.get().history_user == curator
    again = client.post(f"{LIST}add/", FORM)
    assert again.context["adminform"].form.errors == {
        "text": ["已有同类型的“接诉就办”，编号 GS-B01。"]
    }
    wrong = client.post(
        f"{LIST}add/", FORM | {"text": "旧提法", "since": "十月", "source": " ", "use": ""}
    )
    assert set(wrong.context["adminform"].form.errors) == {"since", "source", "use"}


def test_a_change_takes_its_confirmation_and_shows_in_the_history(
    client: Client, loaded: None
) -> None:
    act(client, "confirm", "GS-002", source="全会公报")
    row = Formulation.objects.get(key="GS-002")
    form = FORM | {
        name: getattr(row, name) for name in ("text", "use", "since", "source", "pattern", "level")
    }
    kept = client.post(f"{LIST}{row.pk}/change/", form | {"note": "看过"}, follow=True)
    assert "原来的核对已作废" not in kept.content.decode()
    changed = client.post(f"{LIST}{row.pk}/change/", form | {"use": "新阶段"}, follow=True)
    assert "原来的核对已作废，请重新核对。" in changed.content.decode()
    row.refresh_from_db()
    assert (row.use, row.pending, row.confirmed_from) == ("新阶段", True, "")
    page = client.get(f"{LIST}{row.pk}/history/").content.decode()
    assert "<del>新发展阶段</del> → <ins>新阶段</ins>" in page
    assert "核对" in page
    assert "初始提法表" in page


# many


def test_confirming_asks_for_the_source(client: Client, loaded: None, curator: User) -> None:
    asked = act(client, "confirm", "GS-001", "GD-001")
    page = asked.content.decode()
    assert "下面 2 条提法" in page
    assert "又快又好发展 → 高质量发展" in page
    empty = act(client, "confirm", "GS-001", "GD-001", source=" ")
    assert empty.context["form"].errors
    assert not Formulation.objects.exclude(confirmed_on=None).exists()
    done = act(client, "confirm", "GS-001", "GD-001", source="党的二十大报告")
    assert "已核对 2 条提法" in done.content.decode()
    rows = Formulation.objects.exclude(confirmed_on=None)
    assert {(r.key, r.confirmed_by, r.confirmed_from, r.confirmed_on) for r in rows} == {
        (key, "许文博", "党的二十大报告", timezone.localdate()) for key in ("GS-001", "GD-001")
    }


def test_retiring_and_restoring(client: Client, loaded: None) -> None:
    assert "已停用 1 条提法" in act(client, "retire", "GS-001").content.decode()
    assert "没有“使用中”的" in act(client, "retire", "GS-001").content.decode()
    assert "已恢复 1 条提法" in act(client, "restore", "GS-001", "GS-002").content.decode()
    row = Formulation.objects.get(key="GS-001")
    assert (row.state, row.revision) == ("approved", 3)
    assert client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403


# .xlsx


def test_the_shipped_rows_go_out_and_in_unchanged(client: Client, loaded: None) -> None:
    act(client, "confirm", "GS-001", source="党的二十大报告")
    before = list(Formulation.objects.values())
    content = client.get(f"{LIST}export/").content
    sheet = load_workbook(io.BytesIO(content))["提法"]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0] == [*HEADERS, "核对人", "核对日期", "核对所依据的文件"]
    assert len(rows) == len(SHIPPED_ROWS) + 1
    result = try_import(client, LIST, content).context["result"]
    assert (result.totals["skip"], result.totals["update"], result.totals["new"]) == (
        len(SHIPPED_ROWS),
        0,
        0,
    )
    assert list(Formulation.objects.values()) == before


def test_a_dry_run_then_the_real_one(client: Client, loaded: None, curator: User) -> None:
    act(client, "confirm", "GS-001", source="党的二十大报告")
    changed = {
        "编号": "GS-001",
        "类型": "过时提法",
        "提法": "又快又好发展",
        "应改为": "新的",
        "从何时起": 2017,
        "依据": "甲",
    }
    new = {"类型": "固定次序", "提法": "一心、两意、三思", "次序": "一心、两意、三思", "依据": "乙"}
    response = try_import(client, LIST, table(changed, {}, new))
    assert "确认前" in client.get(f"{LIST}import/").content.decode()
    assert Formulation.objects.count() == len(SHIPPED_ROWS)
    done = confirm(client, LIST, response)
    assert "导入成功" in done.content.decode()
    row = Formulation.objects.get(key="GS-001")
    assert (row.use, row.since, row.source, row.pending) == ("新的", "2017", "甲", True)
    made = Formulation.objects.get(key="CX-B01")
    assert (made.items, made.level, made.updated_by) == (
        ("一心", "两意", "三思"),
        "warning",
        curator,
    )


def test_rows_are_checked_beside_those_before_them_and_written_together(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    same = {"类型": "固定表述", "提法": "为民务实", "依据": "甲"}
    assert faults(try_import(client, LIST, table(same, same))) == {
        3: ["提法：已有同类型的“为民务实”，编号 GD-B01。"]
    }
    many = [same | {"提法": f"第{number}样说法"} for number in range(60)]
    with django_assert_max_num_queries(30):
        tried = try_import(client, LIST, table(*many))
    assert not Formulation.objects.exists()
    with django_assert_max_num_queries(60):
        confirm(client, LIST, tried)
    assert (Formulation.objects.count(), Formulation.history.count()) == (60, 60)
    # a row may take the wording that one before it gives up
    given_up = {**many[0], "编号": "GD-B01", "提法": "另一样"}
    taken = {**many[0], "编号": "GD-B02", "提法": "第0样说法"}
    assert faults(try_import(client, LIST, table(taken, given_up))) == {
        2: ["提法：已有同类型的“第0样说法”，编号 GD-B01。"]
    }
    confirm(client, LIST, try_import(client, LIST, table(given_up, taken)))
    stored = Formulation.objects.filter(key__in=("GD-B01", "GD-B02")).order_by("key")
    assert list(stored.values_list("text", "revision")) == [("另一样", 2), ("第0样说法", 2)]


def test_the_same_wording_coming_in_between_stops_the_import(client: Client) -> None:
    tried = try_import(client, LIST, table({"类型": "固定表述", "提法": "为民务实", "依据": "甲"}))
    Formulation.objects.create(key="GD-B01", kind="fixed", text="为民务实", source="乙")
    assert "又有变动" in confirm(client, LIST, tried).content.decode()
    assert list(Formulation.objects.values_list("source", flat=True)) == ["乙"]


def test_the_shipped_rows_go_out_and_in_as_json(client: Client, loaded: None) -> None:
    sent = client.get(f"{LIST}export/json/")
    assert sent.headers["Content-Type"] == "application/json"
    tried = try_import(client, LIST, sent.content, "提法.json")
    assert tried.context["result"].totals["skip"] == len(SHIPPED_ROWS)


def test_every_fault_is_named_with_its_row_and_column(client: Client) -> None:
    rows = (
        {"类型": "别的", "提法": "甲乙", "依据": "丙"},
        {"类型": "误用提法", "提法": "旧提法", "识别规则": "旧.*", "从何时起": "去年"},
        {"类型": "固定表述", "提法": "长" * 61, "依据": "丙"},
    )
    assert faults(try_import(client, LIST, table(*rows))) == {
        2: ["类型：没有“别的”，可填固定表述、数字提法、固定次序、过时提法、误用提法。"],
        3: [
            "应改为：过时提法、误用提法须写明应改为什么。",
            "从何时起：“去年”不是日期，请写成 2017、2017-10 或 2017-10-18 的样子。",
            "依据：不能为空，请写明出自哪个文件、哪次会议。",
            "识别规则：识别规则里的重复须有上限：不能用 *、+、{2,}，不能重复括号里的内容，也不能引用前面的括号。",
        ],
        4: ["提法：不能超过60个字符。"],
    }
    assert not Formulation.objects.exists()


def test_the_template_says_how_to_fill_it(client: Client) -> None:
    book = load_workbook(io.BytesIO(client.get(f"{LIST}template/").content))
    assert len(list(book["提法"].rows)) == 1
    headers = {cell.value for cell in next(iter(book["提法"].rows))}
    assert {row[0].value for row in book["填写说明"].rows} <= headers
    assert len(book["提法"].data_validations.dataValidation) == 3


# the organisation's own names


def test_own_names_are_kept_one_to_a_line(administrator: User, branch: Any, committee: Any) -> None:
    browser = Client()
    browser.force_login(administrator)
    form = {
        "name": branch.name, "short_name": "", "kind": branch.kind, "unit_type": "government",
        "sort_order": "0",
        "parent": str(committee.pk), "own_names": " 县图书馆\r\n\r\n云溪书院 \r\n县图书馆",
    }  # fmt: skip
    url = f"/admin/accounts/organization/{branch.pk}/change/"
    assert browser.post(url, form).status_code == 302
    branch.refresh_from_db()
    assert branch.own_names == "县图书馆\n云溪书院"
    assert branch.names == ["县图书馆党支部", "县图书馆", "云溪书院"]
    wrong = browser.post(url, form | {"own_names": "馆"})
    assert "own_names" in wrong.context["adminform"].form.errors
