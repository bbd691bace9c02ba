"""刘洋 drafts a whole material from sign-in to the Word file on the desk."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from playwright.sync_api import Page, expect

from tests.browser import sign_in
from tests.e2e import axe
from tests.e2e.pages import (
    MATERIAL,
    Card,
    Wizard,
    begin,
    download,
    in_order,
    material_texts,
    stored_points,
)
from tests.processes import ROOT, App

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

CHECKER = ROOT.parent / "shared" / "tools" / "check_docx.py"
AREAS = {area["area"]: area["points"] for area in MATERIAL["parts"][0]["sections"]}
CAUSES, MEASURES = MATERIAL["parts"][1]["points"], MATERIAL["parts"][2]["points"]
#: Which cause and which measure answers the points of an area, by their place.
ANSWERS = {
    "理论学习": (0, 0),
    "政治素质": (1, 3),
    "能力本领": (0, 0),
    "担当作为": (2, 1),
    "工作作风": (3, 2),
    "廉洁自律": (1, 3),
}


@pytest.fixture
def looked_at() -> list[str]:
    """Serious faults that axe found on the way."""
    return []


def test_from_sign_in_to_the_word_file(
    shared_app: App, new_page: Callable[..., Any], looked_at: list[str], tmp_path: Path
) -> None:
    page = new_page(shared_app, accept_downloads=True)
    page.goto("/accounts/login/")
    look(page, looked_at)
    sign_in(page, "liuyang")
    wizard = begin(page, "liuyang")
    look(page, looked_at)

    take_a_sentence(wizard)
    wizard.text("title").fill(MATERIAL["title"])
    wizard.text("text").fill("\n".join(MATERIAL["opening"]))
    wizard.saved()
    wizard.next()
    wizard.at("上年度整改落实情况")
    look(page, looked_at)
    wizard.step("理论学习")

    write_and_move(wizard)
    answer_by_suggestion(wizard)
    look(page, looked_at)
    wizard.next()
    for number, (area, points) in enumerate(AREAS.items()):
        if number == 0:
            continue
        wizard.at(area)
        write(wizard, points)
        if area == "政治素质":
            remove_and_undo(wizard)
        if area == "廉洁自律":
            taken = take_a_phrase(wizard)
        look(page, looked_at)
        wizard.next()

    wizard.at("原因剖析")
    write(wizard, CAUSES)
    look(page, looked_at)
    wizard.next()
    wizard.at("整改措施")
    write(wizard, MEASURES)
    look(page, looked_at)
    wizard.next()
    wizard.at("需要说明的事项")
    look(page, looked_at)
    wizard.next()
    wizard.at("结束语")
    wizard.text("text").fill("\n".join(MATERIAL["closing"]))
    wizard.saved()
    look(page, looked_at)

    link_everything(wizard)
    texts = material_texts()
    at = texts.index(CAUSES[0]["claim"]) - 1
    texts[at:at] = taken

    wizard.step("检查")
    expect(page.locator("main")).to_contain_text("该写的都写了")
    expect(page.locator(".matrix tbody tr")).to_have_count(19)
    assert page.locator(".matrix .lacking").count() == 0
    look(page, looked_at)

    with page.expect_navigation():
        page.get_by_role("link", name="预览").click()
    expect(page.get_by_role("heading", name="预览")).to_be_visible()
    assert in_order(texts, page_text(page)) == []
    look(page, looked_at)

    page.get_by_role("link", name="返回撰写").click()
    wizard.step("提交")
    expect(page.locator("main")).to_contain_text("都写完了")
    look(page, looked_at)
    page.get_by_role("button", name="生成文件").click()
    link = page.get_by_role("link", name=re.compile("^下载"))
    expect(link).to_be_visible()
    look(page, looked_at)
    name, path = download(page, link, tmp_path)
    assert name == "刘洋-2023年度民主生活会个人对照检查材料.docx"
    paragraphs = [paragraph.text for paragraph in open_docx(str(path)).paragraphs]
    assert in_order(texts, "\n".join(paragraphs)) == []
    keeps_the_rules(path)

    for address in (
        f"/drafts/{wizard.draft_id}/versions/",
        "/",
        "/drafts/new/",
        "/drafts/bin/",
        "/help/",
    ):
        page.goto(address)
        look(page, looked_at)
    assert looked_at == []
    assert [point["claim"] for point in stored_points(shared_app, draft_of(page), "theory")] == [
        point["claim"] for point in AREAS["理论学习"]
    ]


def look(page: Page, found: list[str]) -> None:
    found += axe.serious_faults(page)


def page_text(page: Page) -> str:
    """The preview's text without the numbers at the foot of its sheets."""
    return re.sub(r"\n+— \d+ —\n+", "\n", page.locator(".paper").inner_text())


