"""What an error says of the ground under the application: database or disk away, full, read-only or
busy, the service that keeps files away, or the key of encrypted texts missing."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import DatabaseError, InterfaceError, OperationalError

from drafting.jobs.storage import StorageAway
from drafting.sealing.keyring import KeyMissing
from drafting.sealing.keys import Unsealable


class Outage(StrEnum):
    """Why nothing can be read or stored just now; each passes, with or without an administrator."""

    AWAY = "away"
    FULL = "full"
    READ_ONLY = "readonly"
    BUSY = "busy"
    LOCKED = "locked"
    FILES = "files"

    @property
    def sentence(self) -> str:
        """The reason in words, to be followed by a comma."""
        return {
            Outage.AWAY: "数据库暂时连不上",
            Outage.FULL: "服务器的磁盘已满",
            Outage.READ_ONLY: "数据库现在只能读、不能写",
            Outage.BUSY: "数据库正忙",
            Outage.LOCKED: "服务器现在读不出加密的文字",
            Outage.FILES: "存放文件的服务暂时连不上",
        }[self]


#: PostgreSQL's codes (SQLSTATE), by the longest beginning that fits. A missing code is a connection
#: that was never made.
_POSTGRESQL = {
    "08": Outage.AWAY,  # connection exceptions
    "25006": Outage.READ_ONLY,
    "28": Outage.AWAY,  # not let in: the password was changed under us
    "3D": Outage.AWAY,  # no such database: it is being restored
    "40": Outage.BUSY,  # serialization failure, deadlock
    "53": Outage.AWAY,  # too many connections, out of memory
    "53100": Outage.FULL,
    "55": Outage.BUSY,  # a lock that was not to be had
    "57": Outage.AWAY,  # shut down, crashed, starting
    "58": Outage.AWAY,  # the system's own errors
}
#: SQLite's codes by name; an extended one (SQLITE_IOERR_WRITE) begins with its plain one.
_SQLITE = {
    "SQLITE_BUSY": Outage.BUSY,
    "SQLITE_LOCKED": Outage.BUSY,
    "SQLITE_FULL": Outage.FULL,
    "SQLITE_READONLY": Outage.READ_ONLY,
    "SQLITE_IOERR": Outage.AWAY,
    "SQLITE_CANTOPEN": Outage.AWAY,
    "SQLITE_PROTOCOL": Outage.BUSY,
}
_SYSTEM = {
    errno.ENOSPC: Outage.FULL,
    errno.EDQUOT: Outage.FULL,
    errno.EFBIG: Outage.FULL,
    errno.EROFS: Outage.READ_ONLY,
}


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage that an error comes from, itself or one that it was raised over; None where it is
    a fault of the program."""
    return next((found for one in _chain(error) if (found := _outage(one))), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _outage(error: BaseException) -> Outage | None:
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_database(error)
    if isinstance(error, KeyMissing | Unsealable):
        return Outage.LOCKED
    if isinstance(error, StorageAway):
        return Outage.FILES
    return _SYSTEM.get(error.errno or 0) if isinstance(error, OSError) else None


def _of_database(error: Exception) -> Outage | None:
    """Django raises its own classes over those of the driver, which know the code."""
    driver = error.__cause__
    if name := getattr(driver, "sqlite_errorname", ""):
        return next((found for code, found in _SQLITE.items() if name.startswith(code)), None)
    code = getattr(driver, "sqlstate", None)
    if code:
        return _POSTGRESQL.get(code) or _POSTGRESQL.get(code[:2])
    # the driver's own words: no connection to be had from server or pool, or one that broke
    connecting = isinstance(error, OperationalError | InterfaceError)
    return Outage.AWAY if connecting and type(driver).__module__.startswith("psycopg") else None
