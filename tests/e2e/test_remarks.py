"""A returned paper of twelve comments is worked off beside the text: by mouse, on a telephone, and
by keys alone; then it is handed in again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import DEMO_PASSWORD, come_in
from tests.e2e.axe import serious_faults
from tests.e2e.desk_pages import says
from tests.e2e.pages import Wizard, database, end_sessions
from tests.e2e.returned_paper import REMARKS, return_paper
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

NOTE = "已在会上说明。"
CHOSEN = """() => {
  const { value, selectionStart, selectionEnd } = document.activeElement;
  return value === undefined ? null : value.slice(selectionStart, selectionEnd);
}"""
#: Whether the words selected are on the screen, below what stays at its top.
IN_VIEW = """() => {
  const [box] = Array.from(document.querySelectorAll('.hl-back mark.mark-remarks'))
    .map((one) => one.getBoundingClientRect()).filter(({ top }) => top > 100 && top < innerHeight - 20);
  return Boolean(box);
}"""


class Beside:
    """The panel 批注 of a step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wizard = Wizard(page)
        self.panel = page.locator("#comments-panel")
        self.list = self.panel.locator("[data-comments]")
        self.cards = self.panel.locator("[data-comment][data-waiting]")
        self.left_steps: list[str] = []
        page.on("framenavigated", self._note)

    def _note(self, frame: Any) -> None:
        if "/steps/" not in frame.url:
            self.left_steps.append(frame.url)

    @property
    def total(self) -> int:
        return int(self.list.get_attribute("data-total") or "0")

    def card(self, said: str) -> Locator:
        return self.panel.locator("[data-comment]", has_text=said)

    def settled(self, before: int) -> None:
        expect(self.list).to_have_attribute("data-total", str(before - 1))

    def look(self) -> None:
        """Bring the panel into sight, which lies in a drawer on a narrow screen."""
        if not self.panel.is_visible():
            self.page.get_by_role("button", name="批注").click()
            expect(self.page.locator("#picker")).to_have_class(re.compile(r"(^| )show( |$)"))
        expect(self.panel).to_be_visible()

    def work_off(self) -> None:
        """Every comment, with whatever it takes."""
        while total := self.total:
            self.look()
            if self.cards.count():
                self.deal_with(self.cards.first)
                self.settled(total)
            else:
                self.on()

    def deal_with(self, card: Locator) -> None:
        if card.locator("[data-accept]").count():
            card.locator("[data-accept]").dblclick()
        elif card.get_attribute("data-kind") == "must":
            words = card.get_attribute("data-quote")
            card.get_by_role("button", name="去修改").click()
            self.page.wait_for_function(f"words => ({CHOSEN})() === words", arg=words)
            self.page.keyboard.insert_text(f"不等人催，{words}")
            self.wizard.saved()
            self.look()
            card.locator("[data-changed]").click()
        else:
            card.get_by_text("写说明").click()
            card.get_by_role("textbox").fill(NOTE)
            card.get_by_role("button", name="发出说明").click()

    def on(self) -> None:
        """To the next comment on another step, or on none."""
        way, scope = self.panel.locator("[data-way-on]"), self.list.get_attribute("data-scope")
        if "对全文" in way.inner_text():
            way.click()
            expect(self.list).not_to_have_attribute("data-scope", scope or "")
            return
        with self.page.expect_navigation():
            way.click()

    def hand_in(self) -> None:
        self.look()
        with self.page.expect_navigation():
            self.panel.get_by_role("link", name="去重新提交").click()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="重新提交").click()


def answers(app: App, draft: str) -> list[tuple[str, bool]]:
    """The kind of the answer to each comment, and whether its suggestion was accepted."""
    with database(app) as rows:
        found = rows.execute(
            "SELECT r.kind, c.accepted_at IS NOT NULL FROM drafting_comment c"
            " JOIN drafting_reply r ON r.comment_id = c.id WHERE c.draft_id = ? ORDER BY r.id",
            [draft.replace("-", "")],
        )
        return [(kind, bool(accepted)) for kind, accepted in found]


