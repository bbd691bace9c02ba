"""孙蕾 sees in her text what proofreading found, and mends it there; the phrases follow her."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import serious_faults
from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

PERSON = "sunlei"
WRONG = "手边的书翻得少，，想得也浅。学是学，做是做，没有踏石有印的劲头。"
RIGHT = WRONG.replace("，，", "，")
COMMAS, IDIOM = "，，", "踏石有印"


def write_mistakes(wizard: Wizard) -> Wizard:
    """One point with mistakes and an example, one without an example."""
    wizard.card(1).write(
        {
            "category": "LL1",
            "claim": "读原著少",
            "elaboration": WRONG,
            "example": "比如，十月只读了一章。",
        }
    )
    wizard.add().write({"claim": "学用脱节", "elaboration": "学归学，做归做，两张皮。"})
    wizard.saved()
    return wizard


def mark(page: Page, words: str) -> Locator:
    return page.locator(".hl-back .mark-finding", has_text=words)


def press_mark(page: Page, words: str, *, tap: bool = False) -> Locator:
    """Press on the words in the field, where their mark lies behind it; the card that opens."""
    place = mark(page, words)
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    (page.touchscreen.tap if tap else page.mouse.click)(*at)
    expect(card(page)).to_be_visible()
    return card(page)


def card(page: Page) -> Locator:
    return page.locator("[data-mark-card]")


def number(page: Page) -> int:
    return int(page.locator("#tab-proof [data-side-number]").inner_text())


def test_marks_in_the_text_and_the_card_at_them(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = write_mistakes(begin_privately(open_wizard().page, PERSON, at="theory"))
    page = wizard.page
    field = wizard.card(1).field("elaboration")

    # without having opened anything: what is sure with a wavy line, what may be with a dashed one
    expect(mark(page, COMMAS)).to_have_css("text-decoration-style", "wavy")
    expect(mark(page, IDIOM)).to_have_css("text-decoration-style", "dashed")
    found = number(page)
    expect(page.locator("[data-steps] a[aria-current]")).to_contain_text(f"校对 {found}")
    size = "f => [f.scrollHeight, f.clientWidth]"
    copy = field.evaluate_handle("f => f.previousSibling")
    assert field.evaluate(size) == copy.evaluate(size), (
        "the copy breaks its lines as the field does"
    )

    # the marks follow while she writes before them
    field.press("Control+Home")
    field.type("这一年，")
    expect(mark(page, COMMAS)).to_have_count(1)
    expect(press_mark(page, COMMAS)).to_contain_text("标点重复")
    expect(field).to_be_focused()
    assert serious_faults(page) == []
    card(page).get_by_role("button", name="采纳").click()
    expect(field).to_have_value("这一年，" + RIGHT)
    expect(mark(page, COMMAS)).to_have_count(0)
    expect(card(page)).to_have_count(0)
    expect(page.locator("#tab-proof")).to_have_text(f"校对 {found - 1}")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("这一年，" + WRONG)
    expect(mark(page, COMMAS)).to_have_count(1)
    wizard.toast.get_by_role("button", name="知道了").click()

    # by keys alone: to the next one, ignored and taken back
    field.press("Control+Home")
    page.keyboard.press("F8")
    expect(card(page).get_by_role("button", name="采纳")).to_be_focused()
    page.keyboard.press("F8")
    expect(card(page)).to_contain_text(IDIOM)
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("F8")
    wizard.saved()
    card(page).get_by_role("button", name="忽略").press("Enter")
    expect(mark(page, IDIOM)).to_have_count(0)
    expect(page.locator("#tab-proof")).to_have_text(f"校对 {found - 1}")
    wizard.toast.get_by_role("button", name="撤销").click()
    expect(mark(page, IDIOM)).to_have_count(1)
    expect(page.locator("#tab-proof")).to_have_text(f"校对 {found}")
    assert (
        stored_points(shared_app, wizard.draft_id, "theory")[0]["elaboration"] == "这一年，" + WRONG
    )

    # what is lacking is written where it is lacking
    page.get_by_role("tab", name="校对").click()
    lacking = page.locator("[data-proof-card]", has_text="这一条没有具体事例")
    lacking.get_by_role("button", name="去补写").click()
    expect(wizard.card(2).field("example")).to_be_focused()


def test_on_a_telephone_the_card_is_a_sheet_at_the_bottom(
    open_wizard: Callable[..., Wizard],
) -> None:
    opened = open_wizard(width=360, height=640, has_touch=True)
    wizard = write_mistakes(begin_privately(opened.page, PERSON, at="theory"))
    page = wizard.page
    sheet = press_mark(page, COMMAS, tap=True)
    box = sheet.bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 640)
    words = mark(page, COMMAS).bounding_box()
    assert words
    assert words["y"] + words["height"] < box["y"], "the words are seen above it"
    assert fits_the_screen(page)
    assert serious_faults(page) == []
    sheet.get_by_role("button", name="下一处").click()
    expect(card(page)).to_contain_text(IDIOM)
    card(page).get_by_role("button", name="收起").click()
    expect(card(page)).to_have_count(0)
    press_mark(page, COMMAS, tap=True).get_by_role("button", name="采纳").click()
    expect(wizard.card(1).field("elaboration")).to_have_value(RIGHT)


def test_the_phrases_follow_the_point_that_is_written_in(
    open_wizard: Callable[..., Wizard],
) -> None:
    wizard = write_mistakes(begin_privately(open_wizard().page, PERSON, at="theory"))
    page, line = wizard.page, wizard.page.locator(".follow")
    wizard.card(1).field("claim").click()
    expect(line).to_contain_text("按“学习主动性不强”列出")
    wizard.picker.get_by_role("button", name="知道了").click()
    wizard.card(2).field("claim").fill("读书笔记抄抄写写，没有思考")
    expect(line).to_contain_text("按“读书笔记抄抄写写，没有思考”列出")
    line.get_by_role("button", name="看全部").click()
    expect(line).to_contain_text("列出全部")
    line.get_by_role("button", name="按正在写的这一条列").click()
    expect(line).to_contain_text("按“读书笔记")
    phrase = wizard.picker.locator("[data-phrase]").first
    expect(phrase).not_to_contain_text("已用")
    phrase.get_by_text("句架").click()
    phrase.get_by_role("button", name="插入").first.click()
    expect(phrase).to_contain_text("已用")
    assert serious_faults(page) == []
    # her own search wins, and the explanation is not given again
    wizard.picker.get_by_label("搜索素材").fill("没有这样的词")
    expect(wizard.picker).to_contain_text("没有找到“没有这样的词”")
    wizard.saved()
    page.reload()
    expect(wizard.picker.locator("[data-once]")).not_to_have_attribute("open", "")


def test_the_panel_that_was_open_has_its_findings_on_the_next_step(
    shared_app: App, new_page: Callable[..., Page]
) -> None:
    wizard = write_mistakes(begin_privately(new_page(shared_app), PERSON, at="theory"))
    page = wizard.page
    page.locator("#tab-proof").click()
    expect(page.locator("#side-proof")).to_contain_text("这一步 ")
    wizard.step("政治素质")
    expect(page.locator("#tab-proof")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#side-proof")).to_contain_text("看全部")
    wizard.open("theory")
    expect(page.locator("#side-proof")).to_contain_text("踏石有印")
