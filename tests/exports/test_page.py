"""The export page in a real browser: what a member sees while the file is made, and when something
is away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafting.document.model import Document
from drafting.jobs import wording
from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.exports.cast import TITLE, document, with_hole
from tests.exports.visitor import Visitor, the_job
from tests.processes import App

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

ASK = "form[data-ask-export] button[type=submit]"
DOWNLOAD = ".export a[href$='/download/']"


def open_exports(page: Any, app: App, material: Document | None = None) -> Visitor:
    """Sign in and open the export page of a new draft."""
    visitor = Visitor(app)
    draft = visitor.begin(material)
    come_in(page, visitor.username)
    page.goto(f"/drafts/{draft}/exports/")
    return visitor


@pytest.mark.parametrize("width", [1366, 360])
def test_from_the_button_to_the_file(
    app: App, new_page: Callable[..., Any], tmp_path: Path, width: int
) -> None:
    page = new_page(app, width=width)
    open_exports(page, app)
    assert serious_faults(page) == []
    page.check("text=连排式")
    page.click(ASK)
    page.wait_for_selector(DOWNLOAD)
    with page.expect_download() as downloading:
        page.click(DOWNLOAD)
    downloading.value.save_as(tmp_path / "file.docx")
    job = the_job(app)
    assert downloading.value.suggested_filename == f"刘洋-{TITLE}.docx"
    assert hashlib.sha256((tmp_path / "file.docx").read_bytes()).hexdigest() == job["sha256"]
    assert job["style"] == "run-in"
    page.click("li.export summary")
    assert page.inner_text("li.export code") == job["sha256"]
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_redis_away_is_said_calmly_and_the_open_page_goes_on(app: App, page: Any) -> None:
    open_exports(page, app)
    app.redis.stop()
    page.click(ASK)
    page.wait_for_selector(f"text={wording.AWAY}")
    assert serious_faults(page) == []
    app.redis.start()
    page.wait_for_selector(DOWNLOAD, timeout=30_000)
    assert page.inner_text("[data-exports-announce]") == f"刘洋-{TITLE}.docx 已生成，可以下载。"


def test_network_gone_and_back(app: App, page: Any) -> None:
    open_exports(page, app)
    app.worker.freeze()
    page.click(ASK)
    page.wait_for_selector("progress")
    page.context.set_offline(True)
    page.wait_for_selector("text=网络连接中断，恢复后会继续更新。")
    page.context.set_offline(False)
    app.worker.thaw()
    page.wait_for_selector(DOWNLOAD, timeout=20_000)
    assert page.is_hidden("[data-exports-trouble]")


def test_signed_out_while_waiting(app: App, page: Any) -> None:
    open_exports(page, app)
    app.worker.freeze()
    page.click(ASK)
    page.wait_for_selector("progress")
    page.context.clear_cookies()
    page.wait_for_selector("text=登录已过期，请重新登录后刷新本页；文件会继续生成。")
    app.worker.thaw()


def test_without_scripts(app: App, new_page: Callable[..., Any]) -> None:
    page = new_page(app, java_script_enabled=False)
    visitor = open_exports(page, app, with_hole(document()))
    assert page.is_disabled("#export-copy-clean")
    app.worker.freeze()
    page.click(ASK)
    page.wait_for_selector("progress")
    assert re.search(r"/drafts/[0-9a-f-]+/exports/#export-", page.url)
    app.worker.thaw()
    visitor.follow(the_job(app)["id"])
    page.click("noscript a")  # its text is 刷新，查看进度
    page.wait_for_selector(DOWNLOAD)
