"""Statements that the server is told once for each connection and then asked for by name: to read
and plan one takes it longer than to answer it (docs/decisions/0053)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from psycopg import Connection, errors, generators
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

#: What the server says where it does not know the name (a pooler before it has given this
#: connection another server process), or where a column has got another type since. Nothing was
#: carried out then.
_OUT_OF_DATE: Final = (errors.InvalidSqlStatementName, errors.FeatureNotSupported)
#: How often that may happen on a connection until nothing is asked by name on it any more.
_PATIENCE: Final = 3

#: What was found, and how many rows that were or were changed.
Answer = tuple[list[tuple[Any, ...]], int]


@lru_cache(maxsize=512)
def _named(sql: str) -> tuple[bytes, bytes]:
    """A name, and the statement as the server takes it. The name follows from the statement: one
    that somebody else has told the server under it is the same."""
    number = iter(range(1, 1 + sql.count("%")))
    text = re.sub(
        "%(.)", lambda found: "%" if found[1] == "%" else f"${next(number)}", sql
    ).encode()
    return b"zj" + sha256(text).hexdigest()[:32].encode(), text


class Statements:
    """Those of one connection."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection
        self._told: set[bytes] = set()
        self._failed = 0
        self._transformer = Transformer(connection)

    def run(self, sql: str, values: Sequence[Any], most: int = 0) -> Answer | None:
        """Carry out a statement with ``%s`` for each value; reads at most so many rows where
        ``most`` is given. None, and nothing done, where it is not to be asked by name: within a
        transaction, where a failure would end it, or where the server keeps forgetting. Raises
        what psycopg raises.
        """
        link = self.connection.pgconn
        if self._failed >= _PATIENCE or link.transaction_status != TransactionStatus.IDLE:
            return None
        name, text = _named(sql)
        formats = [PyFormat.TEXT] * len(values)
        given = self._transformer.dump_sequence(values, formats)
        try:
            if name not in self._told:
                self._tell(name, text)
            link.send_query_prepared(name, given)
            return self._answer(self._wait(), most)
        except _OUT_OF_DATE:
            self._failed += 1
            self._forget(name)
            return None

    def _tell(self, name: bytes, text: bytes) -> None:
        self.connection.pgconn.send_prepare(name, text)
        # by whom a pooler lent the same server process to before
        with suppress(errors.DuplicatePreparedStatement):
            self._wait()
        self._told.add(name)

    def _forget(self, name: bytes) -> None:
        self._told.discard(name)
        self.connection.pgconn.send_query(b"DEALLOCATE " + name)
        with suppress(errors.InvalidSqlStatementName):  # it was not there
            self._wait()

    def _wait(self) -> PGresult:
        """The server's answer. Raises what psycopg raises for it."""
        result: PGresult = self.connection.wait(generators.execute(self.connection.pgconn))[-1]
        if result.status == ExecStatus.FATAL_ERROR:
            raise errors.error_from_result(result, encoding=self._transformer.encoding)
        return result

    def _answer(self, result: PGresult, most: int) -> Answer:
        if result.status != ExecStatus.TUPLES_OK:
            return [], result.command_tuples or 0
        number = min(result.ntuples, most) if most else result.ntuples
        self._transformer.set_pgresult(result)
        rows: list[tuple[Any, ...]] = self._transformer.load_rows(0, number, tuple)
        self._transformer.set_pgresult(None)  # nothing that was read is kept
        return rows, result.ntuples
