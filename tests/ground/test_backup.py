"""The guide's commands for backup and restore, taken from the page as they stand there, run on real
databases while a process writes: twice each, and what is there afterwards is what was there before,
whole."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgres as clusters
from tests.processes import ROOT, Process, environment
from tests.programs import POSTGRESQL

pytestmark = pytest.mark.slow

GUIDE = (ROOT / "docs/guide/operator.md").read_text(encoding="utf-8")
#: Of the tests' own tables, which a process writes: the same number in both, in one transaction.
MARKS = ("marks_one", "marks_two")
WRITER = """
import sys, time, {module} as database
while True:
    try:
        connection = database.connect(sys.argv[1], {options})
        number = 0
        while True:
            number += 1
            with connection:
                for table in ("marks_one", "marks_two"):
                    connection.execute(f"INSERT INTO {{table}} VALUES ({{number}})")
            {after}
            time.sleep(0.002)
    except database.Error as error:
        print(error, flush=True)
        time.sleep(0.1)
"""
Content = dict[str, list[str]]


def blocks(heading: str) -> list[str]:
    """The code blocks below a heading of level 3."""
    section = re.split(r"^##+ ", GUIDE[GUIDE.index(f"### {heading}\n") + 4 :], flags=re.M)[0]
    return re.findall(r"^```\n(.*?)^```$", section, re.M | re.S)


@dataclass
class Place:
    """An installation as the guide has it: a directory in which the commands are typed, data in
    `var`."""

    directory: Path
    env: dict[str, str]
    backup: str
    restore: str
    query: Callable[[str], list[Any]]
    tables: Callable[[], list[str]]

    def type(self, block: str, succeeds: bool = True) -> str:
        """Type a block into a shell; what it printed."""
        done = subprocess.run(
            ["bash", "-c", block],
            cwd=self.directory,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert ("已备份" in done.stdout or "已恢复" in done.stdout) is succeeds, (
            done.stdout + done.stderr
        )
        return done.stdout + done.stderr

    def back_up(self) -> str:
        """Back up, and give the name of the backup."""
        found = re.search(r"已备份到 (backup/[0-9-]+)\n", self.type(self.backup))
        assert found
        return found.group(1)

    def bring_back(self, name: str) -> None:
        """Restore the backup of this name."""
        assert self.restore.count("backup=backup/20260105-080000\n") == 1
        self.type(self.restore.replace("backup/20260105-080000", name))

    def content(self) -> Content:
        """Every row of every table but the two that are being written, and every file of the
        private directory."""
        rows = {
            table: sorted(repr(row) for row in self.query(f'SELECT * FROM "{table}"'))
            for table in self.tables()
            if table not in MARKS
        }
        files = {
            str(path.relative_to(self.directory)): [hashlib.sha256(path.read_bytes()).hexdigest()]
            for path in (self.directory / "var" / "private").rglob("*")
            if path.is_file()
        }
        return {**rows, **files}

    def marks(self) -> tuple[int, int]:
        """How many marks there are in each of the two tables."""
        one, two = (f"(SELECT count(*) FROM {table})" for table in MARKS)
        return tuple(self.query(f"SELECT {one}, {two}")[0])

    def spoil(self) -> None:
        """What happened since: texts changed, rows gone, a table of a later version, files changed,
        gone and new."""
        for statement in (
            "UPDATE accounts_user SET name = 'somebody'",
            "DELETE FROM drafting_phrasehistory"
            if self.has("drafting_phrasehistory")
            else "SELECT 1",
            "CREATE TABLE later (id integer PRIMARY KEY, person bigint REFERENCES accounts_user (id))",
            "INSERT INTO later SELECT id, id FROM accounts_user",
        ):
            self.query(statement)
        private = self.directory / "var" / "private"
        (private / "exports" / "one.docx").write_bytes(b"changed")
        (private / "exports" / "two.docx").unlink()
        (private / "new.docx").write_bytes(b"new")

    def has(self, table: str) -> bool:
        return table in self.tables()


def prepare(place: Place) -> None:
    for table in MARKS:
        place.query(f"CREATE TABLE {table} (number integer)")
    exports = place.directory / "var" / "private" / "exports"
    exports.mkdir(parents=True)
    for name in ("one", "two"):
        (exports / f"{name}.docx").write_bytes(name.encode() * 1000)


def writer(place: Place, module: str, target: str, options: str, after: str = "") -> Process:
    code = WRITER.format(module=module, options=options, after=after)
    process = Process(
        [sys.executable, "-c", code, target], place.env, place.directory / "writer.log"
    )
    process.ready = lambda: place.marks()[0] > 3
    return process


@pytest.fixture
def sqlite(scratch: Path, template: Path) -> Place:
    (scratch / "var").mkdir()
    shutil.copy(template / "zhaojing.sqlite3", scratch / "var")
    (scratch / "var" / "secret_key").write_text("key")
    (scratch / ".venv").symlink_to(ROOT / ".venv")
    path = scratch / "var" / "zhaojing.sqlite3"

    def query(statement: str) -> list[Any]:
        with closing(sqlite3.connect(path, timeout=20)) as connection, connection:
            return connection.execute(statement).fetchall()

    def tables() -> list[str]:
        return [row[0] for row in query("SELECT name FROM sqlite_master WHERE type = 'table'")]

    backup, restore, _ = blocks("单机运行（SQLite）")
    place = Place(scratch, environment(), backup, restore, query, tables)
    query("PRAGMA journal_mode=WAL")
    prepare(place)
    return place


DOCKER = """#!/usr/bin/env bash
# Stands in Docker's place: a service's command runs here.
set -e
[ "$1" = compose ]; action=$2; shift 2
case $action in
    stop | up) echo "$action $*" >>docker.log; exit ;;
    exec | run) while [[ $1 == -* ]]; do shift; done; shift ;;
    *) exit 9 ;;
