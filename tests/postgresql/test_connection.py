"""A connection to a real PostgreSQL: when it is asked whether it is there, and how values go."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest

pytestmark = pytest.mark.django_db


def own_id(connection: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def asked_last(watcher: psycopg.Connection[Any], pid: int) -> str:
    found = watcher.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone()
    assert found is not None
    return str(found[0])


def test_the_server_is_asked_only_after_a_pause(
    connection: Any, watcher: psycopg.Connection[Any]
) -> None:
    pid = own_id(connection)
    connection.close_if_unusable_or_obsolete()  # as before each request
    connection.close_if_health_check_failed()
    assert asked_last(watcher, pid) == "SELECT pg_backend_pid()"
    connection.close_if_unusable_or_obsolete()
    connection._used -= 11
    connection.close_if_health_check_failed()
    assert asked_last(watcher, pid) == "SELECT 1"


def test_a_connection_that_the_server_has_ended_is_not_used(
    connection: Any, watcher: psycopg.Connection[Any]
) -> None:
    pid = own_id(connection)
    connection.close_if_unusable_or_obsolete()
    watcher.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    assert own_id(connection) != pid


def test_a_bound_value_is_no_part_of_the_statement(
    connection: Any, watcher: psycopg.Connection[Any]
) -> None:
    text = "不是语句的一部分' OR 1=1"
    with connection.bound_cursor() as cursor:
        cursor.execute("SELECT %s::text", [text])
        assert cursor.fetchone() == (text,)
        cursor.execute("SELECT pg_backend_pid(), %s::text", [text])
        pid = cursor.fetchone()[0]
    assert asked_last(watcher, pid) == "SELECT pg_backend_pid(), $1::text"


def test_a_long_value_is_compressed_quickly(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE paper (document jsonb)")
        document = json.dumps({"text": "学用结合不够紧密。" * 1000})
        cursor.execute("INSERT INTO paper VALUES (%s)", [document])
        cursor.execute("SELECT pg_column_compression(document) FROM paper")
        assert cursor.fetchone() == ("lz4",)
