"""黄志强's saves arrive and their answers do not: what he has typed meanwhile is stored, and he never
conflicts with himself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

PERSON = "huangzhiqiang"
OPEN, WIDE = "学习不够", "学习不够深入，常常浅尝辄止"


@pytest.fixture
def wizard(open_wizard: Callable[..., Wizard]) -> Wizard:
    return begin_privately(open_wizard().page, PERSON, at="theory")


class Swallowed:
    """Requests reach the server and are answered; the answers are lost on the way, as many as
    wanted."""

    def __init__(self, wizard: Wizard, pattern: str, most: int = 1) -> None:
        self.page, self.pattern, self.left = wizard.page, pattern, most
        self.done: list[int] = []
        self.page.route(pattern, self._swallow)

    def _swallow(self, route: Any) -> None:
        if len(self.done) >= self.left:
            return route.continue_()
        self.done.append(route.fetch().status)
        return route.abort("connectionreset")


def claims(app: App, wizard: Wizard) -> list[str]:
    return [point["claim"] for point in stored_points(app, wizard.draft_id, "theory")]


def test_he_types_on_after_the_answer_was_lost(shared_app: App, wizard: Wizard) -> None:
    lost = Swallowed(wizard, "**/nodes/*/", most=2)
    field = wizard.card(1).field("claim")
    field.fill(OPEN)
    wizard.says("文字保存在本机")
    assert claims(shared_app, wizard) == [OPEN]
    field.fill(WIDE)
    wizard.saved()
    assert lost.done == [200, 200]
    expect(wizard.page.locator("[data-notice]")).to_have_count(0)
    assert claims(shared_app, wizard) == [WIDE]


def test_he_takes_the_words_back_after_the_answer_was_lost(shared_app: App, wizard: Wizard) -> None:
    Swallowed(wizard, "**/nodes/*/")
    field = wizard.card(1).field("claim")
    field.fill(OPEN)
    wizard.says("文字保存在本机")
    field.fill("")
    wizard.saved()
    assert claims(shared_app, wizard) == [""]
    field.fill(WIDE)
    wizard.saved()
    assert claims(shared_app, wizard) == [WIDE]


def test_another_tab_in_between_is_a_conflict_all_the_same(shared_app: App, wizard: Wizard) -> None:
    Swallowed(wizard, "**/nodes/*/")
    field = wizard.card(1).field("claim")
    field.fill(OPEN)
    wizard.says("文字保存在本机")
    wizard.page.context.set_offline(True)
    field.fill(WIDE)
    wizard.page.wait_for_timeout(1800)
    wizard.page.context.set_offline(False)
    wizard.saved()
    # once more, with somebody in between
    other = Wizard(wizard.page.context.new_page()).open("theory", wizard.draft_id)
    wizard.page.unroute("**/nodes/*/")
    Swallowed(wizard, "**/nodes/*/")
    field.fill(OPEN)
    wizard.says("文字保存在本机")
    wizard.page.route("**/nodes/*/", lambda route: route.abort())
    other.page.reload()
    other.card(1).field("claim").fill("那边写的")
    other.saved()
    wizard.page.unroute("**/nodes/*/")
    field.fill(WIDE)
    expect(wizard.card(1).notice).to_contain_text("这一处在另一个窗口里改过")
    assert claims(shared_app, wizard) == ["那边写的"]


def test_a_point_whose_restoring_was_not_heard_of(shared_app: App, wizard: Wizard) -> None:
    """The server has brought it back; the second click finds it there."""
    wizard.card(1).field("claim").fill(OPEN)
    wizard.saved()
    other = Wizard(wizard.page.context.new_page()).open("theory", wizard.draft_id)
    other.card(1).press("移除")
    expect(other.cards).to_have_count(0)
    wizard.card(1).field("claim").fill(WIDE)
    expect(wizard.card(1).notice).to_contain_text("已在另一个窗口里移除")
    Swallowed(wizard, "**/points/")
    wizard.card(1).press("恢复这一条并保存")
    expect(wizard.toast).to_contain_text("暂时连不上服务器")
    wizard.card(1).press("恢复这一条并保存")
    wizard.saved()
    expect(wizard.page.locator("[data-notice]")).to_have_count(0)
    assert claims(shared_app, wizard) == [WIDE]


def test_an_answer_to_a_problem_that_was_not_heard_of(shared_app: App, wizard: Wizard) -> None:
    """The link is made on the server; the card beside it can be saved on."""
    card = wizard.card(1)
    card.write({"claim": OPEN, "category": "LL1"})
    wizard.saved()
    button = card.place.locator("[data-links] .suggestions button").first
    card.place.locator("[data-links] details").evaluate("one => { one.open = true }")
    Swallowed(wizard, "**/points/")
    button.click()
    expect(wizard.toast).to_contain_text("暂时连不上服务器")
    card.field("claim").fill(WIDE)
    wizard.saved()
    expect(wizard.page.locator("[data-notice]")).to_have_count(0)
    assert claims(shared_app, wizard) == [WIDE]


def test_without_scripts_he_goes_back_and_writes_on(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard(java_script_enabled=False).page, PERSON, at="theory")
    page, draft = wizard.page, wizard.draft_id
    field = wizard.card(1).field("claim")
    field.fill(OPEN)
    sent: list[int] = []

    def swallow(route: Any) -> None:
        if route.request.method == "POST" and not sent:
            sent.append(route.fetch(max_redirects=0).status)
            # no answer that the browser would show: it stays on the page
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route("**/steps/theory/", swallow)
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_timeout(500)
    assert sent == [302]
    assert [point["claim"] for point in stored_points(shared_app, draft, "theory")] == [OPEN]
    field.fill(WIDE)
    wizard.next()
    wizard.at("政治")
    assert [point["claim"] for point in stored_points(shared_app, draft, "theory")] == [WIDE]
