"""Requests while they come in, and answers while they go out, on a clock of the test's own."""

from __future__ import annotations

import socket

import pytest

from drafting.server.outbox import MOST_WAITING, Outbox
from drafting.server.request_arrival import (
    HEAD_SECONDS,
    SLOWEST,
    SMALL,
    STALL_SECONDS,
    Arrival,
    Stage,
)

GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


def post(length: int, more: bytes = b"") -> bytes:
    return b"POST / HTTP/1.1\r\nHost: a\r\n" + more + b"Content-Length: %d\r\n\r\n" % length


def whole(arrival: Arrival) -> bytes:
    return b"".join(arrival.pieces())


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("sent", [GET, post(0), post(5) + b"a=b&c", post(5) + b"\r\n\r\n1"])
def test_a_request_in_pieces_of_any_size(sent: bytes, step: int) -> None:
    arrival = Arrival(0)
    pieces = [sent[at : at + step] for at in range(0, len(sent), step)]
    assert [arrival.feed(piece, 0) for piece in pieces].count(Stage.WHOLE) == 1
    assert (arrival.stage, whole(arrival), arrival.surplus) == (Stage.WHOLE, sent, b"")


def test_what_comes_after_a_request_is_the_next_one() -> None:
    arrival = Arrival(0)
    assert arrival.feed(post(2) + b"ab" + GET, 0) is Stage.WHOLE
    assert (whole(arrival), arrival.surplus) == (post(2) + b"ab", GET)


def test_a_large_body_waits_for_leave() -> None:
    head, body = post(SMALL + 1), bytes(SMALL + 1)
    arrival = Arrival(0)
    assert arrival.feed(head + body[:10], 0) is Stage.ASK
    assert whole(arrival) == head  # what an application gets that does not take it
    assert arrival.admit(1) is Stage.BODY
    assert arrival.feed(body[10:] + GET, 2) is Stage.WHOLE
    assert (whole(arrival), arrival.surplus) == (head + body, GET)


def test_leave_to_send_is_given_once_and_here() -> None:
    arrival = Arrival(0)
    expecting = post(5, b"Expect: 100-continue\r\n")
    assert arrival.feed(expecting, 0) is Stage.BODY
    assert arrival.waits_for_word
    assert arrival.feed(b"ab", 0) is Stage.BODY
    assert not arrival.waits_for_word
    arrival.feed(b"cde", 0)
    assert whole(arrival) == post(5) + b"abcde"


@pytest.mark.parametrize(
    ("head", "stage"),
    [
        (b"Transfer-Encoding: chunked\r\n", Stage.NO_LENGTH),
        (b"transfer-encoding: gzip, chunked\r\nContent-Length: 5\r\n", Stage.NO_LENGTH),
        (b"Content-Length: 5\r\nContent-Length: 5\r\n", Stage.ODD),
        (b"Content-Length: 5\r\ncontent-length: 6\r\n", Stage.ODD),
        (b"Content-Length : 5\r\n", Stage.ODD),
        (b"Content-Length: -5\r\n", Stage.ODD),
        (b"Content-Length: 0x5\r\n", Stage.ODD),
        (b"Content-Length: 5, 5\r\n", Stage.ODD),
        (b"X-Long: " + b"x" * 70_000, Stage.TOO_LONG),
    ],
)
def test_heads_that_are_refused(head: bytes, stage: Stage) -> None:
    assert Arrival(0).feed(b"POST / HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n", 0) is stage


def test_how_long_it_may_take() -> None:
    arrival = Arrival(100)
    assert arrival.deadline(30) == 130
    arrival.feed(b"GET", 110)
    arrival.feed(b" / ", 125)
    assert arrival.deadline(30) == 110 + HEAD_SECONDS
    length = 20 * 1024 * 1024
    arrival = Arrival(100)
    arrival.feed(post(length), 110)
    arrival.admit(200)
    assert arrival.deadline(30) == 200 + STALL_SECONDS
    arrival.feed(b"x", 250)
    assert arrival.deadline(30) == 250 + STALL_SECONDS
    # a telephone that sends 4 KiB a second is waited for, one byte a minute is not
    arrival.feed(b"x", 200 + length / SLOWEST + 50)
    assert arrival.deadline(30) == 200 + length / SLOWEST + STALL_SECONDS


def test_an_answer_that_nobody_reads_holds_nobody() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        outbox, answer = Outbox(ours), bytes(range(256)) * 3000
        assert len(answer) < MOST_WAITING
        outbox.sendall(answer)
        assert outbox.rest
        received = b""
        while len(received) < len(answer):
            received += theirs.recv(1 << 20)
            outbox.push()
        assert (received, outbox.rest) == (answer, b"")
