"""唐璐 takes back what she did: Ctrl+Z, Ctrl+Y and 撤销 beside what was said, character by
character."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import PATIENCE, Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

CLAIM, TEXT = "读原著少，𠮷", "手边的书翻得少，，想得也浅。"
ALL = """() => Array.from(document.querySelectorAll('[data-point]'), (card) => [card.dataset.node,
  ...Array.from(card.querySelectorAll('[data-field]'), (field) => field.value)])"""


class Hand:
    """Somebody at the wizard who compares the whole step before and after."""

    def __init__(self, wizard: Wizard) -> None:
        self.wizard, self.page = wizard, wizard.page

    def texts(self) -> Any:
        return self.page.evaluate(ALL)

    def shows(self, texts: Any) -> None:
        """The step says exactly this, as soon as it does."""
        self.page.wait_for_function(
            f"(wanted) => JSON.stringify(({ALL})()) === JSON.stringify(wanted)",
            arg=texts,
            timeout=PATIENCE,
        )

    def takes_back(self, act: Callable[[], Any], name: str) -> None:
        """Do it; take it back by the key, do it again by the key, take it back by the button."""
        before = self.texts()
        act()
        self.page.wait_for_function(
            f"(old) => JSON.stringify(({ALL})()) !== JSON.stringify(old)",
            arg=before,
            timeout=PATIENCE,
        )
        expect(self.wizard.toast.get_by_role("button", name="撤销")).to_be_visible()
        after = self.texts()
        self.page.keyboard.press("Control+z")
        self.shows(before)
        expect(self.wizard.toast).to_contain_text(f"已撤销：{name}。")
        self.page.keyboard.press("Control+y")
        self.shows(after)
        self.page.keyboard.press("Control+z")
        self.shows(before)
        self.page.keyboard.press("Control+Shift+z")
        self.shows(after)
        self.page.keyboard.press("Control+z")
        self.shows(before)
        act()
        self.page.wait_for_function(
            f"(old) => JSON.stringify(({ALL})()) !== JSON.stringify(old)",
            arg=before,
            timeout=PATIENCE,
        )
        self.wizard.toast.get_by_role("button", name="撤销").click()
        self.shows(before)


@pytest.fixture
def hand(open_wizard: Callable[..., Wizard]) -> Hand:
    wizard = begin_privately(open_wizard().page, "tanglu", at="theory")
    wizard.card(1).write(
        {
            "category": "LL1",
            "claim": CLAIM,
            "elaboration": TEXT,
            "example": "比如，十月只写了半页。",
        }
    )
    wizard.add().write({"claim": "学用脱节", "elaboration": "学是学，做是做。"})
    wizard.saved()
    return Hand(wizard)


@pytest.mark.parametrize("width", [1366, 360])
def test_eight_actions_are_taken_back(shared_app: App, hand: Hand, width: int) -> None:
    wizard, page = hand.wizard, hand.page
    page.set_viewport_size({"width": width, "height": 768})
    before = hand.texts()
    first, second = wizard.card(1), wizard.card(2)

    def picker() -> None:
        if width < 1200:
            page.locator(".open-picker").click()

    def insert() -> None:
        first.field("elaboration").click()
        page.keyboard.press("Control+End")
        picker()
        expect(page.locator(".follow")).to_be_visible()  # the list goes by this point now
        phrase = wizard.phrase(wizard.picker.locator("[data-phrase]").first)
        if phrase.locator(".frame:not([open])").count():
            phrase.locator(".frame summary").click()
        phrase.locator("[data-insert=elaboration]").click()

    def adopt() -> None:
        picker()
        wizard.picker.locator("[data-insert=claim]").first.click()

    def accept() -> None:
        picker()
        page.get_by_role("tab", name="校对").click()
        card = page.locator("[data-proof-card]", has_text="想得也浅").first
        card.get_by_role("button", name="采纳").click()
        expect(wizard.toast).to_contain_text("已采纳")
        if width < 1200:
            page.keyboard.press("Escape")
            expect(page.locator(".offcanvas-backdrop")).to_have_count(0)

    def paste() -> None:
        field = second.field("elaboration")
        field.click()
        field.evaluate("field => field.setSelectionRange(2, 4)")
        page.evaluate("text => navigator.clipboard.writeText(text)", "从 Word 来的🙂一段话")
        page.keyboard.press("Control+v")

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.takes_back(insert, "插入")
    hand.takes_back(adopt, "插入")
    hand.takes_back(paste, "粘贴")
    hand.takes_back(lambda: first.press("下移"), "下移")
    hand.takes_back(lambda: second.press("上移"), "上移")
    hand.takes_back(lambda: first.press("移除"), "移除")
    hand.takes_back(lambda: page.get_by_role("button", name="添加一条").click(), "添加一条")
    hand.takes_back(accept, "采纳")
    hand.shows(before)
    wizard.saved()
    assert [list(p.values()) for p in stored_points(shared_app, wizard.draft_id, "theory")] == [
        [*texts[2:], ""][:3] for texts in before
    ]


def test_the_last_thing_goes_first_whichever_it_was(shared_app: App, hand: Hand) -> None:
    wizard, page = hand.wizard, hand.page
    states = [hand.texts()]
    claim = wizard.card(1).field("claim")
    claim.press("End")
    page.keyboard.type("又慢")
    states.append(hand.texts())
    wizard.card(1).press("下移")
    expect(wizard.card(2).field("claim")).to_have_value(CLAIM + "又慢")
    states.append(hand.texts())
    wizard.card(2).field("claim").press("Home")
    page.keyboard.type("我")
    states.append(hand.texts())
    wizard.card(2).press("移除")
    expect(wizard.cards).to_have_count(1)
    for state in reversed(states):
        page.keyboard.press("Control+z")
        hand.shows(state)
    for state in states[1:]:
        page.keyboard.press("Control+y")
        hand.shows(state)
    wizard.saved()
    # a field of another kind keeps the browser's own history, which does not go on in the paper
    search = page.get_by_label("搜索素材")
    search.click()
    page.keyboard.type("学")
    page.keyboard.press("Control+z")
    expect(search).to_have_value("")
    hand.shows(states[-1])
    page.keyboard.press("Control+z")
    hand.shows(states[-2])
    wizard.saved()
    stored = stored_points(shared_app, wizard.draft_id, "theory")
    assert [point["claim"] for point in stored] == ["学用脱节", CLAIM + "又慢"]


def test_nothing_of_another_window_is_overwritten(hand: Hand) -> None:
    wizard, page = hand.wizard, hand.page
    wizard.card(1).field("claim").press("End")
    page.keyboard.type("又慢")
    wizard.saved()
    other = page.context.new_page()
    there = Wizard(other).open("theory", wizard.draft_id)
    there.card(1).field("claim").fill("另一个窗口的话")
    there.saved()
    page.bring_to_front()
    page.keyboard.press("Control+z")
    expect(wizard.card(1).notice).to_contain_text("另一个窗口的话")
    wizard.card(1).notice.get_by_role("button", name="改用另一个窗口的").click()
    page.keyboard.press("Control+z")
    expect(wizard.card(1).field("claim")).to_have_value(CLAIM)
