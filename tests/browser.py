"""Fixtures for stories in a real Chromium."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import programs
from tests.contexts import Contexts
from tests.processes import ROOT, App

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # Any other host is one that does not exist, so a request to it fails, and what fails is looked
    # at: to be told of every request (70 for each page) costs a seventh of a story.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
COOKIE = "zhaojing_session"
DEMO_PASSWORD = json.loads((ROOT / "fixtures/demo/accounts.json").read_text(encoding="utf-8"))[
    "password"
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless system Chromium (a playwright Browser)."""
    for needed in (programs.CHROMIUM, programs.CHINESE_FONT):
        if needed.find() is None:
            pytest.skip(needed.missing)
    from playwright.sync_api import sync_playwright

    # Playwright's loop lives in this thread, and Django refuses the ORM beside a running loop; none
    # of our code is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=programs.CHROMIUM.find(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Contexts:
    """The contexts that stories take one after the other."""
    return Contexts(browser)


@pytest.fixture
def new_page(contexts: Contexts) -> Iterator[Callable[..., Any]]:
    """Opens a page in a context of its own: `new_page(app, width=360, java_script_enabled=False)`.

    At the end of the test it fails when a page raised a script error, met the content security
    policy, or asked another host for anything. `page.faults` is the list; a story that expects one
    takes it out.
    """
    opened = []

    def open_page(app: App, width: int = 1366, height: int = 768, **options: Any) -> Any:
        page = contexts.take(
            base_url=app.base_url,
            locale="zh-CN",
            viewport={"width": width, "height": height},
            **options,
        )
        context = page.context
        context.set_default_timeout(20_000)
        # a page may wait for a busy machine longer than an element for its page
        context.set_default_navigation_timeout(60_000)
        context.app = app
        faults: list[str] = []
        own = urlsplit(app.base_url).netloc
        listeners = {
            "requestfailed": lambda request: _note_foreign(request.url, own, faults),
            "weberror": lambda error: faults.append(f"script error: {error.error}"),
            "console": lambda message: _note_policy(message.text, faults),
        }
        contexts.listen(page, listeners)
        page.faults = faults
        opened.append(page)
        return page

    yield open_page
    faults = [fault for page in opened for fault in page.faults]
    for page in opened:
        contexts.give_back(page)
    assert faults == []


@pytest.fixture
def page(app: App, new_page: Callable[..., Any]) -> Any:
    """A page on `app` at 1366 pixels."""
    return new_page(app)


def _note_foreign(url: str, own: str, faults: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own:
        faults.append(f"request to another host: {url}")


def _note_policy(text: str, faults: list[str]) -> None:
    if "Content Security Policy" in text or "Content-Security-Policy" in text:
        faults.append(f"policy: {text}")


def come_in(page: Any, username: str) -> None:
    """Somebody who has signed in already, by the cookie of a session made with the template, or of
    an earlier sign-in where that has ended; ends on the home page."""
    _take_session(page, username)
    page.goto("/")
    if "/login" in page.url:
        sign_in(page, username)


def enter(page: Any, username: str) -> None:
    """The same without a page."""
    _take_session(page, username)
    if "/login" in page.request.get("/notices/").url:
        sign_in(page, username)


def _take_session(page: Any, username: str) -> None:
    app = page.context.app
    if session := app.sessions.get(username):
        page.context.add_cookies([{"name": COOKIE, "value": session, "url": app.base_url}])


def sign_in(page: Any, username: str, password: str = DEMO_PASSWORD) -> None:
    """Sign in through the form and wait for the page after it; ``come_in`` goes on with it."""
    page.goto("/accounts/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    assert "/login" not in page.url, page.inner_text("main")
    if app := getattr(page.context, "app", None):
        kept = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        app.sessions[username] = kept[COOKIE]
