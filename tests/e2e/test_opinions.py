"""What others said (意见和谈话): entered by the secretary as a list, claimed, linked and answered by the
member on a telephone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.desk_pages import says, table_of
from tests.e2e.pages import Wizard
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

LINES = ("读原著少，理论学习抓得不紧", "学习笔记是补的", "去年答应的夜间开放没有办成")


def one(page: Page, words: str) -> Locator:
    return page.locator("li.opinion", has_text=words)


def unfold(page: Page, words: str) -> Locator:
    """The ways to settle what was said, unfolded."""
    row = one(page, words)
    row.get_by_text("认领，或者说明").click()
    return row


def test_from_the_secretarys_list_to_a_calm_check_page(
    shared_app: App, new_page: Callable[..., Any]
) -> None:
    desk: Page = new_page(shared_app, reduced_motion="reduce")
    table_of(desk, "linjing")
    desk.get_by_role("link", name="征求到的意见").click()
    desk.get_by_label("说了什么").fill("\n".join(LINES))
    # a page that was closed meanwhile gives back what was typed
    desk.reload()
    expect(desk.get_by_label("说了什么")).to_have_value("\n".join(LINES))
    desk.get_by_role("button", name="记给本人").click()
    expect(desk.get_by_role("alert")).to_contain_text("请先选一位党员")
    desk.get_by_label("党员", exact=True).select_option(label="王晓雨")
    desk.get_by_label("谁提的").fill("群众")
    desk.get_by_role("button", name="记给本人").click()
    says(desk, "已给王晓雨记下 3 条")
    expect(desk.get_by_label("说了什么")).to_have_value("")
    assert serious_faults(desk) == []

    phone: Page = new_page(shared_app, width=360, height=740, reduced_motion="reduce")
    come_in(phone, "wangxiaoyu")
    phone.get_by_role("link", name="继续撰写").first.click()
    wizard = Wizard(phone)
    wizard.open("check")
    expect(phone.get_by_text("有 3 条还没有认领，也没有说明")).to_be_visible()
    assert fits_the_screen(phone)
    phone.get_by_role("link", name="逐条认领或说明").click()
    assert serious_faults(phone) == []
    assert fits_the_screen(phone)

    row = unfold(phone, LINES[0])
    row.get_by_label("写成新的一条").select_option(label="理论学习")
    row.get_by_label("把原话先放进观点句").check()
    assert serious_faults(phone) == []
    row.get_by_role("button", name="认领", exact=True).click()
    wizard.at("理论学习")
    says(phone, "已认领")
    assert LINES[0] in wizard.claims()
    beside = phone.get_by_text(re.compile("这一步认领 1 条，全篇还有 2 条"))
    beside.click()
    phone.get_by_role("link", name="逐条认领或说明").click()

    row = unfold(phone, LINES[1])
    row.get_by_label("已经写了").select_option(label=LINES[0])
    row.get_by_role("button", name="就是这一条").click()
    says(phone, "已认领到材料里的那一条")
    row = unfold(phone, LINES[2])
    row.get_by_label("不写进材料").fill("是馆里统一安排的，已当面说清")
    row.get_by_role("button", name="保存说明").click()
    says(phone, "已记下说明")
    wizard.open("check", re.findall(r"/drafts/([0-9a-f-]{36})/", phone.url)[0])
    expect(phone.get_by_text("每一条都认领了，或者说明了。")).to_be_visible()

    desk.reload()
    expect(desk.get_by_text(LINES[2])).to_be_visible()
    assert "已当面说清" not in desk.content()
