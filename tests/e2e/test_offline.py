"""黄志强 writes on a train: the network goes, the server goes, the tab goes; his text does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import FLAGS, come_in
from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App
from tests.programs import CHROMIUM

pytestmark = pytest.mark.e2e

PERSON = "huangzhiqiang"
TEXT = "在隧道里写的一句话"


def claims(app: App, wizard: Wizard) -> list[str]:
    return [point["claim"] for point in stored_points(app, wizard.draft_id, "theory")]


@pytest.fixture
def wizard(open_wizard: Callable[..., Wizard]) -> Wizard:
    return begin_privately(open_wizard().page, PERSON, at="theory")


def test_the_network_goes_and_comes_back(shared_app: App, wizard: Wizard) -> None:
    network = wizard.page.context
    network.set_offline(True)
    wizard.says("网络已断开，文字保存在本机，恢复后自动保存")
    field = wizard.card(1).field("claim")
    field.fill(TEXT)
    field.press_sequentially("，接着写")
    # what needs the server says so, and takes nothing away
    wizard.page.get_by_role("button", name="添加一条").click()
    expect(wizard.toast).to_contain_text("暂时连不上服务器")
    expect(wizard.cards).to_have_count(1)
    wizard.card(1).field("elaboration").fill("出了隧道再保存。")
    wizard.says("文字保存在本机")
    assert claims(shared_app, wizard) == [""]

    network.set_offline(False)
    wizard.saved()
    assert stored_points(shared_app, wizard.draft_id, "theory") == [
        {"claim": f"{TEXT}，接着写", "elaboration": "出了隧道再保存。", "example": ""}
    ]
    # nothing to save: the message does not stay behind
    network.set_offline(True)
    wizard.says("网络已断开")
    network.set_offline(False)
    wizard.says("网络已恢复")


def test_the_server_is_killed_and_started_again(shared_app: App, wizard: Wizard) -> None:
    shared_app.web.kill()
    try:
        wizard.card(1).field("claim").fill(TEXT)
        wizard.says("暂时连不上服务器，文字保存在本机，恢复后自动保存")
    finally:
        shared_app.web.start()
    wizard.saved()
    assert claims(shared_app, wizard) == [TEXT]


def test_the_tab_is_closed_while_offline(shared_app: App, browser: Any, tmp_path: Path) -> None:
    """The same profile of the browser is opened again, as after switching the computer off."""
    with_profile = browser.browser_type.launch_persistent_context
    options = {
        "user_data_dir": tmp_path / "profile",
        "executable_path": CHROMIUM.find(),
        "args": FLAGS,
        "base_url": shared_app.base_url,
        "locale": "zh-CN",
    }
    with with_profile(**options) as context:
        context.app = shared_app
        wizard = begin_privately(context.pages[0], PERSON, at="theory")
        address, draft = wizard.page.url, wizard.draft_id
        # really away: Chromium's emulation of being offline lets the last request of a page pass
        shared_app.web.kill()
        wizard.card(1).field("claim").fill(TEXT)
        wizard.says("文字保存在本机")
        wizard.page.close(run_before_unload=False)
    shared_app.web.start()
    with with_profile(**options) as context:
        context.app = shared_app
        page = context.new_page()
        come_in(page, PERSON)
        page.goto(address)
        wizard = Wizard(page)
        card = wizard.card(1)
        expect(card.field("claim")).to_have_value("")
        expect(card.notice.locator("blockquote")).to_have_text([TEXT])
        assert stored_points(shared_app, draft, "theory")[0]["claim"] == ""
        card.press("恢复这段文字")
        wizard.saved()
        assert claims(shared_app, wizard) == [TEXT]
        # once is enough
        page.reload()
        expect(card.field("claim")).to_have_value(TEXT)
        expect(card.notice).to_have_count(0)
