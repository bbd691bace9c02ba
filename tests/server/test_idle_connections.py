"""Connections that browsers open beforehand do not keep other people waiting."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack

import pytest

from tests.processes import App, answer_of


@pytest.mark.slow
def test_unused_connections_hold_no_thread(shared_app: App) -> None:
    """Eight threads; twenty connections on which nothing is asked. Gunicorn's own worker answers
    after five seconds here."""
    with ExitStack() as idle:
        for _ in range(20):
            idle.enter_context(socket.create_connection(("127.0.0.1", shared_app.port)))
        begun = time.monotonic()
        assert answer_of(f"{shared_app.base_url}/healthz") == 200
        assert time.monotonic() - begun < 4


@pytest.mark.slow
def test_a_request_on_a_connection_that_waited(shared_app: App) -> None:
    with socket.create_connection(("127.0.0.1", shared_app.port), timeout=10) as connection:
        time.sleep(1)
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert connection.recv(64).startswith(b"HTTP/1.1 200 OK\r\n")
