"""Gunicorn's threaded worker, made patient with connections on which nothing was asked yet."""

from __future__ import annotations

from typing import Any

from gunicorn.workers import gthread


class PatientWorker(gthread.ThreadWorker):
    """Gives a new connection to a thread only when a request has arrived on it.

    Browsers open connections beforehand. Gunicorn lets a thread wait five seconds on each of them, so eight such connections,
    two or three people's browsers, stop the whole site for that long.
    """

    def handle(self, conn: Any) -> Any:
        # the same test as gunicorn's own with its five seconds left out; the main loop then watches the connection
        if not conn.initialized and not conn.data_ready and not conn.wait_for_data(0):
            return gthread._DEFER
        return super().handle(conn)
