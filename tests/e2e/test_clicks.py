"""唐璐 writes a paper from nothing with the mouse for what is pressed and the keyboard for what is
typed, and the clicks are counted: seven points, five causes, five measures, each point answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import come_in
from tests.e2e.pages import Card, Wizard, stored
from tests.processes import App

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

#: Beside typing; it was 83 before the writing desk.
MOST: Final = 50
COUNTED: Final = """addEventListener('click', event => {
  if (event.detail) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true)"""
#: Area, category, claim, elaboration, example.
POINTS: Final = (
    (
        "理论学习",
        "学习主动性不强",
        "书目订了不翻",
        "总想着等闲下来。",
        "三月订的四本书，只翻了一本。",
    ),
    (
        "理论学习",
        "学用结合不紧密",
        "学了不往借阅台上用",
        "学归学，做归做。",
        "五月学完仍照旧收表。",
    ),
    (
        "政治素质",
        "贯彻决策部署不到位",
        "部署只转不问",
        "觉得转了就是做了。",
        "六月的清单我转了没有问。",
    ),
    ("能力本领", "业务水平不高", "编目新规没有吃透", "怕问了丢人。", "七月编错了十二种书。"),
    (
        "担当作为",
        "畏难情绪、动真碰硬不够",
        "难催的书不去催",
        "怕得罪读者。",
        "有九册过期半年没有催。",
    ),
    ("工作作风", "联系群众不密切", "坐等读者上门", "嫌跑一趟费事。", "今年只去过一次敬老院。"),
    ("廉洁自律", "制度执行不严", "钥匙登记时有时无", "觉得都是熟人。", "八月有四天没有登记。"),
)
TEXTS: Final = (
    ("想着眼前省事", "把规矩看轻了。"),
    ("学得不深不透", "没有拿它来改自己。"),
    ("怕难怕烦", "担子挑轻的。"),
    ("离读者远了", "心里没有他们的难处。"),
    ("对自己放松了要求", "以为小事无妨。"),
)


def test_from_nothing_to_the_word_file_in_fifty_clicks(
    shared_app: App, new_page: Callable[..., Any]
) -> None:
    page = new_page(shared_app)
    come_in(page, "tanglu")
    page.context.add_init_script(COUNTED)
    page.goto("/")
    page.get_by_role("link", name="自己先写一份").click()
    page.get_by_label("自己先写").click()
    choice = page.get_by_label("检查框架")
    choice.select_option(
        label=choice.locator("option", has_text="2023年度组织生活会（六个方面").inner_text()
    )
    go(page, "开始撰写")
    if page.get_by_role("button", name="仍要另写一份").count():
        go(page, "仍要另写一份")
        page.evaluate(
            "sessionStorage.clicks -= 1"
        )  # of whoever writes from nothing it is not asked
    wizard = Wizard(page)
    wizard.at("基本信息与导语")
    type_into(wizard.text("text"), "按照通知要求，现将对照检查情况报告如下：")
    go(page, "保存并继续")
    go(page, "保存并继续")
    for number, (area, category, *texts) in enumerate(POINTS):
        wizard.at(area)
        first = number == 0 or POINTS[number - 1][0] != area
        card = wizard.card(1) if first else wizard.add()
        write(card, texts, category)
        for kind in ("原因", "措施"):
            answer(card, kind)
        wizard.saved()
        if number + 1 == len(POINTS) or POINTS[number + 1][0] != area:
            go(page, "保存并继续")
    for title in ("原因剖析", "整改措施"):
        wizard.at(title)
        for number, texts in enumerate(TEXTS):
            write(wizard.card(number + 1) if number < wizard.cards.count() else wizard.add(), texts)
        wizard.saved()
        go(page, "保存并继续")
    wizard.at("需要说明的事项")
    go(page, "保存并继续")
    type_into(wizard.text("text"), "以上是我的对照检查，请同志们批评指正。")
    go(page, "保存并继续")
    go(page, "去生成 Word 文件", "link")
    page.get_by_role("button", name="生成文件").click()
    expect(page.get_by_role("link", name=re.compile("^下载"))).to_be_visible()
    clicks = int(page.evaluate("sessionStorage.clicks"))
    assert clicks <= MOST
    parts = stored(shared_app, wizard.draft_id)["parts"]
    written = [point for part in parts for area in part["sections"] for point in area["points"]]
    assert [point["claim"] for point in written] == [claim for _, _, claim, *_ in POINTS]
    assert all(len(point["links"]) == 2 for point in written)


def go(page: Page, name: str, role: Any = "button") -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def type_into(field: Locator, text: str) -> None:
    field.click()
    field.page.keyboard.insert_text(text)


def write(card: Card, texts: Any, category: str = "") -> None:
    """The first field by a click unless the cursor is there, the category by keys, from field to
    field by Tab."""
    keyboard = card.wizard.page.keyboard
    if not card.field("claim").evaluate("field => field === document.activeElement"):
        card.field("claim").click()
    if category:
        card.field("category").select_option(label=category)
        card.field("claim").focus()
    for text in texts:
        keyboard.insert_text(text)
        keyboard.press("Tab")


def answer(card: Card, kind: str) -> None:
    """By a suggestion, which makes an empty cause or measure where the paper has none of its kind,
    else by one that is there."""
    before = card.place.locator("[data-link]:checked").count()
    links = card.place.locator("[data-links]")
    suggested = links.locator(".suggestions button", has_text=kind)
    there = links.locator("li", has_text=kind).get_by_role("checkbox")
    # they come once the category is saved
    expect(suggested.or_(there).first).to_be_visible()
    (suggested if suggested.count() else there).first.click()
    expect(card.place.locator("[data-link]:checked")).to_have_count(before + 1)
