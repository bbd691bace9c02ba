"""Reads settings from the environment and refuses what cannot be meant, each time with one sentence."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it has to be set. White space around it is dropped."""
    value = str(_env.str(name, default="")).strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"必须设置环境变量 {name}。")
    return default


def secret(name: str, default: str | None = None) -> str:
    """Like `text`, but the value may also be the content of the file that `NAME_FILE` names (container secrets)."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if not path:
        return text(name, default)
    if os.environ.get(name, "").strip():
        raise ImproperlyConfigured(f"环境变量 {name} 和 {name}_FILE 只能设置一个。")
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name}_FILE 指定的文件 {path} 无法读取。") from None
    if not value:
        raise ImproperlyConfigured(f"{name}_FILE 指定的文件 {path} 是空的。")
    return value


def flag(name: str, default: bool = False) -> bool:
    """A switch: 1/0, true/false, yes/no, on/off."""
    value = text(name, "").lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 只能是 1 或 0，不能是“{value}”。")


def integer(name: str, default: int, *, minimum: int = 0, maximum: int) -> int:
    """A whole number in the range, both ends included."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        number = minimum - 1
    if not minimum <= number <= maximum:
        raise ImproperlyConfigured(
            f"环境变量 {name} 必须是 {minimum} 到 {maximum} 之间的整数，不能是“{value}”。"
        )
    return number


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    """One of the options."""
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 {'、'.join(options)} 之一，不能是“{value}”。")
    return value


def names(name: str, default: list[str] | None = None) -> list[str]:
    """A list parted by commas; without a default it has to hold something."""
    value = text(name, None if default is None else ",".join(default))
    return [item.strip() for item in value.split(",") if item.strip()]


def database(name: str, default: str | None = None) -> dict[str, object]:
    """Django's settings of the database that the URL names: sqlite:///path or postgres://user:password@host/name."""
    url = secret(name, default)
    scheme = urlsplit(url).scheme
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(f"{name} 必须以 sqlite:/// 或 postgres:// 开头。")
    try:
        found = dict(environ.Env.db_url_config(url))
    except (ValueError, environ.ImproperlyConfigured):
        raise ImproperlyConfigured(f"{name} 的格式不正确。") from None
    if not found.get("NAME"):
        raise ImproperlyConfigured(f"{name} 没有写数据库名。")
    return found


def redis(name: str, default: str | None = None) -> str:
    """A URL that redis-py understands: redis://, rediss:// or unix:///path (redis+socket:// is taken for the last)."""
    url = secret(name, default)
    if url.startswith("redis+socket://"):
        url = "unix://" + url.removeprefix("redis+socket://")
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{name} 必须以 redis://、rediss:// 或 unix:// 开头。")
    if not (parts.path if parts.scheme == "unix" else parts.hostname):
        raise ImproperlyConfigured(f"{name} 没有写服务器地址。")
    return url
