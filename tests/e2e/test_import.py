"""赵明月 begins this year's material from last year's Word file, and 冯倩 does it with scripts switched
off."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from drafting.document.structure import from_structure
from drafting.rendering.formats.docx import render
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import STYLES
from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.pages import MATERIAL, MEETING, Wizard, stored, stored_points
from tests.e2e.screen import fits_the_screen
from tests.importing.papers import PAPER
from tests.processes import ROOT, App

pytestmark = pytest.mark.e2e

DISCIPLINES = "2024年度组织生活会（六项纪律"

MOVED = "研读原著的系统性不足"
SCANNED = FilePayload(name="扫描件.docx", mimeType="application/pdf", buffer=b"%PDF-1.7")
LAST = datetime(2024, 1, 20, 9, tzinfo=UTC)


def word_file(path: Path, structure: dict[str, Any], style: str = "standard") -> Path:
    options = RenderOptions(style=STYLES[style], created=LAST, modified=LAST)
    path.write_bytes(render(from_structure(structure), options))
    return path


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """Last year's paper: one area goes by another name, and a list is attached."""
    structure = copy.deepcopy(MATERIAL)
    areas = structure["parts"][0]["sections"]
    next(area for area in areas if area["area"] == "担当作为")["heading"] = "在履职尽责方面"
    structure["closing"].append("附件：征求意见清单")
    return word_file(tmp_path / "赵明月-去年的材料.docx", structure)


class Review:
    """核对导入 in one browser page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def read(self, path: Path, framework: str) -> Review:
        """Choose the file and the framework it was written for."""
        page = self.page
        page.get_by_role("link", name="导入已有材料").click()
        page.get_by_label("选择文件").set_input_files(path)
        choice = page.get_by_label("原来是按哪个框架写的")
        choice.select_option(choice.locator("option", has_text=framework).get_attribute("value"))
        page.get_by_role("button", name="读取文件").click()
        expect(page.locator("h1")).to_have_text("核对导入")
        return self

    @property
    def tally(self) -> Locator:
        return self.page.locator("[data-tally]")

    def piece(self, text: str) -> Locator:
        said = self.page.locator(".piece-text, .group-title", has_text=text)
        return self.page.locator("[data-card]").filter(has=said).first

    def area(self, text: str) -> Locator:
        return self.page.locator(".group-area").filter(has=self.page.locator("h4", has_text=text))

    def choose(self, piece: Locator, to: str) -> None:
        choice = piece.locator("select").first
        value = choice.locator("option", has_text=to).first.get_attribute("value")
        choice.select_option(value)


def test_last_years_word_file_becomes_this_years_draft(
    shared_app: App, new_page: Callable[..., Page], last_year: Path
) -> None:
    page = new_page(shared_app)
    come_in(page, "zhaomingyue")
    review = Review(page).read(last_year, "2023年度民主生活会")
    expect(review.tally).to_contain_text("未归类 9 字")
    assert serious_faults(page) == []
    both_light_up(review)

    # the first wrong place: the area goes by another name
    unsure = review.piece("履职尽责")
    expect(unsure).to_contain_text("请选择它对应的方面")
    review.choose(unsure, "担当作为")
    expect(page.locator(".toast-said")).to_have_text("已移动。")
    expect(review.area("担当作为")).to_contain_text("原标题：在履职尽责方面")
    # the second: a point that belongs elsewhere; moved to a wrong place, undone, moved again
    review.choose(review.piece(MOVED), "结束语")
    expect(review.area("理论学习")).not_to_contain_text(MOVED)
    page.get_by_role("button", name="撤销上一步").click()
    expect(review.area("理论学习")).to_contain_text(MOVED)
    review.choose(review.piece(MOVED), "能力本领")
    expect(review.area("能力本领")).to_contain_text(MOVED)
    expect(review.piece(MOVED)).to_be_focused()

    # what is attached must be dealt with first
    begin = page.get_by_role("button", name="开始撰写")
    page.get_by_label(MEETING).check()
    begin.click()
    expect(page.get_by_role("alert")).to_contain_text("还有没归类的文字")
    review.piece("附件：征求意见清单").get_by_role("button", name="不带入").click()
    expect(review.tally).to_contain_text("不带入 9 字")
    page.get_by_label(MEETING).check()
    begin.click()
    page.wait_for_url(re.compile("/steps/"))
    wizard = Wizard(page)
    expect(page.get_by_role("status").first).to_contain_text(
        "已用《赵明月-去年的材料.docx》开始撰写"
    )

    texts_in_the_wizard(wizard)
    assert [p["claim"] for p in stored_points(shared_app, wizard.draft_id, "ability")][:1] == [
        MOVED
    ]
    page.goto(f"/drafts/{wizard.draft_id}/versions/")
    expect(page.locator(".source-file")).to_contain_text("导入自 赵明月-去年的材料.docx")
    expect(page.locator("main")).to_contain_text("第 1 版 导入")
    page.get_by_role("link", name="看原文").click()
    expect(page.locator(".source")).to_contain_text("附件：征求意见清单")
    expect(page.locator("main")).to_contain_text("这里只能查看")


def both_light_up(review: Review) -> None:
    """Pointing at a piece shows its source, pointing at the source shows its piece."""
    page = review.page
    review.piece(MOVED).hover()
    lit = page.locator(".source .is-lit")
    expect(lit.first).to_be_in_viewport()
    assert MOVED in "".join(lit.all_inner_texts())
    page.locator(".source [data-of]", has_text=MATERIAL["opening"][0][:20]).hover()
    expect(page.locator(".structure .is-lit")).to_contain_text(MATERIAL["opening"][0][:20])


def texts_in_the_wizard(wizard: Wizard) -> None:
    """Every claim of the old paper is on the page of its area; the title and the name are this
    year's."""
    wizard.open("basics")
    assert wizard.text("name").input_value() == "赵明月"
    assert MATERIAL["opening"][0] in wizard.text("text").input_value()
    for area in MATERIAL["parts"][0]["sections"]:
        wizard.step(area["area"])
        expected = [point["claim"] for point in area["points"] if point["claim"] != MOVED]
        assert [claim for claim in wizard.claims() if claim != MOVED] == expected
        assert (MOVED in wizard.claims()) == (area["area"] == "能力本领")
    # the example stands in its own field
    wizard.step("理论学习")
    first = MATERIAL["parts"][0]["sections"][0]["points"][0]
    assert wizard.card(1).values() == {
        name: first[name] for name in ("claim", "elaboration", "example")
    }


