"""paper.js in a real browser: the preview becomes pages that lose nothing and never overflow."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from drafting.rendering.formats.html import render
from tests.rendering.documents import MATERIALS, ROOT, material, options

pytestmark = pytest.mark.e2e

SITE = "http://paper.test/"
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>预览</title><link rel="stylesheet" href="/static/css/app.css"><link rel="stylesheet" href="/static/css/paper.css"></head>
<body><header class="masthead"></header><main class="page"><div class="paper" data-paper>%s</div></main>
<script type="module" src="/static/js/rendering/paper.js"></script></body></html>"""
KINDS = {"css": "text/css", "js": "text/javascript"}
FACTS = """() => {
  const areas = Array.from(document.querySelectorAll('.paper-area'));
  return {
    overflow: Math.max(...areas.map((area) => area.scrollHeight - area.clientHeight)),
    full: areas.slice(1, -1).map((area) => Math.round(
      (area.lastElementChild.getBoundingClientRect().bottom - area.getBoundingClientRect().top)
      / area.getBoundingClientRect().height * area.clientHeight / (28.95 * 4 / 3))),
    headingLast: areas.filter((area) => /heading/.test(area.lastElementChild.className)).length,
    sides: Array.from(document.querySelectorAll('.paper-number')).map((n) => n.textContent + getComputedStyle(n).textAlign),
    text: areas.map((area) => area.textContent).join(''),
    wide: document.documentElement.scrollWidth,
    type: parseFloat(getComputedStyle(document.querySelector('.paper-body')).fontSize)
      * document.querySelector('.paper-sheet').getBoundingClientRect().width / document.querySelector('.paper-sheet').offsetWidth,
  };
}"""


def laid_out(browser: Browser, markup: str, width: int) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 800})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        file = ROOT / path
        if not path:
            route.fulfill(body=PAGE % markup, content_type="text/html; charset=utf-8")
        elif file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix[1:]])
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto(SITE)
    page.wait_for_selector(".paper-done")
    return page, errors


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("style", ["standard", "run-in"])
def test_pages(browser: Browser, style: str, width: int) -> None:
    document = material(MATERIALS[-1])
    markup = render(document, options(style, draft_copy=True))
    page, errors = laid_out(browser, markup, width)
    facts: dict[str, Any] = page.evaluate(FACTS)
    before = page.evaluate(
        "html => Array.from(new DOMParser().parseFromString(html, 'text/html')"
        ".querySelectorAll('[class^=paper-]:not(.paper-text):not(.paper-mark)'))"
        ".filter(e => e.parentElement.matches('article')).map(e => e.textContent).join('')",
        markup,
    )
    assert errors == []
    assert facts["text"] == before
    assert facts["overflow"] <= 1
    assert set(facts["full"]) <= {21, 22}
    assert facts["headingLast"] == 0
    sides = ["right", "left"]
    assert facts["sides"] == [
        f"— {n} —{sides[(n + 1) % 2]}" for n in range(1, len(facts["sides"]) + 1)
    ]
    assert page.locator(".paper-sheet .paper-mark").count() == len(facts["sides"])
    assert facts["wide"] == width
    assert facts["type"] > 11.5
    page.close()


def test_printing_gives_one_sheet_a_page(browser: Browser) -> None:
    page, _ = laid_out(browser, render(material(MATERIALS[-1]), options()), 1366)
    sheets = page.locator(".paper-sheet").count()
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == sheets > 5
    page.close()
