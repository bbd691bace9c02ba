"""``manage.py move_database`` as it is typed, from a real SQLite file to a real PostgreSQL: every row
comes over or none, and what is refused or broken off leaves both as they were."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests import postgres as clusters
from tests.processes import Process, environment, free_port, run_manage, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture(scope="module")
def server() -> Iterator[clusters.Cluster]:
    if clusters.POSTGRESQL.find() is None:
        pytest.skip(clusters.POSTGRESQL.missing)
    with clusters.running_cluster() as cluster:
        yield cluster


@dataclass
class Places:
    """An installation with its SQLite file, and the PostgreSQL that it is to go to."""

    directory: Path
    url: str

    @property
    def file(self) -> Path:
        return self.directory / "zhaojing.sqlite3"

    @property
    def env(self) -> dict[str, str]:
        settings = {"ZHAOJING_MODE": "demo", "ZHAOJING_VAR": str(self.directory)}
        return environment(**settings, REDIS_URL=AWAY, DATABASE_URL=self.url)

    def move(self, *words: str, **changes: str) -> tuple[int, str]:
        """Exit code and what was said; nobody is shown a traceback, ever."""
        done = run_manage({**self.env, **changes}, "move_database", *words)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        return done.returncode, said

    def there(self, statement: str) -> list[Any]:
        with psycopg.connect(self.url) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def here(self, statement: str) -> list[Any]:
        with closing(sqlite3.connect(self.file)) as connection, connection:
            return connection.execute(statement).fetchall()

    def tables_there(self) -> set[str]:
        names = self.there("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in names}


@pytest.fixture
def places(server: clusters.Cluster, scratch: Path, template: Path) -> Places:
    shutil.copy(template / "zhaojing.sqlite3", scratch)
    name = f"zj{free_port()}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    made = Places(scratch, server.url.rsplit("/", 1)[0] + f"/{name}")
    made.here("PRAGMA journal_mode=WAL")
    return made


def alike(value: Any) -> Any:
    """A value as both databases have it, by means of this test's own."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)
    if isinstance(value, bool):
        return int(value)
    if not isinstance(value, str):
        return value if value is None or isinstance(value, int) else str(value)
    if value[:1] in ("{", "["):
        with suppress(ValueError):
            return json.dumps(json.loads(value), sort_keys=True)
    if value[4:5] == "-" and value[10:11] == " ":
        return value if "." in value else f"{value}.000000"
    return value


def content(rows: list[Any]) -> list[str]:
    return sorted(repr([alike(value) for value in row]) for row in rows)


def kill_in_the_middle(places: Places) -> None:
    """Start a move, and end it while it fills the tables; nothing is left of it."""
    command = [sys.executable, "manage.py", "move_database"]
    process = Process(command, places.env, places.directory / "log", forked=True)
    name = places.url.rsplit("/", 1)[1]
    others = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    process.launch()
    wait_for(lambda: places.there(f"{others} AND query LIKE 'COPY%'"), 120, "the first rows")
    process.kill()
    wait_for(lambda: not places.there(others), what="the end of the transaction")
    assert places.tables_there() == set()


