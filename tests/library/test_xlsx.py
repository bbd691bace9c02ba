"""Phrases out to .xlsx and in again."""

import io
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from drafting.common.workbooks.reading import UNSURE
from drafting.frameworks.models import Framework
from drafting.library.loader import load_library
from drafting.library.models import CauseCategory, Phrase
from tests.common.workbooks.hostile import REFUSED, SHEET, declared_size, row, sheet, with_parts
from tests.library.conftest import STARTER, phrase
from tests.lists import client, confirm, faults, try_import, workbook

__all__ = ["client"]

LIST = "/admin/drafting/phrase/"
HEADERS = [
    "编号", "用于", "分类", "观点句", "表现或正文", "事例", "提示问题", "先给看", "必填空项", "会议类型",
    "适用框架", "适用党员类别", "适用单位类型", "工作条线", "层次", "状态", "停用日期",
]  # fmt: skip
ROW = {"用于": "问题", "分类": "LL1", "观点句": "读书不够", "表现或正文": "遇到{事项}时放下了书。"}
#: What may be wrong with a row, and what is said of it.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"分类": "XX1"}, "分类：没有代码为“XX1”的分类。"),
    ({"观点句": "不够。"}, "观点句：观点句不写句号，排印时会自动加上。"),
    ({"表现或正文": "遇到{what}时没有。"},
     "表现或正文：空项须写成 {名称}，名称为1至8个汉字，这里是“{what}”。"),
    ({"停用日期": "明天"}, "停用日期：“明天”不是日期，请写成 2026-12-31 的样子。"),
]  # fmt: skip


def table(*rows: dict[str, Any]) -> bytes:
    return workbook(HEADERS, *rows)


def test_the_template_has_the_columns_and_says_how_to_fill_them(
    client: Client, taxonomy: None
) -> None:
    phrase("LL1-01")
    response = client.get(f"{LIST}template/")
    book = load_workbook(io.BytesIO(response.content))
    assert [[cell.value for cell in row] for row in book["素材"].rows] == [HEADERS]
    assert {row[0].value for row in book["填写说明"].rows} <= set(HEADERS)
    assert len(book["素材"].data_validations.dataValidation) == 5


def test_a_tenth_of_the_starter_library_goes_out_and_in_unchanged(
    client: Client, taxonomy: None
) -> None:
    some = [row for n, row in enumerate(STARTER) if n % 10 == 0 or row["key"] == "OP-01"]
    load_library(some)
    framework = Framework.objects.create(
        key="2026-zuzhi", year=2026, meeting_kind="zuzhi", name="甲"
    )
    Phrase.objects.get(key="OP-01").frameworks.add(framework)
    before = list(Phrase.objects.order_by("key").values())
    exported = client.get(f"{LIST}export/")
    assert quote("素材-") in exported.headers["Content-Disposition"]
    response = try_import(client, LIST, exported.content)
    result = response.context["result"]
    assert (result.totals["skip"], result.totals["update"], result.totals["new"]) == (
        len(some),
        0,
        0,
    )
    assert "表格与素材库完全一致" in response.content.decode()
    assert list(Phrase.objects.order_by("key").values()) == before


def test_the_export_follows_search_and_filters(client: Client, taxonomy: None) -> None:
    phrase("LL1-01")
    phrase("LJ1-01", claim="=1+1不够", roles=("leader", "committee"))
    content = client.get(f"{LIST}export/?area=廉洁自律").content
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content))["素材"].rows]
    assert len(rows) == 2
    row = dict(zip(HEADERS, rows[1], strict=True))
    assert (row["编号"], row["分类"], row["观点句"], row["适用党员类别"]) == (
        "LJ1-01", "LJ1", "=1+1不够", "党员领导干部、支部委员",
    )  # fmt: skip
    assert load_workbook(io.BytesIO(content))["素材"]["D2"].data_type == "s"


