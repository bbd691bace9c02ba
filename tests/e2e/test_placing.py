"""唐璐 puts each point where it belongs: moved by the button and by the grip, divided as it is
pasted, and a whole paper pasted into a field becomes an import whose guesses are marked."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from drafting.document.structure import from_structure
from drafting.rendering.formats.txt import FORMAT
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import STYLES
from tests.e2e.axe import serious_faults
from tests.e2e.pages import MATERIAL, Wizard, begin_privately, stored, stored_points
from tests.e2e.screen import drag
from tests.processes import App

pytestmark = pytest.mark.e2e

PASTE = """(field, text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  field.focus();
  field.dispatchEvent(new ClipboardEvent('paste', options));
}"""
THREE = (
    "\u3000\u3000一是学习不系统。读原著少，笔记也不全。\r\n"
    "\u3000\u3000二是联系实际不够。\xa0学归学，做归做。\r\n"
    "\u3000\u3000三是带头学做得不好。\r\n"
)
#: In a field of one line.
DRAGGED = """field => {
  const line = document.createElement('p');
  line.textContent = '\\u3000\\u3000拖进来的\\u00a0话。';
  field.before(line);
  getSelection().selectAllChildren(line);
}"""
PASTED = (
    "一是学习不系统。读原著少，笔记也不全。二是联系实际不够。 学归学，做归做。三是带头学做得不好。"
)


def paste(field: Locator, text: str) -> None:
    field.evaluate(PASTE, text)


def whole(app: App, wizard: Wizard) -> str:
    """Every character of the paper as stored, and what stands where; not the marks of versions."""
    kept = {name: text for name, text in stored(app, wizard.draft_id).items() if name != "removed"}
    return re.sub(r"'(?:changed|index)': \d+", "", str(kept))


def claims(app: App, wizard: Wizard, key: str) -> list[str]:
    return [point["claim"] for point in stored_points(app, wizard.draft_id, key)]


def links(app: App, wizard: Wizard, claim: str) -> list[str]:
    document = stored(app, wizard.draft_id)
    places = [place for part in document["parts"] for place in (part, *part["sections"])]
    points = [point for place in places for point in place["points"]]
    return next(list(point["links"]) for point in points if point["claim"] == claim)


def test_a_point_moves_to_another_area_with_its_links(
    shared_app: App, new_page: Callable[..., Page]
) -> None:
    wizard = begin_privately(new_page(shared_app), "tanglu", at="theory")
    page = wizard.page
    wizard.card(1).write({"category": "LL4", "claim": "遇到难题绕着走"})
    wizard.card(1).place.locator("[data-links] .suggestions button").first.click()
    expect(wizard.card(1).place.locator("[data-link]:checked")).to_have_count(1)
    wizard.add().write({"claim": "学习不系统", "elaboration": "读原著少。"})
    wizard.saved()
    linked = links(shared_app, wizard, "遇到难题绕着走")

    # by the button; what is typed at the last moment goes along
    wizard.card(1).field("elaboration").fill("一拖再拖。")
    wizard.card(1).press("移到…")
    expect(page.get_by_role("group", name="把这一条移到")).to_be_visible()
    assert serious_faults(page) == []
    page.get_by_role("button", name="担当作为").click()
    expect(wizard.toast).to_contain_text("已把“遇到难题绕着走”移到“担当作为”。")
    expect(wizard.cards).to_have_count(1)
    moved = whole(shared_app, wizard)
    assert stored_points(shared_app, wizard.draft_id, "duty")[-1]["elaboration"] == "一拖再拖。"
    assert links(shared_app, wizard, "遇到难题绕着走") == linked
    wizard.toast.get_by_role("button", name="撤销").click()
    expect(wizard.cards).to_have_count(2)
    assert wizard.claims() == ["遇到难题绕着走", "学习不系统"]
    assert claims(shared_app, wizard, "theory") == ["遇到难题绕着走", "学习不系统"]
    before = whole(shared_app, wizard)
    assert before != moved
    for key, state in (("y", moved), ("z", before)):
        page.keyboard.press(f"Control+{key}")
        expect(wizard.cards).to_have_count(1 if state is moved else 2)
        assert whole(shared_app, wizard) == state

    # by the grip, onto the list of steps
    duty = page.locator(".wizard-steps li", has_text="担当作为")
    drag(page, wizard.card(1).place.locator("[data-grip]"), duty)
    expect(wizard.toast).to_contain_text("移到“担当作为”")
    expect(wizard.cards).to_have_count(1)
    wizard.step("担当作为")
    expect(wizard.cards).to_have_count(2)
    assert len(wizard.card(2).linked()) == 1


def test_three_pasted_paragraphs_become_three_points(
    shared_app: App, new_page: Callable[..., Page]
) -> None:
    wizard = begin_privately(new_page(shared_app), "tanglu", at="theory")
    page = wizard.page
    field = wizard.card(1).field("claim")
    paste(field, THREE)
    expect(field).to_have_value(PASTED)
    offer = page.locator(".paste-offer")
    offer.get_by_role("button", name="拆成 3 条").click()
    expect(wizard.cards).to_have_count(3)
    assert wizard.claims() == ["学习不系统", "联系实际不够", "带头学做得不好"]
    assert wizard.card(2).values()["elaboration"] == "学归学，做归做。"
    assert claims(shared_app, wizard, "theory") == wizard.claims()
    wizard.toast.get_by_role("button", name="撤销").click()
    expect(wizard.cards).to_have_count(1)
    expect(field).to_have_value(PASTED)
    page.keyboard.press("Control+y")
    expect(wizard.cards).to_have_count(3)
    # what is dragged in is clean too
    word = wizard.card(3).field("elaboration")
    word.evaluate(DRAGGED)
    drag(page, wizard.card(3).place.locator("p", has_text="拖进来的"), word)
    expect(word).to_have_value("拖进来的 话。")
    # too much for its field: it stays, and is told of there
    long = wizard.card(1).field("claim")
    paste(long, "长" * 210)
    expect(wizard.card(1).place.locator(".f-claim .f-error")).to_contain_text("多了 15 个")
    expect(wizard.card(1).place.locator(".f-claim .f-count")).to_contain_text("215/200")
    wizard.says("有一处没有保存")
    assert long.input_value().endswith("长" * 210)


def test_a_paper_pasted_whole_becomes_an_import(
    shared_app: App, new_page: Callable[..., Page]
) -> None:
    structure = copy.deepcopy(MATERIAL)
    areas = structure["parts"][0]["sections"]
    next(one for one in areas if one["area"] == "担当作为")["heading"] = "在履职尽责方面"
    last = datetime(2024, 1, 20, 9, tzinfo=UTC)
    options = RenderOptions(style=STYLES["standard"], created=last, modified=last)
    text = FORMAT.render(from_structure(structure), options)
    wizard = begin_privately(new_page(shared_app), "tanglu", at="theory")
    page = wizard.page
    draft, field = wizard.draft_id, wizard.card(1).field("elaboration")
    field.fill("原来写的。")
    paste(field, str(text))
    page.get_by_role("button", name="整份导入").click()
    expect(page.locator("h1")).to_have_text("导入已有材料")
    expect(page.get_by_label("粘贴文字")).to_have_value(re.compile("在履职尽责方面"))
    assert stored_points(shared_app, draft, "theory")[0]["elaboration"] == "原来写的。"
    page.get_by_role("button", name="读取文件").click()
    expect(page.locator("h1")).to_have_text("核对导入")
    page.get_by_label("自己先写").check()
    choice = page.get_by_label("检查框架")
    framework = choice.locator("option", has_text="2023年度组织生活会（六个方面")
    choice.select_option(framework.get_attribute("value"))
    page.get_by_role("button", name="开始撰写").click()
    again = page.get_by_role("button", name="仍要另写一份")
    again.or_(page.locator("[data-steps]")).first.wait_for()
    if again.count():
        again.click()
    page.wait_for_url(re.compile("/steps/"))
    # what was guessed is counted on the way, and looked at where it stands
    step = page.locator(".wizard-steps li", has=page.locator(".step-guesses")).first
    expect(step).to_contain_text("核对位置")
    wizard.open("check")
    expect(page.locator("h2", has_text="要核对位置的")).to_be_visible()
    page.locator(".findings a").first.click()
    guess = page.locator("[data-guess]:visible")
    guess.first.wait_for()
    number = guess.count()
    assert number > 0
    expect(guess.first).to_contain_text("原来在“")
    assert serious_faults(page) == []
    guess.first.get_by_role("button", name="位置对").click()
    expect(wizard.toast).to_contain_text("已核对位置。")
    expect(guess).to_have_count(number - 1)
    wizard.toast.get_by_role("button", name="撤销").click()
    expect(guess).to_have_count(number)
