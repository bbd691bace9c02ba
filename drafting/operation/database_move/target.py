"""The PostgreSQL database of DATABASE_URL: refused unless it is empty, filled with COPY."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import psycopg
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, NotSupportedError, connection
from psycopg import sql

from drafting.embedded import preflight
from drafting.embedded.start_refusals import StartRefused
from drafting.operation.database_move.refusal import MoveRefused
from drafting.operation.database_move.tables import Reader, Sum, Table

#: Of this command; two at once on one server are refused.
_LOCK: Final = 0x7A6A6D76
_PLACE: Final = re.compile(r"COPY \w+, line (\d+)(?:, column (\w+))?")
_UNTOUCHED: Final = "目标数据库没有改动"


def look_over() -> None:
    """Raise MoveRefused where DATABASE_URL names no PostgreSQL, or one that cannot be reached or is
    not empty."""
    if connection.vendor != "postgresql":
        raise MoveRefused(
            "DATABASE_URL 现在指向 SQLite，没有搬；请把它设成新的数据库：postgres://用户名:密码@地址:端口/数据库名。"
        )
    try:
        connection.ensure_connection()
    except NotSupportedError as error:
        raise MoveRefused(f"PostgreSQL 的版本太旧，没有搬：{error}") from None
    except DatabaseError:
        pass  # said in the next line
    try:
        preflight.check_database(connection.settings_dict)
    except StartRefused as refusal:
        raise MoveRefused(str(refusal)) from None
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        if cursor.fetchone() != ("UTF8",):
            raise MoveRefused(
                "目标数据库的编码不是 UTF8，没有搬；请用 createdb -E UTF8 -T template0 新建一个。"
            )


def require_empty() -> None:
    """Inside the transaction: nobody else moves, and nothing is there. Raises MoveRefused."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if cursor.fetchone() != (True,):
            raise MoveRefused("另一次搬迁正在进行，请等它结束。")
    if names := connection.introspection.table_names():
        raise MoveRefused(
            f"目标数据库不是空的（已有 {len(names)} 张表），没有搬；请换一个新建的空数据库。"
        )


@contextmanager
def database_faults() -> Iterator[None]:
    """What PostgreSQL refuses on the way, said in one sentence."""
    try:
        yield
    except (DatabaseError, psycopg.Error) as error:
        raise MoveRefused(_sentence(error)) from None


def _sentence(error: Exception) -> str:
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    state = getattr(cause, "sqlstate", None) or ""
    if state == "42501":
        return (
            f"数据库账号不能建表，{_UNTOUCHED}；"
            "请由数据库管理员执行 ALTER DATABASE 数据库 OWNER TO 账号，再运行一次。"
        )
    if state.startswith("53"):
        return f"数据库服务器的磁盘、内存或连接数不够，{_UNTOUCHED}；请腾出空间，再运行一次。"
    if not state or state.startswith(("08", "57")):
        return f"和数据库服务器的连接断了，没有搬完，{_UNTOUCHED}；请看数据库服务，再运行一次。"
    return f"PostgreSQL 没有接受（{type(cause).__name__}，{state}），{_UNTOUCHED}；请把这一句告诉维护照镜的人。"


def make_tables(tables: Sequence[Table]) -> None:
    """Migrate, and take away the rows that migrations bring: those of the source come instead."""
    call_command("migrate", verbosity=0, interactive=False)
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql.SQL("TRUNCATE {}").format(names))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def fill(table: Table, reader: Reader) -> Sum:
    """Copy every row of a table; the sum of what was sent. Raises MoveRefused."""
    whole, keys = Sum(), list[object]()
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    try:
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in reader.rows():
                whole.add(reader.told(row))
                keys.append(row[0])
                copy.write_row(row)
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        raise MoveRefused(_refused_row(table, keys, error)) from None
    return whole


def _refused_row(table: Table, keys: Sequence[object], error: psycopg.Error) -> str:
    """Which row it was, by its key; never what stands in it."""
    place = _PLACE.match(error.diag.context or "")
    line = int(place[1]) if place else len(keys)
    column = f"的 {place[2]} 栏" if place and place[2] else ""
    key = keys[line - 1] if 0 < line <= len(keys) else "?"
    why = "违反约束" if isinstance(error, psycopg.IntegrityError) else "太长、太大或含有空字符"
    return (
        f"表 {table.name}（{table.label}）里编号 {key} 的一行{column}存不进 PostgreSQL（{why}），"
        f"{_UNTOUCHED}；请在原来的照镜里改正这一项，再运行一次。"
    )


def set_numbers(tables: Sequence[Table], highest: Mapping[str, int]) -> None:
    """Let each table count on from the highest number that it has ever given."""
    with connection.cursor() as cursor:
        for table in tables:
            if not table.counted:
                continue
            name, column = sql.Identifier(table.name), sql.Identifier(table.counted)
            cursor.execute(sql.SQL("SELECT coalesce(max({}), 0) FROM {}").format(column, name))
            row = cursor.fetchone()
            last = max(row[0] if row else 0, highest.get(table.name, 0))
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
                [connection.ops.quote_name(table.name), table.counted, max(last, 1), last > 0],
            )


def require_whole() -> None:
    """Have the references looked at that PostgreSQL looks at last. Raises MoveRefused."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        diag = getattr(error.__cause__, "diag", None)
        name = getattr(diag, "table_name", None) or "?"
        raise MoveRefused(
            f"表 {name} 里有一行指向不存在的内容，{_UNTOUCHED}；请把这一句告诉维护照镜的人。"
        ) from None


def refresh_statistics() -> None:
    """Have PostgreSQL look at what it got, so that its first plans are good ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
