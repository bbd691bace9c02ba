"""The pages as a person uses them: found by what they say, waited on by what they show."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser import come_in, enter
from tests.processes import ROOT, App

#: How long a story waits for something to appear: autosave waits 1.5 s itself, and two busy cores
#: are slow (ms).
PATIENCE = 30_000
MEETING = "县图书馆党支部2023年主题教育专题组织生活会"
MATERIAL = json.loads((ROOT / "tests/materials/six-areas-2023.json").read_text(encoding="utf-8"))
TEXTS = ("claim", "elaboration", "example")
#: The panel 校对 that asks for nothing; until then it shows what was found before.
AT_REST = "#proof-panel:not(.htmx-request):not(:has([hx-trigger^=load], [hx-trigger^=every]))"

expect.set_options(timeout=PATIENCE)


class Wizard:
    """The wizard in one browser page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.state = page.locator("[data-save-state]")
        self.toast = page.locator(".toast-line")
        self.picker = page.locator("#picker")
        self.dialog = page.get_by_role("dialog", name="登录已过期")

    @property
    def draft_id(self) -> str:
        found = re.search(r"/drafts/([0-9a-f-]{36})/", self.page.url)
        assert found, self.page.url
        return found.group(1)

    def open(self, key: str, draft_id: str = "") -> Wizard:
        """Open a step by its address."""
        self.page.goto(f"/drafts/{draft_id or self.draft_id}/steps/{key}/")
        return self

    def step(self, title: str) -> None:
        """Go to a step through the list of steps."""
        with self.page.expect_navigation():
            self.page.locator("[data-steps] a", has_text=title).click()
        self.at(title)

    def at(self, title: str) -> None:
        expect(self.page.locator("main h1")).to_contain_text(title)

    def next(self) -> None:
        """保存并继续."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="保存并继续").click()

    def card(self, number: int) -> Card:
        """The card of a point, counted from 1."""
        return Card(self, self.page.locator("[data-point]").nth(number - 1))

    def phrase(self, shown: Locator) -> Locator:
        """A phrase of the list, wherever in it it comes to stand."""
        number = shown.get_attribute("data-phrase")
        return self.picker.locator(f'[data-phrase="{number}"]')

    def settled(self) -> Wizard:
        """Wait until the list of phrases has followed to the point written in: the same list at two
        looks, further apart than it waits before it asks (ms)."""
        shown, before = self.picker.locator("[data-phrase]").evaluate_all, None
        numbers = "all => all.map(one => one.dataset.phrase).join()"
        while (now := shown(numbers)) != before:
            before = now
            self.page.wait_for_timeout(1500)
        return self

    def framed_phrase(self) -> Locator:
        """A phrase of the list with both parts of a skeleton, and holes in it."""
        found = self.picker.locator("[data-phrase]")
        for inner in ("[data-insert=elaboration]", "[data-insert=example]", "mark.hole"):
            found = found.filter(has=self.page.locator(inner))
        return self.phrase(found.first)

    @property
    def cards(self) -> Locator:
        return self.page.locator("[data-point]")

    def claims(self) -> list[str]:
        return [self.card(n + 1).field("claim").input_value() for n in range(self.cards.count())]

    def add(self) -> Card:
        """添加一条, and wait for the new card."""
        before = self.cards.count()
        self.page.get_by_role("button", name="添加一条").click()
        expect(self.cards).to_have_count(before + 1)
        return self.card(before + 1)

    def text(self, name: str) -> Locator:
        """A field outside the points: title, opening text, lead …"""
        return self.page.locator(f"section.block [data-field={name}]")

    def save(self) -> None:
        """保存, without waiting for autosave."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="保存", exact=True).last.click()
        expect(self.page.locator(".notices")).to_have_text("已保存。")

    def saved(self) -> None:
        """What the person looks for before closing the page."""
        expect(self.state).to_have_attribute("data-kind", "saved")
        expect(self.state).to_contain_text("已保存")

    def says(self, text: str) -> None:
        expect(self.state).to_contain_text(text)


class Card:
    """A point as a card."""

    def __init__(self, wizard: Wizard, place: Locator) -> None:
        self.wizard = wizard
        self.place = place

    @property
    def node(self) -> str:
        found = self.place.get_attribute("data-node")
        assert found
        return found

    def field(self, name: str) -> Locator:
        return self.place.locator(f"[data-field={name}]")

    @property
    def marker(self) -> Locator:
        return self.place.locator("[data-marker]")

    @property
    def notice(self) -> Locator:
        """The box below the card that tells of a conflict, a removal or kept text."""
        return self.place.locator("[data-notice]")

    def write(self, values: Mapping[str, str]) -> Card:
        """Fill in what the material gives for this point."""
        if values.get("category"):
            self.field("category").select_option(values["category"])
        for name in TEXTS:
            if values.get(name) and self.field(name).count():
                self.field(name).fill(values[name])
        return self

    def values(self) -> dict[str, str]:
        return {name: self.field(name).input_value() for name in TEXTS if self.field(name).count()}

    def press(self, name: str) -> None:
        self.place.get_by_role("button", name=name, exact=True).click()

    def link(self, label: str) -> None:
        """Tick a cause or measure of the paper."""
        self.place.locator("[data-links] li", has_text=label).get_by_role("checkbox").check()

    def linked(self) -> list[str]:
        boxes = self.place.locator("[data-link]:checked")
        return [boxes.nth(n).locator("xpath=..").inner_text() for n in range(boxes.count())]

    def suggestion(self, name: str) -> Locator:
        return self.place.locator("[data-links] .suggestions button", has_text=name)


