"""2026's framework comes out of a pasted notice within the curator's five minutes, and a member
writes by it at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.annual_notice.notice import AREAS, LIST
from tests.browser import come_in
from tests.e2e import pages  # noqa: F401  # how long a story waits
from tests.e2e.axe import serious_faults
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

NOTICE = "关于召开2026年度组织生活会的通知（云组通〔2026〕9号）"


@pytest.mark.parametrize(("width", "scripts"), [(1366, True), (360, False)])
def test_from_the_notice_to_the_first_words(
    shared_app: App, new_page: Callable[..., Any], width: int, scripts: bool
) -> None:
    called = f"七个方面{width}"
    page = new_page(shared_app, width=width, java_script_enabled=scripts)
    come_in(page, "xuwenbo")
    faults: list[str] = []

    def look() -> None:
        assert fits_the_screen(page)
        if scripts:
            faults.extend(serious_faults(page))

    began = time.monotonic()
    page.get_by_role("link", name="检查框架", exact=True).click()
    look()
    page.get_by_role("link", name="粘贴通知").click()
    page.get_by_label("通知里列出方面的那一段").fill(LIST)
    page.get_by_label("依据的通知").fill(NOTICE)
    page.locator("input[name=year]").fill("2026")
    page.get_by_label("这套方面叫什么").fill(called)
    page.get_by_label("会议和底稿").select_option(
        label="2026年度组织生活会（预备）（党员用，编制中）"
    )
    look()
    page.get_by_role("button", name="切成方面").click()
    names = page.locator("textarea[name$='-name']")
    expect(names).to_have_count(len(AREAS) + 1)
    assert [names.nth(at).input_value() for at in range(len(AREAS))] == AREAS
    new = page.get_by_role("group", name="第 7 个方面")
    expect(new.get_by_label("廉洁自律")).to_be_checked()
    page.get_by_role("group", name="第 6 个方面").get_by_label("工作作风").check()
    look()
    page.get_by_role("button", name="保存，看撰写人会看到的样子").click()
    expect(
        page.get_by_role("heading", name=f"2026年度组织生活会（{called}）", level=1)
    ).to_be_visible()
    expect(page.locator(".look-area h3")).to_have_count(len(AREAS))
    look()
    with page.expect_download() as got:
        page.get_by_role("link", name="下载空白的 Word 稿").click()
    assert got.value.suggested_filename == f"2026年度组织生活会（{called}）空白稿.docx"
    page.get_by_label("名称已经同通知逐字核对").check()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_text("已发布，可以用来撰写材料。")).to_be_visible()
    assert time.monotonic() - began < 300
    look()
    assert faults == []

    member = new_page(shared_app, width=width, java_script_enabled=scripts)
    come_in(member, "liuyang")
    member.get_by_role("link", name="自己先写一份").first.click()
    mine = member.locator("option[value^='2026-zuzhi']").last
    expect(mine).to_contain_text("2026年度组织生活会")
    member.get_by_label("检查框架").select_option(mine.get_attribute("value"))
    member.get_by_role("button", name="开始撰写").click()
    for name in AREAS[-2:]:
        expect(member.get_by_text(name).first).to_be_attached()
