"""A worker that cannot acknowledge what it has done takes the next all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection, Consumer, Producer, Queue
from kombu.pidbox import Mailbox

from drafting.celery import app
from tests.processes import Process, redis_process

QUEUE = Queue("jobs")
#: As many as two processes of a worker take.
MOST = 2

SETTLED = pytest.mark.parametrize(
    "settle",
    [lambda message: message.ack(), lambda message: message.reject(requeue=True)],
    ids=["acknowledged", "given back"],
)


@dataclass
class Worker:
    """The side of a worker to Redis: what it takes is only put into a list."""

    redis: Process
    connection: Connection
    taken: list[Any] = field(default_factory=list)

    def begin(self) -> None:
        """Listen as Celery does: to the queue and to what concerns workers."""
        self.connection.connect()
        consumer = Consumer(self.connection, [QUEUE], on_message=self.taken.append)
        consumer.qos(prefetch_count=MOST)
        consumer.consume()
        channel = self.connection.channel()
        Mailbox("celery").Node("one@here", channel=channel).listen(callback=print)

    def send(self, *texts: str) -> None:
        producer = Producer(self.connection.channel())
        for text in texts:
            producer.publish(text, routing_key=QUEUE.name, declare=[QUEUE], serializer="json")

    def take(self, number: int) -> list[str]:
        """What was taken when it is so many, or nothing has come for a while."""
        while len(self.taken) < number:
            try:
                self.connection.drain_events(timeout=0.6)
            except TimeoutError:
                break
        return [message.payload for message in self.taken]


@pytest.fixture
def worker(scratch: Path) -> Iterator[Worker]:
    process, url = redis_process(scratch)
    process.start()
    options = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    worker = Worker(
        process,
        Connection(
            url.replace("unix://", "redis+socket://"),
            transport_options=app.conf.broker_transport_options | options,
        ),
    )
    worker.begin()
    yield worker
    worker.connection.close()
    process.kill()


@SETTLED
def test_what_redis_did_not_hear_of_keeps_no_place(
    worker: Worker, settle: Callable[[Any], None]
) -> None:
    worker.send("甲", "乙", "丙", "丁")
    assert worker.take(3) == ["甲", "乙"]

    worker.redis.freeze()
    for message in list(worker.taken):
        with pytest.raises(worker.connection.connection_errors):
            settle(message)
    worker.redis.thaw()

    assert worker.take(4) == ["甲", "乙", "丙", "丁"]


@SETTLED
def test_a_connection_lost_at_work_is_an_error_of_connections(
    worker: Worker, settle: Callable[[Any], None]
) -> None:
    worker.send("甲")
    assert worker.take(2) == ["甲"]
    # it waits for more while a process is at the first
    for channel in worker.connection.transport.channels:
        if channel.active_queues and not channel._in_poll:
            channel._brpop_start()

    worker.redis.kill()
    # as Celery does before it connects again
    worker.connection.collect(socket_timeout=0.3)
    worker.connection.close()

    with pytest.raises(worker.connection.connection_errors):
        settle(worker.taken[0])
