"""Statements that a real PostgreSQL is told once and then asked for by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError
from django.db import connection as our_own
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from psycopg.types.json import Jsonb

from accounts.prepared import PreparedUpdate, _Read
from drafting.facts import selectors as facts
from drafting.library import selectors as library
from drafting.opinions import selectors as opinions

Made = (_Read, PreparedUpdate)
OURS = ("accounts.", "drafting.")
pytestmark = pytest.mark.django_db


@pytest.fixture
def table(connection: Any, watcher: psycopg.Connection[Any]) -> Iterator[str]:
    """One that goes with the test."""
    name = f"kept_{uuid4().hex}"
    watcher.execute(f"CREATE TABLE {name} (id uuid PRIMARY KEY, number bigint, text varchar(9))")
    yield name
    connection.close()
    watcher.execute(f"DROP TABLE {name}")


def kept(connection: Any) -> list[str]:
    """The statements that the server keeps for the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def cursors(connection: Any, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.bound_cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def test_a_statement_is_told_once(connection: Any) -> None:
    for number in (1, 2**40, -7):
        assert connection.run_by_name("SELECT %s::bigint + 1", [number]) == ([(number + 1,)], 1)
    assert kept(connection) == ["SELECT $1::bigint + 1"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", '学用结合\' OR 1=1 -- %s \\ "$1"'),
        ("varchar(3)", ""),
        ("bigint", 2**62),
        ("integer", 0),
        ("boolean", True),
        ("boolean", False),
        ("uuid", UUID("12345678-1234-5678-1234-567812345678")),
        ("timestamptz", datetime(2026, 11, 30, 21, 3, 4, 56789, tzinfo=UTC)),
        ("date", date(2026, 2, 28)),
        ("numeric", Decimal("0.10")),
        ("double precision", 0.1),
        ("bytea", b"\x00\xff\\x"),
        ("jsonb", Jsonb({"claim": "不“实”\n", "links": ["a", 1, None]})),
        ("text", None),
    ],
)
def test_values_go_and_come_as_with_a_cursor(connection: Any, kind: str, value: Any) -> None:
    sql = f"SELECT %s::{kind}, '100%%'"
    found = connection.run_by_name(sql, [value])
    assert found == (cursors(connection, sql, [value]), 1)


def test_no_more_rows_are_read_than_wanted(connection: Any) -> None:
    sql = "SELECT n FROM generate_series(1, %s::int) AS n"
    assert connection.run_by_name(sql, [3]) == ([(1,), (2,), (3,)], 3)
    assert connection.run_by_name(sql, [3], 1)[0] == [(1,)]
    assert connection.run_by_name(sql, [0], 1) == ([], 0)


def test_a_change_tells_how_many_rows(connection: Any, table: str) -> None:
    put = f"INSERT INTO {table} VALUES (%s, %s, %s)"
    ids = [uuid4() for _ in range(3)]
    assert [connection.run_by_name(put, [one, 5, "五"]) for one in ids] == [([], 1)] * 3
    change = f"UPDATE {table} SET text = %s WHERE number = %s"
    assert connection.run_by_name(change, ["六", 5]) == ([], 3)
    assert connection.run_by_name(change, ["六", 6]) == ([], 0)
    with pytest.raises(IntegrityError):
        connection.run_by_name(put, [ids[0], 5, "五"])
    with pytest.raises(DataError):
        connection.run_by_name(change, ["太长" * 5, 5])
    with pytest.raises(DataError):
        connection.run_by_name(change, ["\0", 5])
    assert connection.run_by_name(change, ["七", 5]) == ([], 3)


def test_what_was_answered_is_committed(
    connection: Any, table: str, watcher: psycopg.Connection[Any]
) -> None:
    key = uuid4()
    connection.run_by_name(f"INSERT INTO {table} VALUES (%s, %s, %s)", [key, 5, "五"])
    assert watcher.execute(f"SELECT id, text FROM {table}").fetchall() == [(key, "五")]