esac
exec "${@//\\/var\\/lib\\/zhaojing/$PWD/var}"
"""


@pytest.fixture(scope="module")
def compose(session_scratch: Path, postgres_template: Path) -> Iterator[Place]:
    scratch = session_scratch / "compose"
    scratch.mkdir()
    initdb = POSTGRESQL.find()
    if initdb is None:
        pytest.skip(POSTGRESQL.missing)
    docker = scratch / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(DOCKER)
    docker.chmod(0o755)
    (scratch / "var").mkdir()
    with clusters.running_cluster(postgres_template) as cluster:
        url = cluster.url
        env = environment(
            PGHOST="127.0.0.1",
            PGPORT=str(cluster.port),
            PATH=f"{docker.parent}:{Path(initdb).parent}:{os.environ['PATH']}",
        )

        def query(statement: str) -> list[Any]:
            with psycopg.connect(url) as connection:
                cursor = connection.execute(statement)
                return cursor.fetchall() if cursor.description else []

        def tables() -> list[str]:
            names = query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return [row[0] for row in names]

        backup, restore = blocks("Docker Compose")
        place = Place(scratch, env, backup, restore, query, tables)
        place.url = url  # type: ignore[attr-defined]
        prepare(place)
        yield place


def twice_each(place: Place, busy: Process) -> None:
    """Back up twice and restore each twice, always while `busy` writes."""
    before = place.content()
    assert len(before) > 40
    assert sum(map(len, before.values())) > 1000
    busy.start()
    try:
        first = place.back_up()
        time.sleep(1.1)  # the names hold the second
        second = place.back_up()
        assert first != second
        for name in (first, second, second, first):
            place.spoil()
            assert place.content() != before
            place.bring_back(name)
            assert place.content() == before
            one, two = place.marks()
            assert one == two
    finally:
        busy.kill()
    one, two = place.marks()
    assert one == two > 3
    for path in (place.directory / "backup").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_sqlite(sqlite: Place) -> None:
    path = sqlite.directory / "var" / "zhaojing.sqlite3"
    busy = writer(sqlite, "sqlite3", str(path), "timeout=20")
    twice_each(sqlite, busy)
    assert sqlite.query("PRAGMA integrity_check") == [("ok",)]
    assert sqlite.query("PRAGMA journal_mode") == [("wal",)]


def test_sqlite_beside_what_a_killed_process_left(sqlite: Place) -> None:
    """A log (-wal) that belongs to the former database does no harm."""
    before, name = sqlite.content(), sqlite.back_up()
    path = sqlite.directory / "var" / "zhaojing.sqlite3"
    busy = writer(sqlite, "sqlite3", str(path), "timeout=20")
    log = path.parent / f"{path.name}-wal"
    busy.ready = lambda: log.exists() and log.stat().st_size > 100_000
    busy.start()
    busy.kill()
    assert log.stat().st_size > 100_000
    (sqlite.directory / "var" / "private" / "exports" / "one.docx").unlink()
    sqlite.bring_back(name)
    assert (sqlite.content(), sqlite.marks()) == (before, (0, 0))
    assert sqlite.query("PRAGMA integrity_check") == [("ok",)]


def test_sqlite_that_is_damaged(sqlite: Place) -> None:
    """The restore says no and changes nothing; once the damaged file is put aside it works."""
    before, name = sqlite.content(), sqlite.back_up()
    path = sqlite.directory / "var" / "zhaojing.sqlite3"
    path.write_bytes(b"no database at all" * 1000)
    restore = sqlite.restore.replace("backup/20260105-080000", name)
    assert "not a database" in sqlite.type(restore, succeeds=False)
    *_, aside = blocks("单机运行（SQLite）")
    sqlite.type(f"{aside}echo 已备份")
    assert [each.name for each in sqlite.directory.glob("var/damaged-*/*")] == ["zhaojing.sqlite3"]
    sqlite.bring_back(name)
    assert sqlite.content() == before


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "spoilt"])
def test_sqlite_backup_that_is_none(sqlite: Place, damage: str) -> None:
    """A name mistyped or a file cut short costs nothing of what is there."""
    before, name = sqlite.content(), "backup/20260105-080000"
    if damage != "missing":
        name = sqlite.back_up()
        file = sqlite.directory / f"{name}.sqlite3"
        whole = file.read_bytes()
        file.write_bytes(
            {"empty": b"", "cut": whole[: len(whole) // 2], "spoilt": b"x" + whole}[damage]
        )
    sqlite.type(sqlite.restore.replace("backup/20260105-080000", name), succeeds=False)
    assert sqlite.content() == before


def test_postgresql(compose: Place) -> None:
    busy = writer(compose, "psycopg", compose.url, "autocommit=False", "connection.commit()")  # type: ignore[attr-defined]
    twice_each(compose, busy)
    log = (compose.directory / "docker.log").read_text()
    assert log.endswith("stop web worker beat\nup -d\n" * 4)
    triggers = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
    assert compose.query(triggers)[0][0] > 0


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "without files"])
def test_postgresql_backup_that_is_none(compose: Place, damage: str) -> None:
    before, name = compose.content(), "backup/20260105-080000"
    (compose.directory / "backup").mkdir(exist_ok=True)
    if damage != "missing":
        name = compose.back_up()
        file = compose.directory / f"{name}.{'tar.gz' if damage == 'without files' else 'dump'}"
        file.write_bytes(
            b"" if damage == "empty" else file.read_bytes()[: file.stat().st_size // 2]
        )
    compose.type(compose.restore.replace("backup/20260105-080000", name), succeeds=False)
    assert compose.content() == before