def test_every_row_comes_over(places: Places) -> None:
    places.here("INSERT INTO auth_group (id, name) VALUES (900, '已经删去的')")
    places.here("DELETE FROM auth_group WHERE id = 900")
    places.here(
        "INSERT INTO drafting_exportjob (id, copy, style, state, progress, attempts, claim, file,"
        " filename, size, sha256, error, created_at, queued_at, draft_id, requested_by_id,"
        " revision_id, edition, format) SELECT lower(hex(randomblob(16))), 'clean', 'standard',"
        " 'done', 100, 1, '', 'exports/gone.docx', 'x.docx', 1, '', '', created_at, created_at,"
        " draft_id, created_by_id, id, '', 'docx' FROM drafting_revision LIMIT 1"
    )
    kill_in_the_middle(places)
    before = places.file.read_bytes()
    code, said = places.move("--verbosity", "2")
    assert code == 0, said
    names = {name for (name,) in places.here("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = {name for name in names if not name.startswith(("sqlite_", "drafting_searchedtokens"))}
    assert places.tables_there() == names
    for name in sorted(names - {"drafting_searchedtext"}):
        columns = [row[1] for row in places.here(f'PRAGMA table_info("{name}")')]
        quoted = ", ".join(f'"{one}"' for one in columns)
        statement = f'SELECT {quoted} FROM "{name}"'
        assert content(places.there(statement)) == content(places.here(statement)), name
        assert f"{name}  {len(places.here(statement))} 行" in said
    assert "文件没有搬：有 1 个文件在 " in said
    assert places.file.read_bytes() == before
    index = "SELECT phrase_id, text FROM drafting_searchedtext"
    assert content(places.there(index)) == content(places.here(index))
    found = "SELECT count(*) FROM drafting_searchedtext WHERE tokens @@ '学习'::tsquery"
    there = (
        "SELECT count(*) FROM drafting_searchedtokens WHERE drafting_searchedtokens MATCH '学习'"
    )
    assert places.there(found) == places.here(there) != [(0,)]
    # numbers of rows that are gone are not given again
    assert places.there("INSERT INTO auth_group (name) VALUES ('新的') RETURNING id") == [(901,)]
    with pytest.raises(psycopg.errors.RaiseException):
        places.there("UPDATE drafting_reviewevent SET action = 'approve'")
    assert places.move() == (
        2,
        f"目标数据库不是空的（已有 {len(names)} 张表），没有搬；请换一个新建的空数据库。\n",
    )
    done = run_manage(places.env, "migrate", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_row_that_does_not_fit(places: Places) -> None:
    """SQLite takes any length; nothing is cut."""
    places.here(f"UPDATE accounts_user SET name = '{'长' * 400}' WHERE username = 'tanglu'")
    ((number,),) = places.here("SELECT id FROM accounts_user WHERE username = 'tanglu'")
    assert places.move() == (
        2,
        f"表 accounts_user（人员）里编号 {number} 的一行的 name 栏存不进 PostgreSQL"
        "（太长、太大或含有空字符），目标数据库没有改动；请在原来的照镜里改正这一项，再运行一次。\n",
    )
    assert places.tables_there() == set()


class TestRefused:
    """Before anything is written."""

    @pytest.fixture(autouse=True)
    def nothing_there(self, places: Places) -> Iterator[None]:
        yield
        assert places.tables_there() == set()

    def test_in_use(self, places: Places) -> None:
        with closing(sqlite3.connect(places.file)) as somebody:
            somebody.execute("SELECT count(*) FROM accounts_user").fetchone()
            code, said = places.move()
        assert (code, said.split("，")[0]) == (2, f"{places.file} 还有程序在用")

    def test_the_files(self, places: Places, tmp_path: Path) -> None:
        absent, foreign, empty = tmp_path / "absent", tmp_path / "foreign", tmp_path / "empty"
        foreign.write_bytes(b"no database, " * 1000)
        sqlite3.connect(empty).execute("CREATE TABLE one (id)").connection.close()
        for path, begin in (
            (absent, f"没有找到 SQLite 数据库文件 {absent}，"),
            (foreign, f"{foreign} 已损坏或不是数据库，"),
            (empty, "这个文件里没有照镜的数据，"),
        ):
            code, said = places.move(str(path))
            assert (code, said[: len(begin)], said.count("\n")) == (2, begin, 1)

    def test_its_content(self, places: Places) -> None:
        newest = "(SELECT max(name) FROM django_migrations WHERE app = 'drafting')"
        ((name,),) = places.here(f"SELECT {newest}")
        for spoil, mend, begin in (
            (
                f"DELETE FROM django_migrations WHERE name = {newest}",
                "INSERT INTO django_migrations (app, name, applied)"
                f" VALUES ('drafting', '{name}', '2026-11-30 00:00:00')",
                "SQLite 数据库来自较旧的版本（还差 1 项更新），",
            ),
            (
                "INSERT INTO django_migrations (app, name, applied)"
                " VALUES ('drafting', '9999_later', '2026-11-30 00:00:00')",
                "DELETE FROM django_migrations WHERE name = '9999_later'",
                "SQLite 数据库由更新的版本用过，",
            ),
            (
                "CREATE TABLE foreign_rows AS SELECT 1 AS number",
                "DROP TABLE foreign_rows",
                "SQLite 数据库里有照镜不认识的表 foreign_rows，",
            ),
            (
                "UPDATE accounts_membership SET user_id = 99999 WHERE id = 1",
                "SELECT 1",
                "SQLite 数据库的表 accounts_membership 里有一行指向 accounts_user 里不存在的内容",
            ),
        ):
            places.here(spoil)
            code, said = places.move()
            assert (code, said[: len(begin)], said.count("\n")) == (2, begin, 1), said
            places.here(mend)

    def test_the_target(self, places: Places) -> None:
        for url, begin in (
            (f"sqlite:///{places.directory}/other.sqlite3", "DATABASE_URL 现在指向 SQLite，"),
            (
                f"postgres://zhaojing:hidden@127.0.0.1:{free_port()}/zhaojing",
                "无法连接 DATABASE_URL",
            ),
        ):
            code, said = places.move(DATABASE_URL=url)
            assert (code, said[: len(begin)], said.count("\n")) == (2, begin, 1)
            assert "hidden" not in said


@pytest.mark.django_db
def test_any_difference_changes_the_sum() -> None:
    from django.contrib.auth.models import Group
    from django.db import connection

    from drafting.operation.database_move.tables import Reader, tables

    (table,) = [one for one in tables() if one.name == "auth_group"]
    reader = Reader(connection, table)
    first = reader.sum()
    Group.objects.create(name="一")
    with_one = reader.sum()
    Group.objects.filter(name="一").update(name="二")
    with_other = reader.sum()
    Group.objects.filter(name="二").delete()
    assert with_one != with_other
    assert with_one.rows == with_other.rows == first.rows + 1
    assert reader.sum() == first