def draft_of(page: Page) -> str:
    page.goto("/")
    return re.search(
        r"/drafts/([0-9a-f-]{36})/", page.locator("li.draft a").first.get_attribute("href")
    ).group(1)


def write(wizard: Wizard, points: list[dict[str, str]]) -> None:
    for number, point in enumerate(points):
        card = wizard.card(number + 1) if number < wizard.cards.count() else wizard.add()
        card.write(point)


def write_and_move(wizard: Wizard) -> None:
    """The second point is written before the first comes to mind, and then moved up."""
    first, second, third = AREAS["理论学习"]
    write(wizard, [second, first, third])
    expect(wizard.card(2).marker).to_have_text("二是")
    wizard.saved()
    wizard.card(2).press("上移")
    expect(wizard.card(1).field("claim")).to_have_value(first["claim"])
    assert wizard.claims() == [first["claim"], second["claim"], third["claim"]]
    assert [wizard.card(n).marker.inner_text() for n in (1, 2, 3)] == ["一是", "二是", "三是"]


def answer_by_suggestion(wizard: Wizard) -> None:
    """The taxonomy suggests causes for the category; one click makes the cause and links it."""
    card = wizard.card(1)
    chip = card.suggestion("理论武装").first
    name = chip.inner_text().removeprefix("原因").strip()
    chip.click()
    expect(card.place.locator("[data-link]:checked")).to_have_count(1)
    assert card.linked() == [f"原因{name}"]


def remove_and_undo(wizard: Wizard) -> None:
    claims = wizard.claims()
    wizard.card(2).press("移除")
    expect(wizard.cards).to_have_count(2)
    expect(wizard.toast).to_contain_text("已移除")
    expect(wizard.card(2).marker).to_have_text("二是")
    wizard.toast.get_by_role("button", name="撤销").click()
    expect(wizard.cards).to_have_count(3)
    assert wizard.claims() == claims


def take_a_sentence(wizard: Wizard) -> None:
    """A text without points takes a phrase too, and the library learns of it. (What she writes
    later takes its place.)"""
    phrase = (
        wizard.picker.locator("[data-phrase]")
        .filter(has=wizard.page.locator("[data-text=elaboration]"))
        .first
    )
    text = phrase.locator("[data-text=elaboration]").inner_text()
    with wizard.page.expect_response("**/uses/") as recorded:
        phrase.locator("[data-insert=elaboration]").click()
    assert recorded.value.ok
    expect(wizard.text("text")).to_have_value(text)


def take_a_phrase(wizard: Wizard) -> list[str]:
    """A phrase's claim becomes a new card, its skeleton goes in on request; its holes are filled in
    place. Returns its texts as they are then."""
    before = wizard.cards.count()
    phrase = wizard.framed_phrase()
    phrase.locator("[data-insert=claim]").click()
    expect(wizard.cards).to_have_count(before + 1)
    card = wizard.card(before + 1)
    assert [bool(text) for text in card.values().values()].count(True) == 1
    phrase.get_by_text("句架").click()
    for name in ("elaboration", "example"):
        phrase.locator(f"[data-insert={name}]").click()
    holes = card.place.locator(".chip-hole")
    expect(holes.first).to_be_visible()
    while holes.count():
        name = holes.first.inner_text()
        holes.first.click()
        wizard.page.keyboard.insert_text(f"分馆{name}之一")
    wizard.saved()
    assert card.field("category").input_value().startswith("LJ")
    texts = card.values()
    assert "{" not in "".join(texts.values())
    return [text for text in texts.values() if text]


def link_everything(wizard: Wizard) -> None:
    """Back through the areas: tick the cause and the measure that answer each point."""
    for area, (cause, measure) in ANSWERS.items():
        wizard.step(area)
        for number in range(wizard.cards.count()):
            card: Card = wizard.card(number + 1)
            card.link(CAUSES[cause]["claim"])
            card.link(MEASURES[measure]["claim"])


def keeps_the_rules(path: Path) -> None:
    """The checker beside the repository, where it is there; the rules themselves are tested in
    tests/rendering."""
    if CHECKER.exists():
        done = subprocess.run(
            [sys.executable, CHECKER, path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