def begin(page: Page, person: str, meeting: str = MEETING, first: str = "基本信息与导语") -> Wizard:
    """Begin the material for a meeting of the branch, which opens on its first step."""
    come_in(page, person)
    row = page.locator("li.meeting", has_text=meeting)
    row.get_by_role("link", name=re.compile("开始撰写")).click()
    return _begun(page, first)


def begin_privately(
    page: Page, person: str, framework: str = "2023年度组织生活会（六个方面", at: str = ""
) -> Wizard:
    """Begin a material of one's own, without a meeting, any number of times, and open the step
    ``at``, the first one without it. What the page 开始撰写 would send is sent without drawing it,
    which spares a story three pages; ``begin_by_hand`` goes through it."""
    enter(page, person)
    form = page.request.get("/drafts/new/").text()
    key = re.search(rf'<option value="([^"]+)"[^>]*>\s*{re.escape(framework)}', form)
    assert key, form
    sent = {"target": "private", "framework": key.group(1), "source": "", **_token(form)}
    answer = page.request.post("/drafts/new/", form=sent, max_redirects=0)
    if answer.status == 200:
        again = re.search(r'name="again" value="(\d+)"', answer.text())
        assert again, answer.text()
        sent["again"] = again.group(1)
        answer = page.request.post("/drafts/new/", form=sent, max_redirects=0)
    assert answer.status == 302, answer.text()
    page.goto(answer.headers["location"] + (f"steps/{at}/" if at else ""))
    wizard = Wizard(page)
    if not at:
        wizard.at("基本信息与导语")
    return wizard


def _token(form: str) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert found, form
    return {"csrfmiddlewaretoken": found.group(1)}


def begin_by_hand(
    page: Page, person: str, framework: str = "2023年度组织生活会（六个方面"
) -> Wizard:
    """The same as a person does it."""
    come_in(page, person)
    page.get_by_role("link", name="自己先写一份").click()
    page.get_by_label("自己先写").check()
    choice = page.get_by_label("检查框架")
    choice.select_option(choice.locator("option", has_text=framework).get_attribute("value"))
    return _begun(page)


def _begun(page: Page, first: str = "基本信息与导语") -> Wizard:
    with page.expect_navigation():
        page.get_by_role("button", name="开始撰写").click()
    again = page.get_by_role("button", name="仍要另写一份")
    if again.count():
        with page.expect_navigation():
            again.click()
    wizard = Wizard(page)
    wizard.at(first)
    return wizard


@contextmanager
def database(app: App) -> Iterator[sqlite3.Connection]:
    """The app's database file, for what no person can do (and for looking what was stored)."""
    with closing(sqlite3.connect(app.database, timeout=20)) as connection, connection:
        yield connection


def stored(app: App, draft_id: str) -> dict[str, Any]:
    """The document of a draft as it is stored now."""
    with database(app) as rows:
        found = rows.execute(
            "SELECT document FROM drafting_draft WHERE id = ?", [draft_id.replace("-", "")]
        )
        return dict(json.loads(found.fetchone()[0]))


def stored_points(app: App, draft_id: str, key: str) -> list[dict[str, str]]:
    """The texts of the points of an area or part, as stored."""
    document = stored(app, draft_id)
    places = [place for part in document["parts"] for place in (part, *part["sections"])]
    found = next(place for place in places if place["key"] == key)
    return [{name: point[name] for name in TEXTS} for point in found["points"]]


def end_sessions(app: App) -> None:
    """Everybody's sign-in expires."""
    with database(app) as rows:
        rows.execute("DELETE FROM django_session")


def in_order(texts: list[str], whole: str) -> list[str]:
    """The texts that do not follow each other in the whole; blanks and line breaks do not count."""
    squeezed, at, missing = re.sub(r"\s+", "", whole), 0, []
    for text in texts:
        found = squeezed.find(re.sub(r"\s+", "", text), at)
        if found < 0:
            missing.append(text)
        else:
            at = found + 1
    return missing


def material_texts() -> list[str]:
    """Every text of the six-areas material in the order of the page."""
    texts = [MATERIAL["title"], *MATERIAL["opening"]]
    for part in MATERIAL["parts"]:
        texts.append(part["heading"])
        for area in part["sections"]:
            texts.append(area["heading"])
            texts += _point_texts(area["points"])
        texts += _point_texts(part["points"])
    return [*texts, *MATERIAL["closing"]]


def _point_texts(points: list[dict[str, str]]) -> list[str]:
    return [
        text
        for point in points
        for text in (point["claim"], point["elaboration"], point["example"])
        if text
    ]


class Autosaves:
    """The autosave requests of a page: what was sent."""

    def __init__(self, page: Page) -> None:
        self.sent: list[dict[str, Any]] = []
        page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if "/nodes/" in request.url and request.method == "POST":
            self.sent.append(request.post_data_json)


def download(page: Page, link: Locator, to: Path) -> tuple[str, Path]:
    """Click a download link; the name that the browser would give the file, and where it is now."""
    with page.expect_download() as waiting:
        link.click()
    name = waiting.value.suggested_filename
    path = to / "download.docx"
    waiting.value.save_as(path)
    return name, path
