"""林静 keeps the list of members: looks for somebody, adds one, and takes the one-time password
down."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("width", "name"), [(1366, "单晓𠮷"), (360, "单晓㐂")])
def test_she_finds_one_adds_another_and_sees_the_password_once(
    shared_app: App, new_page: Callable[..., Any], width: int, name: str
) -> None:
    page = new_page(shared_app, width=width)
    come_in(page, "linjing")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="党员名单").click()
    faults = serious_faults(page)
    # one field and the Enter key
    page.get_by_label("姓名或用户名").fill("马骏")
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader")).to_have_text(["马骏"])
    expect(page.get_by_label("账号")).to_be_visible(visible=width > 991)
    if width < 992:
        page.get_by_text("更多条件").click()
    expect(page.get_by_label("账号")).to_be_visible()
    assert fits_the_screen(page)

    page.get_by_role("link", name="增加一人").click()
    page.get_by_label("姓名").fill(name)
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("form .alert")).to_be_focused()
    expect(page.locator("form .alert")).to_contain_text(f"“{name[-1]}”查不到读音")
    expect(page.get_by_label("用户名")).to_have_value(re.compile("^shanxiao"))
    page.get_by_label("用户名").fill(f"shanxiaoji{width}")
    page.get_by_role("button", name="改过了，再核对").click()
    faults += serious_faults(page)
    page.get_by_role("button", name="确定增加").click()
    expect(page.get_by_role("row", name=name)).to_contain_text(f"shanxiaoji{width}")
    faults += serious_faults(page)
    assert fits_the_screen(page)

    # whoever goes without having taken it down is asked
    page.get_by_role("heading", name="一次性密码", exact=True).click()
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="照镜", exact=True).click(no_wait_after=True)
    expect(page.get_by_role("row", name=name)).to_be_visible()
    page.get_by_role("link", name="记下了，返回名单").click()
    expect(page.get_by_role("heading", name="党员名单")).to_be_visible()
    page.go_back()
    expect(page.locator("main")).to_contain_text("已经显示过了，这里不能再看。")
    page.go_back()
    expect(page.get_by_role("heading", name="增加一人")).to_be_visible()
    assert (asked, faults) == (["beforeunload"], [])
