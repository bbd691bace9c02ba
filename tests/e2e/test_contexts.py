"""A browser context that goes from story to story brings nothing of the one before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import come_in
from tests.contexts import Contexts
from tests.processes import App

pytestmark = pytest.mark.e2e

#: What no story asks for, so that the context is the next one's here.
SIZE = {"width": 777, "height": 555}
FOUND = """() => [Object.keys(localStorage).length, sessionStorage.length, window.name,
    navigation.entries().length, innerWidth, navigator.onLine]"""


def take(contexts: Contexts, app: App) -> Any:
    page = contexts.take(base_url=app.base_url, viewport=SIZE)
    page.context.app = app
    return page


def test_it_is_as_a_new_one(contexts: Contexts, shared_app: App) -> None:
    page = take(contexts, shared_app)
    heard: list[str] = []
    contexts.listen(page, {"request": lambda request: heard.append(request.url)})
    come_in(page, "tanglu")
    page.goto("/facts/")
    page.evaluate("() => { localStorage.a = 1; sessionStorage.b = 2; window.name = 'c' }")
    page.context.new_page().goto("/notices/")
    page.route("**/facts/", lambda route: route.fulfill(body="nothing"))
    page.set_viewport_size({"width": 360, "height": 640})
    page.context.set_offline(True)
    contexts.give_back(page)
    heard.clear()

    again = take(contexts, shared_app)
    assert again is page
    assert (again.context.pages, again.context.cookies()) == ([page], [])
    assert again.evaluate(FOUND) == [0, 0, "", 1, 777, True]
    again.goto("/facts/")
    assert "/accounts/login/" in again.url
    assert heard == []
    contexts.give_back(again)


def test_what_cannot_be_taken_back_ends_it(contexts: Contexts, shared_app: App) -> None:
    page = take(contexts, shared_app)
    page.add_init_script("window.left = 1")
    contexts.give_back(page)
    assert page.is_closed()
    other = take(contexts, shared_app)
    assert other is not page
    contexts.give_back(other)
