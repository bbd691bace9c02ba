"""On a slow network an older answer of the server may come after a newer request; it takes nothing away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e


def test_a_card_added_while_the_suggestions_are_on_their_way(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard().page, "tanglu").open("theory")
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
    wizard.page.wait_for_timeout(700)
    route, answer = held.pop()
    with wizard.page.expect_event("requestfinished"):
        route.fulfill(response=answer)
    wizard.card(2).field("claim").fill("学用脱节")
    wizard.saved()
    assert wizard.claims() == ["学习不经常", "学用脱节"]
    stored = stored_points(shared_app, wizard.draft_id, "theory")
    assert [point["claim"] for point in stored] == ["学习不经常", "学用脱节"]
