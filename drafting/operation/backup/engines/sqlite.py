"""SQLite: VACUUM INTO for the copy, the backup interface for bringing it back; both hold no writer
up for long and need nobody to stop."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from django.db import connection, connections

from drafting.operation.backup.refusal import BackupRefused

TRIED: Final = True
_PATIENCE: Final = 20  # seconds, for a writer to end
_UNREADABLE: Final = "备份里的数据库读不出来，或者不完整，请换一份备份。"


def _file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", timeout=_PATIENCE, uri=True)


def snapshot(path: Path) -> Mapping[str, int]:
    try:
        _copy(_file(), path)
        with closing(_opened(path, "ro")) as made:
            return _counts(made)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise BackupRefused("磁盘空间不够，没有备份，请腾出空间。") from None
        raise BackupRefused(
            f"数据库文件 {_file()} 读不出来（{error}），没有备份；"
            "请运行 manage.py doctor 看数据库是否完好。"
        ) from None


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(_opened(source, "rw")) as present:
        present.execute("VACUUM INTO ?", [str(target)])


def _counts(database: sqlite3.Connection) -> dict[str, int]:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names of its own tables
        for (name,) in tables.fetchall()
        if not name.startswith("sqlite_")
    }


def trial(path: Path, counts: Mapping[str, int]) -> None:
    """The copy is a database already; it is read through."""
    try:
        with closing(_opened(path, "ro")) as made:
            whole = made.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            if whole and _counts(made) == dict(counts):
                return
    except sqlite3.Error:
        pass
    raise BackupRefused(_UNREADABLE)


def readable(path: Path) -> None:
    try:
        with closing(_opened(path, "ro")) as made:
            made.execute("SELECT count(*) FROM django_migrations").fetchone()
    except sqlite3.Error:
        raise BackupRefused(_UNREADABLE) from None


def replace(path: Path, counts: Mapping[str, int], stamp: str) -> str:
    trial(path, counts)
    connections.close_all()
    present = _file()
    present.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = present.with_name(f"{present.name}.before-{stamp}")
    if present.exists():
        try:
            _copy(present, before)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") not in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
                before.unlink(missing_ok=True)
                raise BackupRefused(
                    f"现在的数据库无法先留一份（{error}），没有恢复；请检查磁盘空间，"
                    "并停止正在使用它的程序。"
                ) from None
            # damaged: it is put aside as it is, with its log
            for ending in ("", "-wal", "-shm"):
                if (file := Path(f"{present}{ending}")).exists():
                    file.replace(f"{before}{ending}")
    try:
        with closing(_opened(path, "ro")) as good, closing(_opened(present, "rwc")) as target:
            good.backup(target)
    except sqlite3.Error as error:
        raise BackupRefused(
            f"数据库没有恢复（{error}），原来的内容没有变；请停止照镜以后再试一次。"
        ) from None
    os.chmod(present, 0o600)
    return str(before) if before.exists() else ""
