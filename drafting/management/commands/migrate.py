"""Django's migrate, which on PostgreSQL waits for nobody for long and nobody for it: a program that is still running
may hold what it needs, or both wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any, Final

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from drafting.requests.outages import Outage, outage_of

#: Seconds that a migration waits for a table; whoever asks for it meanwhile stands behind it.
PATIENCE: Final = 5
#: How often it is tried again, and after how many seconds.
AGAIN: Final = 6
PAUSE: Final = 5

_HELD: Final = "别的程序正用着要改的表，{seconds} 秒后接着做。"
_STILL_HELD: Final = (
    "别的程序一直用着要改的表，没有做完；做完的都在，库没有坏。"
    "请停止照镜的全部服务，再运行一次 migrate，会从这里接着做。"
)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Each migration is a transaction of its own, so that another try goes on where this one ended."""
        connection = connections[options["database"]]
        if connection.vendor != "postgresql" or connection.in_atomic_block:
            super().handle(*args, **options)
            return
        for left in reversed(range(AGAIN + 1)):
            try:
                with _patient(connection):
                    super().handle(*args, **options)
                return
            except DatabaseError as error:
                if outage_of(error) is not Outage.BUSY:
                    raise
                if not left:
                    raise CommandError(_STILL_HELD, returncode=2) from error
                self.stderr.write(_HELD.format(seconds=PAUSE))
                sleep(PAUSE)


@contextmanager
def _patient(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within the block this connection waits ``PATIENCE`` seconds for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{PATIENCE}s"])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
