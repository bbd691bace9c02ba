"""吴国栋 notes six facts on his telephone; the points of his paper are made of them, in his words. It is
handed in; 王晓雨 is shown that hers is a disguised copy of it, and 林静 sees both beside one another."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from drafting.proofing.core.context import Context
from drafting.proofing.core.runner import proofread
from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.copied_paper import copy, finish, hand_in, meeting_of
from tests.e2e.desk_pages import says
from tests.e2e.pages import Wizard, begin, end_sessions, stored_points
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

#: What happened, and what he did where he says it apart; the last one is typed while his sign-in
#: runs out.
FACTS = (
    ("2月领的四本书，到年底只翻完一本", "其余三本没有拆封"),
    ("4月党课前没有看材料，讨论时念了别人的发言稿", ""),
    ("读书笔记是7月交之前一晚上抄完的", "抄了十一页，没写一句自己的话"),
    ("9月专题学习请了两次假，回来没有补课", ""),
    ("消防检查时二楼灭火器过了期，我没有登记", ""),
    ("10月新馆藏系统培训，我坐了半小时就走了", "到现在还不会导数据"),
)
TITLE = "县图书馆党支部书香专题组织生活会"
CLAIMS = ("书领了不读", "党课不做准备就去听", "笔记抄完就算学过")
NONE_OF = {"library-share", "hollow-filler", "missing-example"}


def note(page: Page, what: str, did: str = "") -> None:
    """Write a fact into the form of the notebook."""
    page.get_by_label("什么事", exact=True).fill(what)
    if did:
        page.locator(".fact-more summary").tap()
        page.get_by_label("我做了什么、没做什么").fill(did)


def test_a_paper_from_six_facts(
    shared_app: App, open_wizard: Callable[..., Wizard], new_page: Callable[..., Page]
) -> None:
    meeting = meeting_of(shared_app, TITLE, "wuguodong", "wangxiaoyu")
    phone = open_wizard(width=360, height=640, has_touch=True).page
    wizard = begin(phone, "wuguodong", TITLE, "理论学习")
    page, wizard_id = wizard.page, wizard.draft_id
    # two taps from anywhere: the notebook, and its field
    page.get_by_role("link", name="事实本", exact=True).tap()
    expect(page.get_by_text("只有您本人看得到")).to_be_visible()
    for what, did in FACTS[:-1]:
        note(page, what, did)
        page.get_by_role("button", name="记下").tap()
        expect(page.locator(".fact-what").first).to_have_text(what)
    what, did = FACTS[-1]
    note(page, what, did)
    end_sessions(shared_app)
    page.get_by_role("button", name="记下").tap()
    expect(page.locator("main")).to_contain_text(what)
    come_in(page, "wuguodong")
    page.goto("/facts/")
    expect(page.get_by_label("什么事", exact=True)).to_have_value(what)
    page.get_by_role("button", name="记下").tap()
    facts = page.locator("li.fact")
    expect(facts).to_have_count(6)
    assert fits_the_screen(page)
    assert serious_faults(page) == []
    theory = page.locator("li.fact").filter(has_text="领的四本书")
    theory.locator(".fact-other summary").tap()
    theory.get_by_label("方面").select_option("理论学习")
    theory.get_by_role("button", name="确定").tap()
    expect(theory).to_contain_text("方面：理论学习")

    # a point of a fact, from the drawer
    wizard.open("theory", wizard_id)
    page.get_by_role("button", name="素材").tap()
    own = page.locator("[data-fact]").filter(has_text="领的四本书")
    own.get_by_role("button", name="写成一条").tap()
    expect(wizard.cards).to_have_count(2)
    card = wizard.card(1)
    expect(card.field("claim")).to_be_focused()
    card.field("claim").fill(CLAIMS[0])
    expect(card.field("example")).to_have_value(f"{FACTS[0][0]}，{FACTS[0][1]}。")

    # one that is written already gets a fact as its example; that is taken back and done again
    card = wizard.card(2)
    card.field("claim").fill(CLAIMS[1])
    page.get_by_role("button", name="素材").tap()
    if page.locator(".own-facts details").count():
        page.locator(".own-facts details > summary").tap()
    fact = page.locator("[data-fact]").filter(has_text="4月党课前")
    fact.get_by_role("button", name="作为事例").tap()
    expect(card.field("example")).to_have_value(f"{FACTS[1][0]}。")
    wizard.toast.get_by_role("button", name="撤销").tap()
    expect(card.field("example")).to_have_value("")
    page.keyboard.press("Control+y")
    expect(card.field("example")).to_have_value(f"{FACTS[1][0]}。")

    # the four questions unfold in the page; half an answer outlives it
    questions = page.locator("[data-questions]")
    questions.locator("summary").tap()
    questions.get_by_label("什么事、什么时候").fill(FACTS[2][0])
    wizard.saved()
    assert fits_the_screen(page)
    assert serious_faults(page) == []
    wizard.open("theory", wizard_id)
    questions.get_by_label("我做了什么").fill(FACTS[2][1])
    questions.get_by_label("当时怎么想").fill("觉得交上去有人收就行")
    questions.get_by_role("button", name="写成一条").tap()
    expect(wizard.cards).to_have_count(3)
    wizard.toast.get_by_role("button", name="撤销").tap()
    expect(questions.get_by_label("当时怎么想")).to_have_value("觉得交上去有人收就行")
    questions.get_by_role("button", name="写成一条").tap()
    card = wizard.card(3)
    expect(card.field("elaboration")).to_have_value("觉得交上去有人收就行。")
    expect(card.field("claim")).to_be_focused()
    chip = card.place.locator("[data-naming] .chip").first
    name = chip.inner_text()
    chip.tap()
    expect(card.field("category").locator("option:checked")).to_have_text(name)
    expect(card.place.locator("[data-naming]")).to_be_hidden()
    card.field("claim").fill(CLAIMS[2])
    wizard.saved()

    # the notebook knows what is written; a removed point is not
    page.get_by_role("link", name="事实本", exact=True).tap()
    expect(facts.filter(has_text="领的四本书").locator(".badge-state")).to_have_text("已写入")
    facts.filter(has_text="领的四本书").locator(".fact-written a").tap()
    expect(wizard.card(1).field("claim")).to_have_value(CLAIMS[0])
    said = stored_points(shared_app, wizard_id, "theory")
    assert [point["claim"] for point in said] == list(CLAIMS)
    text = "一、存在的问题\n（一）在理论学习方面\n" + "\n".join(
        f"{number}是{point['claim']}。{point['elaboration']}{point['example']}"
        for number, point in zip("一二三", said, strict=True)
    )
    context = Context(text)
    borrowed = sum(one.fixed for one in context.borrowed)
    assert borrowed < 0.1 * sum(one.weight for one in context.said)
    assert not NONE_OF & {one.rule for one in proofread(context)}

    finish(shared_app, wizard_id)
    he_hands_it_in(wizard, wizard_id)
    copier = open_wizard()
    copied = copy(shared_app, wizard_id, "wangxiaoyu")
    come_in(copier.page, "wangxiaoyu")
    she_is_shown_what_is_copied(copier.open("theory", copied))
    hand_in(shared_app, copied)
    her_secretary_sees_it(new_page(shared_app), f"/meetings/{meeting}/alike/")


def he_hands_it_in(wizard: Wizard, draft: str) -> None:
    wizard.open("done", draft)
    with wizard.page.expect_navigation():
        wizard.page.get_by_role("button", name="提交审核").click()
    says(wizard.page, "材料已提交，审核人会收到提醒。")


def she_is_shown_what_is_copied(wizard: Wizard) -> None:
    page = wizard.page
    page.locator("#tab-proof").click()
    expect(
        page.locator("[data-proof-card]").get_by_text("与本支部他人材料相近").first
    ).to_be_visible()
    assert "吴国栋" not in page.content()


def her_secretary_sees_it(page: Page, address: str) -> None:
    """The pair stands out, papers of the branch's other meetings have nothing of it."""
    come_in(page, "linjing")
    page.goto(address)
    expect(page.get_by_role("heading", name="两两占比")).to_be_visible()
    assert serious_faults(page) == []
    row = page.locator(".alike-persons tbody tr", has_text="王晓雨")
    nearest = row.get_by_role("link", name="吴国栋")
    assert int(re.findall(r"(\d+)%", nearest.inner_text())[0]) >= 80
    assert percent_of(row.get_by_role("cell").nth(2)) <= 5
    page.set_viewport_size({"width": 360, "height": 640})
    assert fits_the_screen(page)
    nearest.click()
    expect(page.locator(".alike-papers section")).to_have_count(2)
    expect(page.locator(".alike-passages li").first).to_contain_text(FACTS[0][0])
    assert serious_faults(page) == []
    assert fits_the_screen(page)


def percent_of(cell: Locator) -> int:
    found = re.findall(r"(\d+)%", cell.inner_text())
    return int(found[0]) if found else 0
