"""吴国栋 and 唐璐 always see how things stand: the strip, the first field, what could not be saved;
in large type and by keys too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import DEMO_PASSWORD
from tests.e2e.axe import serious_faults
from tests.e2e.pages import Wizard, begin_privately
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

WIDTHS = {1366: 768, 360: 640}
#: Scrolls through the whole page and puts the focus in every field; what is out of sight or covered
#: by the strip.
UNSEEN = """() => {
  const strip = document.querySelector('.strip'), bad = [];
  document.documentElement.style.scrollBehavior = 'auto';
  const seen = (what) => {
    const { top, bottom, left, right } = strip.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight || left < 0 || right > innerWidth) bad.push([what, top, bottom, left, right]);
  };
  for (let y = 0; y < document.documentElement.scrollHeight; y += 150) { scrollTo(0, y); seen('scrolled to ' + y); }
  // at the end of the page too the columns beside the text begin below it
  for (const side of document.querySelectorAll('.side-tabs, .steps summary')) {
    const { top, width } = side.getBoundingClientRect(), under = strip.getBoundingClientRect().bottom;
    if (innerWidth >= 1200 && width && top < under) bad.push([side.className, 'under the strip', top]);
  }
  for (const field of document.querySelectorAll('#step-form textarea, #step-form select')) {
    if (field.closest('details:not([open])')) continue;
    for (const from of [0, document.documentElement.scrollHeight]) {
      field.blur();
      if (field.setSelectionRange) field.setSelectionRange(0, 0);
      scrollTo(0, from);
      field.focus();
      seen(field.name);
      const under = strip.getBoundingClientRect().bottom;
      const { top } = field.getBoundingClientRect();
      if (top < under) bad.push([field.name, 'under the strip', from, top, under]);
    }
  }
  scrollTo(0, 0);
  return bad;
}"""
#: The buttons of a step that something lies over as soon as they are wholly on the screen.
COVERED = """() => Array.from(document.querySelectorAll('.step-foot .btn')).filter((button) => {
  button.scrollIntoView({ block: 'end', behavior: 'instant' });
  const { left, top, width, height } = button.getBoundingClientRect();
  return !button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map((button) => button.textContent)"""
FIRST = """() => {
  const fields = document.querySelectorAll('#step-form textarea, #step-form input:not([type=hidden]), #step-form select');
  const first = Array.from(fields).find((one) => !one.closest('details:not([open])'));
  if (!first) return 0;
  // of a tall one the first two lines
  const { top, bottom } = first.getBoundingClientRect();
  return Math.ceil(Math.min(bottom, top + 64));
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_strip_stays_and_the_first_field_is_on_the_first_screen(
    open_wizard: Callable[..., Wizard], width: int
) -> None:
    height = WIDTHS[width]
    wizard = begin_privately(open_wizard(width=width, height=height).page, "tanglu")
    page = wizard.page
    steps = page.locator("[data-steps] a").evaluate_all("(all) => all.map((one) => one.href)")
    low = {}
    for step in steps:
        page.goto(step)
        expect(wizard.state).to_contain_text("已保存")
        if (bottom := page.evaluate(FIRST)) > height:
            low[step] = bottom
        assert fits_the_screen(page), step
        assert page.evaluate(COVERED) == [], step
    assert low == {}

    wizard.open("theory")
    wizard.card(1).write({"claim": "学习不系统", "elaboration": "会前才读。" * 60})
    wizard.add().field("claim").fill("学用脱节")
    wizard.saved()
    expect(page.locator("[data-strip-length] b")).to_have_text("309")
    expect(page.get_by_role("article", name="第 1 条：学习不系统")).to_be_visible()
    expect(page.get_by_role("article", name="第 2 条：学用脱节")).to_be_visible()
    assert page.evaluate(UNSEEN) == []
    # the numbers lead to the panels at the right
    page.locator("[data-strip]").get_by_role("link", name="校对").click()
    expect(page.locator("#side-proof")).to_be_visible()
    expect(page.locator("#side-proof [data-number]").first).to_be_visible()
    assert serious_faults(page, ".wizard-head") == []


def test_what_could_not_be_saved_is_offered_where_one_comes_back(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard().page, "wuguodong", at="theory")
    shared_app.web.kill()
    wizard.card(1).field("claim").fill("没来得及保存的话")
    wizard.says("文字保存在本机")
    expect(wizard.page.locator("[data-strip-go]")).to_be_hidden()
    wizard.page.close(run_before_unload=False)
    shared_app.web.start()
    page = wizard.page.context.new_page()
    wizard = Wizard(page)
    card = wizard.card(1)
    page.goto("/")
    offer = page.locator("[data-unsent-home]")
    expect(offer).to_contain_text("没来得及保存的话")
    expect(offer.get_by_role("link")).to_contain_text("，理论学习")
    assert serious_faults(page, "main") == []
    with page.expect_navigation():
        offer.get_by_role("link").click()

    top = page.locator("[data-unsent]")
    expect(top.get_by_role("listitem")).to_have_count(1)
    expect(card.notice.locator("blockquote")).to_have_text(["没来得及保存的话"])
    assert serious_faults(page, "main") == []
    # written once more by hand, it is no offer any longer, here and there
    card.field("claim").fill("没来得及保存的话")
    expect(top).to_be_hidden()
    expect(card.notice).to_be_hidden()
    wizard.saved()
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.goto("/")
    expect(offer).to_be_hidden()


def test_in_large_type_on_a_telephone_and_by_keys(
    shared_app: App, open_wizard: Callable[..., Wizard]
) -> None:
    wizard = begin_privately(open_wizard(width=360, height=640).page, "tanglu", at="theory")
    page = wizard.page
    wizard.card(1).field("claim").fill("正在写的话")
    page.locator(".text-size summary").click()
    page.locator(".text-size").get_by_role("button", name="特大").click()
    expect(wizard.toast).to_contain_text("字号已改为“特大”。")
    expect(wizard.card(1).field("claim")).to_have_value("正在写的话")
    wizard.saved()
    step = page.url
    for path in (step, step.replace("theory", "check"), step.replace("theory", "done"), "/",
                 "/drafts/new/", "/notices/", "/help/member/", "/accounts/profile/"):  # fmt: skip
        answer = page.goto(path)
        assert 'class="size-largest"' in answer.text(), path
        assert fits_the_screen(page), path
    assert serious_faults(page) == []

    page.goto(step)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到要填写的地方")).to_be_focused()
    page.keyboard.press("Enter")
    expect(wizard.card(1).field("category")).to_be_focused()

    page.goto("/accounts/password/")
    page.fill("[name=old_password]", "wrong-one")
    page.locator("[name=new_password1]").locator("xpath=..").get_by_role(
        "button", name="显示密码"
    ).click()
    page.fill("[name=new_password1]", DEMO_PASSWORD)
    assert page.get_attribute("[name=new_password1]", "type") == "text"
    page.fill("[name=new_password2]", "another-one")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_be_focused()
    assert serious_faults(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=old_password]")).to_be_focused()

    network = page.context
    network.set_offline(True)
    page.get_by_role("link", name="帮助").click()
    expect(wizard.toast).to_contain_text("网络已断开，现在打不开别的页面。")
    network.set_offline(False)
    page.locator(".text-size summary").click()
    page.locator(".text-size").get_by_role("button", name="标准").click()
    expect(wizard.toast).to_contain_text("字号已改为“标准”。")
    with page.expect_navigation():
        page.get_by_role("link", name="帮助").click()
