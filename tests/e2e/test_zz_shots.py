import pytest
from tests.accounts.authenticators import Authenticator
from tests.browser import sign_in, DEMO_PASSWORD
from tests.e2e.pages import database
pytestmark = pytest.mark.e2e
D="/tmp/shots15"
import os; os.makedirs(D, exist_ok=True)
def test_shots(shared_app, new_page):
    for width in (1366, 360):
        page = new_page(shared_app, width=width)
        shot = lambda n: page.screenshot(path=f"{D}/{n}-{width}.png", full_page=True)
        sign_in(page, "fengqian")
        page.goto("/accounts/profile/"); shot("profile0")
        page.goto("/accounts/second-factor/"); shot("setup")
        phone = Authenticator(page.locator(".secret").inner_text().replace(" ", ""))
        page.get_by_role("textbox", name="动态码").fill("000000"); page.get_by_role("button", name="启用两步验证").click(); shot("setup-wrong")
        page.get_by_role("textbox", name="动态码").fill(phone.code()); page.get_by_role("button", name="启用两步验证").click(); shot("codes")
        page.get_by_role("link", name="记下了，继续").click(); shot("profile1")
        page.goto("/accounts/second-factor/codes/"); shot("newcodes")
        page.goto("/accounts/second-factor/off/"); shot("off")
        page.context.clear_cookies()
        page.goto("/accounts/login/?next=/facts/")
        page.fill("input[name=username]", "fengqian"); page.fill("input[name=password]", DEMO_PASSWORD); page.keyboard.press("Enter")
        page.get_by_role("textbox", name="动态码").fill("12"); shot("code0"); page.keyboard.press("Enter"); page.wait_for_timeout(500); shot("code")
        page.goto("/accounts/login/code/?recovery=1"); shot("recovery")
        page.context.clear_cookies()
        sign_in(page, "luomin")
        with database(shared_app) as rows:
            pk = rows.execute("select id from accounts_user where username='fengqian'").fetchone()[0]
        page.goto(f"/accounts/people/{pk}/"); shot("person")
        page.goto(f"/accounts/people/{pk}/second-factor/"); shot("reset")
        page.get_by_role("button", name="重置两步验证").click(); shot("reset-done")
