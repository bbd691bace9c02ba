"""吴国栋 drafts a point on a telephone of 360 pixels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.pages import (
    TEXTS,
    Wizard,
    begin_by_hand,
    begin_privately,
    database,
    stored_points,
)
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e


def test_a_point_with_a_phrase_from_the_drawer(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_by_hand(
        open_wizard(width=360, height=640, has_touch=True).page, "wuguodong"
    ).open("theory")
    page, card = wizard.page, wizard.card(1)
    expect(page.locator("[data-steps] ol")).to_be_hidden()
    page.locator("[data-steps] summary").tap()
    expect(page.locator("[data-steps] ol")).to_be_visible()
    page.locator("[data-steps] summary").tap()
    card.field("claim").fill("学习放松了")
    card.field("elaboration").tap()

    expect(wizard.picker).to_be_hidden()
    page.get_by_role("button", name="素材").tap()
    expect(wizard.picker).to_be_visible()
    wizard.picker.get_by_label("搜索素材").fill("读书")
    phrase = wizard.picker.locator("[data-phrase]").first
    expect(phrase).to_contain_text("读书")
    phrase.get_by_text("句架").tap()
    text = phrase.locator("[data-text=elaboration]").inner_text()
    phrase.locator("[data-insert=elaboration]").tap()
    expect(wizard.picker).to_be_hidden()
    expect(page.locator(".offcanvas-backdrop")).to_have_count(0)
    expect(card.field("elaboration")).to_have_value(text)
    expect(card.field("elaboration")).to_be_focused()
    wizard.saved()
    assert stored_points(shared_app, wizard.draft_id, "theory") == [
        {"claim": "学习放松了", "elaboration": text, "example": ""}
    ]
    assert fits_the_screen(page)


def test_a_tap_while_the_drawer_slides_in(open_wizard: Callable[..., Wizard]) -> None:
    """The drawer closes all the same once something was taken from it, and opens again."""
    wizard = begin_privately(
        open_wizard(width=360, height=640, has_touch=True).page, "wuguodong", at="theory"
    )
    page, card = wizard.page, wizard.card(1)
    for times in (1, 2):
        taken = page.evaluate(
            """() => {
              document.querySelector('.open-picker').click();
              const drawer = document.getElementById('picker');
              const sliding = drawer.classList.contains('showing');
              drawer.querySelector('[data-insert=claim]').click();
              return sliding;
            }"""
        )
        assert taken, times
        expect(wizard.toast).to_contain_text("已采用这句观点")
        expect(wizard.picker).to_be_hidden()
        expect(page.locator(".offcanvas-backdrop")).to_have_count(0)
        expect(card.field("elaboration")).to_be_focused()
        wizard.toast.get_by_role("button", name="撤销").tap()
        expect(card.field("claim")).to_have_value("")
        expect(wizard.toast).to_contain_text("已撤销：插入。")
    card.field("claim").tap()
    page.keyboard.type("学习放松了")
    expect(card.field("claim")).to_have_value("学习放松了")


def test_every_text_is_read_whole(shared_app: App, open_wizard: Callable[..., Wizard]) -> None:
    """Whether it is still written or locked, and when the telephone is turned or a fold opened."""
    wizard = begin_privately(
        open_wizard(width=740, height=360, has_touch=True).page, "wuguodong", at="theory"
    )
    page = wizard.page
    wizard.card(1).write(dict.fromkeys(TEXTS, "借书的老人等在门口，我却先忙自己的。" * 6))
    wizard.saved()
    page.set_viewport_size({"width": 360, "height": 740})
    read_whole(page)
    page.reload()
    read_whole(page)
    with database(shared_app) as rows:
        rows.execute(
            "UPDATE drafting_draft SET state = 'submitted' WHERE id = ?",
            [wizard.draft_id.replace("-", "")],
        )
    page.reload()
    expect(page.get_by_text("这份材料已提交，现在不能修改。")).to_be_visible()
    expect(page.get_by_role("button", name="素材")).to_have_count(0)
    read_whole(page)
    assert fits_the_screen(page)
    page.get_by_role("link", name="下一步").tap()
    wizard.at("政治素质")


def read_whole(page: Page) -> None:
    """No field that is seen hides a line of its text."""
    hidden = """() => Array.from(document.querySelectorAll('#step-form textarea'))
        .filter((one) => one.offsetParent && one.scrollHeight > one.clientHeight + 2).length"""
    page.wait_for_function(f"({hidden})() === 0")
