"""A database of 0.1.0 with people, papers, reviews and files is brought to today's form, on SQLite and
on PostgreSQL: every row is still there with every value that it had, and its pages open."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from psycopg import sql

from tests import postgres as clusters
from tests.processes import ROOT, environment, run_manage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
#: As tests/ground/former/README.md says it was made.
DUMP: Final = ROOT / "tests/ground/former/0.1.0.sql"
#: The newest migrations that 0.1.0 had.
LEAVES: Final = (("accounts", "0002"), ("drafting", "0007"))
#: What people wrote, said and did, and where their files are: not one value may be another one.
KEPT: Final = {
    "accounts_membership": 19,
    "accounts_organization": 3,
    "accounts_user": 17,
    "accounts_user_groups": 2,
    "django_admin_log": 1,
    "drafting_bundlejob": 1,
    "drafting_comment": 4,
    "drafting_dismissal": 1,
    "drafting_draft": 7,
    "drafting_exportjob": 2,
    "drafting_formulation": 10,
    "drafting_framework": 2,
    "drafting_historicalformulation": 10,
    "drafting_historicalphrase": 10,
    "drafting_import": 1,
    "drafting_invitation": 17,
    "drafting_meeting": 3,
    "drafting_notice": 21,
    "drafting_noticepreference": 1,
    "drafting_phrase": 10,
    "drafting_phraseuse": 1,
    "drafting_problemcategory": 48,
    "drafting_reading": 3,
    "drafting_reply": 1,
    "drafting_reviewevent": 6,
    "drafting_revision": 4,
    "drafting_section": 27,
    "drafting_submission": 4,
}
#: Pages of a person: the start page, each paper, its files and its record.
OPENED: Final = """
from django.test import Client
from accounts.models import User
from drafting.drafts.models import Draft
for name in ("majun", "xiaohan", "tanglu", "linjing"):
    person = User.objects.get(username=name)
    client = Client()
    client.force_login(person)
    pages = ["/", "/notices/"]
    for draft in Draft.objects.filter(owner=person):
        pages += [draft.get_absolute_url()] if hasattr(draft, "get_absolute_url") else []
        pages += [f"/drafts/{draft.pk}/", f"/drafts/{draft.pk}/exports/"]
    for page in pages:
        print(client.get(page, follow=True).status_code, page.split("/")[-2], end=";")
"""
#: Through the migrations that 0.1.0 had, which a new database of today does not see any more.
ONE_BY_ONE: Final = """
from django.db.migrations import executor
from tests.single_migrations import SingleMigrations
executor.MigrationLoader = SingleMigrations
"""
#: What the program itself hands out anew with each version.
HANDED_OUT: Final = {"auth_group_permissions"}


@pytest.fixture(scope="module")
def former() -> Iterator[sqlite3.Connection]:
    """The database of 0.1.0, in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
        yield connection


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith("sqlite_")]


def rows(connection: sqlite3.Connection, table: str, wanted: list[str]) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{name}"' for name in wanted)
    return sorted(connection.execute(f'SELECT {names} FROM "{table}"').fetchall(), key=repr)


def structure(connection: sqlite3.Connection) -> dict[str, Any]:
    """Every table, index and trigger by its name. Left out are the order of a table's columns, for
    one that came later stands at its end, and lengths of texts, which SQLite does not mind."""
    found: dict[str, Any] = {}
    for kind, name, created in connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    ):
        if kind == "table":
            columns = connection.execute(f'PRAGMA table_xinfo("{name}")')
            keys = connection.execute(f'PRAGMA foreign_key_list("{name}")')
            found[name] = (
                sorted(re.sub(r"varchar\(\d+\)|TEXT", "text", repr(row[1:])) for row in columns),
                sorted(repr(row[2:]) for row in keys),
                sorted(re.findall(r'CONSTRAINT "(\w+)"', created)),
            )
        else:
            found[name] = created
    return found


