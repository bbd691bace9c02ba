"""孙蕾 proofreads her material: on the page of findings, beside the text, with the keyboard, and
without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import serious_faults
from tests.e2e.pages import AT_REST, Wizard, begin_privately, database, stored_points
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

PERSON, RULE = "sunlei", "标点重复"
WRONG = [
    "手边的书翻得少，，想得也浅。",
    "学是学，，做是做，没有踏石有印的劲头。",
    "记下来的，，过后不看。",
]
RIGHT = [text.replace("，，", "，") for text in WRONG]
CLAIMS = ["读原著少", "学用脱节", "笔记潦草"]


def write_mistakes(wizard: Wizard) -> Wizard:
    """Three points with mistakes in 理论学习, saved."""
    for number, (claim, text) in enumerate(zip(CLAIMS, WRONG, strict=True), 1):
        card = wizard.card(1) if number == 1 else wizard.add()
        card.write({"claim": claim, "elaboration": text, "example": "比如，十月的笔记只有半页。"})
    return wizard


@pytest.fixture
def wizard(open_wizard: Callable[..., Wizard]) -> Wizard:
    written = write_mistakes(begin_privately(open_wizard().page, PERSON, at="theory"))
    written.saved()
    return written


def elaborations(app: App, wizard: Wizard) -> list[str]:
    return [point["elaboration"] for point in stored_points(app, wizard.draft_id, "theory")]


def open_findings(page: Page) -> None:
    """From the check step to the page of findings, those of one kind."""
    page.locator("[data-steps] a", has_text="检查").click()
    # a long paper's come with the worker's result
    page.get_by_role("link", name="逐条看，采纳或忽略").click(timeout=60_000)
    expect(page.locator("main h1")).to_have_text("校对")
    filters(page).get_by_role("link", name=RULE).click()
    expect(cards(page)).to_have_count(3)


def filters(page: Page) -> Locator:
    return page.locator(".proof-filters")


def cards(page: Page) -> Locator:
    return page.locator("#proof [data-proof-card]")


def said(page: Page) -> Locator:
    return page.locator(".said")


def test_accept_ignore_and_take_back(shared_app: App, wizard: Wizard) -> None:
    page = wizard.page
    open_findings(page)
    page.evaluate("window.stays = true")
    card = cards(page).first
    expect(card).to_contain_text("手边的书翻得少，，想得也浅。")
    expect(card.locator("mark")).to_have_text("，，")
    card.get_by_role("button", name="采纳").click()
    expect(said(page)).to_contain_text("已采纳一处。")
    expect(cards(page)).to_have_count(2)
    assert elaborations(shared_app, wizard) == [RIGHT[0], *WRONG[1:]]
    # what the worker finds comes by itself and leaves the words and their 撤销 there
    expect(page.locator("#proof-coming")).to_have_count(0, timeout=60_000)
    expect(said(page)).to_contain_text("已采纳一处。")
    said(page).get_by_role("button", name="撤销").click()
    expect(said(page)).to_contain_text("已撤销。")
    expect(cards(page)).to_have_count(3)
    assert elaborations(shared_app, wizard) == WRONG

    cards(page).nth(1).get_by_role("button", name="忽略").click()
    expect(cards(page)).to_have_count(2)
    expect(page.locator("[data-ignored]")).to_contain_text("已忽略 1 处")
    page.locator("[data-ignored] summary").click()
    page.get_by_role("button", name="撤销忽略").click()
    expect(cards(page)).to_have_count(3)
    assert page.evaluate("window.stays") is True, "the page was loaded again"
    assert serious_faults(page) == []

    # the filters go with the browser's own way back
    page.go_back()
    expect(cards(page)).not_to_have_count(3)
    expect(page.locator("main h1")).to_have_text("校对")
    cards(page).filter(has_text="手边的书翻得少").get_by_role("link", name="去修改").click()
    wizard.at("理论学习")
    assert page.url.endswith(f"#id_{wizard.card(1).node}-elaboration")
    chosen = page.evaluate(
        "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)"
    )
    assert chosen == "，，"
    with page.expect_navigation():
        page.locator("[data-arrival]").get_by_role("link", name="返回列表").click()
    expect(page.locator("main h1")).to_have_text("校对")


def test_many_at_once_with_a_preview(shared_app: App, wizard: Wizard) -> None:
    page = wizard.page
    open_findings(page)
    page.get_by_role("link", name="先预览").click()
    expect(page.locator("main")).to_contain_text("下面 3 处会改")
    rows = page.locator(".preview-many li")
    expect(rows.first.locator("ins")).to_have_text("，")
    assert serious_faults(page) == []
    rows.nth(1).get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="采纳勾选的").click()
    expect(said(page)).to_contain_text("已采纳 2 处")
    assert elaborations(shared_app, wizard) == [RIGHT[0], WRONG[1], RIGHT[2]]
    said(page).get_by_role("button", name="撤销").click()
    expect(page.locator(".notices")).to_contain_text("已撤销，2 处")
    assert elaborations(shared_app, wizard) == WRONG


def test_by_keyboard(shared_app: App, wizard: Wizard) -> None:
    page = wizard.page
    open_findings(page)
    expect(page.locator("[data-keys]")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(cards(page).nth(1)).to_be_focused()
    page.keyboard.press("a")
    expect(said(page)).to_contain_text("已采纳一处。")
    assert elaborations(shared_app, wizard) == [WRONG[0], RIGHT[1], WRONG[2]]
    # the next one has taken its place
    expect(cards(page).nth(1)).to_be_focused()
    expect(cards(page).nth(1)).to_contain_text("记下来的")
    page.keyboard.press("u")
    expect(said(page)).to_contain_text("已撤销。")
    assert elaborations(shared_app, wizard) == WRONG
    page.keyboard.press("k")
    expect(cards(page).first).to_be_focused()
    page.keyboard.press("i")
    expect(said(page)).to_contain_text("已忽略一处。")
    expect(cards(page)).to_have_count(2)
    page.keyboard.press("u")
    expect(cards(page)).to_have_count(3)


def panel(wizard: Wizard) -> Locator:
    return wizard.page.locator("[data-proof-panel]")


def open_tab(wizard: Wizard) -> Locator:
    """The tab 校对 beside the text, once the findings of what is saved are there, all of them."""
    wizard.page.get_by_role("tab", name="校对").click()
    expect(wizard.page.locator(AT_REST)).to_be_visible()
    expect(panel(wizard).locator("[data-number]")).to_be_visible()
    return panel(wizard)


def finding(wizard: Wizard, text: str, mark: str = "，，") -> Locator:
    """The card with this mark in this sentence."""
    marked = panel(wizard).locator(
        "[data-proof-card]", has=wizard.page.locator("mark", has_text=mark)
    )
    return marked.filter(has_text=text)


def test_beside_the_text_while_she_types_in_the_same_card(shared_app: App, wizard: Wizard) -> None:
    page = wizard.page
    open_tab(wizard)
    number = panel(wizard).locator("[data-proof-card]").count()
    expect(page.get_by_role("tab", name="校对")).to_have_text(f"校对 {number}")
    assert serious_faults(page) == []

    # she is in the middle of a sentence elsewhere in the card, and nothing of it is saved yet
    claim = wizard.card(1).field("claim")
    claim.press("End")
    claim.type("又慢")
    finding(wizard, "手边的书翻得少").get_by_role("button", name="采纳").click()
    expect(wizard.card(1).field("elaboration")).to_have_value(RIGHT[0])
    claim.press("End")
    claim.type("又浅")
    wizard.saved()
    expect(page.locator("[data-notice]")).to_have_count(0)
    first = stored_points(shared_app, wizard.draft_id, "theory")[0]
    assert (first["claim"], first["elaboration"]) == ("读原著少又慢又浅", RIGHT[0])

    # the list follows what was saved, and the change can be taken back
    expect(page.get_by_role("tab", name="校对")).to_have_text(f"校对 {number - 1}")
    wizard.toast.get_by_role("button", name="撤销").click()
    expect(wizard.card(1).field("elaboration")).to_have_value(WRONG[0])
    wizard.saved()
    expect(finding(wizard, "手边的书翻得少")).to_have_count(1)
    assert elaborations(shared_app, wizard) == WRONG


def test_from_a_finding_to_its_words(wizard: Wizard) -> None:
    open_tab(wizard)
    finding(wizard, "学是学", "踏石有印").locator(".proof-quote").click()
    field = wizard.card(2).field("elaboration")
    expect(field).to_be_focused()
    assert field.evaluate("f => f.value.slice(f.selectionStart, f.selectionEnd)") == "踏石有印"
    # typing goes into the field, whatever the letters mean to the list
    wizard.page.keyboard.type("踏石留印 jka")
    expect(field).to_have_value("学是学，，做是做，没有踏石留印 jka的劲头。")


def test_words_that_moved_and_words_that_are_gone(shared_app: App, wizard: Wizard) -> None:
    open_tab(wizard)
    field = wizard.card(1).field("elaboration")
    field.fill("这一年，" + WRONG[0])
    finding(wizard, "手边的书翻得少").get_by_role("button", name="采纳").click()
    expect(field).to_have_value("这一年，" + RIGHT[0])
    wizard.card(3).field("elaboration").fill("记在手机里，翻不出来。")
    finding(wizard, "记下来的").get_by_role("button", name="采纳").click()
    expect(wizard.toast).to_contain_text("已经改动过，没有采纳")
    wizard.saved()
    assert elaborations(shared_app, wizard) == [
        "这一年，" + RIGHT[0],
        WRONG[1],
        "记在手机里，翻不出来。",
    ]
    expect(finding(wizard, "记下来的")).to_have_count(0)


def test_ignoring_and_keys_beside_the_text(shared_app: App, wizard: Wizard) -> None:
    open_tab(wizard)
    card = finding(wizard, "学是学", "踏石有印")
    before = panel(wizard).locator("[data-proof-card]").count()
    card.focus()
    wizard.page.keyboard.press("i")
    expect(panel(wizard)).to_contain_text("已忽略一处。")
    expect(panel(wizard).locator("[data-proof-card]")).to_have_count(before - 1)
    wizard.page.keyboard.press("u")
    expect(finding(wizard, "学是学", "踏石有印")).to_have_count(1)
    finding(wizard, "记下来的").focus()
    wizard.page.keyboard.press("a")
    field = wizard.card(3).field("elaboration")
    expect(field).to_have_value(RIGHT[2])
    wizard.saved()
    assert elaborations(shared_app, wizard) == [*WRONG[:2], RIGHT[2]]
    wizard.page.keyboard.press("u")
    expect(field).to_have_value(WRONG[2])
    wizard.saved()


def test_without_the_checks_she_goes_on_writing(shared_app: App, wizard: Wizard) -> None:
    page = wizard.page
    page.route("**/proofing/steps/**", lambda route: route.abort())
    page.get_by_role("tab", name="校对").click()
    expect(panel(wizard)).to_have_text("校对暂时不可用，请稍后再试。写字和保存不受影响。")
    wizard.card(1).field("elaboration").fill("书翻得少。")
    wizard.saved()
    page.unroute("**/proofing/steps/**")
    page.get_by_role("tab", name="素材").click()
    expect(wizard.picker.get_by_label("搜索素材")).to_be_visible()
    open_tab(wizard)
    expect(finding(wizard, "记下来的")).to_have_count(1)


def test_on_a_telephone(open_wizard: Callable[..., Wizard]) -> None:
    wizard = write_mistakes(
        begin_privately(open_wizard(width=360, has_touch=True).page, PERSON, at="theory")
    )
    wizard.saved()
    wizard.page.get_by_role("button", name="素材、校对").click()
    open_tab(wizard)
    finding(wizard, "学是学", "踏石有印").get_by_role("button", name="去修改").click()
    expect(wizard.page.locator("#picker")).not_to_be_visible()
    wizard.page.goto(f"/drafts/{wizard.draft_id}/proofing/")
    expect(cards(wizard.page).first).to_be_visible()
    assert fits_the_screen(wizard.page)
    assert serious_faults(wizard.page) == []


def test_without_scripts(shared_app: App, open_wizard: Callable[..., Wizard]) -> None:
    wizard = write_mistakes(
        begin_privately(open_wizard(java_script_enabled=False).page, PERSON, at="theory")
    )
    page = wizard.page
    wizard.next()
    wizard.open("theory")
    page.locator("#tab-proof").click()
    filters(page).get_by_role("link", name=RULE).click()
    expect(cards(page)).to_have_count(3)
    cards(page).first.get_by_role("button", name="采纳").click()
    expect(said(page)).to_contain_text("已采纳一处。")
    assert elaborations(shared_app, wizard) == [RIGHT[0], *WRONG[1:]]
    said(page).get_by_role("button", name="撤销").click()
    assert elaborations(shared_app, wizard) == WRONG
    filters(page).get_by_role("link", name=RULE).click()
    cards(page).first.get_by_role("button", name="忽略").click()
    expect(page.locator("[data-ignored]")).to_contain_text("已忽略 1 处")
    said(page).get_by_role("button", name="撤销").click()
    expect(page.locator("[data-ignored]")).to_have_count(0)
    filters(page).get_by_role("link", name=RULE).click()
    page.get_by_role("link", name="先预览").click()
    page.get_by_role("button", name="采纳勾选的").click()
    expect(said(page)).to_contain_text("已采纳 3 处")
    assert elaborations(shared_app, wizard) == RIGHT


def lengthen(app: App, wizard: Wizard) -> None:
    """An opening so long that the paper is proofread by the worker."""
    text = "\n".join(f"会前第{n}次学习讨论，结合岗位谈了体会。" for n in range(700))
    with database(app) as rows:
        query = "UPDATE drafting_draft SET document = json_set(document, '$.opening.text', ?) WHERE id = ?"
        rows.execute(query, [text, wizard.draft_id.replace("-", "")])


def test_a_long_paper_is_proofread_while_one_looks_at_the_page(
    shared_app: App, wizard: Wizard
) -> None:
    page = wizard.page
    lengthen(shared_app, wizard)
    shared_app.worker.freeze()
    try:
        page.locator("[data-steps] a", has_text="检查").click()
        expect(page.locator("main")).to_contain_text("正在校对，几秒后列出结果…")
        assert serious_faults(page) == []
    finally:
        shared_app.worker.thaw()
    # by itself, on every page that tells of findings; where the worker is slow, the page sees
    # to it after 20 s
    link = page.get_by_role("link", name="逐条看，采纳或忽略")
    expect(link).to_be_visible(timeout=60_000)
    open_findings(page)
    cards(page).first.get_by_role("button", name="采纳").click()
    expect(said(page)).to_contain_text("已采纳一处。")
    expect(cards(page)).to_have_count(2)
    expect(said(page)).to_contain_text("已采纳一处。")
    assert elaborations(shared_app, wizard) == [RIGHT[0], *WRONG[1:]]
    wizard.open("theory")
    wizard.card(1).field("claim").fill("读原著还是少")
    wizard.saved()
    page.locator("#tab-proof").click()
    expect(panel(wizard).locator("[data-proof-card]").first).to_be_visible()
