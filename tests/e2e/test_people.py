"""罗敏 keeps the people: adds one, moves them to another organisation, sees who is secretary there,
ends what they are and closes the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e
NAME = "尹小满"


def test_she_adds_moves_and_lets_go_of_somebody(
    shared_app: App, new_page: Callable[..., Any]
) -> None:
    page = new_page(shared_app, width=1366)
    faults: list[str] = []

    def looked_at() -> None:
        """The page as it stands, at both widths."""
        faults.extend(serious_faults(page))
        for width in (360, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            assert fits_the_screen(page), (page.url, width)

    come_in(page, "luomin")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="人员").click()
    page.get_by_label("党组织、姓名或用户名").fill("文旅公司")
    page.keyboard.press("Enter")
    looked_at()
    page.get_by_role("link", name="给文旅公司党支部增加一人").click()
    page.get_by_label("姓名").fill(NAME)
    page.get_by_label("普通党员").uncheck()
    page.get_by_label("预备党员").check()
    page.get_by_label("学生党员").check()
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="确定增加").click()
    page.get_by_role("link", name="记下了，返回名单").click()
    expect(page.get_by_role("row", name=NAME)).to_contain_text("预备党员、学生党员")

    page.get_by_role("link", name=NAME).click()
    looked_at()
    page.get_by_role("link", name="调动：").click()
    place = page.get_by_label("党组织")
    option = place.locator("option", has_text="中共云溪县文化和旅游局委员会")
    place.select_option(option.get_attribute("value"))
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_role("status")).to_contain_text(f"{NAME}自己的材料")
    looked_at()
    page.get_by_role("button", name="确定调动").click()
    expect(page.locator(".notices")).to_have_text(f"已把{NAME}调到局党委。")

    page.get_by_role("link", name="修改任职：").click()
    page.get_by_label("角色").select_option("secretary")
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_role("alert")).to_contain_text("局党委现在的书记是周致远，请选择怎么办。")
    looked_at()
    # whoever goes with something unsaved is asked
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="取消").click()

    page.get_by_role("link", name="结束任职：").click()
    page.get_by_role("button", name="下一步：核对").click()
    looked_at()
    page.get_by_role("button", name="确定").click()
    expect(page.locator(".notices")).to_contain_text("已经生效。")
    expect(page.get_by_text("现在没有任职。")).to_be_visible()
    page.get_by_role("button", name="停用账号").click()
    expect(page.locator(".notices")).to_contain_text(f"已停用{NAME}的账号")
    looked_at()
    assert faults == []