def changed(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What is not the same in both."""
    names = [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]
    return {name: (one.get(name), other.get(name)) for name in names}


def compared(former: sqlite3.Connection, now: sqlite3.Connection) -> None:
    for table in tables(former):
        wanted = columns(former, table)
        before, after = rows(former, table, wanted), rows(now, table, wanted)
        if table in KEPT:
            assert (table, len(before)) == (table, KEPT[table])
            assert after == before, table
        else:
            assert table in HANDED_OUT or set(before) <= set(after), table


def test_sqlite(former: sqlite3.Connection, scratch: Path, template: Path) -> None:
    with closing(sqlite3.connect(scratch / "zhaojing.sqlite3")) as target:
        former.backup(target)
    env = environment(
        ZHAOJING_MODE="demo",
        ZHAOJING_VAR=str(scratch),
        STATIC_ROOT=str(template / "static"),
        REDIS_URL="redis://127.0.0.1:1/0",
    )
    migrate(env, ())
    with closing(sqlite3.connect(scratch / "zhaojing.sqlite3")) as now:
        compared(former, now)
        with pytest.raises(sqlite3.IntegrityError, match="review events are never changed"):
            now.execute("UPDATE drafting_reviewevent SET note = '改过'")
        assert now.execute("PRAGMA foreign_key_check").fetchall() == []
        frameworks = now.execute("SELECT key, audience, usual FROM drafting_framework ORDER BY key")
        assert frameworks.fetchall() == [("2023-minzhu", "leaders", 1), ("2023-zuzhi", "member", 1)]
        with closing(sqlite3.connect(template / "zhaojing.sqlite3")) as new:
            assert changed(structure(now), structure(new)) == {}
    done = run_manage(env, "shell", "--no-imports", "-c", OPENED)
    assert done.returncode == 0, done.stdout + done.stderr
    opened = done.stdout.strip(";").split(";")
    assert len(opened) > 10
    assert {page.split()[0] for page in opened} == {"200"}, opened


def test_postgresql(former: sqlite3.Connection, scratch: Path) -> None:
    """The same rows in the form that 0.1.0 had there; the text of a value is enough for COPY."""
    if clusters.POSTGRESQL.find() is None:
        pytest.skip(clusters.POSTGRESQL.missing)
    with clusters.cluster() as url:
        env = environment(
            ZHAOJING_MODE="demo",
            ZHAOJING_VAR=str(scratch),
            REDIS_URL="redis://127.0.0.1:1/0",
            DATABASE_URL=url,
        )
        migrate(env, *LEAVES, ("admin",), ("axes",), ("sessions",), prelude=ONE_BY_ONE)
        with psycopg.connect(url, options="-c TimeZone=UTC") as there:
            fill(former, there)
            before = everything(former, there)
        migrate(env, ())
        with psycopg.connect(url, options="-c TimeZone=UTC") as there:
            after = everything(former, there)
            assert {name: len(before[name]) for name in KEPT} == KEPT
            for table in KEPT:
                assert after[table] == before[table], table
            for table in before.keys() - HANDED_OUT:
                assert set(before[table]) <= set(after[table]), table
            with pytest.raises(psycopg.errors.RaiseException, match="review events are never"):
                there.execute("UPDATE drafting_reviewevent SET note = '改过'")


def migrate(env: dict[str, str], *wanted: tuple[str, ...], prelude: str = "") -> None:
    """To each of the wanted migrations (app and beginning of its name), one after the other."""
    code = prelude + "from django.core.management import call_command\n"
    code += "".join(f"call_command('migrate', *{target!r}, verbosity=0)\n" for target in wanted)
    done = run_manage(env, "shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stdout + done.stderr


def fill(former: sqlite3.Connection, there: psycopg.Connection[Any]) -> None:
    """Put the rows into the empty tables, and let them count on from there."""
    names = sql.SQL(", ").join(map(sql.Identifier, tables(former)))
    there.execute(sql.SQL("TRUNCATE {}").format(names))
    for table in tables(former):
        wanted = columns(former, table)
        given = sql.SQL(", ").join(map(sql.Identifier, wanted))
        copied = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), given)
        with there.cursor() as cursor, cursor.copy(copied) as copy:
            for row in rows(former, table, wanted):
                copy.write_row([None if value is None else str(value) for value in row])
        if "id" in wanted and serial(there, table):
            highest = sql.SQL("SELECT max(id) FROM {}").format(sql.Identifier(table))
            (last,) = there.execute(highest).fetchone() or (None,)
            place = [f'"{table}"', last or 1, last is not None]
            there.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)", place)


def serial(there: psycopg.Connection[Any], table: str) -> bool:
    asked = there.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{table}"'])
    return asked.fetchone() != (None,)


def everything(
    former: sqlite3.Connection, there: psycopg.Connection[Any]
) -> dict[str, list[tuple[str, ...]]]:
    """Each table of 0.1.0 in the columns that it had, as text."""
    found = {}
    for table in tables(former):
        given = sql.SQL(", ").join(
            sql.SQL("{}::text").format(sql.Identifier(name)) for name in columns(former, table)
        )
        asked = sql.SQL("SELECT {} FROM {}").format(given, sql.Identifier(table))
        found[table] = sorted(there.execute(asked).fetchall(), key=repr)
    return found
