"""The connection that Django makes of the ENGINE."""

from __future__ import annotations

import select
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper

from drafting.postgresql.statements import Answer, Statements

if TYPE_CHECKING:
    # the stubs know less of it than is documented
    _Django: Any = object
else:
    _Django = base.DatabaseWrapper

#: Seconds in which a connection that was used is taken to be there still, where nothing has come in
#: on it: a server that ends says so, or its system does.
_FRESH: Final = 10.0
#: PostgreSQL's own compression is a third of the UPDATE of a paper; a server that was built without
#: the other one, or set to one, keeps it.
_QUICK_COMPRESSION: Final = """
SELECT set_config(name, 'lz4', false) FROM pg_settings
WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals) AND source = 'default'
"""


class DatabaseWrapper(_Django):
    """Asks the server whether it is there (CONN_HEALTH_CHECKS) only after a pause, or where the
    connection has something to tell: each save would pay for it else."""

    health_check_done: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._used = -_FRESH
        # by connection: one of a pool comes back to whoever asks first
        self._statements: WeakKeyDictionary[Any, Statements] = WeakKeyDictionary()

    def create_cursor(self, name: str | None = None) -> Any:
        self._used = monotonic()
        return super().create_cursor(name)

    def bound_cursor(self) -> CursorWrapper:
        """A cursor that sends values beside the statement instead of within it, so that nobody
        quotes a whole paper and reads it out of its quotation marks."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        self._used = monotonic()
        with self.wrap_database_errors:
            cursor: CursorWrapper = self._prepare_cursor(
                base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]
            )
            return cursor

    def run_by_name(self, sql: str, values: Sequence[Any], most: int = 0) -> Answer | None:
        """Carry out a statement of which the server keeps the plan; ``Statements.run`` says with
        what. None, and nothing done, where a cursor has to: within a transaction, where somebody
        looks at the statements, or where the server cannot keep them."""
        if self.in_atomic_block or self.execute_wrappers or self.queries_logged:
            return None
        self.validate_thread_sharing()
        self.close_if_health_check_failed()
        self.ensure_connection()
        if not self.autocommit:
            return None
        self._used = monotonic()
        with self.wrap_database_errors:
            known = self._statements.get(self.connection)
            if known is None:
                known = self._statements[self.connection] = Statements(self.connection)
            return known.run(sql, values, most)

    def close_if_health_check_failed(self) -> None:
        enabled = self.connection is not None and self.health_check_enabled
        if enabled and not self.health_check_done and self._is_fresh():
            self.health_check_done = True
        super().close_if_health_check_failed()

    def _is_fresh(self) -> bool:
        return monotonic() - self._used < _FRESH and not self._has_news()

    def _has_news(self) -> bool:
        """Whether something came in that nobody has read: a last word, or the end."""
        if self.connection.closed:
            return True
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return bool(poll.poll(0))

    def _configure_connection(self, connection: Any) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(_QUICK_COMPRESSION)
        super()._configure_connection(connection)
        return True
