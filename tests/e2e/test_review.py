"""陈浩然's paper goes from its last step through two rounds and two approvals into 林静's bundle for the
meeting."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser import come_in
from tests.e2e import axe
from tests.e2e.desk_pages import Reading, row_of, says, table_of, told, unzipped, word_comments
from tests.e2e.pages import Wizard, begin_privately, download
from tests.e2e.screen import fits_the_screen
from tests.processes import App
from tests.programs import LIBREOFFICE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

#: Words of the paper, and what the secretary says of them.
SILENT, SILENT_SAID = "没有在群里驳斥，也没有向局党委报告", "当时怕的是什么？请写到思想深处。"
BRUSHED, BRUSHED_SAID = "用一句“以后慢慢体会”带了过去", "说得轻了。"
REWORDING = "用一句“以后慢慢体会”敷衍了过去"
BY_HAND, BY_HAND_SAID = "到12月仍有5个分馆在手工登记", "可以写明现在办到了哪一步。"
REASONS = ("以工作问题代替思想问题", "措施空泛，没有时限和抓手，与问题不对应")
RETURN_NOTE = "事例很实，请按批注再往深处挖一层。"
#: What he makes of them: inside the first words, around the others.
SILENT_NOW = "没有当场在群里驳斥，怕伤了多年的交情，也没有向局党委报告"
NOTED = "读完了两本原著，在分馆讲过一次。"
WHOSE = "2023年主题教育专题组织生活会个人对照检查材料"
#: In the bundle, of the one paper that passed.
LISTS = (
    "党支部问题清单汇总.docx", "党支部问题清单汇总.xlsx", "党支部整改清单汇总.docx", "党支部整改清单汇总.xlsx",
    "陈浩然-个人问题清单.docx", "陈浩然-个人整改清单.docx", "陈浩然-问题—原因—措施对照表.docx",
)  # fmt: skip
#: Each Word comment by its text: who made it and the words it lies on.
COMMENTED = {
    f"【必改】{SILENT_SAID}\n（原文已改动，批注时是：“{SILENT}”）\n（已解决）": (
        "林静",
        SILENT_NOW,
    ),
    "【已改】": ("陈浩然", SILENT_NOW),
    f"【建议】{BRUSHED_SAID}\n建议改为：{REWORDING}（已采纳）\n（原文已改动，批注时是：“{BRUSHED}”）": (
        "林静",
        REWORDING,
    ),
    "【已改】采纳了建议的改法。": ("陈浩然", REWORDING),
    f"【建议】{BY_HAND_SAID}": ("林静", BY_HAND),
    "【说明】五个分馆3月底前补齐，已写进措施。": ("陈浩然", BY_HAND),
}


def test_from_the_last_step_to_the_bundle(
    app: App, new_page: Callable[..., Any], tmp_path: Path
) -> None:
    his: Page = new_page(app, reduced_motion="reduce")
    hers: Page = new_page(app, accept_downloads=True, reduced_motion="reduce")

    wizard = he_hands_it_in(his)
    she_returns_it(hers)
    he_answers_and_hands_it_in_again(his, wizard)
    she_approves(hers)
    the_superior_approves(new_page(app))
    content_hash = it_is_approved_and_locked(his, wizard)
    he_keeps_his_ledger(his)
    she_sees_measures_and_states(hers)
    the_bundle_holds_it(hers, content_hash, tmp_path)
    his_next_paper_speaks_of_it(new_page(app, reduced_motion="reduce"))


def he_hands_it_in(page: Page) -> Wizard:
    come_in(page, "chenhaoran")
    page.locator("li.draft").get_by_role("link", name="继续撰写").click()
    wizard = Wizard(page)
    wizard.step("提交")
    expect(page.locator("main")).to_contain_text("都写完了")
    page.get_by_label("提交说明").fill("请书记多提意见。")
    with page.expect_navigation():
        page.get_by_role("button", name="提交审核").click()
    says(page, "材料已提交，审核人会收到提醒。")
    return wizard


def she_returns_it(page: Page) -> None:
    """From the bell to the paper; three comments; a 必改 stops approval; back with a note and two
    reasons."""
    table = table_of(page, "linjing")
    expect(row_of(table, "陈浩然")).to_contain_text("等您审核")
    told(page, "陈浩然提交了")
    reading = Reading(page).of("陈浩然")
    expect(page.locator(".reading-head")).to_contain_text("提交说明：请书记多提意见。")

    reading.comment(SILENT, "必改", SILENT_SAID)
    reading.comment(BRUSHED, "建议", BRUSHED_SAID, rewording=REWORDING)
    reading.comment(BY_HAND, "建议", BY_HAND_SAID)
    marked = [reading.words(said) for said in (SILENT_SAID, BRUSHED_SAID, BY_HAND_SAID)]
    assert marked == [SILENT, BRUSHED, BY_HAND]

    pane = reading.tab("审核")
    expect(pane.get_by_role("button", name="初审通过")).to_be_disabled()
    expect(pane).to_contain_text("还有 1 条必改批注没有解决，解决以后才能通过。")
    reading.decide("退回修改", RETURN_NOTE, REASONS)
    says(page, "已退回陈浩然的材料。")


def he_answers_and_hands_it_in_again(page: Page, wizard: Wizard) -> None:
    """He takes over the rewording, writes inside and around the other words, answers, and hands it
    in again."""
    told(page, "林静退回了您为")
    main = page.locator("main")
    for text in (RETURN_NOTE, *REASONS):
        expect(main).to_contain_text(text)
    threads = page.locator("li.thread")
    expect(threads).to_have_count(3)

    threads.filter(has_text=BRUSHED_SAID).get_by_role("button", name="采纳建议").click()
    says(page, "已采纳，正文已经改好。")
    with page.expect_navigation():
        threads.filter(has_text=SILENT_SAID).get_by_role(
            "link", name=re.compile("去修改：政治素质")
        ).click()
    wizard.at("政治素质")
    texts = [wizard.card(n).field("example") for n in (1, 2, 3)]
    expect(texts[0]).to_have_value(re.compile(REWORDING))
    texts[2].fill(texts[2].input_value().replace(SILENT, SILENT_NOW))
    texts[1].fill(
        texts[1].input_value().replace(BY_HAND, f"心里想着反正没人催，{BY_HAND}，群众来回多跑路")
    )
    wizard.saved()

    with page.expect_navigation():
        page.goto(f"/drafts/{wizard.draft_id}/review/")
    threads.filter(has_text=SILENT_SAID).get_by_role("button", name="已改").click()
    says(page, "已答复“已改”。")
    by_hand = threads.filter(has_text=BY_HAND_SAID)
    by_hand.get_by_text("写说明").click()
    by_hand.get_by_label("怎么改的，或者为什么不改").fill("五个分馆3月底前补齐，已写进措施。")
    by_hand.get_by_role("button", name="发出说明").click()
    says(page, "说明已发出。")
    page.get_by_label("提交说明").fill("三处都改了。")
    with page.expect_navigation():
        page.get_by_role("button", name="重新提交").click()
    says(page, "材料已提交，审核人会收到提醒。")


def she_approves(page: Page) -> None:
    """She sees what changed word by word and her comments on the words as they are now; resolves
    and approves."""
    told(page, "陈浩然重新提交了")
    reading = Reading(page).of("陈浩然")
    changes = reading.tab("改动").locator(".change-row")
    added, removed = changes.locator("ins"), changes.locator("del")
    expect(changes.filter(has_text="多年的交情").locator("ins")).to_contain_text(
        ["当场", "怕伤了多年的交情，"]
    )
    expect(added.filter(has_text="群众来回多跑路")).to_have_count(1)
    expect(removed.filter(has_text="带")).to_have_count(1)

    reading.tab("批注")
    expect(reading.threads).to_have_count(3)
    silent, by_hand = reading.thread(SILENT_SAID), reading.thread(BY_HAND_SAID)
    expect(silent).to_contain_text("原文已改动")
    expect(silent).to_contain_text("已改")
    assert reading.words(SILENT_SAID) == SILENT_NOW
    expect(by_hand).not_to_contain_text("原文已改动")
    expect(by_hand).to_contain_text("五个分馆3月底前补齐，已写进措施。")
    assert reading.words(BY_HAND_SAID) == BY_HAND
    expect(reading.thread(BRUSHED_SAID)).to_contain_text("已采纳")
    assert reading.words(BRUSHED_SAID) == REWORDING

    silent.get_by_role("button", name="解决").click()
    expect(reading.said).to_have_text("批注已解决。")
    expect(reading.threads).to_have_count(2)
    reading.decide("初审通过", "改得扎实。")
    says(page, "陈浩然的材料初审通过，等待上级复审。")


def the_superior_approves(page: Page) -> None:
    come_in(page, "zhouzhiyuan")
    told(page, "陈浩然的材料")
    reading = Reading(page).of("陈浩然")
    expect(reading.state).to_have_text("初审通过")
    reading.decide("复审通过")
    says(page, "陈浩然的材料复审通过。")


def it_is_approved_and_locked(page: Page, wizard: Wizard) -> str:
    """He is told, sees who approved and read it; the text cannot be changed any more. The content
    hash."""
    told(page, "材料审核通过。")
    main = page.locator("main")
    expect(page.locator("[data-approval] li")).to_contain_text(["林静", "周致远"])
    expect(main.locator(".readings")).to_contain_text("周致远 在线查阅第 2 轮")
    main.locator(".approval-hash summary").click()
    content_hash = main.locator(".approval-hash code").inner_text()
    assert re.fullmatch("[0-9a-f]{64}", content_hash)
    wizard.open("politics")
    expect(main).to_contain_text("这份材料已通过，现在不能修改。")
    expect(wizard.card(1).field("claim")).to_be_disabled()
    expect(main.get_by_role("button", name=re.compile("保存|添加一条"))).to_have_count(0)
    return content_hash


def he_keeps_his_ledger(page: Page) -> None:
    """Approval has opened it; two measures are closed, one by the page itself and one without
    leaving it behind; a note outlives a closed page."""
    page.goto("/")
    page.locator("li.draft").get_by_role("link", name=re.compile("^整改台账")).click()
    items = page.locator(".ledger-item")
    expect(items).to_have_count(4)
    assert axe.serious_faults(page) == []
    items.nth(0).get_by_label("状态").select_option(label="已完成")
    items.nth(0).get_by_label("进展和说明").fill(NOTED)
    items.nth(1).get_by_label("状态").select_option(label="需长期坚持")
    items.nth(2).get_by_label("完成时限").fill("2026-12-31")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")
    page.reload()
    expect(page.locator("main")).to_contain_text("措施 4 条，已完成 1 条，需长期坚持 1 条")
    expect(items.nth(0).get_by_label("进展和说明")).to_have_value(NOTED)
    expect(items.nth(2).get_by_label("完成时限")).to_have_value("2026-12-31")
    items.nth(0).get_by_text("变化记录 1 条").click()
    expect(items.nth(0)).to_contain_text("由“未开始”改为“已完成”")
    page.set_viewport_size({"width": 360, "height": 740})
    assert fits_the_screen(page)
    if LIBREOFFICE.find():
        he_takes_it_as_pdf(page)


def he_takes_it_as_pdf(page: Page) -> None:
    """The worker makes it, while a page shows how far it is."""
    page.get_by_role("button", name="PDF").click()
    link = page.get_by_role("link", name="下载 陈浩然-整改台账.pdf")
    expect(link).to_be_visible(timeout=60_000)
    assert axe.serious_faults(page) == []
    assert fits_the_screen(page)
    with page.expect_download() as found:
        link.click()
    assert found.value.path().read_bytes()[:5] == b"%PDF-"


def his_next_paper_speaks_of_it(page: Page) -> None:
    """Next year's paper tells of each measure as the ledger has it, and a problem that is named
    again is marked."""
    wizard = begin_privately(page, "chenhaoran", "2025年度组织生活会（五个方面", at="previous")
    page.get_by_role("tab", name=re.compile("^上年")).click()
    page.get_by_role("button", name="照整改台账勾选 4 条").click()
    expect(page.locator("[data-tick-of]:checked")).to_have_count(4)
    expect(page.locator("[data-tick-state]")).to_contain_text("已保存")
    page.get_by_role("button", name="把勾选的写进正文").click()
    lead = wizard.text("lead")
    expect(lead).to_have_value(
        re.compile("^上年度提出整改措施4条，已改到位2条，还没有改到位2条。\n")
    )
    done, kept, *left = lead.input_value().split("\n")[1:]
    assert done.endswith(f"”已改到位：{NOTED}")
    assert "”已经做到，并长期坚持：" in kept
    assert ["”还没有改到位：原因是{原因}，" in line for line in left] == [True, True]
    wizard.open("theory")
    page.get_by_role("tab", name=re.compile("^上年")).click()
    before = page.locator(".last-claim").first.inner_text()
    card = wizard.card(1)
    card.field("claim").fill(f"{before}，今年")
    wizard.saved()
    expect(card.place.get_by_text(f"去年写过 “{before}”")).to_be_visible()
    assert axe.serious_faults(page) == []


def she_sees_measures_and_states(page: Page) -> None:
    table_of(page, "linjing")
    page.get_by_role("link", name="整改台账").click()
    main = page.locator("main")
    expect(main).to_contain_text("1 人，措施 4 条：已完成 1 条，需长期坚持 1 条")
    expect(main).not_to_contain_text(NOTED)
    page.get_by_label("状态").select_option(label="已完成")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".branch-ledger tbody tr")).to_have_count(1)
    assert axe.serious_faults(page) == []


def the_bundle_holds_it(page: Page, content_hash: str, to: Path) -> None:
    """The worker makes the bundle; the files in it; the comments of the Word file on the words they
    speak of."""
    table = table_of(page, "linjing")
    line = row_of(table, "陈浩然")
    expect(line).to_contain_text("已通过")
    characters = int(line.locator("[data-label=字数]").inner_text())
    page.get_by_role("link", name="会议用材料").click()
    page.get_by_label("带批注").check()
    page.get_by_role("button", name="生成材料包").click()
    link = page.locator("[data-exports]").get_by_role("link", name=re.compile("^下载.*zip"))
    expect(link).to_be_visible(timeout=40_000)
    name, path = download(page, link, to)
    assert name.endswith(".zip")
    files = unzipped(path)
    unapproved = [
        ("何佳怡", "已提交"),
        ("林静", "已提交"),
        ("肖涵", "初审通过"),
        ("马骏", "已退回"),
    ]
    assert sorted(files) == sorted(
        ["汇总.xlsx", "发言顺序.xlsx", f"陈浩然-{WHOSE}.docx"]
        + [f"未审定/{name}-{WHOSE}（{state}）.docx" for name, state in unapproved]
        + [f"清单/{name}" for name in LISTS]
    )
    paper = files[f"陈浩然-{WHOSE}.docx"]
    assert word_comments(paper) == COMMENTED
    assert f"校验值 {content_hash}" in str(open_docx(io.BytesIO(paper)).core_properties.comments)
    rows = {row[1]: row[4:7] + row[10:12] for row in first_sheet(files["汇总.xlsx"])}
    assert rows["陈浩然"] == ("已通过", 2, characters, 2, 0)
    assert rows["马骏"][:2] == ("已退回", 1)
    assert rows["王晓雨"] == ("撰写中", None, None, None, None)
    speaking = [row[1] for row in first_sheet(files["发言顺序.xlsx"])][2:]
    assert speaking == [
        "林静",
        "陈浩然",
        "王晓雨",
        "何佳怡",
        "刘洋",
        "马骏",
        "孙蕾",
        "吴国栋",
        "肖涵",
        "赵明月",
        "周致远",
    ]


def first_sheet(content: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(content)).worksheets[0].values)
