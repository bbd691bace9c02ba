"""陈浩然 looks at every page: nothing leaves the machine, nothing is wider than his telephone, the
keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from drafting.help.guide import read_pages
from drafting.help.views import FOLDER
from tests.browser import come_in
from tests.e2e.pages import Wizard, begin_privately
from tests.processes import App

pytestmark = pytest.mark.e2e

PERSON = "chenhaoran"
STEPS = (
    "basics",
    "previous",
    "theory",
    "integrity",
    "causes",
    "measures",
    "statement",
    "closing",
    "check",
    "done",
)
WIDTHS = """() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth;
    const outside = (element) => element.getBoundingClientRect().right > window.innerWidth + 1;
    return wide ? [...document.querySelectorAll('body *')].filter(outside).slice(0, 5).map((e) => e.outerHTML.slice(0, 120)) : [];
}"""


def addresses(page: Page) -> list[str]:
    """Every kind of page that a member comes to, with a finished material and a version of it."""
    page.goto("/")
    row = page.locator("li.draft", has=page.get_by_role("link", name="继续撰写")).first
    row.get_by_role("link", name="版本").click()
    page.get_by_role("button", name="保存版本").click()
    expect(page.get_by_role("link", name="查看 第 1 版")).to_be_visible()
    draft = f"/drafts/{Wizard(page).draft_id}/"
    rest = ("preview/", "exports/", "versions/", "versions/1/", "versions/1/restore/")
    pages = [
        "/",
        "/drafts/new/",
        "/drafts/bin/",
        "/help/",
        *(f"/help/{page.slug}/" for page in read_pages(FOLDER)),
        "/accounts/profile/",
        "/accounts/password/",
        "/no-such-page/",
    ]
    return [*pages, *(f"{draft}steps/{step}/" for step in STEPS), *(draft + one for one in rest)]


def widths(page: Page) -> list[tuple[str, int, Any]]:
    """What is wider than the page, on a telephone and on a screen."""
    found = []
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        found.append((page.url, width, page.evaluate(WIDTHS)))
    return found


def watch(page: Page) -> list[str]:
    """What the browser complains of: console errors, policy reports, answers that are not there."""
    complaints: list[str] = []
    page.on(
        "console",
        lambda m: (
            complaints.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: complaints.append(f"{request.failure}: {request.url}"))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective, e.blockedURI))"
    )
    return complaints


def test_every_page(shared_app: App, new_page: Callable[..., Any]) -> None:
    """`new_page` itself fails on any request to another host."""
    page = new_page(shared_app)
    complaints = watch(page)
    page.goto("/accounts/login/")
    too_wide = widths(page)
    come_in(page, PERSON)
    for address in addresses(page):
        page.goto(address)
        page.wait_for_load_state("load")
        too_wide += widths(page)
    assert [found for found in too_wide if found[2]] == []
    missing = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    expected = [text for text in complaints if text.endswith(missing) and "/no-such-page/" in text]
    left_early = [text for text in complaints if text.startswith("net::ERR_ABORTED")]
    assert [text for text in complaints if text not in (*expected, *left_early)] == []


FOCUSED = """() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    return {
        name: at.dataset.field || (at.tagName === 'BUTTON' && at.value.split(':')[0]) || at.textContent.trim().slice(0, 12),
        visible: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.matches('input[type=checkbox]'),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < window.innerHeight,
    };
}"""


def tab_to(page: Page, name: str, key: str = "Tab") -> list[str]:
    """Press Tab until the element has the focus; the names of what had it on the way. Each must
    show that it has it."""
    passed: list[str] = []
    for _ in range(60):
        page.keyboard.press(key)
        at = page.evaluate(FOCUSED)
        assert at["visible"], f"no sign of the focus on {at['name']}"
        assert at["seen"], f"{at['name']} has the focus where nobody sees it"
        passed.append(at["name"])
        if at["name"] == name:
            return passed
    raise AssertionError(f"{name} is not reached: {passed}")


def test_the_area_page_by_keyboard_alone(open_wizard: Callable[..., Wizard]) -> None:
    # without smooth scrolling, so that what has the focus is in view at once
    wizard = begin_privately(open_wizard(reduced_motion="reduce").page, PERSON, at="theory")
    page = wizard.page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "跳到要填写的地方"
    page.keyboard.press("Enter")
    tab_to(page, "claim")
    page.keyboard.insert_text("学用脱节")
    assert tab_to(page, "example") == ["elaboration", "example"]
    tab_to(page, "add")
    page.keyboard.press("Enter")
    expect(wizard.cards).to_have_count(2)
    expect(wizard.card(2).field("claim")).to_be_focused()
    page.keyboard.insert_text("学习不经常")

    # back to the head of the card, and up with it; the focus stays on the card that moved
    assert tab_to(page, "up", "Shift+Tab")[-3:] == ["remove", "place", "up"]
    page.keyboard.press("Enter")
    expect(wizard.card(1).field("claim")).to_have_value("学习不经常")
    expect(wizard.card(1).place.get_by_role("button", name="下移")).to_be_focused()
    page.keyboard.press("Enter")
    expect(wizard.card(2).field("claim")).to_have_value("学习不经常")
    expect(wizard.card(2).place.get_by_role("button", name="上移")).to_be_focused()

    # a phrase, its holes one after the other with Tab, and out of them again
    phrase = wizard.settled().framed_phrase()
    phrase.locator("[data-insert=claim]").focus()
    page.keyboard.press("Enter")
    expect(wizard.cards).to_have_count(3)
    card = wizard.card(3)
    expect(card.field("elaboration")).to_be_focused()
    phrase.get_by_text("句架").focus()
    page.keyboard.press("Enter")
    for name in ("example", "elaboration"):
        phrase.locator(f"[data-insert={name}]").focus()
        page.keyboard.press("Enter")
        expect(card.place.locator("textarea:focus")).to_have_count(1)
    for _ in range(20):
        if not card.place.locator(".chip-hole").count():
            break
        page.keyboard.insert_text("七月那一次")
        page.keyboard.press("Tab")
    expect(card.place.locator(".chip-hole")).to_have_count(0)
    wizard.saved()
    assert "{" not in "".join(card.values().values())

    # removing leaves the keyboard where it can go on, undoing too
    card.place.get_by_role("button", name="移除").focus()
    page.keyboard.press("Enter")
    expect(wizard.cards).to_have_count(2)
    expect(wizard.toast.get_by_role("button", name="撤销")).to_be_focused()
    page.keyboard.press("Enter")
    expect(wizard.cards).to_have_count(3)
    expect(card.field("claim")).to_be_focused()
    tab_to(page, "next")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    wizard.at("政治素质")


@pytest.mark.parametrize("url", ["http://example.com/a.png", "http://192.0.2.1/a.png"])
def test_a_request_to_another_host_is_noticed(
    shared_app: App, new_page: Callable[..., Any], url: str
) -> None:
    page = new_page(shared_app)
    page.goto("about:blank")  # which has no policy that would stop it before
    with page.expect_event("requestfailed"):
        page.set_content(f"<img src='{url}'>")
    assert page.faults == [f"request to another host: {url}"]
    page.faults.clear()
