"""A curator finds formulations, compares some with their source, takes that back, and mends one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import sign_in
from tests.e2e import pages  # noqa: F401  # how long a story waits
from tests.e2e.axe import serious_faults
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("width", "scripts"), [(1366, True), (360, False)])
def test_found_compared_and_mended(
    shared_app: App, new_page: Callable[..., Any], width: int, scripts: bool
) -> None:
    page = new_page(shared_app, width=width, java_script_enabled=scripts)
    sign_in(page, "xuwenbo")
    faults: list[str] = []

    def look() -> None:
        assert fits_the_screen(page)
        if scripts:
            faults.extend(serious_faults(page))

    page.get_by_role("link", name="素材库", exact=True).click()
    page.get_by_role("link", name="提法表").click()
    look()
    page.get_by_role("link", name="写一条提法").click()
    page.get_by_label("提法", exact=True).fill(f"第{width}号常整理")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("请先改好下面 2 处")
    look()
    page.get_by_label("类型").select_option("fixed")
    page.get_by_label("依据").fill("某市委文件")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("下一次校对就照此办理")).to_be_visible()

    page.get_by_label("查找", exact=True).fill(f"第{width}号 整理")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_text("共 1 条。")).to_be_visible()
    page.get_by_role("checkbox", name="勾选").check()
    page.get_by_role("button", name="核对勾选的").click()
    expect(page.get_by_text("请写明对照的是哪个文件")).to_be_visible()
    expect(page.get_by_role("checkbox", name="勾选")).to_be_checked()
    page.get_by_label("核对所依据的文件").fill("某市委文件原文")
    page.get_by_role("button", name="核对勾选的").click()
    expect(page.get_by_text("对照“某市委文件原文”核对")).to_be_visible()
    look()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".badge-state", has_text="待核对")).to_be_visible()
    page.get_by_role("link", name="修改", exact=False).first.click()
    page.get_by_label("说明", exact=True).fill("看过了")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("· 看过了")).to_be_visible()
    assert faults == []
