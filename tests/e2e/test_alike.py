"""汪晓雨 writes what 何佳怡 handed in already: she alone sees where, and nothing of whose. 肖涵
writes what she wrote last year."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.pages import MEETING, Wizard, begin_privately, database
from tests.processes import App

pytestmark = pytest.mark.e2e

#: 何佳怡's words with another month, another place, and a sentence cut.
COPIED = (
    "总觉得理论学习是支部排的课，轮到我领学才翻书，平时端起手机刷得多、拿起原著读得少，坐在期刊室里，"
    "却没有养成天天读几页的习惯。"
)
OWN = "八月清点连环画，我嫌麻烦，只数了封面，没有翻开看缺页，到读者来退书才知道缺了六页。"
ELSEWHERE = "与本支部他人材料相近"


def mark(page: Page) -> Locator:
    return page.locator(".hl-back .mark-finding")


def shown(page: Page, title: str) -> Locator:
    """The card beside the text with this title."""
    return page.locator("[data-proof-card]", has=page.get_by_text(title, exact=True))


def test_a_copy_is_shown_to_who_writes_it(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = open_wizard()
    page = wizard.page
    come_in(page, "wangxiaoyu")
    row = page.locator("li.meeting", has_text=MEETING)
    row.get_by_role("link").first.click()
    wizard.open("theory")
    wizard.card(1).write({"category": "LL1", "claim": "学习靠人推着走", "elaboration": COPIED})
    wizard.saved()
    expect(mark(page).first).to_contain_text("总觉得理论学习是支部排的课")
    page.locator("#tab-proof").click()
    expect(shown(page, ELSEWHERE)).to_have_count(1)
    expect(shown(page, ELSEWHERE)).to_contain_text("写自己的事")
    assert "何佳怡" not in page.content()
    assert "书库" not in page.content()
    assert serious_faults(page) == []

    wizard.card(1).field("elaboration").fill(OWN)
    wizard.saved()
    expect(shown(page, ELSEWHERE)).to_have_count(0)


def test_what_last_years_paper_said_is_seen_and_the_mark_goes(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard().page, "xiaohan", "2025年度组织生活会（五个方面")
    page = wizard.page
    wizard.open("theory")
    wizard.card(1).write(
        {"category": "LL1", "claim": "读书不用心", "elaboration": former(shared_app)}
    )
    wizard.saved()
    page.locator("#tab-proof").click()
    expect(shown(page, "与往年材料相同")).to_have_count(1)
    wizard.card(1).field("elaboration").fill(OWN)
    wizard.saved()
    expect(shown(page, "与往年材料相同")).to_have_count(0)


def former(app: App) -> str:
    """An elaboration of the paper that 肖涵 has handed in."""
    with database(app) as rows:
        (document,) = rows.execute(
            "SELECT d.document FROM drafting_draft d JOIN accounts_user u ON u.id = d.owner_id"
            " WHERE u.username = 'xiaohan' AND d.state <> 'drafting'"
        ).fetchone()
    parts = json.loads(document)["parts"]
    problems = next(part for part in parts if part["role"] == "problems")
    text: str = problems["sections"][0]["points"][0]["elaboration"]
    return text
