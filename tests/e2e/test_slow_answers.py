"""On a slow network an older answer of the server may come after a newer request; it takes nothing
away."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.desk_pages import paper_of
from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

#: What an answer has at its end while findings are still coming.
AGAIN = (
    '<div hx-sync="#panel:abort" hx-get="?panel=proof" hx-target="#panel"'
    ' hx-trigger="load delay:100ms"></div>'
)


def test_a_card_added_while_the_suggestions_are_on_their_way(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard().page, "tanglu", at="theory")
    held: list[Any] = []

    def hold(route: Any) -> None:
        if route.request.post_data_json["op"] == "show":
            held.append((route, route.fetch()))
        else:
            route.continue_()

    wizard.page.route("**/points/", hold)
    # a new category asks for its suggestions once it is saved; the answer is held back
    with wizard.page.expect_request("**/points/"):
        wizard.card(1).write({"claim": "学习不经常", "category": "LL1"})
    wizard.page.get_by_role("button", name="添加一条").click()
    begun = time.monotonic()
    while not held and time.monotonic() < begun + 20:
        wizard.page.wait_for_timeout(50)
    route, answer = held.pop()
    with wizard.page.expect_event("requestfinished"):
        route.fulfill(response=answer)
    wizard.card(2).field("claim").fill("学用脱节")
    wizard.saved()
    assert wizard.claims() == ["学习不经常", "学用脱节"]
    stored = stored_points(shared_app, wizard.draft_id, "theory")
    assert [point["claim"] for point in stored] == ["学习不经常", "学用脱节"]


def test_a_panel_that_was_left_does_not_come_back(
    shared_app: App, new_page: Callable[..., Any]
) -> None:
    """The findings that are still being looked for ask again by themselves; whoever opens another
    panel meanwhile waits for that one alone."""
    page = new_page(shared_app, reduced_motion="reduce")
    reading = paper_of(page, "linjing", "马骏")
    asked: list[Any] = []

    def ask_again(route: Any) -> None:
        asked.append(route)
        if len(asked) == 1:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text() + AGAIN)

    def is_held(request: Any) -> bool:
        return bool(asked) and "panel=proof" in request.url and request != asked[0].request

    page.route("**?panel=proof", ask_again)
    with page.expect_request(is_held):
        reading.tab("校对")
    with page.expect_event("requestfailed", is_held):
        reading.tab("对照")
    expect(reading.panel.locator("[data-pane]")).to_have_attribute("data-pane", "matrix")
