"""林静 looks at her branch's table and charts, wide and on a telephone, with and without scripts."""

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

# How many of a canvas's pixels are drawn on: an empty one has none.
DRAWN = """canvas => {
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let drawn = 0;
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at]) drawn += 1;
  return drawn;
}"""


def table_of(page: Any) -> Any:
    """The table of the branch's meeting, opened from the list of meetings."""
    come_in(page, "linjing")
    page.get_by_role("link", name="会议", exact=True).click()
    page.get_by_role("link", name="县图书馆党支部2023年主题教育专题组织生活会", exact=True).click()
    return page.get_by_role("table")


def printed(page: Any) -> set[tuple[str, str]]:
    """The sizes of the pages that the page is printed on."""
    pdf = page.pdf(prefer_css_page_size=True).decode("latin-1")
    return set(re.findall(r"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", pdf))


@pytest.mark.parametrize("width", [1366, 360])
def test_the_charts_are_drawn_and_their_tables_stand_below(
    shared_app: App, new_page: Callable[..., Any], width: int
) -> None:
    page = new_page(shared_app, width=width)
    table = table_of(page)
    expect(table.get_by_role("row", name="何佳怡")).to_be_visible()
    faults = serious_faults(page)
    page.get_by_role("link", name="统计图").click()
    canvases = page.locator("[data-chart] canvas")
    expect(canvases).to_have_count(2)
    expect(page.get_by_role("table")).to_have_count(2)
    page.wait_for_function(
        f"[...document.querySelectorAll('[data-chart] canvas')].every(c => ({DRAWN})(c) > 1000)"
    )
    assert [*faults, *serious_faults(page)] == []
    assert fits_the_screen(page)
    assert printed(page) == {("594", "841")}  # upright A4, in points
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    widths = [canvas.bounding_box()["width"] for canvas in canvases.all()]
    assert widths == [690, 690]
    page.emulate_media(media="print")
    for part in (page.locator(".masthead"), page.get_by_role("button")):
        expect(part.filter(visible=True)).to_have_count(0)
    page.emulate_media(media="screen")
    page.get_by_role("link", name="历年查摆和整改").click()
    expect(page.locator("[data-chart=areas] canvas")).to_have_count(1)
    page.wait_for_function(f"({DRAWN})(document.querySelector('[data-chart=areas] canvas')) > 1000")


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