def as_told(given: list[tuple[str, bool]]) -> None:
    """Each comment was answered as ``deal_with`` does."""
    wanted = [
        ("changed", True)
        if one.suggestion
        else ("changed" if one.kind == "must" else "explained", False)
        for one in REMARKS
    ]
    assert sorted(given) == sorted(wanted)


def land(page: Page) -> Beside:
    """From the start page to the words of the first comment on a step."""
    come_in(page, "hejiayi")
    with page.expect_navigation():
        page.get_by_role("link", name="从第一条意见改起").click()
    beside = Beside(page)
    expect(page.locator("[data-arrival]")).to_contain_text(REMARKS[1].said)
    assert page.evaluate(CHOSEN) == REMARKS[1].words
    page.wait_for_function(IN_VIEW)
    return beside


def test_beside_the_text(app: App, new_page: Callable[..., Any]) -> None:
    draft = return_paper(app)
    page = new_page(app)
    beside = land(page)
    assert serious_faults(page) == []
    the_list_leads_on_and_back(page)
    beside = Beside(page)
    an_explanation_survives_a_reload(beside)
    a_suggestion_comes_and_goes_with_the_text(beside)
    a_word_of_the_reviewer_arrives(beside, app, draft)


def the_list_leads_on_and_back(page: Page) -> None:
    """下一条 of the bar goes along the list, 返回列表 to the comment there."""
    bar = page.locator("[data-arrival]")
    with page.expect_navigation():
        bar.get_by_role("link", name="下一条").click()
    assert page.evaluate(CHOSEN) == REMARKS[2].words
    with page.expect_navigation():
        bar.get_by_role("link", name="返回列表").click()
    expect(page.locator("li.thread:target")).to_contain_text(REMARKS[2].said)
    with page.expect_navigation():
        page.locator("li.thread:target").get_by_role("link", name="去修改").click()
    assert page.evaluate(CHOSEN) == REMARKS[2].words


def an_explanation_survives_a_reload(beside: Beside) -> None:
    card = beside.card(REMARKS[3].said)
    card.get_by_text("写说明").click()
    card.get_by_role("textbox").fill("当时只说了这一句，𠮷字也在。")
    beside.page.reload()
    expect(card.get_by_role("textbox")).to_have_value("当时只说了这一句，𠮷字也在。")
    total = beside.total
    card.get_by_role("textbox").press("Control+Enter")
    beside.settled(total)


def a_suggestion_comes_and_goes_with_the_text(beside: Beside) -> None:
    """采纳建议, and Ctrl+Z: the text and the note that it was taken."""
    field = beside.wizard.card(1).field("elaboration")
    before, total = field.input_value(), beside.total
    beside.card(REMARKS[2].said).locator("[data-accept]").click()
    expect(field).to_have_value(before.replace(REMARKS[2].words, REMARKS[2].suggestion or ""))
    beside.settled(total)
    field.press("Control+z")
    expect(field).to_have_value(before)
    expect(beside.list).to_have_attribute("data-total", str(total))
    beside.wizard.saved()


def a_word_of_the_reviewer_arrives(beside: Beside, app: App, draft: str) -> None:
    """What the reviewer says meanwhile is there after the next save; the cursor stays."""
    with database(app) as rows:
        comment, author = rows.execute(
            "SELECT id, author_id FROM drafting_comment WHERE draft_id = ? AND text = ?",
            [draft.replace("-", ""), REMARKS[3].said],
        ).fetchone()
        rows.execute(
            "INSERT INTO drafting_reply (comment_id, author_id, kind, text, created_at)"
            " VALUES (?, ?, 'word', '还要再具体一点。', datetime('now'))",
            [comment, author],
        )
    field = beside.wizard.card(2).field("elaboration")
    field.press("End")
    beside.page.keyboard.type("我")
    expect(beside.cards.filter(has_text="还要再具体一点。")).to_have_count(1)
    expect(field).to_be_focused()
    beside.page.keyboard.press("Backspace")