def test_a_dry_run_then_the_real_one(client: Client, taxonomy: None, curator: User) -> None:
    phrase("LL1-01", claim="原来的不够", elaboration="没有做到。", state="approved")
    changed = ROW | {
        "编号": "LL1-01",
        "状态": "已审定",
        "适用单位类型": "医院、 社区、公安政法",
        "表现或正文": "",
        "提示问题": " 哪一本没有读？\n\n当时怎么想？",
        "先给看": "句架",
    }
    new = ROW | {
        "观点句": "新写的不够",
        "停用日期": "2099/12/31",
        "适用党员类别": "学生党员，普通党员",
    }
    response = try_import(client, LIST, table(changed, {}, new))
    assert response.context["result"].totals["new"] == 1
    assert [row.claim for row in Phrase.objects.all()] == ["原来的不够"]
    response = confirm(client, LIST, response)
    assert "导入成功" in response.content.decode()
    rows = {row.key: row for row in Phrase.objects.all()}
    assert set(rows) == {"LL1-01", "LL1-B01"}
    assert (rows["LL1-01"].claim, rows["LL1-01"].unit_types) == (
        "读书不够",
        ("hospital", "community", "police"),
    )
    assert (rows["LL1-01"].questions, rows["LL1-01"].help) == (
        "哪一本没有读？\n当时怎么想？",
        "frame",
    )
    assert (rows["LL1-01"].revision, rows["LL1-01"].updated_by) == (2, curator)
    made = rows["LL1-B01"]
    assert (made.state, made.roles, str(made.expires_on)) == (
        "draft",
        ("member", "student"),
        "2099-12-31",
    )
    assert made.history.get().history_user == curator


def test_every_fault_is_named_with_its_row_and_column_and_nothing_is_imported(
    client: Client, taxonomy: None
) -> None:
    response = try_import(
        client,
        LIST,
        table(
            ROW,
            ROW | {"分类": "XX1"},
            ROW | {"适用党员类别": "群众", "会议类型": "茶话会"},
            ROW | {"表现或正文": "遇到{what}时没有。", "观点句": "不够。"},
            ROW | {"用于": None},
            {},
            ROW | {"分类": "C01", "适用框架": "1999-x", "停用日期": "明天"},
        ),
    )
    assert faults(response) == {
        3: ["分类：没有代码为“XX1”的分类。"],
        4: [
            "会议类型：没有“茶话会”，可填民主生活会、组织生活会。",
            "适用党员类别：没有“群众”，可填党员领导干部、支部委员、普通党员、预备党员、离退休党员、流动党员、学生党员。",
        ],
        5: [
            "观点句：观点句不写句号，排印时会自动加上。",
            "表现或正文：空项须写成 {名称}，名称为1至8个汉字，这里是“{what}”。",
        ],
        6: [
            "用于：不能为空，可填导语、上年度整改情况、问题、典型案例剖析、原因、措施、需要说明的事项、其他部分、结束语。"
        ],
        8: [
            "分类：这条素材的用途与原因分类不符，请清空这一项。",
            "适用框架：没有标识为“1999-x”的框架。",
            "停用日期：“明天”不是日期，请写成 2026-12-31 的样子。",
        ],
    }
    text = response.content.decode()
    assert "第 3 行" in text
    assert "confirm_form" not in response.context
    assert not Phrase.objects.exists()


def test_what_a_column_cannot_hold_is_refused(client: Client, taxonomy: None) -> None:
    names = [f"{first}{second}的具体情况" for first in "甲乙丙丁戊" for second in "一二三四五六七"]
    text = "".join(f"{{{name}}}" for name in names) + "没有做。"
    wrong = {
        "观点句": "不" * 201,
        "工作条线": "线" * 31,
        "表现或正文": text,
        "必填空项": "、".join(names),
    }
    assert faults(try_import(client, LIST, table(ROW | wrong))) == {
        2: [
            "观点句：不能超过200个字符。",
            "必填空项：不能超过200个字符。",
            "工作条线：不能超过30个字符。",
        ]
    }


def test_forty_wrong_rows_among_others_are_each_explained_by_their_row(
    client: Client, taxonomy: None
) -> None:
    rows = [ROW | {"观点句": f"读书不够，第{number}条"} for number in range(60)]
    expected = {}
    for turn in range(40):
        place = turn * 3 // 2
        change, said = WRONG[turn % len(WRONG)]
        rows[place] = rows[place] | change
        expected[place + 2] = [said]
    tried = try_import(client, LIST, table(*rows))
    assert (len(expected), faults(tried)) == (40, expected)
    shown = tried.content.decode()
    assert [f"第 {row} 行" in shown for row in expected] == [True] * 40
    assert not Phrase.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not a workbook", "文件已损坏，打不开"),
        (workbook(["编号", "观点句"], ROW), "表格缺少“用于”“分类”"),
        (table(), "表格里没有内容"),
        (
            table(ROW | {"编号": "LL1-01"}, ROW | {"编号": "LL1-01"}),
            "编号“LL1-01”在表格里出现了不止一次。",
        ),
    ],
)
def test_a_table_that_is_not_ours(
    content: bytes, message: str, client: Client, taxonomy: None
) -> None:
    response = try_import(client, LIST, content)
    text = response.content.decode()
    assert message in text
    assert "Traceback" not in text
    assert not Phrase.objects.exists()


