"""王小雨 offers a sentence of her paper to the library; 许文博 takes it, and she sees what became of
it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.pages import begin_privately
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e
WRITTEN = "2024年3月马骏提醒以后，台账还是月底才补记"
LEAVES = "{时间}{姓名}提醒以后，台账还是月底才补记"


def test_a_sentence_goes_from_a_paper_to_the_library(
    shared_app: App, new_page: Callable[..., Any]
) -> None:
    page = new_page(shared_app, width=1366)
    faults: list[str] = []

    def looked_at(here: Any) -> None:
        """The page as it stands, at both widths."""
        faults.extend(serious_faults(here))
        for width in (360, 1366):
            here.set_viewport_size({"width": width, "height": 800})
            assert fits_the_screen(here), (here.url, width)

    wizard = begin_privately(page, "wangxiaoyu", at="theory")
    draft = wizard.draft_id
    wizard.card(1).field("claim").fill(WRITTEN)
    wizard.saved()
    page.goto("/")
    page.locator(f'a[href="/contributions/from/{draft}/"]').click()
    looked_at(page)
    page.get_by_role("link", name="推荐这一句").click()
    expect(page.get_by_label("送出的文字")).to_have_value(LEAVES)
    page.get_by_role("button", name="下一步：看送出的文字").click()
    expect(page.locator("[data-leaves]")).to_have_text(LEAVES)
    looked_at(page)
    page.get_by_role("button", name="确定送出").click()
    expect(page.locator(".notices")).to_contain_text("已推荐给素材库")
    looked_at(page)

    desk = new_page(shared_app, width=1366)
    come_in(desk, "xuwenbo")
    desk.get_by_role("link", name="条党员推荐待处理").click()
    looked_at(desk)
    row = desk.locator("li", has_text=LEAVES)
    expect(row).not_to_contain_text("王小雨")
    row.get_by_role("link", name="处理").click()
    looked_at(desk)
    desk.get_by_label("分类").select_option(index=1)
    desk.get_by_label("提示问题").fill("哪一次提醒？")
    desk.get_by_role("button", name="采用到素材库").click()
    expect(desk.locator(".notices")).to_contain_text("已采用，编号")

    page.reload()
    expect(page.locator("li", has_text=LEAVES)).to_contain_text("已采用")
    page.goto("/notices/")
    expect(page.locator("main")).to_contain_text("您推荐的一条素材已被采用，谢谢。")
    assert faults == []
