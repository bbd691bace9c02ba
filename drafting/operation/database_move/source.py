"""The SQLite database that is left: opened for this process alone, looked over, and only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from drafting import VERSION
from drafting.monitoring import schema
from drafting.operation.database_move.refusal import MoveRefused
from drafting.operation.database_move.tables import Table, unknown_tables

_ENGINE: Final = "django.db.backends.sqlite3"
_ALIAS: Final = "former"
_PATIENCE: Final = 5  # seconds, for a program that is just ending


@contextmanager
def opened(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """The database in a file, which no other program has open meanwhile. Raises MoveRefused."""
    if not path.is_file():
        raise MoveRefused(
            f"没有找到 SQLite 数据库文件 {path}，请在命令后面写上它的路径："
            "manage.py move_database 文件。"
        )
    # with this a database in WAL mode is refused also to those who only have it open
    options = {"timeout": _PATIENCE, "init_command": "PRAGMA locking_mode=EXCLUSIVE"}
    settings = {"default": {"ENGINE": _ENGINE, "NAME": str(path), "OPTIONS": options}}
    wanted = connections.configure_settings(settings)["default"]
    database: BaseDatabaseWrapper = load_backend(_ENGINE).DatabaseWrapper(wanted, _ALIAS)
    # Django reads by this name what migrations it has had
    connections[_ALIAS] = database
    try:
        _take(database, path)
        yield database
    finally:
        database.close()
        del connections[_ALIAS]


def _take(database: BaseDatabaseWrapper, path: Path) -> None:
    try:
        with database.cursor() as cursor:
            cursor.execute("BEGIN EXCLUSIVE")
            cursor.execute("PRAGMA quick_check(1)")
            if cursor.fetchone() != ("ok",):
                raise MoveRefused(_damaged(path))
    except DatabaseError as error:
        if "locked" in str(error):
            raise MoveRefused(
                f"{path} 还有程序在用，没有搬：请先停止照镜（网页服务、后台任务、定时任务），再运行一次。"
            ) from None
        if "readonly" in str(error) or "unable to open" in str(error):
            raise MoveRefused(f"{path} 无法打开，请检查文件和它所在目录的权限。") from None
        raise MoveRefused(_damaged(path)) from None


def _damaged(path: Path) -> str:
    return f"{path} 已损坏或不是数据库，没有搬；请用备份恢复（manage.py restore）以后再搬。"


def look_over(database: BaseDatabaseWrapper, known: list[Table]) -> None:
    """Raise MoveRefused where the database has another form than this version's, or rows that
    would get lost."""
    names = database.introspection.table_names()
    if "django_migrations" not in names:
        raise MoveRefused("这个文件里没有照镜的数据，没有搬；请检查路径。")
    if pending := schema.pending(database):
        raise MoveRefused(
            f"SQLite 数据库来自较旧的版本（还差 {len(pending)} 项更新），没有搬；"
            "请先用这个版本在 SQLite 上运行一次 manage.py migrate。"
        )
    if schema.unknown(schema.applied(database)):
        raise MoveRefused(
            f"SQLite 数据库由更新的版本用过，现在的程序是 {VERSION}，没有搬；请换用那个版本的照镜。"
        )
    for name in unknown_tables(names, known):
        with database.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {database.ops.quote_name(name)} LIMIT 1")  # noqa: S608 - the engine has quoted the name
            if cursor.fetchone():
                raise MoveRefused(
                    f"SQLite 数据库里有照镜不认识的表 {name}，没有搬；"
                    "请先看清它是谁的，不要的删去，再运行一次。"
                )
    with database.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        if row := cursor.fetchone():
            raise MoveRefused(
                f"SQLite 数据库的表 {row[0]} 里有一行指向 {row[2]} 里不存在的内容（rowid {row[1]}），"
                "没有搬；请用完好的备份恢复以后再搬，或把这一句告诉维护照镜的人。"
            )


def highest_numbers(database: BaseDatabaseWrapper) -> dict[str, int]:
    """The highest number that each table has ever given, also to rows that are gone."""
    with database.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return {str(name): int(number) for name, number in cursor.fetchall()}
