"""赵明月 sets up a second step, signs in with it, and is asked for it again beside her text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.accounts.authenticators import Authenticator
from tests.browser import DEMO_PASSWORD, sign_in
from tests.e2e.pages import Wizard, begin_privately, database, end_sessions, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

PERSON = "zhaomingyue"


@pytest.fixture(autouse=True)
def as_before(shared_app: App) -> Iterator[None]:
    """Others sign in with the password alone afterwards."""
    yield
    with database(shared_app) as rows:
        rows.execute("DELETE FROM accounts_recoverycode")
        rows.execute("DELETE FROM accounts_secondfactor")


def set_up(page: Any) -> tuple[Authenticator, list[str]]:
    """Set the second step up from 我的资料; the authenticator and the recovery codes."""
    page.goto("/accounts/profile/")
    page.get_by_role("link", name="启用两步验证").click()
    expect(page.get_by_role("img", name="二维码，内容和旁边的密钥相同")).to_be_visible()
    phone = Authenticator(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_role("textbox", name="动态码").fill(phone.code())
    page.get_by_role("button", name="启用两步验证").click()
    codes = page.locator(".recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    return phone, codes


@pytest.mark.parametrize("width", [1366, 360])
def test_she_sets_it_up_and_signs_in_with_it(
    shared_app: App, new_page: Callable[..., Any], width: int
) -> None:
    page = new_page(shared_app, width=width)
    sign_in(page, PERSON)
    _, codes = set_up(page)
    # whoever leaves without having taken the codes down is asked first
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.wait_for_load_state("load")  # nobody leaves before the script is there
    page.evaluate("location.assign('/')")
    expect(page.locator(".recovery-codes")).to_be_visible()
    page.get_by_role("link", name="记下了，继续").click()
    expect(page.get_by_text("还有 10 个恢复码")).to_be_visible()
    assert asked == ["beforeunload"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/facts/")
    page.fill("input[name=username]", PERSON)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="动态码")).to_be_focused()
    page.get_by_role("link", name="手机不在身边？用恢复码登录").click()
    page.get_by_label("恢复码").fill(codes[0].replace("-", " "))
    page.keyboard.press("Enter")
    expect(page.get_by_text("您用掉了一个恢复码，还剩 9 个。")).to_be_visible()
    assert page.url.endswith("/facts/")


def test_she_is_asked_for_it_beside_her_text(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    page = open_wizard().page
    wizard = begin_privately(page, PERSON)
    draft = wizard.draft_id
    phone, _ = set_up(page)
    page.get_by_role("link", name="记下了，继续").click()
    wizard.open("theory", draft)
    wizard.card(1).field("claim").fill("学习不经常")
    wizard.save()
    end_sessions(shared_app)
    wizard.card(1).field("claim").fill("学习不经常、不系统")
    wizard.dialog.get_by_label("密码").fill(DEMO_PASSWORD)
    wizard.dialog.get_by_label("密码").press("Enter")
    code = wizard.dialog.get_by_label("动态码，或一个恢复码")
    expect(code).to_be_focused()
    code.fill(phone.wrong())
    code.press("Enter")
    expect(wizard.dialog.get_by_role("alert")).to_contain_text("动态码不正确。还可以再试 4 次。")
    code.fill(phone.code(1))
    code.press("Enter")
    expect(wizard.dialog).to_have_count(0)
    wizard.saved()
    assert [point["claim"] for point in stored_points(shared_app, draft, "theory")] == [
        "学习不经常、不系统"
    ]
