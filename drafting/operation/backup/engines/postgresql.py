"""PostgreSQL: its own pg_dump and pg_restore. A copy becomes a new database first, and takes the
place of the present one only when it is whole; that one is kept under another name."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from django.db import connection, connections
from django.db.backends.postgresql.client import DatabaseClient
from psycopg import sql

from drafting.operation.backup.refusal import BackupRefused

#: A trial needs the right to make databases and as much disk as the database has.
TRIED: Final = False
_SETTINGS: Final = ("dbname", "user", "password", "host", "port", "connect_timeout")
_COUNT: Final = (
    "SELECT quote_ident(tablename), tablename FROM pg_tables WHERE schemaname = 'public'"
    " ORDER BY tablename"
)


def _connected(name: str | None = None) -> psycopg.Connection[Any]:
    """A connection of our own to the database, or to another one of its server."""
    given = connection.get_connection_params()
    wanted = {
        key: value
        for key, value in given.items()
        if key in _SETTINGS or key.startswith(("ssl", "keepalives"))
    }
    try:
        return psycopg.connect(**{**wanted, **({"dbname": name} if name else {})}, autocommit=True)
    except psycopg.Error:
        raise BackupRefused("连不上数据库，请检查 DATABASE_URL、账号和数据库服务。") from None


def _run(program: str, options: Sequence[str], name: str = "") -> None:
    """Run a program of PostgreSQL on the database, or on another one of its server."""
    if shutil.which(program) is None:
        raise BackupRefused(
            f"没有找到 {program}，请安装 PostgreSQL 的客户端（Debian：apt install postgresql-client）。"
        )
    settings = {**connection.settings_dict, **({"NAME": name} if name else {})}
    (_psql, *place), environment = DatabaseClient.settings_to_cmd_args_env(settings, [])
    *where, database = place
    done = subprocess.run(
        [program, "--no-password", *where, "-d", database, *options],
        env={**os.environ, **(environment or {}), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise BackupRefused(f"{program} 没有做完：{_reason(done.stderr)}")


def _reason(said: bytes) -> str:
    """The one line of the program's complaint that says most, without what a row holds."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines()]
    errors = [line for line in lines if "error:" in line and "DETAIL" not in line]
    if any("server version mismatch" in line for line in lines):
        return "客户端比数据库服务器旧，请安装不低于服务器版本的 PostgreSQL 客户端。"
    return (errors or lines or ["没有说明原因"])[0][:200]


def snapshot(path: Path) -> Mapping[str, int]:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with _connected() as reader:
        # the rows are counted in the very state that is dumped
        reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = reader.execute("SELECT pg_export_snapshot()").fetchone()
        counts = _counts(reader)
        _run("pg_dump", ["-Fc", "--snapshot", row[0] if row else "", "-f", str(path)])
    return counts


def _counts(database: psycopg.Connection[Any]) -> dict[str, int]:
    found = {}
    for _quoted, table in database.execute(_COUNT).fetchall():
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", table))
        row = database.execute(count).fetchone()
        found[table] = row[0] if row else 0
    return found


def readable(path: Path) -> None:
    if shutil.which("pg_restore") is None:
        return
    done = subprocess.run(["pg_restore", "--list", path], capture_output=True, check=False)
    if done.returncode:
        raise BackupRefused("备份里的数据库读不出来，请换一份备份。")


def trial(path: Path, counts: Mapping[str, int]) -> None:
    with _connected("postgres") as server, _restored(server, path, counts):
        pass


@contextmanager
def _restored(
    server: psycopg.Connection[Any], path: Path, counts: Mapping[str, int]
) -> Iterator[str]:
    """A new database with the copy, whole; it is deleted afterwards unless it got another name."""
    name = f"zhaojing_new_{secrets.token_hex(6)}"
    made = sql.Identifier(name)
    try:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(made))
    except psycopg.Error:
        raise BackupRefused(
            "数据库账号不能建立新的数据库；请由数据库管理员执行 ALTER ROLE 账号 CREATEDB，再试一次。"
        ) from None
    try:
        _run("pg_restore", ["--exit-on-error", "--no-owner", "-1", str(path)], name)
        with _connected(name) as there:
            if _counts(there) != dict(counts):
                raise BackupRefused("恢复出来的行数和备份时不一样，请换一份备份。")
        yield name
    finally:
        _drop(server, name)


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    """Delete a database of ours, if it is there. PostgreSQL itself ends an autovacuum in it, which
    an ordinary account may not do (`WITH (FORCE)` would ask for that)."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    try:
        try:
            server.execute(drop)
        except psycopg.errors.ObjectInUse:
            server.execute(drop + sql.SQL(" WITH (FORCE)"))
    except psycopg.Error as error:
        raise BackupRefused(
            f"临时的数据库 {name} 没能删去（{error.sqlstate}），里面有材料正文，请用 dropdb 删去它，再试一次。"
        ) from None


def replace(path: Path, counts: Mapping[str, int], stamp: str) -> str:
    present = str(connection.settings_dict["NAME"])
    before = f"{present[:40]}_before_{stamp.replace('-', '_')}"
    connections.close_all()
    with _connected("postgres") as server, _restored(server, path, counts) as new:
        allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        name = sql.Identifier(present)
        try:
            server.execute(allow.format(name, sql.SQL("false")))
            _end_sessions(server, present)
            with server.transaction():
                _rename(server, present, before)
                _rename(server, new, present)
            name = sql.Identifier(before)
        except psycopg.Error as error:
            raise BackupRefused(
                f"新的数据库没能换上（{error.sqlstate}），原来的没有变；请停止照镜以后再试一次。"
            ) from None
        finally:
            server.execute(allow.format(name, sql.SQL("true")))
    return before


def _end_sessions(server: psycopg.Connection[Any], name: str) -> None:
    """End who is connected to a database, as far as our account may; an autovacuum has no account,
    and PostgreSQL ends it where the database is renamed."""
    server.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = %s AND pg_has_role(usesysid, 'MEMBER')",
        [name],
    )


def _rename(server: psycopg.Connection[Any], old: str, new: str) -> None:
    command = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    server.execute(command.format(sql.Identifier(old), sql.Identifier(new)))
