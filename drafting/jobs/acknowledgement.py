"""What a message holds that could not be acknowledged: nothing."""

from __future__ import annotations

from kombu.transport import redis, virtual


class FreeingQoS(redis.QoS):  # type: ignore[misc]
    """Kombu's count of the messages that a worker has taken and not acknowledged.

    A worker takes no more than it has processes for (``worker_prefetch_multiplier`` 1). Kombu goes on counting a message where Redis does not answer to its acknowledgement, and
    Celery only logs it: a Redis that was away for three seconds at the wrong moment left a worker
    of two processes with two messages counted, alive and deaf for good. Here such a message is
    counted no more. It stays in Redis as not acknowledged, comes again after the visibility
    timeout, and finds its job done.
    """

    def ack(self, delivery_tag: str) -> None:
        """Acknowledge. Raises what Redis's client raises."""
        try:
            super().ack(delivery_tag)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Refuse, to be given to another worker where it is to be queued again. Raises the same."""
        try:
            super().reject(delivery_tag, requeue)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise


def free_what_fails() -> None:
    """Have all channels to Redis count so from now on."""
    redis.Channel.QoS = FreeingQoS
