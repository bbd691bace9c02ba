"""郑伟民's browser has scripts switched off: every step works by 保存并继续 and the buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as open_docx
from playwright.sync_api import Locator, Page, expect

from tests.e2e.pages import Wizard, begin_by_hand, download, in_order, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

PERSON = "zhengweimin"


@pytest.fixture
def wizard(open_wizard: Callable[..., Wizard]) -> Wizard:
    return begin_by_hand(open_wizard(java_script_enabled=False, accept_downloads=True).page, PERSON)


def test_the_whole_small_path(shared_app: App, wizard: Wizard, tmp_path: Path) -> None:
    page = wizard.page
    wizard.text("text").fill("会前学习了三天，征求到意见五条。")
    wizard.next()
    wizard.step("理论学习")
    wizard.card(1).write(
        {"claim": "学习不经常", "elaboration": "忙起来几周不翻书。", "category": "LL1"}
    )
    wizard.add().write(
        {"claim": "学用脱节", "elaboration": "学的是学的，做的是做的。", "category": "LL4"}
    )
    wizard.next()
    wizard.at("政治素质")

    find_and_take_a_phrase(wizard)
    wizard.step("理论学习")
    with page.expect_navigation():
        wizard.card(2).press("上移")
    assert wizard.claims() == ["学用脱节", "学习不经常"]
    with page.expect_navigation():
        wizard.card(2).press("移除")
    expect(wizard.cards).to_have_count(1)
    with page.expect_navigation():
        page.get_by_role("button", name="撤销").click()
    assert wizard.claims() == ["学用脱节", "学习不经常"]
    assert [wizard.card(n).marker.inner_text() for n in (1, 2)] == ["一是", "二是"]

    # what is typed goes with every button
    wizard.card(2).field("example").fill("比如，七月一次也没有翻开笔记。")
    chip = wizard.card(1).suggestion("原因").first
    cause = chip.inner_text().removeprefix("原因").strip()
    with page.expect_navigation():
        chip.click()
    expect(wizard.card(1).suggestion("原因").filter(has_text=cause)).to_have_count(0)
    assert wizard.card(1).linked() == [f"原因{cause}"]
    expect(wizard.card(2).field("example")).to_have_value("比如，七月一次也没有翻开笔记。")
    wizard.step("原因剖析")
    expect(wizard.card(1).place).to_contain_text("学用脱节")
    wizard.card(1).write({"claim": "学习没有当成硬任务", "elaboration": "总觉得先把业务忙完。"})
    wizard.next()

    wizard.step("检查")
    expect(page.locator("main")).to_contain_text("处要补齐")
    expect(page.locator(".matrix tbody tr").first).to_contain_text("学习没有当成硬任务")
    wizard.step("完成")
    with page.expect_navigation():
        page.get_by_role("button", name="生成文件").click()
    name, path = download(page, refresh_until_made(page), tmp_path)
    assert name == "郑伟民-2023年主题教育专题组织生活会个人对照检查材料.docx"
    texts = [
        "会前学习了三天",
        "一是学用脱节",
        "二是学习不经常",
        "比如，七月一次",
        "学习没有当成硬任务",
    ]
    assert in_order(texts, "\n".join(p.text for p in open_docx(str(path)).paragraphs)) == []


def find_and_take_a_phrase(wizard: Wizard) -> None:
    """Search, take a claim and its skeleton one by one, and write over the holes."""
    wizard.card(1).write({"claim": "执行部署打折扣"})
    wizard.picker.get_by_label("搜索素材").fill("部署")
    with wizard.page.expect_navigation():
        wizard.picker.get_by_role("button", name="查找").click()
    phrases = wizard.picker.locator("[data-phrase]")
    assert phrases.count() > 0
    assert all("部署" in phrases.nth(n).inner_text() for n in range(phrases.count()))
    expect(wizard.card(1).field("claim")).to_have_value("执行部署打折扣")
    phrase = wizard.phrase(phrases.first)
    claim = phrase.locator("[data-text=claim]").inner_text()
    with wizard.page.expect_navigation():
        phrase.locator("[data-insert=claim]").click()
    expect(wizard.cards).to_have_count(2)
    assert wizard.claims() == ["执行部署打折扣", claim]
    with wizard.page.expect_navigation():
        wizard.page.get_by_role("button", name="撤销").click()
    assert wizard.claims() == ["执行部署打折扣"]
    for name in ("claim", "elaboration"):
        if name != "claim":
            phrase.get_by_text("句架").click()
        with wizard.page.expect_navigation():
            phrase.locator(f"[data-insert={name}]").click()
    assert wizard.claims() == ["执行部署打折扣", claim]
    for name, text in wizard.card(2).values().items():
        wizard.card(2).field(name).fill(re.sub(r"\{[^{}]+\}", "七月那一次", text))
    with wizard.page.expect_navigation():
        wizard.page.get_by_role("button", name="保存", exact=True).last.click()
    expect(wizard.page.get_by_role("status").first).to_contain_text("已保存")
    assert "{" not in "".join(wizard.card(2).values().values())


def refresh_until_made(page: Page) -> Locator:
    link = page.get_by_role("link", name=re.compile("^下载"))
    for _ in range(60):
        if link.count():
            return link
        with page.expect_navigation():
            page.get_by_role("link", name="刷新，查看进度").click()
        page.wait_for_timeout(250)
    raise AssertionError(page.locator(".exports").inner_text())


def test_two_such_windows_on_one_point_show_both_texts(shared_app: App, wizard: Wizard) -> None:
    wizard.open("theory")
    other = Wizard(wizard.page.context.new_page())
    other.open("theory", wizard.draft_id)
    wizard.card(1).field("claim").fill("学习不够系统")
    wizard.next()
    other.card(1).field("claim").fill("学习缺少计划")
    with other.page.expect_navigation():
        other.page.get_by_role("button", name="保存并继续").click()
    expect(other.page.get_by_role("status").first).to_contain_text(
        "在另一个窗口里改过，两边的文字都列在下面"
    )
    expect(other.card(1).field("claim")).to_have_value("学习缺少计划")
    expect(other.card(1).place.locator("blockquote")).to_have_text(["学习不够系统"])
    assert stored_points(shared_app, wizard.draft_id, "theory")[0]["claim"] == "学习不够系统"
    # having seen both he saves what is to stay
    other.card(1).field("claim").fill("学习不够系统，缺少计划")
    other.next()
    other.at("政治素质")
    assert (
        stored_points(shared_app, wizard.draft_id, "theory")[0]["claim"] == "学习不够系统，缺少计划"
    )
