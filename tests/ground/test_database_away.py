"""A real PostgreSQL is cut off, started again and frozen while people read and write."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest

from tests import postgres
from tests.ground.writer import Writer, begin
from tests.postgres import Cluster
from tests.processes import App, running_app, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.fault]

AWAY = "数据库暂时连不上"


@pytest.fixture(scope="module")
def cluster(postgres_template: Path) -> Iterator[Cluster]:
    with postgres.running_cluster(postgres_template) as made:
        yield made


@pytest.fixture(scope="module")
def app(cluster: Cluster, template: Path, redis_server: str) -> Iterator[App]:
    """照镜 on the cluster."""
    with (
        TemporaryDirectory(prefix="zj-app-") as directory,
        running_app(template, Path(directory), DATABASE_URL=cluster.url) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def drafts(app: App) -> list[tuple[str, str]]:
    """One for each test."""
    return begin(app, 12)


@pytest.fixture
def writer(app: App, drafts: list[tuple[str, str]]) -> Writer:
    return Writer(app, drafts.pop())


@pytest.fixture
def away(cluster: Cluster, writer: Writer) -> Iterator[Cluster]:
    """The writer has begun, and the database is gone."""
    assert writer.get(writer.page).status == 200
    cluster.cut_off()
    yield cluster
    if cluster.server is not None and cluster.server.poll() is not None:
        cluster.start()


def test_saves_and_pages_while_it_is_away_and_afterwards(writer: Writer, away: Cluster) -> None:
    refused = writer.save("以上是我的对照检查。", 0)
    assert (refused.status, refused.json, refused.headers["Retry-After"]) == (
        503,
        {"error": "away", "message": f"{AWAY}，这一次没有保存，稍后自动再存。"},
        "10",
    )
    page = writer.get(writer.page)
    assert (page.status, page.headers["Retry-After"], page.headers["Cache-Control"]) == (
        503,
        "10",
        "no-store",
    )
    assert '<meta http-equiv="refresh" content="10">' in page.text
    assert f"{AWAY}，这一页暂时打不开。已经保存的内容都在。" in page.text
    for path in (
        "/",
        "/help/",
        "/admin/",
        f"/drafts/{writer.draft}/exports/",
        "/meetings/",
        "/notices/",
    ):
        assert writer.get(path).status in (200, 503), path
    health = writer.get("/healthz")
    assert (health.status, health.json["database"]) == (503, "away")
    assert "Traceback" not in writer.app.web.output()

    away.start()
    assert writer.save("以上是我的对照检查。", 0).json == {"version": 2}
    assert writer.get(writer.page).status == 200
    assert writer.get("/healthz").json == {"status": "ok", "database": "ok", "broker": "ok"}


def test_a_pool_of_connections_comes_back_too(
    app: App, cluster: Cluster, drafts: list[tuple[str, str]], template: Path
) -> None:
    with (
        TemporaryDirectory(prefix="zj-app-") as directory,
        running_app(
            template, Path(directory), DATABASE_URL=cluster.url, DATABASE_POOL_SIZE="4"
        ) as pooled,
    ):
        writer = Writer(pooled, drafts.pop())
        cluster.cut_off()
        try:
            assert [writer.save("以上。", 0).status, writer.get(writer.page).status] == [503, 503]
        finally:
            cluster.start()
        wait_for(lambda: writer.save("以上。", 0).status == 200, 20, "a save")
        assert writer.get(writer.page).status == 200


def test_a_form_is_given_back_whole_and_can_be_sent_again(writer: Writer, away: Cluster) -> None:
    text = "以上是我的对照检查。\r\n请同志们批评指正。</textarea>"
    answer = writer.post(writer.page, **writer.form(text))
    assert answer.status == 503
    assert "refresh" not in answer.text
    assert "请先不要关闭这一页" in answer.text
    fields = dict(
        re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', answer.text, re.DOTALL)
    )
    assert {
        name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"
    } == writer.form(text.replace("</textarea>", "&lt;/textarea&gt;"))
    assert f'<form method="post" action="{writer.page}">' in answer.text
    away.start()
    fields.pop("csrfmiddlewaretoken")
    assert writer.post(writer.page, **{**fields, f"{writer.node}-text": text}).status == 200
    assert (
        text.replace("\r\n", "\n").replace("<", "&lt;").replace(">", "&gt;")
        in writer.get(writer.page).text
    )


def test_a_password_is_never_given_back(writer: Writer, away: Cluster) -> None:
    answer = writer.post("/accounts/login/", username="liuyang", password="geheim-und-lang")
    assert (answer.status, "geheim" in answer.text, "<form" in answer.text) == (503, False, False)
    assert "密码和文件要重新填写" in answer.text


def test_nothing_but_503_while_it_restarts(writer: Writer, cluster: Cluster) -> None:
    """Somebody saves and somebody reads all the while."""
    seen: list[tuple[str, int]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            seen.append(("page", writer.get(writer.page).status))

    def save() -> None:
        base, number = 0, 0
        while not over.is_set():
            number += 1
            answer = writer.save(f"第{number}次", base, f"{'b' * 20}:{number}")
            seen.append(("save", answer.status))
            if answer.status == 200:
                base = answer.json["version"]

    threads = [threading.Thread(target=work) for work in (read, read, save)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            time.sleep(1)
            cluster.cut_off()
            time.sleep(0.5)
            cluster.start()
        time.sleep(1)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert {status for _, status in seen} == {200, 503}
    assert seen[-1][1] == 200
    assert {kind for kind, status in seen if status == 503} == {"page", "save"}


def test_a_frozen_one_loses_no_word_and_lets_no_older_text_win(
    writer: Writer, cluster: Cluster
) -> None:
    """The page has given up on its first save and has sent another one, with more text; both wait
    in the frozen database."""
    page = "c" * 20
    answers: dict[str, int] = {}

    def send(text: str, number: int) -> None:
        answers[text] = writer.save(text, 0, f"{page}:{number}").status

    cluster.freeze()
    waiting = [
        threading.Thread(target=send, args=pair)
        for pair in (("学习", 1), ("学习不够", 2), ("学习不够深入", 3))
    ]
    for thread in waiting:
        thread.start()
        time.sleep(0.3)
    cluster.thaw()
    for thread in waiting:
        thread.join()
    assert answers["学习不够深入"] == 200, answers
    assert "学习不够深入</textarea>" in writer.get(writer.page).text


def test_too_many_connections_count_as_away(writer: Writer, cluster: Cluster) -> None:
    held: list[psycopg.Connection[Any]] = []
    try:
        # the web server's kept connections are its own: it may go on, but never answers 500
        with contextlib.suppress(psycopg.OperationalError):
            held.extend(psycopg.connect(cluster.url) for _ in range(100))
        assert len(held) < 60
        assert {writer.save(f"第{n}次", n).status for n in range(3)} <= {200, 409, 503}
        found = json.loads(writer.app.manage("shell", "--no-imports", "-c", _HEALTH).stdout)
        assert (found[0], found[1]["database"]) == (503, "away")
    finally:
        for one in held:
            one.close()
    wait_for(lambda: writer.get("/healthz").status == 200, what="health")


def test_a_standby_that_cannot_be_written_to(writer: Writer, cluster: Cluster) -> None:
    """As after a failover to a copy: what is read is shown, what is written is refused."""

    def read_only(on: str) -> None:
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {on}")
            connection.execute("SELECT pg_reload_conf()")
        time.sleep(0.5)

    read_only("on")
    try:
        refused = writer.save("以上是我的对照检查。", 0)
        assert (refused.status, refused.json) == (
            503,
            {
                "error": "readonly",
                "message": "数据库现在只能读、不能写，这一次没有保存，稍后自动再存。",
            },
        )
        assert writer.get(writer.page).status == 200
        health = writer.get("/healthz")
        assert (health.status, health.json["status"], health.json["database"]) == (
            503,
            "failed",
            "readonly",
        )
    finally:
        read_only("off")
    assert writer.save("以上是我的对照检查。", 0).status == 200


_HEALTH = """
import json
from django.test import Client
answer = Client().get("/healthz")
print(json.dumps([answer.status_code, answer.json()]))
"""
