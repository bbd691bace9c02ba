"""Slow connections hold no thread: sixteen of each kind, more than there are threads, and pages
still answer."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import IO

import pytest

from tests.processes import App, answer_of

SIGN_IN = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
MANY = 16

pytestmark = pytest.mark.slow


def connect(app: App) -> socket.socket:
    return socket.create_connection(("127.0.0.1", app.port), timeout=20)


def half_a_head(app: App) -> socket.socket:
    connection = connect(app)
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127")
    return connection


def half_a_head_again(app: App) -> socket.socket:
    """A connection that was answered once."""
    connection = connect(app)
    connection.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    read_answer(connection)
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127")
    return connection


def half_a_body(app: App) -> socket.socket:
    connection = connect(app)
    connection.sendall(SIGN_IN + FORM + b"Content-Length: 60000\r\n\r\nusername=")
    return connection


def half_a_large_body(app: App) -> socket.socket:
    connection = connect(app)
    connection.sendall(SIGN_IN + FORM + b"Content-Length: 2000000\r\n\r\nusername=")
    return connection


def read_answer(source: socket.socket | IO[bytes]) -> tuple[int, str]:
    """The status and the body of one answer."""
    stream = source.makefile("rb") if isinstance(source, socket.socket) else source
    status = int(stream.readline().split()[1])
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return status, stream.read(length).decode()


@contextlib.contextmanager
def trickling(connections: list[socket.socket]) -> Iterator[None]:
    """A byte on each connection every half second."""
    ended = threading.Event()

    def drip() -> None:
        while not ended.wait(0.5):
            for connection in connections:
                with contextlib.suppress(OSError):
                    connection.send(b"1")

    thread = threading.Thread(target=drip)
    thread.start()
    yield
    ended.set()
    thread.join()


@pytest.mark.parametrize("kind", [half_a_head, half_a_head_again, half_a_body, half_a_large_body])
def test_trickled_requests_hold_no_thread(
    shared_app: App, kind: Callable[[App], socket.socket]
) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(kind(shared_app)) for _ in range(MANY)]
        with trickling(connections):
            time.sleep(1)
            begun = time.monotonic()
            assert [answer_of(f"{shared_app.base_url}/healthz") for _ in range(4)] == [200] * 4
            assert time.monotonic() - begun < 4


def test_browsers_that_do_not_close_hold_nobody_up(shared_app: App) -> None:
    """Gunicorn's own waits two seconds for each of them, and answers nothing meanwhile."""
    with ExitStack() as stack:
        for _ in range(MANY):
            connection = stack.enter_context(connect(shared_app))
            connection.sendall(
                b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            )
        begun = time.monotonic()
        assert [answer_of(f"{shared_app.base_url}/healthz") for _ in range(4)] == [200] * 4
        assert time.monotonic() - begun < 4


def test_a_request_in_single_bytes_is_answered(shared_app: App) -> None:
    with connect(shared_app) as connection:
        for byte in b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n":
            connection.sendall(bytes([byte]))
        assert read_answer(connection)[0] == 200


def test_requests_sent_at_once_are_answered_in_turn(shared_app: App) -> None:
    form = SIGN_IN + FORM + b"Content-Length: 3\r\n\r\na=1"
    with connect(shared_app) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + form + form)
        stream = connection.makefile("rb")
        assert [read_answer(stream)[0] for _ in range(3)] == [200, 403, 403]


@pytest.mark.parametrize(
    ("head", "status", "sentence"),
    [
        (b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 411,
        "请求没有写明长度（Content-Length），没有接收。"),
        (b"X-Long: " + b"x" * 70_000, 431, "请求头太长，没有接收。"),
    ],
)  # fmt: skip
def test_what_the_main_loop_refuses(
    shared_app: App, head: bytes, status: int, sentence: str
) -> None:
    with connect(shared_app) as connection:
        connection.sendall(SIGN_IN + head)
        said = read_answer(connection)
        assert (said[0], f"<p>{sentence}</p>" in said[1]) == (status, True)


def test_a_head_has_twenty_seconds(shared_app: App) -> None:
    with half_a_head(shared_app) as connection, trickling([connection]):
        connection.settimeout(30)
        begun = time.monotonic()
        assert read_answer(connection)[0] == 408
        assert 15 < time.monotonic() - begun < 25
