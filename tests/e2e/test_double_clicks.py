"""Who presses a button twice means it once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.desk_pages import paper_of
from tests.e2e.pages import AT_REST, Wizard, begin_privately
from tests.processes import App

pytestmark = pytest.mark.e2e

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('zhaojing:review:'))"


class Posts:
    """The paths that a page has posted to, without the draft."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.paths: list[str] = []
        self.asked: list[str] = []
        page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if request.method == "POST":
            self.paths.append(re.split(r"/[0-9a-f-]{36}/", request.url, maxsplit=1)[-1])
            if self.paths[-1].endswith("/points/"):
                self.asked.append(request.post_data_json["op"].partition(":")[0])

    def acts(self) -> list[str]:
        """What the server was asked to do with points so far, and in the next moment; without the
        looks."""
        self.page.wait_for_timeout(300)
        return [act for act in self.asked if act != "show"]

    def to(self, path: str) -> int:
        """How many of them so far, and those of the next moment."""
        self.page.wait_for_timeout(300)
        return self.paths.count(path)


def pressed_twice(page: Page, name: str, url: str) -> int:
    """Press a button that leaves the page, and again while the answer is on its way; how many
    requests went out."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route(url, hold)
    button = page.get_by_role("button", name=name)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    with page.expect_navigation():
        for _ in range(2):
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.wait_for_timeout(400)
        for route in held:
            route.continue_()
    page.unroute(url)
    return len(held)


def test_twice_on_the_buttons_of_a_step(open_wizard: Callable[..., Wizard]) -> None:
    wizard = begin_privately(open_wizard().page, "tanglu", at="theory")
    page, posts = wizard.page, Posts(wizard.page)
    text = "手边的书翻得少，，想得也浅。。"
    wizard.card(1).write({"claim": "甲", "elaboration": text})
    page.get_by_role("button", name="添加一条").dblclick()
    expect(wizard.cards).to_have_count(2)
    for claim in ("乙", "丙"):
        wizard.cards.last.locator("[data-field=claim]").fill(claim)
        if claim == "乙":
            wizard.add()
    wizard.saved()
    assert posts.acts() == ["add", "add"]

    def acts(act: Callable[[], None], claims: list[str]) -> None:
        """A double click asks the server once, and the claims are these."""
        before = posts.acts()
        act()
        expect(wizard.cards).to_have_count(len(claims))
        for number, claim in enumerate(claims, 1):
            expect(wizard.card(number).field("claim")).to_have_value(claim)
        assert len(posts.acts()) == len(before) + 1

    def twice(number: int, name: str) -> Callable[[], None]:
        card = wizard.card(number).place
        return lambda: card.get_by_role("button", name=name, exact=True).dblclick()

    acts(twice(1, "下移"), ["乙", "甲", "丙"])
    acts(twice(3, "上移"), ["乙", "丙", "甲"])
    acts(lambda: wizard.toast.get_by_role("button", name="撤销").dblclick(), ["乙", "甲", "丙"])
    acts(twice(2, "移除"), ["乙", "丙"])
    wizard.toast.get_by_role("button", name="知道了").dblclick()
    page.locator("[data-removed] summary").dblclick()
    acts(
        lambda: page.locator("[data-removed]").get_by_role("button", name="恢复").dblclick(),
        ["乙", "甲", "丙"],
    )

    # into the text, once each
    phrase = wizard.picker.locator("[data-phrase]").first
    claim, more = (
        phrase.locator(f"[data-text={name}]").text_content() for name in ("claim", "elaboration")
    )
    phrase = wizard.phrase(phrase)
    phrase.locator("[data-insert=claim]").dblclick()
    expect(wizard.cards).to_have_count(4)
    expect(wizard.card(4).field("claim")).to_have_value(claim or "")
    phrase.get_by_text("句架").click()
    phrase.locator("[data-insert=elaboration]").dblclick()
    expect(wizard.card(4).field("elaboration")).to_have_value(more or "")
    wizard.saved()
    assert wizard.claims().count(claim) == 1
    acted = posts.acts()
    assert acted[-2:] == ["restore", "add"]

    # a category brings suggestions; one is taken, once
    category = wizard.card(2).field("category")
    category.select_option(index=1)
    chip = wizard.card(2).place.locator(".suggestions button").first
    chip.dblclick()
    expect(wizard.card(2).place.locator("[data-link]:checked")).to_have_count(1)
    assert posts.acts() == [*acted, "answer"]
    box = wizard.card(2).place.locator("[data-link]").first
    box.dblclick()
    expect(box).not_to_be_checked()

    # the card that comes under the pointer is not accepted or ignored with it
    page.get_by_role("tab", name="校对").dblclick()
    doubled = page.locator("mark", has_text=re.compile("^(，，|。。)$"))
    cards = page.locator("[data-proof-card]", has=doubled)
    expect(cards).to_have_count(2)
    cards.first.get_by_role("button", name="采纳").dblclick()
    elaboration = wizard.card(2).field("elaboration")
    expect(elaboration).to_have_value(text.replace("，，", "，"))
    wizard.saved()
    expect(cards).to_have_count(1)
    expect(elaboration).to_have_value(text.replace("，，", "，"))
    expect(page.locator(AT_REST)).to_have_count(1, timeout=60_000)  # all findings are there
    shown = page.locator("[data-proof-card]").count()
    page.locator("[data-proof-card] [data-ignore]").first.dblclick()
    expect(page.locator("[data-proof-card]")).to_have_count(shown - 1)
    assert posts.to("proofing/steps/theory/dismiss/") == 1

    # a page that is left: the second press comes while the answer is on its way
    assert pressed_twice(page, "保存并继续", "**/steps/theory/") == 1
    wizard.at("政治素质")

    page.goto(f"/drafts/{wizard.draft_id}/versions/")
    assert pressed_twice(page, "保存版本", "**/versions/") == 1
    expect(page.get_by_role("heading", name="第 1 版")).to_be_visible()


def test_twice_on_the_buttons_of_a_reading(app: App, new_page: Callable[..., Any]) -> None:
    page = new_page(app, reduced_motion="reduce")
    reading = paper_of(page, "linjing", "何佳怡")
    posts = Posts(page)
    before = reading.threads.count()
    reading.select("前后有7位老人因为不会扫码空手回去")
    form = reading.begin("前后有7位老人因为不会扫码空手回去")
    form.get_by_label("意见", exact=True).fill("请写明后来怎样补上的。")
    page.wait_for_function(f"{KEPT}.length === 1")
    form.get_by_role("button", name="加上批注").dblclick()
    expect(reading.said).to_have_text("已加上批注。")
    expect(reading.threads).to_have_count(before + 1)
    assert posts.to("comments/") == 1
    expect(reading.threads).to_have_count(before + 1)
    # what was taken is no longer kept on this machine
    page.wait_for_function(f"{KEPT}.length === 0")
