"""肖涵 writes this year's paper with the approved one of 2023 beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import come_in
from tests.e2e import axe
from tests.e2e.pages import Wizard, begin_privately, database, stored, stored_points
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

FRAMEWORK = "2025年度组织生活会（五个方面"
WORD = "党章和二十大报告都读完了两遍，写了48页笔记"
LINES = [
    f"“通读原著，打牢根基”已改到位：{WORD}。",
    "“在预备期里经常检视”部分改到位：还没有全部做到，原因是{原因}，{新的时限}前改到位。",
    "“拜师学艺，统筹安排”还没有改到位：原因是{原因}，{新的时限}前改到位。",
]
OWN = "去年共查摆六个方面的问题。"


def measure(page: Page, number: int) -> Locator:
    return page.locator(".promise").nth(number - 1)


def choose(page: Page, number: int, label: str) -> None:
    measure(page, number).get_by_role("radio", name=label).check()


def ticks(app: App, draft_id: str) -> list[tuple[str, str]]:
    with database(app) as connection:
        query = 'SELECT progress, word FROM drafting_tick WHERE draft_id = ? ORDER BY "order"'
        return list(connection.execute(query, [draft_id.replace("-", "")]))


def look_back(wizard: Wizard) -> None:
    """Open the tab 上年, on a narrow screen in its drawer."""
    opener = wizard.page.locator(".open-picker")
    if opener.is_visible():
        opener.click()
    wizard.picker.get_by_role("tab", name=re.compile("^上年")).click()


def test_last_years_paper_beside_this_years(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard().page, "xiaohan", FRAMEWORK)
    tick_with_words(shared_app, wizard)
    frame_in_and_out(shared_app, wizard)
    quote_and_rewrite(shared_app, wizard)
    in_another_window_and_offline(shared_app, wizard, open_wizard)


def tick_with_words(app: App, wizard: Wizard) -> None:
    """The measures of the approved paper, in the step 上年度整改情况."""
    page = wizard.open("previous").page
    tab = page.get_by_role("tab", name=re.compile("^上年"))
    expect(tab).to_have_text("上年 6")
    look_back(wizard)
    expect(page.locator(".promise")).to_have_count(6)
    expect(page.locator("[data-tick-of]:checked")).to_have_count(0)
    choose(page, 1, "已改到位")
    measure(page, 1).get_by_label("说明").fill(WORD)
    choose(page, 2, "部分")
    choose(page, 3, "未改")
    choose(page, 4, "未改")
    measure(page, 4).get_by_role("button", name="取消").click()
    expect(tab).to_have_text("上年 3")
    expect(page.locator("[data-tick-state]")).to_contain_text("已保存")
    assert axe.serious_faults(page) == []
    page.reload()
    expect(measure(page, 1).get_by_label("说明")).to_have_value(WORD)
    expect(measure(page, 2).get_by_role("radio", name="部分")).to_be_checked()
    # what was chosen by mistake and taken back was never stored
    found = ticks(app, wizard.draft_id)
    assert found == [("done", WORD), ("partly", ""), ("not_yet", "")]


def frame_in_and_out(app: App, wizard: Wizard) -> None:
    """The frame goes behind what stands there, comes out, and goes in again with what was ticked
    since; what stands there is never touched."""
    page, field = wizard.page, wizard.text("lead")
    field.fill(OWN)
    frame = page.get_by_role("button", name="把勾选的写进正文")
    frame.click()
    expect(field).to_have_value("\n".join([OWN, *LINES]))
    expect(wizard.toast).to_contain_text("已把 3 条措施的落实情况写到正文末尾。还有 3 条没有勾选")
    wizard.toast.get_by_role("button", name="撤销").click()
    expect(field).to_have_value(OWN)
    frame.click()
    expect(field).to_have_value("\n".join([OWN, *LINES]))
    field.press("Control+z")
    expect(field).to_have_value(OWN)
    field.press("Control+y")
    expect(field).to_have_value("\n".join([OWN, *LINES]))
    frame.click()
    expect(wizard.toast).to_contain_text("没有重复写")
    wizard.saved()
    [part] = [one for one in stored(app, wizard.draft_id)["parts"] if one["key"] == "previous"]
    assert part["lead"] == "\n".join([OWN, *LINES])


def quote_and_rewrite(app: App, wizard: Wizard) -> None:
    """A point of the same area carries 去年原文 until its words are changed; another year does not
    count."""
    page = wizard.open("masses").page
    passage = page.locator(".last-passage")
    expect(passage).to_contain_text("同读者打交道少")
    assert axe.serious_faults(page) == []
    passage.get_by_role("button", name="引用到这里").click()
    card = wizard.card(1)
    expect(card.field("claim")).to_have_value("同读者打交道少")
    badge = card.place.get_by_text("去年原文，还没改")
    expect(badge).to_be_visible()
    wizard.saved()
    quoted = card.values()
    page.reload()
    expect(badge).to_be_visible()
    card.field("elaboration").fill("2025年" + quoted["elaboration"])
    wizard.saved()
    page.reload()
    expect(badge).to_be_visible()
    wizard.step("检查")
    advice = page.locator("li", has_text="去年原文，还没改。")
    expect(advice).to_have_count(1)
    advice.get_by_role("link").click()
    wizard.at("联系服务群众")
    card.field("example").fill("比如，今年3月有位读者三次来问家谱，我请他先看编好的部分。")
    expect(badge).to_be_hidden()
    assert stored_points(app, wizard.draft_id, "masses")[0]["claim"] == quoted["claim"]


def in_another_window_and_offline(
    app: App, wizard: Wizard, open_wizard: Callable[..., Wizard]
) -> None:
    """On a telephone a word of the other window is not overwritten, and one that is written without
    a network is saved when it is back."""
    there = wizard.open("previous").page
    expect(measure(there, 5)).to_be_visible()
    page = open_wizard(width=360, height=740).page
    come_in(page, "xiaohan")
    phone = Wizard(page).open("previous", wizard.draft_id)
    look_back(phone)
    measure(page, 5).get_by_label("说明").fill("手机上写的")
    expect(page.locator("[data-tick-state]")).to_contain_text("已保存")
    measure(there, 5).get_by_label("说明").fill("电脑上写的")
    notice = measure(there, 5).locator("[data-notice]")
    expect(notice).to_contain_text("手机上写的")
    notice.get_by_role("button", name="保留我写的").click()
    expect(notice).to_have_count(0)
    expect(there.locator("[data-tick-state]")).to_contain_text("已保存")

    page.context.set_offline(True)
    measure(page, 6).get_by_label("说明").fill("断网时写的")
    expect(page.locator("[data-tick-state]")).to_contain_text("文字保存在本机")
    page.context.set_offline(False)
    expect(page.locator("[data-tick-state]")).to_contain_text("已保存")
    assert [word for _, word in ticks(app, wizard.draft_id)][3:] == ["电脑上写的", "断网时写的"]

    choose(page, 6, "已改到位")
    page.get_by_role("button", name="把勾选的写进正文").click()
    lead = phone.text("lead")
    expect(lead).to_have_value("\n".join([OWN, *LINES, "“严守库房制度”已改到位：断网时写的。"]))
    assert axe.serious_faults(page) == []
    assert fits_the_screen(page)


def test_without_scripts(open_wizard: Callable[..., Wizard], shared_app: App) -> None:
    """The same on a page of its own."""
    page = open_wizard(java_script_enabled=False).page
    wizard = begin_privately(page, "hejiayi", FRAMEWORK, at="masses")
    page.get_by_role("link", name=re.compile("^上年")).click()
    expect(page.locator("main h1")).to_have_text("上年材料")
    choose(page, 1, "已改到位")
    measure(page, 1).get_by_label("说明").fill("每周都读")
    page.get_by_role("button", name="把勾选的写进正文").click()
    lead = wizard.text("lead")
    expect(lead).to_have_value(re.compile("已改到位：每周都读。$"))
    page.get_by_role("button", name="撤销").click()
    expect(lead).to_have_value("")
    assert ticks(shared_app, wizard.draft_id) == [("done", "每周都读")]
    wizard.open("masses")
    page.get_by_role("link", name=re.compile("^上年")).click()
    page.get_by_role("button", name="引用到这里").first.click()
    expect(page.get_by_text("去年原文，还没改").first).to_be_visible()
