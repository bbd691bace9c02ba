"""An installation whose texts are encrypted, with the commands as they are typed: backed up, restored and
moved to PostgreSQL as any other, and nothing starts without the key."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgres as clusters
from tests.processes import ROOT, environment, run_manage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
AWAY = "redis://127.0.0.1:1/0"


def type_in(place: Path, *words: str, **settings: str) -> tuple[int, str]:
    """Exit code and what was said; nobody is shown a traceback, ever."""
    given = {"ZHAOJING_MODE": "demo", "ZHAOJING_VAR": str(place), "REDIS_URL": AWAY, **settings}
    done = run_manage(environment(**given), *words)
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    return done.returncode, said


def documents(place: Path) -> list[Any]:
    with closing(sqlite3.connect(place / "zhaojing.sqlite3")) as connection:
        return connection.execute("SELECT document FROM drafting_draft ORDER BY id").fetchall()


def test_an_encrypted_installation(scratch: Path, template: Path) -> None:
    shutil.copy(template / "zhaojing.sqlite3", scratch)
    keys, backup_key = scratch / "text_keys", str(scratch / "backup_key")
    assert type_in(scratch, "backup", "--new-key", backup_key)[0] == 0
    assert type_in(scratch, "text_keys", "new", str(keys))[0] == 0
    on = {"TEXT_KEYS_FILE": str(keys)}
    code, said = type_in(scratch, "text_keys", "encrypt", **on)
    assert code == 0, said
    assert "没有加密：0 处文字，0 个文件。" in said
    sealed = documents(scratch)
    assert len(sealed) > 3
    assert all(row[0].startswith('"zjs1:') for row in sealed)

    code, said = type_in(scratch, "backup", str(scratch), "--key", backup_key, **on)
    assert (code, "试着恢复过，完好" in said) == (0, True), said
    backup = said.split("已备份到 ")[1].split("（")[0]
    with closing(sqlite3.connect(scratch / "zhaojing.sqlite3")) as connection, connection:
        connection.execute("UPDATE drafting_draft SET document = '{}'")
    code, said = type_in(scratch, "restore", "--key", backup_key, "--replace", backup, **on)
    assert (code, documents(scratch)) == (0, sealed), said

    refused = "没有设 TEXT_KEYS_FILE，读不出来；请用它指定密钥文件。"
    given = {"ZHAOJING_MODE": "demo", "ZHAOJING_VAR": str(scratch), "REDIS_URL": AWAY}
    started = subprocess.run(
        [sys.executable, "-c", "import drafting.wsgi"],
        env=environment(**given, STATIC_ROOT=str(template / "static")),
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (started.returncode, started.stderr.count("\n")) == (2, 1), started.stderr
    assert started.stderr.startswith("配置错误：")
    assert started.stderr.endswith(f"{refused}\n")
    assert refused in type_in(scratch, "doctor")[1]
    assert "密钥文件里没有，读不出来" in type_in(scratch, "text_keys")[1]

    if clusters.POSTGRESQL.find() is None:
        pytest.skip(clusters.POSTGRESQL.missing)
    with clusters.running_cluster() as cluster:
        there = {**on, "DATABASE_URL": cluster.url}
        code, said = type_in(scratch, "move_database", **there)
        assert (code, "全部一致" in said) == (0, True), said
        code, said = type_in(scratch, "text_keys", **there)
        assert (code, "没有加密：0 处文字" in said) == (0, True), said
        type_in(scratch, "text_keys", "stop", str(keys))
        code, said = type_in(scratch, "text_keys", "decrypt", **there)
        assert code == 0, said
        with psycopg.connect(cluster.url) as connection:
            row = connection.execute(
                "SELECT count(*) FILTER (WHERE jsonb_typeof(document) = 'object'), count(*)"
                " FROM drafting_draft"
            ).fetchone()
        assert row == (len(sealed), len(sealed))
