"""The secretary's and the author's pages of a review, as people use them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

from docx.oxml.ns import qn
from lxml import etree
from playwright.sync_api import Locator, Page, expect

from tests.browser import come_in
from tests.e2e.pages import MEETING

# Where on the screen words of the paper begin and end, after bringing them into view; null where
# they do not stand there.
_SPOT = """words => {
  const walker = document.createTreeWalker(document.querySelector('[data-sheet]'), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let at = texts.map(text => text.data).join('').indexOf(words);
  if (at < 0) return null;
  const place = (offset, end) => {
    for (const text of texts) {
      if (end ? offset <= text.length : offset < text.length) return [text, offset];
      offset -= text.length;
    }
  };
  const range = document.createRange();
  range.setStart(...place(at, false));
  range.setEnd(...place(at + words.length, true));
  range.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
  const boxes = range.getClientRects();
  const first = boxes[0], last = boxes[boxes.length - 1];
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""
_SELECTED = "getSelection().toString().replace(/\\n/g, '')"
# What a finger held on the words leaves behind: the handles themselves are the telephone's, no page
# sees them.
_TOUCHED = """words => {
  const walker = document.createTreeWalker(document.querySelector('[data-sheet]'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    walker.currentNode.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
    document.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


class Reading:
    """The reviewer's reading page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator("[data-panel]")
        self.said = self.panel.locator("[data-said]")
        self.threads = self.panel.locator("[data-thread]")
        self.state = page.locator(".reading-head [data-state]")

    def of(self, name: str) -> Reading:
        """Wait for this person's paper."""
        expect(self.page.locator(".reading-head h1")).to_contain_text(name)
        return self

    def tab(self, label: str) -> Locator:
        """Open a panel unless it is open, and wait for it."""
        tab, pane = (
            self.panel.locator("[data-tab]", has_text=label),
            self.panel.locator("[data-pane]"),
        )
        name = tab.get_attribute("data-tab") or label
        if pane.get_attribute("data-pane") != name:
            tab.click()
        expect(pane).to_have_attribute("data-pane", name)
        return pane

    def select(self, words: str) -> None:
        """Draw the mouse over the words from the first to the last character, again where the lines
        moved under it."""
        # until then styles and scripts move the lines
        self.page.wait_for_load_state()
        for _ in range(5):
            # what is selected would be dragged away
            self.page.evaluate("getSelection().removeAllRanges()")
            self._draw_over(words)
            if self.page.evaluate(_SELECTED) == words:
                return
        raise AssertionError(f"{words} cannot be selected")

    def _draw_over(self, words: str) -> None:
        spot = self.page.evaluate(_SPOT, words)
        assert spot, words
        x, y, to_x, to_y = spot
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(to_x, to_y, steps=4)
        mouse.up()

    def touch(self, words: str) -> None:
        """Select the words as a finger does."""
        assert self.page.evaluate(_TOUCHED, words), words

    def begin(self, words: str) -> Locator:
        """Press the button beside the words selected; the form, which speaks of exactly these
        words."""
        self.page.get_by_role("button", name="批注选中的文字").click()
        form = self.panel.locator("form[data-write]")
        expect(form.locator("blockquote")).to_have_text(words)
        return form

    def comment(self, words: str, kind: str, text: str, rewording: str = "") -> None:
        """Select, comment (必改 or 建议), and wait until it is there."""
        before = self.threads.count()
        self.select(words)
        form = self.begin(words)
        form.get_by_role("radio", name=kind).check()
        form.get_by_label("意见", exact=True).fill(text)
        if rewording:
            form.locator("summary").click()
            form.locator("[name=suggestion]").fill(rewording)
        form.get_by_role("button", name="加上批注").click()
        expect(self.said).to_have_text("已加上批注。")
        expect(self.threads).to_have_count(before + 1)
        # and the page has come to rest on it
        expect(self.thread(text)).to_be_focused()

    def thread(self, text: str) -> Locator:
        """The thread in which this is said."""
        return self.threads.filter(has_text=text)

    def words(self, text: str) -> str:
        """The words on the paper that the thread in which this is said is marked on."""
        key = self.thread(text).get_attribute("data-thread")
        return "".join(self.page.locator(f"[data-sheet] mark[data-marks~={key}]").all_inner_texts())

    def decide(self, button: str, note: str = "", reasons: tuple[str, ...] = ()) -> None:
        """Fill in the form of the decision and press one of its buttons; ends on the page that
        comes of it."""
        pane = self.tab("审核")
        if note:
            pane.get_by_label("审核意见").fill(note)
        if reasons:
            pane.get_by_text("常见退回理由").click()
            for reason in reasons:
                pane.get_by_label(reason).check()
        if (asked := pane.locator("summary[data-pass]", has_text=button)).count():
            asked.click()
            button = f"确定{button}"
        with self.page.expect_navigation():
            pane.get_by_role("button", name=button, exact=True).click()


def says(page: Page, text: str) -> None:
    """The line above the page that tells what was done."""
    expect(page.locator("main > .notices")).to_contain_text(text)


def told(page: Page, text: str) -> None:
    """Look at the bell and follow the notice that says this."""
    bell = page.locator("header").get_by_role("link", name=re.compile("提醒，\\d+ 条未读"))
    with page.expect_navigation():
        bell.click()
    notice = page.locator("main li.unread", has_text=text).first
    with page.expect_navigation():
        notice.get_by_role("button").click()


def table_of(page: Page, person: str, meeting: str = MEETING) -> Locator:
    """Sign in and open the table of a meeting; its table."""
    come_in(page, person)
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="会议").click()
    page.get_by_role("link", name=meeting, exact=True).click()
    expect(page.locator(".page-head h1")).to_contain_text(meeting)
    return page.get_by_role("table")


def row_of(table: Locator, name: str) -> Locator:
    return table.get_by_role("row").filter(has=table.page.get_by_role("rowheader", name=name))


def paper_of(page: Page, person: str, name: str, meeting: str = MEETING) -> Reading:
    """Sign in and open somebody's paper from the table."""
    table = table_of(page, person, meeting)
    row_of(table, name).get_by_role("link", name=name).click()
    return Reading(page).of(name)


def own_paper(page: Page, person: str) -> Page:
    """Sign in and open the page of one's own paper under review."""
    come_in(page, person)
    page.locator("main a[href$='/review/']").first.click()
    expect(page.get_by_role("heading", name="审核", exact=True)).to_be_visible()
    return page


def word_comments(content: bytes) -> dict[str, tuple[str, str]]:
    """The comments of a Word file by their text: who made each and exactly the words that its range
    covers."""
    with ZipFile(io.BytesIO(content)) as package:
        text, comments = (
            etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "comments")
        )
    open_now: dict[str, str] = {}
    covered: dict[str, str] = {}
    for element in text.iter():
        number = element.get(qn("w:id")) or ""
        if element.tag == qn("w:commentRangeStart"):
            open_now[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            covered[number] = open_now.pop(number)
        elif element.tag == qn("w:t"):
            open_now = {key: words + (element.text or "") for key, words in open_now.items()}
    assert open_now == {}
    return {
        "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in one.iter(qn("w:p"))): (
            one.get(qn("w:author")) or "",
            covered[one.get(qn("w:id")) or ""],
        )
        for one in comments
    }


def unzipped(path: Path) -> dict[str, bytes]:
    """The files of a zip by their names."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
