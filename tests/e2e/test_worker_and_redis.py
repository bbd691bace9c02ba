"""冯倩 and 黄志强 ask for their Word files on bad days: the worker is killed, Redis is away. They wait,
and it comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from docx import Document as open_docx
from playwright.sync_api import Locator, Page, expect

from tests.e2e.pages import Wizard, begin_privately, database, download
from tests.processes import App, running_app, wait_for

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.fault]

TITLE = "2023年主题教育专题组织生活会个人对照检查材料"
#: Lines that take a second or two to render, so that there is a middle (no page takes so much).
LINES = 15_000
LONG = "\n".join(["逐条整改。"] * LINES)
#: How long a worker may be silent (seconds): not long to wait for, and enough for LONG where many
#: work.
LEASE = 20


@pytest.fixture(scope="module")
def app(template: Path, redis_server: str) -> Iterator[App]:
    """A worker that falls silent is given up earlier than in use."""
    with TemporaryDirectory(prefix="zj-app-") as directory:
        changes = {"JOB_LEASE_SECONDS": str(LEASE), "JOB_RESEND_SECONDS": "2"}
        with running_app(template, Path(directory), **changes) as running:
            yield running


@pytest.fixture
def come(app: App, new_page: Callable[..., Any]) -> Callable[[str], Page]:
    """A person with a small material of one's own."""

    def begun(person: str) -> Page:
        page: Page = new_page(app, accept_downloads=True)
        wizard = begin_privately(page, person)
        wizard.text("text").fill("会前学习了三天。")
        wizard.save()
        return page

    return begun


def ask(page: Page) -> None:
    page.goto(f"/drafts/{Wizard(page).draft_id}/exports/")
    page.get_by_role("button", name="生成文件").click()


def shown(page: Page) -> Locator:
    return page.locator("[data-exports] li.export")


def arrives(page: Page, name: str, to: Path) -> list[str]:
    """The file comes by itself onto the page that was left open; its paragraphs."""
    link = page.get_by_role("link", name=re.compile("^下载"))
    expect(link).to_be_visible(timeout=180_000)
    file, path = download(page, link, to)
    assert file == f"{name}-{TITLE}.docx"
    return [paragraph.text for paragraph in open_docx(str(path)).paragraphs]


def rendering(app: App) -> bool:
    with database(app) as rows:
        found = rows.execute(
            "SELECT progress FROM drafting_exportjob WHERE state = 'running'"
        ).fetchone()
    return found is not None and found[0] == 30


def test_the_worker_is_killed_while_rendering(
    app: App, come: Callable[[str], Page], tmp_path: Path
) -> None:
    page = come("fengqian")
    with database(app) as rows:
        query = "UPDATE drafting_draft SET document = json_set(document, '$.closing.text', ?) WHERE id = ?"
        rows.execute(query, [LONG, Wizard(page).draft_id.replace("-", "")])
    ask(page)
    wait_for(lambda: rendering(app), what="rendering")
    app.worker.kill()
    expect(shown(page)).to_contain_text(
        "上一次没有生成完，稍后会自动再试，不必重复点击。", timeout=LEASE * 3_000
    )
    expect(shown(page)).not_to_contain_text("失败")
    app.worker.start()
    assert arrives(page, "冯倩", tmp_path).count("逐条整改。") == LINES


def test_redis_is_stopped_and_started(
    app: App, come: Callable[[str], Page], tmp_path: Path
) -> None:
    page = come("huangzhiqiang")
    app.redis.stop()
    ask(page)
    expect(shown(page)).to_contain_text(
        "生成服务暂时没有响应，您的请求已登记，恢复后会自动生成，不必重复点击。"
    )
    # all else works without it
    editor = Wizard(page.context.new_page())
    editor.open("theory", Wizard(page).draft_id)
    editor.card(1).field("claim").fill("学习不经常")
    editor.saved()
    app.redis.start()
    assert "会前学习了三天。" in arrives(page, "黄志强", tmp_path)
