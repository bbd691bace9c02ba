"""赵明月 comes back from a long telephone call: her sign-in has expired while her text stands in the
page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import DEMO_PASSWORD, sign_in
from tests.e2e.pages import Wizard, begin_privately, end_sessions, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

PERSON = "zhaomingyue"


@pytest.fixture
def wizard(open_wizard: Callable[..., Wizard]) -> Wizard:
    wizard = begin_privately(open_wizard().page, PERSON, at="theory")
    wizard.card(1).field("claim").fill("学习不经常")
    wizard.save()
    return wizard


def claims(app: App, wizard: Wizard) -> list[str]:
    return [point["claim"] for point in stored_points(app, wizard.draft_id, "theory")]


def test_she_signs_in_again_without_leaving_the_page(shared_app: App, wizard: Wizard) -> None:
    end_sessions(shared_app)
    wizard.card(1).field("claim").fill("学习不经常、不系统")
    expect(wizard.dialog).to_contain_text("您写的文字都还在")
    expect(wizard.dialog).to_contain_text(PERSON)
    assert claims(shared_app, wizard) == ["学习不经常"]

    password = wizard.dialog.get_by_label("密码")
    expect(password).to_be_focused()
    password.fill("wrong-password")
    password.press("Enter")
    expect(wizard.dialog.get_by_role("alert")).to_contain_text(
        "用户名或密码不正确，还可以再试 4 次"
    )
    password.fill(DEMO_PASSWORD)
    password.press("Enter")
    expect(wizard.dialog).to_have_count(0)
    wizard.saved()
    assert claims(shared_app, wizard) == ["学习不经常、不系统"]
    # the page goes on: cards, and the form itself, whose token signing in has changed
    wizard.add().field("claim").fill("学用脱节")
    wizard.next()
    wizard.at("政治素质")
    assert claims(shared_app, wizard) == ["学习不经常、不系统", "学用脱节"]


def test_it_expires_before_she_adds_a_card_and_searches(shared_app: App, wizard: Wizard) -> None:
    end_sessions(shared_app)
    wizard.page.get_by_role("button", name="添加一条").click()
    wizard.dialog.get_by_label("密码").fill(DEMO_PASSWORD)
    wizard.dialog.get_by_role("button", name="登录并继续").click()
    expect(wizard.cards).to_have_count(2)

    end_sessions(shared_app)
    wizard.picker.get_by_label("搜索素材").fill("笔记")
    wizard.dialog.get_by_label("密码").fill(DEMO_PASSWORD)
    wizard.dialog.get_by_role("button", name="登录并继续").click()
    expect(wizard.picker.locator("[data-phrase]").first).to_contain_text("笔记")
    assert wizard.picker.locator("#side-phrases form").count() == 0


def test_she_goes_away_and_signs_in_later(shared_app: App, wizard: Wizard) -> None:
    end_sessions(shared_app)
    draft = wizard.draft_id
    wizard.card(1).field("claim").fill("学习不经常、不系统")
    expect(wizard.dialog).to_be_visible()
    sign_in(wizard.page, PERSON)
    wizard.open("theory", draft)
    card = wizard.card(1)
    expect(card.field("claim")).to_have_value("学习不经常")
    expect(card.notice).to_contain_text("没有来得及保存的文字")
    expect(card.notice.locator("blockquote")).to_have_text(["学习不经常、不系统"])
    # typing first, before answering the offer, does not take it away
    card.field("elaboration").fill("忙起来几周不翻书。")
    wizard.saved()
    card.press("恢复这段文字")
    wizard.saved()
    expect(card.notice).to_have_count(0)
    wizard.page.reload()
    expect(card.notice).to_have_count(0)
    assert stored_points(shared_app, draft, "theory") == [
        {"claim": "学习不经常、不系统", "elaboration": "忙起来几周不翻书。", "example": ""}
    ]


def test_somebody_else_signs_in_at_her_computer(shared_app: App, wizard: Wizard) -> None:
    end_sessions(shared_app)
    other = wizard.page.context.new_page()
    sign_in(other, "wuguodong")
    wizard.card(1).field("claim").fill("学习不经常、不系统")
    wizard.says("可能已换了登录人")
    assert claims(shared_app, wizard) == ["学习不经常"]
    # the other person neither gets at the draft nor is offered her text
    answer = other.goto(wizard.page.url)
    assert answer is not None
    assert answer.status == 404
    assert "不系统" not in other.inner_text("body")

    # and through her dialog nobody else can sign in
    end_sessions(shared_app)
    done = wizard.page.evaluate(
        """async ([username, password]) => {
            const data = new FormData();
            data.set('username', username);
            data.set('password', password);
            data.set('expected_username', document.body.dataset.username);
            const token = document.cookie.match(/zhaojing_csrf=([^;]+)/)[1];
            const headers = { 'X-Requested-With': 'fetch', 'X-CSRFToken': token };
            const answer = await fetch(document.body.dataset.login, { method: 'POST', body: data, headers });
            return [answer.status, (await answer.json()).error];
        }""",
        ["wuguodong", DEMO_PASSWORD],
    )
    assert done == [400, f"本页内容属于用户“{PERSON}”，请用该账号登录；要换账号，请先离开本页。"]

    # she signs in herself, and has her text
    sign_in(other, PERSON)
    wizard.page.reload()
    wizard.card(1).press("恢复这段文字")
    wizard.saved()
    assert claims(shared_app, wizard) == ["学习不经常、不系统"]
