"""林静 looks at her branch's table and charts, wide and on a telephone, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import sign_in
from tests.e2e.axe import serious_faults
from tests.processes import App

pytestmark = pytest.mark.e2e

# How many of a canvas's pixels are drawn on: an empty one has none.
DRAWN = """canvas => {
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let drawn = 0;
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at]) drawn += 1;
  return drawn;
}"""


def table_of(page: Any) -> Any:
    """The table of the branch's meeting, opened from the list of meetings."""
    sign_in(page, "linjing")
    page.get_by_role("link", name="会议", exact=True).click()
    page.get_by_role("link", name="县图书馆党支部2023年主题教育专题组织生活会", exact=True).click()
    return page.get_by_role("table")


@pytest.mark.parametrize("width", [1366, 360])
def test_the_charts_are_drawn_and_their_tables_stand_below(
    shared_app: App, new_page: Callable[..., Any], width: int
) -> None:
    page = new_page(shared_app, width=width)
    table = table_of(page)
    expect(table.get_by_role("row", name="何佳怡")).to_contain_text("第 1 轮")
    faults = serious_faults(page)
    page.get_by_role("link", name="统计图").click()
    canvases = page.locator("[data-chart] canvas")
    expect(canvases).to_have_count(2)
    expect(page.get_by_role("table")).to_have_count(2)
    page.wait_for_function(
        f"[...document.querySelectorAll('[data-chart] canvas')].every(c => ({DRAWN})(c) > 1000)"
    )
    assert [*faults, *serious_faults(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_table_is_filtered_and_the_figures_are_read(
    shared_app: App, new_page: Callable[..., Any]
) -> None:
    page = new_page(shared_app, java_script_enabled=False)
    table = table_of(page)
    page.get_by_label("姓名").fill("何佳怡")
    page.get_by_role("button", name="筛选").click()
    expect(table.get_by_role("rowheader")).to_have_count(1)
    expect(table.get_by_role("rowheader")).to_contain_text("何佳怡")
    page.get_by_role("link", name="统计图").click()
    expect(page.locator("[data-chart]").first).to_be_hidden()
    expect(page.get_by_role("table").first).to_contain_text("提交过")