@pytest.mark.parametrize("kind", REFUSED)
def test_a_workbook_that_would_take_all_memory_or_time_is_refused(
    kind: str, client: Client, taxonomy: None
) -> None:
    make, sentence = REFUSED[kind]
    response = try_import(
        client, LIST, make(row(1, *HEADERS), row(2, "", "问题", "LL1", "读书不够", "没有读。"))
    )
    assert response.status_code == 200
    assert sentence.format(what="表格") in response.content.decode()
    assert not Phrase.objects.exists()


def test_a_workbook_that_only_says_to_be_immense_is_read(client: Client, taxonomy: None) -> None:
    rows = (row(1, *HEADERS), row(3, "", "问题", "LL1", "读书不够", "遇到{事项}时放下了书。"))
    assert try_import(client, LIST, declared_size(*rows)).context["result"].totals["new"] == 1
    text = try_import(client, LIST, declared_size(*rows, row(1_048_576, "X"))).content.decode()
    assert "表格超过 5000 行，请分成几个文件导入。" in text


def test_merged_cells_are_refused_with_their_place(client: Client, taxonomy: None) -> None:
    rows = sheet(
        row(1, *HEADERS),
        row(2, "", "问题"),
        after='<mergeCells><mergeCell ref="C2:C3"/></mergeCells>',
    )
    text = try_import(client, LIST, with_parts({SHEET: rows})).content.decode()
    assert "表中有合并的单元格（C2:C3），请取消合并，逐行填写后再导入。" in text


def test_nothing_is_imported_when_a_row_became_wrong_meanwhile(
    client: Client, taxonomy: None
) -> None:
    CauseCategory.objects.get(code="C12").problems.clear()
    response = try_import(client, LIST, table(ROW, ROW | {"用于": "原因", "分类": "C12"}))
    assert response.context["confirm_form"]
    CauseCategory.objects.filter(code="C12").delete()
    confirm(client, LIST, response)
    assert not Phrase.objects.exists()


def test_a_cell_that_is_too_long_hides_no_other_fault(client: Client, taxonomy: None) -> None:
    """A page pasted into a cell is a fault of its row, told with those of the others: nobody mends a
    table once for each of them."""
    wrong = [
        ROW | {"表现或正文": "字" * 5_001},
        ROW | {"分类": "没有"},
        ROW | {"工作条线": "线" * 6_000, "层次": "深"},
    ]
    found = faults(try_import(client, LIST, table(*wrong)))
    assert set(found) == {2, 3, 4}
    assert found[2] == ["表现或正文：有5001个字，最多5000个，请检查是否粘贴错了内容。"]
    assert sorted(said.partition("：")[0] for said in found[4]) == ["层次", "工作条线"]
    assert not Phrase.objects.exists()


def test_a_number_that_may_have_been_another_is_refused_by_its_row(
    client: Client, taxonomy: None
) -> None:
    book = load_workbook(
        io.BytesIO(table(ROW | {"观点句": 110101199001011234}, ROW | {"工作条线": 7}, ROW))
    )
    book.worksheets[0].cell(3, HEADERS.index("工作条线") + 1).number_format = "000"
    out = io.BytesIO()
    book.save(out)
    assert faults(try_import(client, LIST, out.getvalue())) == {
        2: [f"观点句：{UNSURE}"],
        3: [f"工作条线：{UNSURE}"],
    }
    refused = try_import(client, LIST, table(ROW, ROW | {"编号": 110101199001011234}))
    assert f"第 3 行的编号{UNSURE}" in refused.content.decode()
    refused = try_import(client, LIST, table(ROW, ROW | {"编号": "长" * 5_001}))
    assert "第 3 行的编号有5001个字，最多5000个" in refused.content.decode()
    assert not Phrase.objects.exists()
