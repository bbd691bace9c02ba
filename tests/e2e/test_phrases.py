"""A curator writes a phrase, finds it, changes it in its card, retires it, takes that back, and
brings the first version back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import come_in
from tests.e2e import pages  # noqa: F401  # how long a story waits
from tests.e2e.axe import serious_faults
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("width", "scripts"), [(1366, True), (360, False)])
def test_a_phrase_and_its_versions(
    shared_app: App, new_page: Callable[..., Any], width: int, scripts: bool
) -> None:
    claim = f"书架第{width}层从没有整理过"
    page = new_page(shared_app, width=width, java_script_enabled=scripts)
    come_in(page, "xuwenbo")
    faults: list[str] = []

    def look() -> None:
        assert fits_the_screen(page)
        if scripts:
            faults.extend(serious_faults(page))

    def find() -> None:
        # the page before may have the same field
        with page.expect_navigation():
            page.get_by_role("link", name="素材库", exact=True).click()
        page.get_by_label("查找", exact=True).fill(f"{width}层 没有整理")
        if not scripts:
            page.get_by_role("button", name="查找").click()
        expect(page.get_by_text("共 1 条")).to_be_visible()

    page.get_by_role("link", name="素材库", exact=True).click()
    look()
    page.get_by_role("link", name="写一条素材").click()
    page.get_by_label("用于").select_option("problems")
    page.get_by_label("分类").select_option("LL1")
    page.get_by_label("观点句").fill(claim)
    page.get_by_label("表现或正文").fill("到了{时间}还没有动手。")
    look()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已加入素材库")).to_be_visible()
    look()

    find()
    card = page.locator("[data-card]")
    expect(card.locator("mark.hit").first).to_have_text(f"{width}层")
    page.get_by_role("link", name="修改", exact=False).first.click()
    page.get_by_label("观点句").fill(f"{claim}几回")
    if scripts:
        expect(page.locator(".phrase-near")).to_be_attached()
    look()
    page.get_by_role("button", name="保存").click()
    expect(card.get_by_text(f"{claim}几回")).to_be_visible()
    look()

    card.get_by_role("checkbox").check()
    page.get_by_role("button", name="停用").click()
    expect(page.get_by_text("已停用 1 条。")).to_be_visible()
    look()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("1 条恢复原样")).to_be_visible()
    expect(card.get_by_text("待审定")).to_be_visible()

    page.get_by_role("link", name="修改记录").first.click()
    expect(page.locator("ins", has_text="几回")).to_be_visible()
    look()
    page.get_by_role("button", name="恢复成这一版").last.click()
    expect(page.get_by_text("已恢复成那一版")).to_be_visible()
    find()
    expect(card.get_by_text(f"{claim}几回")).to_have_count(0)
    assert faults == []
