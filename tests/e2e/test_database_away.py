"""黄志强 writes while PostgreSQL is cut off, comes back, and freezes for longer
than a page waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests import postgres
from tests.e2e.pages import Autosaves, Wizard, begin_privately
from tests.postgres import Cluster
from tests.processes import App, running_app

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.fault]

#: When the page no longer waits for an answer, which it does for twenty seconds (ms).
GIVEN_UP = 60_000
OPEN, WIDE = "学习不够", "学习不够深入，常常浅尝辄止"


@pytest.fixture(scope="module")
def cluster(postgres_template: Path) -> Iterator[Cluster]:
    with postgres.running_cluster(postgres_template) as made:
        yield made


@pytest.fixture(scope="module")
def app(cluster: Cluster, template: Path, redis_server: str) -> Iterator[App]:
    with (
        TemporaryDirectory(prefix="zj-app-") as directory,
        running_app(template, Path(directory), DATABASE_URL=cluster.url) as running,
    ):
        yield running


@pytest.fixture
def wizard(app: App, new_page: Callable[..., Any]) -> Wizard:
    return begin_privately(new_page(app), "huangzhiqiang", at="theory")


def claims(cluster: Cluster, wizard: Wizard) -> list[str]:
    with psycopg.connect(cluster.url) as connection:
        found = connection.execute(
            "SELECT document FROM drafting_draft WHERE id = %s", [wizard.draft_id]
        )
        row = found.fetchone()
    assert row
    sections = [section for part in row[0]["parts"] for section in part["sections"]]
    return [
        point["claim"]
        for section in sections
        if section["key"] == "theory"
        for point in section["points"]
    ]


def no_notices(wizard: Wizard) -> None:
    expect(wizard.page.locator("[data-notice]")).to_have_count(0)


def test_it_is_cut_off_and_comes_back(
    cluster: Cluster, wizard: Wizard, new_page: Any, app: App
) -> None:
    page: Page = wizard.page
    other = page.context.new_page()
    cluster.cut_off()
    try:
        wizard.card(1).field("claim").fill(OPEN)
        wizard.says("数据库暂时连不上，文字保存在本机，稍后自动再存")
        other.goto(f"/drafts/{wizard.draft_id}/steps/causes/")
        expect(other.locator("h1")).to_have_text("请稍等，暂时打不开")
        wizard.card(1).field("claim").fill(WIDE)
        wizard.says("稍后自动再存")
    finally:
        cluster.start()
    # both come back by themselves
    wizard.saved()
    no_notices(wizard)
    assert claims(cluster, wizard) == [WIDE]
    expect(other.locator("main h1")).to_contain_text("原因剖析", timeout=20_000)


def test_without_scripts_the_form_is_kept_and_sent_again(
    cluster: Cluster, app: App, new_page: Callable[..., Any]
) -> None:
    wizard = begin_privately(new_page(app, java_script_enabled=False), "huangzhiqiang", at="theory")
    wizard.card(1).field("claim").fill(WIDE)
    cluster.cut_off()
    try:
        wizard.next()
        wizard.at("请稍等，还没有保存")
        expect(wizard.page.locator("textarea[readonly]")).to_have_value(WIDE)
        with wizard.page.expect_navigation():
            wizard.page.get_by_role("button", name="再试一次").click()
        wizard.at("请稍等，还没有保存")
    finally:
        cluster.start()
    with wizard.page.expect_navigation():
        wizard.page.get_by_role("button", name="再试一次").click()
    wizard.at("政治")
    assert claims(cluster, wizard) == [WIDE]


def test_it_freezes_for_longer_than_the_page_waits(cluster: Cluster, wizard: Wizard) -> None:
    requests = Autosaves(wizard.page)
    field = wizard.card(1).field("claim")
    cluster.freeze()
    try:
        field.fill(OPEN)
        wizard.says("正在保存")
        # one request at a time: the next one goes out when the page has given up on the first
        with wizard.page.expect_request("**/nodes/**", timeout=GIVEN_UP):
            field.fill(WIDE)
    finally:
        cluster.thaw()
    expect(wizard.state).to_have_attribute("data-kind", "saved", timeout=60_000)
    no_notices(wizard)
    assert claims(cluster, wizard) == [WIDE]
    # the page gave up on the first one, which may have been stored, and sent again from the same
    # version; a server process that had no connection yet says within seconds that there is none
    first, *more = requests.sent
    assert first["values"]["claim"] == OPEN
    assert more[0]["base"] == first["base"]
    assert more[-1]["values"]["claim"] == WIDE