def test_without_scripts(shared_app: App, new_page: Callable[..., Page], tmp_path: Path) -> None:
    material = json.loads(
        (ROOT / "tests/materials/branch-2024-member.json").read_text(encoding="utf-8")
    )
    page = new_page(shared_app, width=360, height=640, java_script_enabled=False)
    come_in(page, "fengqian")
    page.get_by_role("link", name="导入已有材料").click()
    page.get_by_label("选择文件").set_input_files(SCANNED)
    page.get_by_role("button", name="读取文件").click()
    expect(page.locator("[data-said]")).to_have_text(
        "这是 PDF 文件，读不出段落，请找到它的 Word 原稿再导入。"
    )

    page.goto("/")
    # a name without a place to break it, as programs give them
    path = word_file(tmp_path / f"冯倩{'2024' * 30}.docx", material, "run-in")
    review = Review(page).read(path, DISCIPLINES)
    claim = material["parts"][0]["sections"][0]["points"][0]["claim"]
    piece = review.piece(claim)
    review.choose(piece, "结束语")
    piece.get_by_role("button", name="移动").click()
    expect(page.get_by_role("status").first).to_contain_text("已移动。")
    page.get_by_role("button", name="撤销上一步").click()
    expect(page.get_by_role("status").first).to_contain_text("已撤销上一步。")
    assert fits_the_screen(page)

    page.get_by_label("自己先写").check()
    choice = page.get_by_label("检查框架")
    choice.select_option(choice.locator("option", has_text=DISCIPLINES).get_attribute("value"))
    page.get_by_label("保留原稿的序号").check()
    page.get_by_role("button", name="开始撰写").click()
    page.wait_for_url(re.compile("/steps/"))
    wizard = Wizard(page)
    document = stored(shared_app, wizard.draft_id)
    problems = next(part for part in document["parts"] if part["role"] == "problems")
    given = material["parts"][0]
    assert problems["number"] == given["number"]
    assert [area["number"] for area in problems["sections"]] == [
        area["number"] for area in given["sections"]
    ]
    assert [[p["claim"] for p in area["points"]] for area in problems["sections"]] == [
        [p["claim"] for p in area["points"]] for area in given["sections"]
    ]
    page.goto(f"/drafts/{wizard.draft_id}/versions/")
    expect(page.locator(".source-file")).to_contain_text("导入自 冯倩2024")
    assert fits_the_screen(page)


