"""What is looked at before anything is started, so that each hindrance gets one sentence."""

import contextlib
import errno
import fcntl
import socket
import sqlite3
import tempfile
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ImproperlyConfigured

from drafting.embedded import paths
from drafting.embedded.reasons import reason
from drafting.embedded.redis import answers
from drafting.embedded.start_refusals import StartRefused

# Reading every page of a larger database would hold up the start by seconds.
LARGEST_CHECKED = 200 * 1024 * 1024  # bytes


def check_directory(directory: Path) -> None:
    """Refuse a data directory in which no file can be made."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        raise StartRefused(
            f"数据目录 {directory} 无法写入（{reason(error)}），请检查权限和剩余空间。"
        ) from None


def check_port(host: str, port: int) -> None:
    """Refuse an address on which nobody can listen, or on which somebody already does."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            # On some systems binding beside a listening socket succeeds; listening does not.
            trial.listen(1)
    except PermissionError:
        raise StartRefused(
            f"没有权限使用端口 {port}，请用 PORT=8001 这样的环境变量换一个 1024 以上的端口。"
        ) from None
    except socket.gaierror:
        raise StartRefused(f"地址 {host} 无法识别，请检查环境变量 HOST。") from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise StartRefused(f"这台机器没有地址 {host}，请检查环境变量 HOST。") from None
        raise StartRefused(
            f"端口 {port} 已被占用，请用 PORT=8001 这样的环境变量换一个端口。"
        ) from None


def hold_lock(directory: Path) -> IO[str]:
    """Take the lock of this installation and give it back as an open file; refuse a second group on
    the same data."""
    try:
        paths.make_private(directory)
    except ImproperlyConfigured as error:
        raise StartRefused(str(error)) from None
    lock = (directory / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise StartRefused(
            "照镜已经在这个数据目录上运行，请先停止它，或用 ZHAOJING_VAR 指定另一个目录。"
        ) from None
    return lock


def check_sqlite(name: str) -> None:
    """Refuse a database file that is no database, is damaged, cannot be written or is held by
    another program."""
    path = Path(name)
    check_directory(path.parent)
    try:
        with contextlib.closing(
            sqlite3.connect(path, timeout=3, isolation_level=None)
        ) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            if path.stat().st_size <= LARGEST_CHECKED:
                answer = connection.execute("PRAGMA quick_check(1)").fetchone()
                if answer != ("ok",):
                    raise sqlite3.DatabaseError(answer)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StartRefused(f"数据库文件 {path} 正被别的程序占用，请先关闭它。") from None
        raise StartRefused(f"数据库文件 {path} 无法打开或写入，请检查权限。") from None
    except sqlite3.DatabaseError:
        raise StartRefused(
            f"数据库文件 {path} 已损坏或不是数据库，请用备份恢复，或移走后重新启动。"
        ) from None


def check_database(settings: dict[str, Any]) -> None:
    """Refuse a database that cannot be used; `settings` is one entry of Django's DATABASES."""
    if settings["ENGINE"].endswith("sqlite3"):
        check_sqlite(str(settings["NAME"]))
        return
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError:
        raise StartRefused(
            "无法连接 DATABASE_URL 指定的数据库，请检查地址、账号和数据库服务。"
        ) from None


def check_redis(url: str) -> None:
    """Refuse a Redis of REDIS_URL that does not answer. The URL is not repeated: it may hold a
    password."""
    if not answers(url, timeout=3):
        raise StartRefused("无法连接 REDIS_URL 指定的 Redis，请检查地址、密码和 Redis 服务。")
