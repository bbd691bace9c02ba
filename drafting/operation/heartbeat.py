"""The heartbeat of beat: a sign in Redis that any machine can look for, and that fades by itself."""

from __future__ import annotations

from typing import Final

import redis

KEY: Final = "zhaojing:beat"
#: Seconds between two signs, and until one has faded. Redis counts them, so no clock can be wrong.
EVERY, LASTS = 15, 90
_PATIENCE: Final = 0.5  # seconds; beat must not wait for a Redis that is away


def _client(url: str, seconds: float) -> redis.Redis:
    return redis.from_url(url, socket_connect_timeout=seconds, socket_timeout=seconds)


def give_sign(url: str) -> None:
    """Say that beat is alive. Nothing is raised where Redis does not take it."""
    client = _client(url, _PATIENCE)
    try:
        client.set(KEY, b"1", ex=LASTS)
    except (redis.RedisError, OSError):
        pass
    finally:
        client.close()


def seconds_since(url: str) -> int | None:
    """How long ago beat gave its last sign; None where it gave none for `LASTS` seconds. Raises
    redis.RedisError or OSError where Redis does not answer."""
    client = _client(url, 2.0)
    try:
        left = int(client.ttl(KEY))  # negative where there is none
    finally:
        client.close()
    return None if left < 0 else max(0, LASTS - left)
