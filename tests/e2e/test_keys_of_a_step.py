"""唐璐 writes as she does in her word processor: Ctrl+S, Enter, Tab, a click on what is to be filled
in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

SELECTED = "field => field.value.slice(field.selectionStart, field.selectionEnd)"


def chosen(field: Locator, words: str) -> None:
    expect(field).to_be_focused()
    assert field.evaluate(SELECTED) == words


def test_keys_that_people_bring_along(shared_app: App, open_wizard: Callable[..., Wizard]) -> None:
    wizard = begin_privately(open_wizard().page, "tanglu")
    page = wizard.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # Enter in the title neither sends the form nor leaves the page
    page.evaluate("window.stays = true")
    wizard.text("title").press("Enter")
    expect(wizard.text("unit")).to_be_focused()
    assert page.evaluate("window.stays") is True

    wizard.open("theory")
    claim, text = (wizard.card(1).field(name) for name in ("claim", "elaboration"))
    claim.click()
    page.evaluate(
        "text => navigator.clipboard.writeText(text)", "读原著少，\r\n  WPS\nOffice 用得多"
    )
    page.keyboard.press("Control+v")
    expect(claim).to_have_value("读原著少，WPS Office 用得多")
    page.keyboard.type("𠮷")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    page.keyboard.type("一行")
    page.keyboard.press("Enter")
    page.keyboard.type("又一行")

    # at once, and it says so
    page.keyboard.press("Control+s")
    expect(wizard.toast).to_contain_text("已保存。")
    wizard.saved()
    assert stored_points(shared_app, wizard.draft_id, "theory")[0] == {
        "claim": "读原著少，WPS Office 用得多𠮷",
        "elaboration": "一行\n又一行",
        "example": "",
    }
    page.context.set_offline(True)
    page.keyboard.type("，断网")
    page.keyboard.press("Control+s")
    expect(wizard.toast).to_contain_text("网络已断开")
    page.context.set_offline(False)
    wizard.saved()

    # from hole to hole, and out again
    text.fill("{时间}没有参加{活动}。")
    second = wizard.add().field("elaboration")
    second.fill("在{事项}上")
    hint = page.locator(".hole-hint")
    expect(hint).to_have_count(1)
    expect(hint).to_have_text("点击空项可直接填写，按 Tab 到下一处。")
    text.click(position={"x": 40, "y": 18})
    chosen(text, "{时间}")
    page.keyboard.type("十月")
    page.keyboard.press("Tab")
    chosen(text, "{活动}")
    page.keyboard.press("Tab")
    chosen(second, "{事项}")
    page.keyboard.type("学习")
    page.keyboard.press("Tab")
    expect(wizard.card(2).field("example")).to_be_focused()
    expect(hint).to_have_count(1)

    page.goto(f"/drafts/{wizard.draft_id}/versions/")
    page.keyboard.press("Control+s")
    expect(page.locator(".toast-line")).to_contain_text("这一页没有还没保存的内容。")


@pytest.mark.parametrize("width", [1366, 1000])
def test_a_step_by_keys_alone(
    shared_app: App, open_wizard: Callable[..., Wizard], width: int
) -> None:
    """From the skip link to 保存并继续: cards, the panels beside them, and a point moved. Narrow, the
    panels lie in a drawer."""
    wizard = begin_privately(open_wizard(width=width).page, "tanglu", at="theory")
    page = wizard.page
    key = page.keyboard.press
    own = wizard.card(1)

    def tab_to(goal: Locator, shift: str = "") -> None:
        for _ in range(60):
            if goal.evaluate("element => element === document.activeElement"):
                return
            key(f"{shift}Tab")
        raise AssertionError(goal)

    key("Tab")
    key("Enter")
    expect(own.field("category")).to_be_focused()
    key("ArrowDown")
    key("Tab")
    page.keyboard.type("学习不系统")
    key("Enter")
    expect(own.field("elaboration")).to_be_focused()
    page.keyboard.type("读原著少。")
    wizard.saved()

    # over to the phrases, and back by F6
    key("F6")
    expect(page.locator(".follow")).to_be_visible()
    tab_to(wizard.picker.locator("[data-insert=claim]").first)
    key("F6")
    expect(own.field("elaboration")).to_be_focused()
    key("F6")
    tab_to(wizard.picker.locator("[data-insert=claim]").first)
    key("Enter")
    expect(wizard.cards).to_have_count(2)
    expect(wizard.card(2).field("elaboration")).to_be_focused()
    page.keyboard.type("上个月只念了标题。")
    wizard.saved()
    # what is taken back leaves the keyboard in the paper
    key("Control+z")
    expect(wizard.card(2).field("elaboration")).to_have_value("")
    key("Control+z")
    expect(wizard.cards).to_have_count(1)
    expect(own.field("claim")).to_be_focused()

    # to another tab and its panel
    key("F6")
    tab_to(page.locator("#tab-phrases"))
    key("ArrowRight")
    expect(page.locator("#tab-proof")).to_be_focused()
    expect(page.locator("#proof-panel")).to_be_visible()
    key("F6")
    expect(own.field("claim")).to_be_focused()

    # moved, and fetched back
    tab_to(own.place.get_by_role("button", name="移到…"), "Shift+")
    key("Enter")
    tab_to(page.get_by_role("button", name="担当作为"))
    key("Enter")
    expect(wizard.toast).to_contain_text("已把“学习不系统”移到“担当作为”。")
    expect(wizard.cards).to_have_count(0)
    key("Control+z")
    expect(wizard.cards).to_have_count(1)
    expect(own.field("claim")).to_be_focused()
    tab_to(page.get_by_role("button", name="保存并继续"))
    with page.expect_navigation():
        key("Enter")
    wizard.at("政治素质")
    assert stored_points(shared_app, wizard.draft_id, "theory") == [
        {"claim": "学习不系统", "elaboration": "读原著少。", "example": ""}
    ]
