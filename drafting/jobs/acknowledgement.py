"""What a message holds that could not be acknowledged: nothing."""

from __future__ import annotations

from typing import Any

from kombu.transport import redis, virtual

# kombu has no types
_Kombu: Any = redis.QoS
_settled: Any = virtual.QoS.ack


class FreeingQoS(_Kombu):
    """Kombu's count of the messages that a worker has taken and not acknowledged.

    A worker takes no more than it has processes for (``worker_prefetch_multiplier`` 1). Kombu goes
    on counting a message where Redis does not answer to its acknowledgement, and Celery only logs
    it: a Redis that was away for three seconds at the wrong moment left a worker of two processes
    with two messages counted, alive and deaf for good. Here such a message is counted no more. It
    stays in Redis as not acknowledged, comes again after the visibility timeout, and finds its job
    done.
    """

    def ack(self, delivery_tag: str) -> None:
        """Acknowledge. Raises what Redis's client raises."""
        try:
            super().ack(delivery_tag)
        except Exception:
            _settled(self, delivery_tag)
            raise

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Refuse, to be given to another worker where it is to be queued again. Raises the same."""
        try:
            super().reject(delivery_tag, requeue)
        except Exception:
            _settled(self, delivery_tag)
            raise


def free_what_fails() -> None:
    """Have all channels to Redis count so from now on."""
    redis.Channel.QoS = FreeingQoS
