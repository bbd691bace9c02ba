"""Everything put under the key that is written with now, or under none, while people write.

A batch is a transaction that waits for nobody: on PostgreSQL rows that somebody is just writing are
passed over, on SQLite the batch is the only writer; and a row is changed only where it still holds
what was read. What was passed over is found by the next round. What is done is told by the rows
themselves, so a run that was killed is simply begun again.
"""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import connection, transaction

from drafting.jobs.storage import private_storage
from drafting.operation.text_keys.columns import Column, Params, SealedTable, sealed_tables
from drafting.operation.text_keys.counting import PLAIN, file_names, key_of_file
from drafting.operation.text_keys.refusal import KeysNotChanged
from drafting.review.models import ReviewEvent
from drafting.sealing.keyring import KeyMissing, writing_key
from drafting.sealing.keys import Unsealable
from drafting.sealing.models import Resealing

#: Rows of a batch, and seconds between two batches, in which others write.
AT_ONCE: Final = 20
PAUSE: Final = 0.03
#: Rounds after which rows that others write all the time are left.
MOST_ROUNDS: Final = 10

Tell = Callable[[str, int], None]


@dataclass(slots=True)
class Exchanged:
    """How much was put under the key, of texts and files; ``unreadable`` counts by table what was left,
    since its key is missing or it is damaged."""

    texts: int = 0
    files: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)


def exchange(tell: Tell) -> Exchanged:
    """Put everything under the key that is written with now. ``tell`` is called with what is being
    done and how much of it is, every now and then."""
    done = Exchanged()
    for table in sealed_tables():
        done.texts += _Table(table, done.unreadable, tell).run()
    done.files = _files(done.unreadable, tell)
    return done


class _Table:
    def __init__(self, table: SealedTable, unreadable: Counter[str], tell: Tell) -> None:
        self.table, self.unreadable, self._tell = table, unreadable, tell
        self._done = 0
        self._left: set[Any] = set()

    def run(self) -> int:
        """Rounds until one finds nothing to change; how many texts were changed."""
        for _ in range(MOST_ROUNDS):
            if not self._round():
                break
        self.unreadable[self.table.label] += len(self._left)
        return self._done

    def _round(self) -> int:
        """How many rows were met that could be changed."""
        last: Any = None
        met = 0
        while True:
            with transaction.atomic(), _permitted(self.table):
                rows = self._next(last)
                met += sum(self._change(row) for row in rows)
            if not rows:
                return met
            last = rows[-1][0]
            self._tell(self.table.label, self._done)
            time.sleep(PAUSE)

    def _next(self, last: Any) -> list[tuple[Any, ...]]:
        table = self.table
        wanted, params = [], list[Any]()
        for column in table.columns:
            condition, its = _otherwise(column)
            wanted.append(condition)
            params += its
        where = f"({' OR '.join(wanted)})"
        if last is not None:
            where, params = f"{where} AND {table.key} > %s", [*params, last]
        names = ", ".join(column.name for column in table.columns)
        skip = " FOR NO KEY UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {table.key}, {names} FROM {table.name} WHERE {where} "  # noqa: S608 - names quoted by the engine
                f"ORDER BY {table.key} LIMIT {AT_ONCE}{skip}",
                params,
            )
            return list(cursor.fetchall())

    def _change(self, row: tuple[Any, ...]) -> bool:
        """Whether the row could be changed, or was by somebody else."""
        key, *values = row
        try:
            changed = [
                (column, raw, column.stored(column.read(raw)))
                for column, raw in zip(self.table.columns, values, strict=True)
                if not column.empty(raw) and not _as_wanted(column, raw)
            ]
        except (KeyMissing, Unsealable):
            self._left.add(key)
            return False
        if not changed:
            return False
        sets = ", ".join(f"{column.name} = %s" for column, _, _ in changed)
        same = " AND ".join(column.equals() for column, _, _ in changed)
        params = [*(new for *_, new in changed), key, *(raw for _, raw, _ in changed)]
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.table.name} SET {sets} WHERE {self.table.key} = %s AND {same}",  # noqa: S608 - names quoted by the engine
                params,
            )
            if cursor.rowcount:
                self._done += len(changed)
        return True


def _otherwise(column: Column) -> tuple[str, Params]:
    """That a column is not under the key that is written with."""
    key = writing_key()
    if key is None:
        return column.begins()
    condition, params = column.begins(key.id)
    return f"({column.says()} AND NOT {condition})", params


def _as_wanted(column: Column, raw: Any) -> bool:
    key = writing_key()
    mark = "zjs1" if key is None else f"zjs1:{key.id}:"
    if column.binary:
        begins = bytes(raw).startswith(b"zjs1" + (bytes.fromhex(key.id) if key else b""))
    else:
        begins = str(raw).startswith(('"' if column.json else "") + mark)
    return begins if key is not None else not begins


@contextlib.contextmanager
def _permitted(table: SealedTable) -> Iterator[None]:
    """Within it the record of reviews lets its notes be sealed anew."""
    if table.model is not ReviewEvent:
        yield
        return
    permit = Resealing.objects.create()
    yield
    permit.delete()


def _files(unreadable: Counter[str], tell: Tell) -> int:
    key = writing_key()
    wanted = key.id if key is not None else PLAIN
    done = 0
    for name in file_names():
        if key_of_file(name) in (None, wanted):
            continue
        try:
            _exchange_file(name)
        except FileNotFoundError:  # deleted just now
            continue
        except (KeyMissing, Unsealable):
            unreadable["文件"] += 1
            continue
        done += 1
        tell("文件", done)
    return done


def _exchange_file(name: str) -> None:
    files = private_storage()
    with files.open(name) as stream:
        content = stream.read()
    try:
        kept_as = files.save(name, ContentFile(content))
    except OSError:
        raise KeysNotChanged(
            "文件写不进私有文件目录，请检查磁盘空间和权限，再运行一次；已经做完的不会重做。"
        ) from None
    if kept_as != name:
        files.delete(kept_as)
        raise KeysNotChanged(
            "存放文件的服务不能用同样的名称覆盖文件，文件没有改动；S3 请设 file_overwrite。"
        )
