"""林静 and 周致远 review at the office, on a telephone, by keys, with two windows open and after a long
call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import DEMO_PASSWORD
from tests.e2e.axe import serious_faults
from tests.e2e.desk_pages import (
    Reading,
    own_paper,
    paper_of,
    row_of,
    says,
    table_of,
)
from tests.e2e.pages import end_sessions
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

#: Words in papers of the demo.
OLD_PEOPLE = "前后有7位老人因为不会扫码空手回去"
HALF = "我只答出一半"
AFTERWARDS = "写得真。可以说说后来怎么办的。"
UNCOVERED = """mark => {
  const { left, top, width, height } = mark.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2) === mark;
}"""


@pytest.fixture
def open_page(shared_app: App, new_page: Callable[..., Any]) -> Callable[..., Page]:
    def open_one(**options: Any) -> Page:
        page: Page = new_page(shared_app, reduced_motion="reduce", **options)
        return page

    return open_one


def test_every_page_of_the_desk_is_for_everybody(open_page: Callable[..., Page]) -> None:
    """What axe finds on the pages that a secretary comes to, all in one visit."""
    page = open_page()
    reading = paper_of(page, "linjing", "马骏")
    found = serious_faults(page)
    for tab in reading.panel.locator("[data-tab]").all():
        reading.tab(tab.inner_text().split()[0])
        found += serious_faults(page, "[data-panel]")
    table = page.locator(".reading-whose a").get_attribute("href")
    for address in (
        table,
        f"{table}charts/",
        f"{table}bundle/",
        f"{table}alike/",
        f"{table}settings/",
        f"{table}members/",
        "/meetings/",
        "/meetings/new/",
        "/meetings/references/",
        "/notices/",
        "/notices/settings/",
    ):
        answer = page.goto(str(address))
        assert answer is not None
        assert answer.ok, address
        found += serious_faults(page)
    found += serious_faults(own_paper(page, "linjing"))
    reading = paper_of(page, "linjing", "何佳怡")
    page.locator("[data-add]").nth(3).click()
    expect(reading.panel.locator("form[data-write]")).to_be_visible()
    found += serious_faults(page, "[data-panel]")
    assert found == []


def test_by_keys_from_comment_to_comment_and_from_paper_to_paper(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    reading = paper_of(page, "linjing", "马骏")
    expect(reading.threads).to_have_count(4)
    for key, at in (("j", 0), ("j", 1), ("n", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(reading.threads.nth(at)).to_be_focused()
    following = page.locator("[data-after]").get_attribute("href")
    with page.expect_navigation():
        page.keyboard.press("]")
    assert page.url.endswith(str(following))
    with page.expect_navigation():
        page.keyboard.press("[")
    reading.of("马骏")

    reading = paper_of(page, "linjing", "何佳怡")
    reading.select(OLD_PEOPLE)
    page.keyboard.press("c")
    form = reading.panel.locator("form[data-write]")
    expect(form.locator("blockquote")).to_have_text(OLD_PEOPLE)
    # the keys are letters where somebody types
    expect(form.get_by_label("意见", exact=True)).to_be_focused()
    page.keyboard.type("jk[]c?")
    expect(form.get_by_label("意见", exact=True)).to_have_value("jk[]c?")


@pytest.mark.parametrize("width", [1366, 360])
def test_a_comment_half_written_is_there_after_a_look_elsewhere(
    open_page: Callable[..., Page], width: int
) -> None:
    """And one on a finding begins with its reason, the paper at its words; Ctrl+Enter sends it."""
    page = open_page(width=width)
    reading = paper_of(page, "linjing", "何佳怡")
    if width < 992:
        page.get_by_role("navigation", name="审阅操作").get_by_role("link", name="批注").click()
    opened = reading.panel.locator("[data-tab=comments] b")
    before = int(opened.inner_text()) if opened.count() else 0
    pane = reading.tab("校对")
    card = pane.locator(".reading-finding", has=page.get_by_text("批注这一处")).first
    quote = card.locator("mark").inner_text()
    folded = card.locator("xpath=ancestor::details[contains(@class,'folded')]")
    if folded.count():
        folded.locator("summary").first.click()
    card.get_by_role("link", name="批注这一处").click()
    form = reading.panel.locator("form[data-write]")
    text = form.get_by_label("意见", exact=True)
    expect(text).not_to_be_empty()
    words = page.locator("[data-sheet] mark[data-marks~=new]").first
    expect(words).to_be_in_viewport()
    # not behind the panel, which covers most of a phone
    page.wait_for_function(UNCOVERED, arg=words.element_handle())
    assert quote[:4] in form.locator("blockquote").inner_text()

    text.fill("这里请再想一想。")
    reading.tab("要求")
    half = reading.panel.locator("[data-half-written]")
    expect(half).to_contain_text("没有写完的批注：“这里请再想一想。”")
    assert serious_faults(page, "[data-panel]") == []
    assert fits_the_screen(page)
    page.reload()
    if width < 992:
        expect(reading.panel).to_be_visible()
    expect(half).to_contain_text("这里请再想一想。")
    half.get_by_role("button", name="接着写").click()
    expect(text).to_have_value("这里请再想一想。")
    reading.tab("记录")
    reading.tab("批注")
    expect(text).to_have_value("这里请再想一想。")
    text.press("Control+Enter")
    expect(reading.said).to_have_text("已加上批注。")
    expect(reading.thread("这里请再想一想。")).to_have_count(1)
    expect(half).to_be_hidden()

    pane = reading.tab("审核")
    expect(pane.get_by_role("list", name="还没有了结的")).to_contain_text(
        f"批注 {before + 1} 条没有解决"
    )
    pane.locator("summary[data-pass]").click()
    expect(pane.locator(".ask-pass")).to_contain_text(f"还有 {before + 1} 条批注没有解决。")
    assert serious_faults(page, "[data-panel]") == []
    # the next width begins with the paper as it was
    reading.tab("批注")
    thread = reading.thread("这里请再想一想。")
    thread.get_by_role("link", name="修改").click()
    reading.panel.get_by_role("button", name="撤销这条批注").click()
    expect(reading.said).to_have_text("已撤销批注。")


def test_keys_wait_for_the_script(open_page: Callable[..., Page]) -> None:
    page = open_page()
    table = table_of(page, "linjing")
    held: list[Route] = []
    page.route("**/js/review/reading*.js", lambda route: held.append(route))
    # like somebody who reads the paper while the script is still on its way: the page has not
    # finished loading
    row_of(table, "马骏").get_by_role("link", name="马骏").click(no_wait_after=True)
    reading = Reading(page).of("马骏")
    expect(reading.threads).to_have_count(4)
    for key in "jjnk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    for route in held:
        route.continue_()
    expect(reading.threads.nth(1)).to_be_focused()
    page.keyboard.press("j")
    expect(reading.threads.nth(2)).to_be_focused()


def test_the_sign_in_expires_while_they_write(
    shared_app: App, open_page: Callable[..., Page]
) -> None:
    page, his = open_page(), own_paper(open_page(), "majun")
    reading = paper_of(page, "linjing", "何佳怡")
    reading.select(OLD_PEOPLE)
    form = reading.begin(OLD_PEOPLE)
    form.get_by_label("意见", exact=True).fill(AFTERWARDS)
    explaining = his.locator("form.answer").first
    explaining.get_by_text("写说明").click()
    explaining.get_by_role("textbox").fill("当时以为报上去就算完了。")
    end_sessions(shared_app)

    with his.expect_navigation():
        explaining.get_by_role("button", name="发出说明").click()
    given_back(his, "当时以为报上去就算完了。")
    with page.expect_navigation():
        form.get_by_role("button", name="加上批注").click()
    sign_in_here(page, "linjing")
    # the same words, and what she had written about them
    expect(form.locator("blockquote")).to_have_text(OLD_PEOPLE)
    expect(form.get_by_label("意见", exact=True)).to_have_value(AFTERWARDS)
    form.get_by_role("button", name="加上批注").click()
    expect(reading.thread(AFTERWARDS)).to_have_count(1)

    pane = reading.tab("审核")
    pane.get_by_label("审核意见").fill("再看看原因部分。")
    reason = pane.get_by_label("强调客观原因")
    pane.locator("summary", has_text="常见退回理由").click()
    reason.check()
    reading.tab("批注")
    reading.tab("审核")
    expect(reason).to_be_checked()
    expect(pane.get_by_label("审核意见")).to_have_value("再看看原因部分。")
    end_sessions(shared_app)
    with page.expect_navigation():
        pane.get_by_role("button", name="退回修改").click()
    given_back(page, "再看看原因部分。")


def given_back(page: Page, text: str) -> None:
    """The page that a form of somebody signed out leads to: what was typed stands there."""
    expect(page.get_by_role("heading", name="登录已过期")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value(text)


def sign_in_here(page: Page, person: str) -> None:
    """Sign in on the page that a visit was sent to."""
    page.fill("input[name=username]", person)
    page.fill("input[name=password]", DEMO_PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")


def test_two_windows_approve_at_once(open_page: Callable[..., Page]) -> None:
    """One wins; the other hears of it and has done nothing."""
    tabs = [open_page(), open_page()]
    panes = [paper_of(page, "linjing", "何佳怡").tab("审核") for page in tabs]
    for pane in panes:
        pane.locator("summary[data-pass]").click()
    for button in [pane.get_by_role("button", name="确定初审通过") for pane in panes]:
        button.click(no_wait_after=True)
    for page in tabs:
        expect(page.locator(".notices, [data-raced]").first).to_be_visible()
    beaten = [page for page in tabs if page.locator("[data-raced]").count()]
    assert len(beaten) == 1
    expect(beaten[0].locator("[data-raced]")).to_have_text(
        "您已先一步“初审通过”，您这次的操作没有进行。下面是材料现在的情况。"
    )
    expect(Reading(beaten[0]).state).to_have_text("初审通过")
    winner = next(page for page in tabs if page not in beaten)
    says(winner, "何佳怡的材料初审通过，等待上级复审。")


def test_she_takes_her_own_paper_back_and_hands_it_in_again(open_page: Callable[..., Page]) -> None:
    """Her reviewer is the superior's secretary; the page he has open meanwhile says what happened
    and keeps his words."""
    hers, his = open_page(), open_page()
    reading = paper_of(his, "zhouzhiyuan", "林静")
    pane = reading.tab("审核")
    pane.get_by_label("审核意见").fill("原因部分再想一想。")
    page = own_paper(hers, "linjing")
    page.get_by_text("撤回修改").click()
    page.get_by_role("button", name="确定撤回").click()
    says(page, "材料已撤回，可以继续修改。")

    pane.get_by_role("button", name="退回修改").click()
    expect(his.get_by_role("heading", name="不能进行这项操作")).to_be_visible()
    expect(his.get_by_role("textbox")).to_have_value("原因部分再想一想。")

    page.get_by_label("提交说明").fill("改了两处错字。")
    page.get_by_role("button", name="重新提交").click()
    says(page, "材料已提交，审核人会收到提醒。")
    paper_of(his, "zhouzhiyuan", "林静")
    expect(his.locator(".reading-head")).to_contain_text("第 2 轮")
    expect(his.locator(".reading-head")).to_contain_text("提交说明：改了两处错字。")


def test_on_a_telephone_he_reads_comments_returns_and_approves(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(width=360, height=640, has_touch=True)
    reading = paper_of(page, "zhouzhiyuan", "肖涵")
    bar = page.get_by_role("navigation", name="审阅操作")
    reading.touch(HALF)
    form = reading.begin(HALF)
    form.get_by_label("意见", exact=True).fill("说说当时怎么想的。")
    assert fits_the_screen(page)
    form.get_by_role("button", name="加上批注").tap()
    thread = reading.thread("说说当时怎么想的。")
    thread.locator("summary", has_text="回复").tap()
    thread.get_by_label("回复批注").fill("可以从那天晚上写起。")
    thread.get_by_role("button", name="发出回复").tap()
    expect(thread.locator(".thread-said")).to_have_text("可以从那天晚上写起。")
    expect(thread.get_by_label("回复批注")).to_have_value("")  # what was sent does not come back
    page.get_by_role("button", name="收起").tap()
    expect(reading.panel).to_be_hidden()

    bar.get_by_role("link", name="退回").tap()
    reading.panel.get_by_label("问题空泛，没有具体事例").check()
    assert fits_the_screen(page)
    reading.panel.get_by_role("button", name="退回修改").tap()
    says(page, "已退回肖涵的材料。")

    # the next that waits for him
    reading.of("林静")
    assert fits_the_screen(page)
    bar.get_by_role("link", name="通过").tap()
    # that bar's 通过 has asked at once
    reading.panel.get_by_role("button", name="确定审核通过").tap()
    says(page, "林静的材料审核通过。")
    assert fits_the_screen(page)


def test_without_scripts_he_answers_and_she_comments_and_returns(
    open_page: Callable[..., Page],
) -> None:
    his, hers = (open_page(java_script_enabled=False) for _ in range(2))
    page = own_paper(his, "majun")
    thread = page.locator("li.thread").first
    thread.get_by_role("button", name="已改").click()
    says(page, "已答复“已改”。")
    page.get_by_label("提交说明").fill("改好了。")
    page.get_by_role("button", name="重新提交").click()
    says(page, "材料已提交，审核人会收到提醒。")

    reading = paper_of(hers, "linjing", "马骏")
    hers.get_by_role("link", name="批注这一条").nth(3).click()
    form = reading.panel.locator("form[data-write]")
    expect(form.locator("blockquote")).not_to_be_empty()
    form.get_by_role("radio", name="必改").check()
    form.get_by_label("意见", exact=True).fill("请写明时间。")
    form.get_by_role("button", name="加上批注").click()
    says(hers, "已加上批注。")
    expect(reading.thread("请写明时间。")).to_be_visible()
    reading.tab("审核").get_by_label("审核意见").fill("还差一处。")
    hers.get_by_role("button", name="退回修改").click()
    says(hers, "已退回马骏的材料。")
    expect(row_of(table_of(hers, "linjing"), "马骏")).to_contain_text("已退回")