def test_without_a_network_and_with_a_sign_in_that_expired(
    app: App, new_page: Callable[..., Any]
) -> None:
    """What was written beside the text is sent when the network or the sign-in is back, once; until
    then it stands where it was written."""
    draft = return_paper(app)
    page = new_page(app)
    beside = land(page)
    field = beside.wizard.card(1).field("elaboration")
    before, total = field.input_value(), beside.total
    taken = before.replace(REMARKS[2].words, REMARKS[2].suggestion or "") + "只看了标题。"
    explained = beside.card(REMARKS[3].said)
    explained.get_by_text("写说明").click()
    box = explained.get_by_role("textbox")
    box.fill(NOTE)

    accept = beside.card(REMARKS[2].said).locator("[data-accept]")
    page.context.set_offline(True)
    for press in (lambda: box.press("Control+Enter"), accept.click):
        press()
        expect(beside.wizard.toast).to_contain_text("没有提交。这一页填写的内容都还在")
        beside.wizard.toast.get_by_role("button", name="知道了").click()
    expect(field).to_have_value(before)
    field.press("Control+End")
    page.keyboard.type("只看了标题。")
    beside.wizard.says("网络已断开，文字保存在本机")

    page.context.set_offline(False)
    beside.wizard.saved()
    expect(box).to_have_value(NOTE)
    assert answers(app, draft) == []
    accept.click()
    beside.settled(total)
    assert answers(app, draft) == [("changed", True)]
    expect(field).to_have_value(taken)

    end_sessions(app)
    box.press("Control+Enter")
    dialog = beside.wizard.dialog
    expect(dialog).to_contain_text("您写的文字都还在")
    assert answers(app, draft) == [("changed", True)]
    dialog.get_by_label("密码").fill(DEMO_PASSWORD)
    dialog.get_by_label("密码").press("Enter")
    expect(dialog).to_have_count(0)
    beside.settled(total - 1)
    assert answers(app, draft) == [("changed", True), ("explained", False)]
    assert beside.left_steps == []


def test_on_a_telephone(app: App, new_page: Callable[..., Any]) -> None:
    draft = return_paper(app)
    page = new_page(app, width=360, has_touch=True)
    beside = land(page)
    assert fits_the_screen(page)
    beside.look()
    assert serious_faults(page) == []
    beside.work_off()
    assert beside.left_steps == []
    beside.hand_in()
    says(page, "材料已提交，审核人会收到提醒。")
    as_told(answers(app, draft))


def test_by_keys_alone(app: App, new_page: Callable[..., Any]) -> None:
    draft = return_paper(app)
    page = new_page(app)
    beside = land(page)
    keys = page.keyboard
    keys.press("Alt+j")
    while total := beside.total:
        if beside.cards.count():
            card = beside.panel.locator("[data-comment].is-current")
            expect(card).to_be_focused()
            if card.locator("[data-accept]").count():
                keys.press("a")
            elif card.get_attribute("data-kind") == "must":
                keys.press("Enter")
                keys.insert_text("不等人催，")
                keys.press("Alt+j")
                expect(card).to_be_focused()
                keys.press("c")
            else:
                keys.press("e")
                keys.insert_text(NOTE)
                keys.press("Control+Enter")
            beside.settled(total)
            continue
        way = beside.panel.locator("[data-way-on]")
        if "对全文" in way.inner_text():
            keys.press("j")
            expect(beside.list).to_have_attribute("data-scope", "all")
        else:
            with page.expect_navigation():
                keys.press("j")
    expect(beside.panel.get_by_role("link", name="去重新提交")).to_be_focused()
    with page.expect_navigation():
        keys.press("Enter")
    button = page.get_by_role("button", name="重新提交")
    for _ in range(60):
        if button.evaluate("one => one === document.activeElement"):
            break
        keys.press("Tab")
    with page.expect_navigation():
        keys.press("Enter")
    assert beside.left_steps == [page.url]
    as_told(answers(app, draft))
