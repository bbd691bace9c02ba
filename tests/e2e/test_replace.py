"""唐璐 replaces a word in the whole paper, and takes that back; with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import serious_faults
from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

WRONG, RIGHT = "三会一刻", "三会一课"
TEXT = f"{WRONG}有时缺席，{WRONG}的笔记也浅，🙂𠮷。"


@pytest.mark.parametrize("scripts", [True, False])
def test_find_replace_and_take_back(
    shared_app: App, open_wizard: Callable[..., Wizard], scripts: bool
) -> None:
    wizard = begin_privately(open_wizard(java_script_enabled=scripts).page, "tanglu", at="theory")
    page = wizard.page
    page.set_viewport_size({"width": 1366 if scripts else 360, "height": 768})
    field = wizard.card(1).field("elaboration")
    field.fill(TEXT)
    if scripts:
        field.evaluate("field => field.setSelectionRange(0, 4)")
        # what is not saved yet goes first
        with page.expect_navigation():
            page.keyboard.press("Control+h")
        expect(page.get_by_label("查找")).to_have_value(WRONG)
        expect(page.get_by_label("查找")).to_be_focused()
    else:
        wizard.save()
        page.locator("[data-replace-link]").click()
        page.get_by_label("查找").fill(WRONG)
    page.get_by_label("替换成").fill(RIGHT)
    page.get_by_role("button", name="查找", exact=True).click()
    expect(page.locator("main")).to_contain_text("找到 2 处。")
    rows = page.locator(".preview-many li")
    expect(rows.nth(1)).to_contain_text(f"有时缺席，{WRONG}{RIGHT}的笔记也浅，🙂𠮷。")
    if scripts:
        assert serious_faults(page) == []
    rows.nth(1).get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="替换勾选的").click()
    expect(page.locator(".said")).to_contain_text("已替换 1 处")
    assert "%" not in page.url, "the words stand in the address"

    def stored() -> str:
        return stored_points(shared_app, wizard.draft_id, "theory")[0]["elaboration"]

    assert stored() == TEXT.replace(WRONG, RIGHT, 1)
    if scripts:
        page.set_viewport_size({"width": 360, "height": 740})
        assert serious_faults(page) == []
    page.get_by_role("button", name="撤销这次替换").click()
    expect(page.locator(".notices")).to_have_text("已撤销，1 处段落恢复为替换之前的文字。")
    assert stored() == TEXT
    page.get_by_role("link", name="返回“").click()
    wizard.at("理论学习")
    expect(wizard.card(1).field("elaboration")).to_have_value(TEXT)