def test_a_column_that_gets_another_type_is_no_failure(
    connection: Any, table: str, watcher: psycopg.Connection[Any]
) -> None:
    put, read = f"INSERT INTO {table} VALUES (%s, 5, %s)", f"SELECT number, text FROM {table}"
    connection.run_by_name(put, [uuid4(), "五"])
    assert connection.run_by_name(read, []) == ([(5, "五")], 1)
    watcher.execute(f"ALTER TABLE {table} ALTER number TYPE text, ALTER text TYPE text")
    assert connection.run_by_name(read, []) is None  # a cursor reads it
    assert connection.run_by_name(read, []) == ([("5", "五")], 1)
    assert connection.run_by_name(put, [uuid4(), "很长" * 9]) == ([], 1)


def test_a_server_that_forgets_is_asked_the_ordinary_way(connection: Any) -> None:
    """As one behind a pooler that lends each statement another of its processes."""
    for _ in range(3):
        assert connection.run_by_name("SELECT %s::int", [1]) == ([(1,)], 1)
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        assert connection.run_by_name("SELECT %s::int", [1]) is None
    assert connection.run_by_name("SELECT %s::int", [1]) is None
    assert kept(connection) == []


def test_a_name_that_the_server_knows_is_the_same_statement(connection: Any) -> None:
    connection.run_by_name("SELECT %s::int", [1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        (name,) = cursor.fetchone()
        cursor.execute("DEALLOCATE ALL")
        cursor.execute(f"PREPARE {name} AS SELECT $1::int")
    fresh: Any = connection._statements.pop(connection.connection)
    assert fresh is not None
    assert connection.run_by_name("SELECT %s::int", [7]) == ([(7,)], 1)
    assert connection.run_by_name("SELECT %s::bigint", [7]) == ([(7,)], 1)


def test_a_connection_that_was_ended_says_so_once(
    connection: Any, watcher: psycopg.Connection[Any]
) -> None:
    (((pid,),), _) = connection.run_by_name("SELECT pg_backend_pid()", [])
    watcher.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with pytest.raises(OperationalError):
        connection.run_by_name("SELECT pg_backend_pid()", [])
    connection.close_if_unusable_or_obsolete()
    (((other,),), _) = connection.run_by_name("SELECT pg_backend_pid()", [])
    assert other != pid


def in_transaction(connection: Any, run: Callable[[], Any]) -> Any:
    connection.set_autocommit(False)
    try:
        return run()
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def test_within_a_transaction_a_cursor_is_used(connection: Any) -> None:
    def run() -> Any:
        return connection.run_by_name("SELECT %s::int", [1])

    assert in_transaction(connection, run) is None
    with CaptureQueriesContext(connection):
        assert run() is None
    with connection.execute_wrapper(lambda execute, *asked: execute(*asked)):
        assert run() is None
    assert run() == ([(1,)], 1)


@pytest.mark.db_sensitive
def test_the_server_can_keep_all_of_ours() -> None:
    """It finds out by itself what kind each value is; on SQLite they can be read at least."""
    assert get_resolver().url_patterns
    modules = [module for name, module in sys.modules.items() if name.startswith(OURS)]
    rows = {one for module in modules for one in vars(module).values() if isinstance(one, Made)}
    assert len(rows) > 10
    rows |= {
        *(opinions._found_by(names) for names in (("draft",), ("owner", "meeting"))),
        *(facts._beside(areas) for areas in ((), ("area0",), ("area0", "area1"))),
        library._numbered(("n0", "n1")),
    }
    outside = our_own.copy() if our_own.vendor == "postgresql" else our_own
    for one in rows:
        made = one._make(our_own)
        nothing = [None] * len(made.params)
        if our_own.vendor == "postgresql":
            assert outside.run_by_name(made.sql, nothing) is not None, made.sql
        else:
            with our_own.cursor() as cursor:
                cursor.execute(f"EXPLAIN {made.sql}", nothing)
    if outside is not our_own:
        outside.close()
