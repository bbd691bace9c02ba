"""A curator edits a framework, looks at it while typing, publishes just what was looked at, and
corrects it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.annual_notice.notice import AREAS, LIST
from tests.browser import come_in
from tests.e2e import pages  # noqa: F401  # how long a story waits
from tests.e2e.axe import serious_faults
from tests.e2e.screen import drag, fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e


# years that no other story offers first
@pytest.mark.parametrize(("width", "scripts", "year"), [(1366, True, "2013"), (360, False, "2014")])
def test_edited_looked_at_published_and_corrected(
    shared_app: App, new_page: Callable[..., Any], width: int, scripts: bool, year: str
) -> None:
    page = new_page(shared_app, width=width, java_script_enabled=scripts)
    come_in(page, "xuwenbo")
    page.get_by_role("link", name="检查框架", exact=True).click()
    page.get_by_role("link", name="粘贴通知").click()
    page.get_by_label("通知里列出方面的那一段").fill(LIST)
    page.get_by_label("依据的通知").fill("关于开好组织生活会的通知")
    page.locator("input[name=year]").fill(year)
    page.get_by_label("会议和底稿").select_option(
        label="2026年度组织生活会（预备）（党员用，编制中）"
    )
    page.get_by_role("button", name="切成方面").click()
    page.get_by_role("button", name="保存，看撰写人会看到的样子").click()
    page.get_by_role("link", name="编辑", exact=True).click()

    names = page.locator("[data-rows=area] [data-name]")
    look = page.locator("[data-look]")
    publish = page.get_by_role("button", name="发布", exact=True)
    expect(names).to_have_count(len(AREAS))
    if scripts:
        names.nth(0).press("Alt+ArrowDown")
        grips = page.locator("[data-rows=area] [data-grip]")
        drag(page, grips.nth(3), grips.nth(2), lambda: names.nth(2).input_value() == AREAS[3])
        order = [AREAS[1], AREAS[0], AREAS[3], AREAS[2]]
    else:
        page.get_by_role("button", name=f"下移：{AREAS[0]}").click()
        order = [AREAS[1], AREAS[0], AREAS[2], AREAS[3]]
    for at, name in enumerate(order):
        expect(names.nth(at)).to_have_value(name)
    page.get_by_role("button", name="加一个方面").click()
    names.nth(len(AREAS)).fill("执行组织决定")
    names.nth(1).fill("带头学习贯彻党的创新理论")
    if scripts:
        expect(look).to_contain_text("带头学习贯彻党的创新理论")
        expect(look.locator(".look-area h3")).to_have_count(len(AREAS) + 1)
        assert serious_faults(page) == []
    assert fits_the_screen(page)
    publish.click()
    if not scripts:
        expect(page.get_by_text("要发布的就是下面")).to_be_visible()
        expect(look.locator(".look-area h3").nth(1)).to_contain_text("带头学习贯彻党的创新理论")
        publish.click()
    expect(page.get_by_text("已发布，可以用来撰写材料。")).to_be_visible()
    expect(page.locator(".look-area h3").nth(1)).to_contain_text("带头学习贯彻党的创新理论")

    page.get_by_role("button", name="出更正版").click()
    names.nth(0).fill("加强党性锻炼")
    publish.click()
    # what the drafts would go over to was listed for other areas: looked at first
    expect(page.get_by_text("要发布的就是下面")).to_be_visible()
    page.get_by_text("比要更正的那一版改了什么").click()
    expect(page.locator(".differences ins").first).to_be_visible()
    if scripts:
        assert serious_faults(page) == []
    assert fits_the_screen(page)
    publish.click()
    expect(page.get_by_text("更正版已发布")).to_be_visible()
    expect(page.locator(".look-area h3").first).to_contain_text("加强党性锻炼")
