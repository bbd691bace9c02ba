"""Reads settings from the environment and refuses what cannot be meant, each time with one sentence."""

import os
from email.utils import getaddresses
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

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


def site(name: str, default: str | None = None) -> str:
    """The address under which people reach this installation: scheme and host, nothing after them, no slash at the end."""
    value = text(name, default)
    if not value:
        return value
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none
        good = False
    if not good or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(
            f"环境变量 {name} 必须是访问地址，如 https://zhaojing.example.cn，不能是“{value}”。"
        )
    return f"{parts.scheme}://{parts.netloc}"


def mailbox(name: str, default: str | None = None) -> str:
    """An e-mail address, alone or behind a name: 照镜 <zhaojing@example.cn>."""
    value = text(name, default)
    if not value:
        return value
    try:
        # a reader of addresses makes something of nearly everything: what it has not understood must not get lost
        (_, address), *more = getaddresses([value])
        if more or not (value == address or value.endswith(f"<{address}>")):
            raise ValidationError(value)
        validate_email(address)
    except ValidationError:
        raise ImproperlyConfigured(
            f"环境变量 {name} 必须是邮箱地址，如 zhaojing@example.cn 或 照镜 <zhaojing@example.cn>，不能是“{value}”。"
        ) from None
    return value


def hours(name: str, default: tuple[int, ...]) -> tuple[int, ...]:
    """Hours of the day (0 to 23) parted by commas, in their order, each once."""
    value = text(name, ",".join(map(str, default)))
    found = [item.strip() for item in value.split(",")]
    if not all(item.isascii() and item.isdigit() and int(item) < 24 for item in found):
        raise ImproperlyConfigured(
            f"环境变量 {name} 必须是 0 到 23 之间的整数，用逗号分隔，不能是“{value}”。"
        )
    return tuple(sorted({int(item) for item in found}))
