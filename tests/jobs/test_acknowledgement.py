"""A worker that cannot acknowledge what it has done takes the next all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection, Consumer, Producer, Queue

from drafting.celery import app
from tests.processes import Process, redis_process

QUEUE = Queue("jobs")
#: As many as two processes of a worker take.
TAKEN = 2


@pytest.fixture
def server(scratch: Path) -> Any:
    process, url = redis_process(scratch)
    process.start()
    yield process, url
    process.kill()


def worker_side(url: str, taken: list[Any]) -> Connection:
    """A connection as a worker's, whose messages are only put into the list."""
    options = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    connection = Connection(
        url.replace("unix://", "redis+socket://"),
        transport_options=app.conf.broker_transport_options | options,
    )
    consumer = Consumer(connection, [QUEUE], on_message=taken.append)
    consumer.qos(prefetch_count=TAKEN)
    consumer.consume()
    return connection


def drain(connection: Connection, taken: list[Any], number: int) -> list[str]:
    """What is in the messages when so many are there, or none has come for a second."""
    while len(taken) < number:
        try:
            connection.drain_events(timeout=1)
        except TimeoutError:
            break
    return [message.payload for message in taken]


@pytest.mark.parametrize(
    "settle",
    [lambda message: message.ack(), lambda message: message.reject(requeue=True)],
    ids=["acknowledged", "given back"],
)
def test_what_redis_did_not_hear_of_keeps_no_place(
    server: tuple[Process, str], settle: Callable[[Any], None]
) -> None:
    process, url = server
    taken: list[Any] = []
    with worker_side(url, taken) as connection:
        producer = Producer(connection.channel())
        for text in ("甲", "乙", "丙", "丁"):
            producer.publish(text, routing_key=QUEUE.name, declare=[QUEUE], serializer="json")
        assert drain(connection, taken, 3) == ["甲", "乙"]

        process.freeze()
        for message in list(taken):
            with pytest.raises(connection.connection_errors):
                settle(message)
        process.thaw()

        assert drain(connection, taken, 4) == ["甲", "乙", "丙", "丁"]
