"""吴国栋 drafts a point on a telephone of 360 pixels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e


def test_a_point_with_a_phrase_from_the_drawer(shared_app: App, open_wizard: Callable[..., Wizard]) -> None:
    wizard = begin_privately(open_wizard(width=360, height=640, has_touch=True).page, "wuguodong").open(
        "theory"
    )
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
    text = phrase.locator("[data-text=elaboration]").inner_text()
    phrase.locator("[data-insert=elaboration]").tap()
    expect(wizard.picker).to_be_hidden()
    expect(card.field("elaboration")).to_have_value(text)
    wizard.saved()
    assert stored_points(shared_app, wizard.draft_id, "theory") == [
        {"claim": "学习放松了", "elaboration": text, "example": ""}
    ]
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