DROP = """([name, text]) => {
  const file = new File([text], name, { type: 'text/plain' });
  const data = new DataTransfer();
  data.items.add(file);
  const target = document.querySelector('[data-drop]');
  target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_dropped_and_moved_with_the_keyboard(
    shared_app: App, new_page: Callable[..., Page]
) -> None:
    page = new_page(shared_app)
    come_in(page, "tanglu")
    page.goto("/drafts/import/")
    page.evaluate(DROP, ["唐璐.pdf", "x"])
    said = page.locator("[data-said]")
    expect(said).to_have_text("只能导入 .docx、.txt、.doc、.wps 文件，请另存为其中一种。")
    # what only the server sees is still said when the page is back
    page.get_by_label("选择文件").set_input_files(SCANNED)
    page.get_by_role("button", name="读取文件").click()
    expect(said).to_have_text("这是 PDF 文件，读不出段落，请找到它的 Word 原稿再导入。")
    page.wait_for_load_state()  # until then nothing listens for what is dropped
    page.evaluate(DROP, ["唐璐.txt", PAPER])
    expect(said).to_have_text("唐璐.txt（1 KB）")
    page.get_by_role("button", name="读取文件").click()
    expect(page.locator("h1")).to_have_text("核对导入")

    review = Review(page)
    piece = review.piece("附件：清单")
    choice = piece.locator("select")
    button = piece.get_by_role("button", name="移动")
    expect(button).to_be_hidden()
    choice.focus()
    expect(page.locator(".source .is-lit")).to_have_text("附件：清单")
    # an arrow key chooses, but it moves nothing before the button is pressed
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(button).to_be_visible()
    expect(review.tally).to_contain_text("未归类 8 字")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(review.tally).to_contain_text("未归类 3 字")
    # another window goes on; this one is told and shows it
    other = page.context.new_page()
    other.goto(page.url)
    Review(other).piece("第 3 页").get_by_role("button", name="不带入").click()
    expect(Review(other).tally).to_contain_text("不带入 3 字")
    review.choose(review.piece("第 3 页"), "结束语")
    expect(page.locator(".toast-said")).to_contain_text("在另一个窗口里动过了")
    expect(review.tally).to_contain_text("不带入 3 字")


WEB_PAPER = (ROOT / "tests/importing/kinds/web-speech-without-headings.txt").read_text("utf-8")


def test_a_pasted_web_paper_becomes_a_clean_draft(
    shared_app: App, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    path = tmp_path / "网上找来的发言材料.txt"
    path.write_text(WEB_PAPER, "utf-8")
    page = new_page(shared_app)
    come_in(page, "tanglu")
    review = Review(page).read(path, DISCIPLINES)
    # what the page around it said is named, and is no part of the paper
    named = page.locator(".alert-warning", has_text="网页附带的文字没有读入")
    expect(named).to_contain_text("来源：本站")
    expect(named).to_contain_text("责任编辑：小周")
    expect(review.tally).to_contain_text("未归类 0 字")
    expect(page.locator(".structure")).not_to_contain_text("来源")
    # no heading said what is what: each part that was guessed says so
    guessed = page.locator(".why", has_text="这一部分没有标题")
    expect(guessed).to_have_count(3)
    expect(guessed.nth(2)).to_contain_text("归入“整改措施”的，请核对。")
    assert serious_faults(page) == []
    while page.get_by_role("button", name="放对了").count():
        left = page.get_by_role("button", name="放对了").count()
        page.get_by_role("button", name="放对了").first.click()
        expect(page.get_by_role("button", name="放对了")).to_have_count(left - 1)
    expect(review.tally).to_contain_text("都有着落了。")

    page.get_by_label("自己先写").check()
    choice = page.get_by_label("检查框架")
    choice.select_option(choice.locator("option", has_text=DISCIPLINES).get_attribute("value"))
    page.get_by_role("button", name="开始撰写").click()
    page.wait_for_url(re.compile("/steps/"))
    document = stored(shared_app, Wizard(page).draft_id)
    claims = [
        point["claim"]
        for part in document["parts"]
        for place in (part, *part["sections"])
        for point in place["points"]
        if point["claim"]
    ]
    assert claims == [
        *("学习不够", "担当不够", "服务不够"),
        "把学习当作必修课，每天半小时，雷打不动",
        "把难事揽过来，10月底前把三件积案办结",
        "把群众当亲人，当天的事当天办",
    ]
    assert document["closing"]["text"] == "以上就是我的自我批评，不当之处，请大家批评。"
    text = json.dumps(document, ensure_ascii=False)
    assert [word for word in ("来源", "点击", "责任编辑", "2024-12-25") if word in text] == []
