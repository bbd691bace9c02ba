"""The connection that Django makes of the ENGINE."""

from __future__ import annotations

import select
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._used = -_FRESH

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

    def close_if_health_check_failed(self) -> None:
        if self.connection is not None and self.health_check_enabled and self._is_fresh():
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
