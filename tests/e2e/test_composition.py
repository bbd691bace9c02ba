"""唐璐 types pinyin: what stands in the field while a word is being composed is not her text yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import Autosaves, Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e


class InputMethod:
    """A pinyin input method on the focused field, through Chromium's own protocol."""

    def __init__(self, wizard: Wizard) -> None:
        self.session: Any = wizard.page.context.new_cdp_session(wizard.page)

    def compose(self, letters: str) -> None:
        self.session.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )

    def choose(self, word: str) -> None:
        self.session.send("Input.insertText", {"text": word})


def test_nothing_is_sent_while_composing_and_the_word_once(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard().page, "tanglu")
    wizard.page.clock.install()
    wizard.open("theory")
    second = wizard.add()
    requests = Autosaves(wizard.page)
    # something is unsent in another card when the composing begins
    second.field("claim").fill("学用脱节")
    field = wizard.card(1).field("claim")
    field.click()
    pinyin = InputMethod(wizard)
    for letters in ("x", "xu", "xue", "xue x", "xue xi"):
        pinyin.compose(letters)
    expect(field).to_have_value("xue xi")
    # much longer than the quiet after which a pause in typing is saved
    wizard.page.clock.fast_forward("00:30")
    assert requests.sent == []

    pinyin.choose("学习")
    expect(field).to_have_value("学习")
    wizard.page.clock.fast_forward("00:30")
    wizard.saved()
    sent = [request["values"]["claim"] for request in requests.sent]
    assert sorted(sent) == ["学习", "学用脱节"]
    assert [p["claim"] for p in stored_points(shared_app, wizard.draft_id, "theory")] == [
        "学习",
        "学用脱节",
    ]
    wizard.page.clock.fast_forward("00:30")
    assert len(requests.sent) == 2
