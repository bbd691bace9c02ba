"""The heartbeats of beat and of the workers: signs in Redis that any machine can look for, and that
fade by themselves."""

from __future__ import annotations

import time
from typing import Final

import redis

#: Where the last sign stands: beat's, and that of any worker.
BEAT: Final = "zhaojing:beat"
WORKER: Final = "zhaojing:worker"
#: Seconds between two signs, and until one has faded. Redis counts them, so no clock can be wrong.
EVERY, LASTS = 15, 90
_PATIENCE: Final = 0.5  # seconds; beat must not wait for a Redis that is away


def _client(url: str, seconds: float) -> redis.Redis:
    return redis.from_url(url, socket_connect_timeout=seconds, socket_timeout=seconds)


class Pulse:
    """Gives the sign of one process every `EVERY` seconds, however often it is called."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._next = 0.0

    def __call__(self, url: str) -> None:
        if time.monotonic() >= self._next:
            give_sign(url, self._key)
            self._next = time.monotonic() + EVERY


def give_sign(url: str, key: str = BEAT) -> None:
    """Say that beat, or who has another key, is alive. Nothing is raised where Redis does not take
    it."""
    client = _client(url, _PATIENCE)
    try:
        client.set(key, b"1", ex=LASTS)
    except (redis.RedisError, OSError):
        pass
    finally:
        client.close()


def seconds_since(url: str, key: str = BEAT) -> int | None:
    """How long ago beat, or who has another key, gave its last sign; None where it gave none for `LASTS` seconds. Raises
    redis.RedisError or OSError where Redis does not answer."""
    client = _client(url, 2.0)
    try:
        left = int(client.ttl(key))  # negative where there is none
    finally:
        client.close()
    return None if left < 0 else max(0, LASTS - left)
