"""What a worker does with a message of which Redis cannot hear any more that it is done: nothing."""

from __future__ import annotations

import logging
from typing import Any

from kombu.transport import redis, virtual

logger = logging.getLogger(__name__)

# kombu has no types
_Kombu: Any = redis.QoS
_settled: Any = virtual.QoS.ack


class FreeingQoS(_Kombu):
    """Kombu's count of the messages that a worker has taken and not acknowledged.

    A worker takes no more than it has processes for (``worker_prefetch_multiplier`` 1). Kombu goes
    on counting a message where Redis does not answer to its acknowledgement, and Celery only logs
    it: a Redis that was away for three seconds at the wrong moment left a worker of two processes
    with two messages counted, alive and deaf for good. And where the connection is lost while a
    task runs, kombu may give the message back over a channel that has forgotten where Redis is: an
    AttributeError, which ended the worker, as would have the acknowledgement of the task later.

    Here such a message is counted no more, and who loses a connection is told so by an error of
    connections. The message stays in Redis as not acknowledged, comes again after the visibility
    timeout, and finds its job done; where Redis has come back empty, the sweep of the jobs sends it
    again.
    """

    def ack(self, delivery_tag: str) -> None:
        """Acknowledge. Raises what Redis's client raises, ConnectionError where the channel has
        forgotten where Redis is."""
        try:
            super().ack(delivery_tag)
        except Exception as error:
            _settled(self, delivery_tag)
            raise _of_connections(error) from error

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Refuse, to be given to another worker where it is to be queued again. Raises the same."""
        try:
            super().reject(delivery_tag, requeue)
        except Exception as error:
            _settled(self, delivery_tag)
            raise _of_connections(error) from error

    def restore_unacked(self, client: Any = None) -> None:
        """Give back what is not acknowledged, as far as Redis takes it: a channel is closed."""
        try:
            super().restore_unacked(client)
        except Exception as error:
            logger.info("%d messages wait in Redis: %s", len(self._delivered), type(error).__name__)
            self._delivered.clear()


def _of_connections(error: Exception) -> Exception:
    """The error, or one of connections in its place, for which Celery connects again."""
    if isinstance(error, AttributeError):
        return ConnectionError("the channel is closed")
    return error


def free_what_fails() -> None:
    """Have all channels to Redis count so from now on."""
    redis.Channel.QoS = FreeingQoS
