"""Reads settings from the environment and refuses what cannot be meant, each time with one
sentence."""

import os
from email.utils import getaddresses
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
import redis as redis_client
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from drafting.environment_addresses import is_address, is_host_name, is_site
from drafting.environment_passwords import with_password

_env = environ.Env()

# Django's own bounds for a signing key (security.W009).
SHORTEST_KEY = 50  # characters
FEWEST_KINDS = 5  # different characters
NEW_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it has to be set. White space around it is dropped."""
    value = str(_env.str(name, default="")).strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"必须设置环境变量 {name}。")
    return default


def secret(name: str, default: str | None = None) -> str:
    """Like `text`, but the value may also be the content of the file that `NAME_FILE` names
    (container secrets); an empty file stands for the default."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if not path:
        return text(name, default)
    if os.environ.get(name, "").strip():
        raise ImproperlyConfigured(f"环境变量 {name} 和 {name}_FILE 只能设置一个。")
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name}_FILE 指定的文件 {path} 无法读取。") from None
    if not value and default is None:
        raise ImproperlyConfigured(f"{name}_FILE 指定的文件 {path} 是空的。")
    return value or default or ""


def key(name: str, default: str | None = None) -> str:
    """A secret that signs, long and varied enough not to be guessed; an empty default is given back
    as it is."""
    value = secret(name, default)
    if value and (len(value) < SHORTEST_KEY or len(set(value)) < FEWEST_KINDS):
        # The value is not repeated.
        raise ImproperlyConfigured(
            f"{name} 太容易猜到：至少要 {SHORTEST_KEY} 个字符，其中至少 {FEWEST_KINDS} 种，可用 {NEW_KEY} 生成。"
        )
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


def integer(name: str, default: int, *, minimum: int = 0, maximum: int, former: str = "") -> int:
    """A whole number in the range, both ends included; ``former`` is a name that the setting had
    before and is still read by."""
    if former and not text(name, "") and text(former, ""):
        name = former
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
        raise ImproperlyConfigured(
            f"环境变量 {name} 只能是 {'、'.join(options)} 之一，不能是“{value}”。"
        )
    return value


def choices(name: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """Some of the options parted by commas, in the order of the options; none by default."""
    found = names(name, [])
    for item in found:
        if item not in options:
            raise ImproperlyConfigured(
                f"环境变量 {name} 只能写 {'、'.join(options)}，用英文逗号分隔，不能是“{item}”。"
            )
    return tuple(option for option in options if option in found)


def names(name: str, default: list[str] | None = None) -> list[str]:
    """A list parted by commas; without a default it has to hold something."""
    value = text(name, None if default is None else ",".join(default))
    return [item.strip() for item in value.split(",") if item.strip()]


def host(name: str, default: str) -> str:
    """The name or number of one machine, without scheme and port."""
    value = text(name, default)
    if value and not (is_host_name(value) or is_address(value)):
        raise ImproperlyConfigured(
            f"环境变量 {name} 必须是一台机器的名称或 IP 地址，不带 http:// 和端口，不能是“{value}”。"
        )
    return value


def hosts(name: str, default: list[str] | None = None) -> list[str]:
    """Hosts under which people may reach us: names, numbers ([…] around IPv6), .example.cn for all
    below it."""
    found = names(name, default)
    for item in found:
        bracketed = item.startswith("[") and item.endswith("]") and is_address(item[1:-1])
        if not (is_host_name(item.removeprefix(".")) or bracketed):
            raise ImproperlyConfigured(
                f"环境变量 {name} 只能写域名或 IP 地址，不带 http://、端口和 *，用英文逗号分隔，不能是“{item}”。"
            )
    return found


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses of machines or of whole networks (10.1.0.0/16), parted by commas."""
    found = []
    for item in names(name, []):
        try:
            found.append(ip_network(item))
        except ValueError:
            raise ImproperlyConfigured(
                f"环境变量 {name} 只能写 IP 地址或网段（如 10.1.2.3、10.1.0.0/16），用英文逗号分隔，不能是“{item}”。"
            ) from None
    return found


def origins(name: str) -> list[str]:
    """Addresses from which forms may come: scheme and host, the port if it is not the usual one."""
    found = names(name, [])
    for item in found:
        address = item.replace("://*.", "://", 1)  # all hosts below one
        if not (is_site(address) and address == address.rstrip("/")):
            raise ImproperlyConfigured(
                f"环境变量 {name} 必须是以 https:// 或 http:// 开头、后面没有路径的访问地址，"
                f"用英文逗号分隔，不能是“{item}”。"
            )
    return found


def directory(name: str, default: Path) -> Path:
    """An absolute path on which a directory stands or can stand."""
    path = Path(text(name, str(default))).absolute()
    for part in (path, *path.parents):
        if part.exists() and not part.is_dir():
            what = "它" if part == path else f"其中的 {part} "
            raise ImproperlyConfigured(
                f"环境变量 {name} 必须是目录，不能是“{path}”：{what}是文件。"
            )
    return path


def file(name: str, default: Path) -> Path:
    """An absolute path on which a file stands or can stand."""
    path = Path(text(name, str(default))).absolute()
    if path.is_dir():
        raise ImproperlyConfigured(f"环境变量 {name} 必须是文件，不能是“{path}”：它是目录。")
    return path


def _url(name: str, default: str | None, beside: str) -> str:
    """The address of a service; ``beside`` is the setting that holds its password alone."""
    given = secret(beside, "") if beside else ""
    return with_password(secret(name, default), given, url_name=name, password_name=beside)


def database(name: str, default: str | None = None, beside: str = "") -> dict[str, Any]:
    """Django's settings of the database that the URL names: sqlite:///path or
    postgres://user:password@host/name."""
    url = _url(name, default, beside)
    # The value is not repeated anywhere here: it may hold a password.
    if url.partition(":")[0] not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} 必须以 sqlite:/// 或 postgres:// 开头。")
    if url.startswith("sqlite:") and not url.startswith("sqlite:///"):
        raise ImproperlyConfigured(f"{name} 必须以 sqlite:/// 或 postgres:// 开头。")
    try:
        found = dict(environ.Env.db_url_config(url))
    except (ValueError, environ.ImproperlyConfigured):
        raise ImproperlyConfigured(
            f"{name} 的格式不正确，应为 postgres://用户名:密码@地址:端口/数据库名，密码里的特殊字符要写成 %40 这样的编码。"
        ) from None
    if not found.get("NAME"):
        raise ImproperlyConfigured(f"{name} 没有写数据库名。")
    if url.startswith("sqlite:"):
        found["NAME"] = _sqlite_file(name, str(found["NAME"]))
    return {"OPTIONS": {}, **found}


def _sqlite_file(name: str, path: str) -> str:
    """The absolute path; every process has to find the same file."""
    if ":memory:" in path:
        raise ImproperlyConfigured(f"{name} 必须是文件：内存里的数据库不能由几个进程共用。")
    absolute = Path(path).absolute()
    if absolute.is_dir():
        raise ImproperlyConfigured(f"{name} 必须是数据库文件，不能是“{absolute}”：它是目录。")
    return str(absolute)


def redis(name: str, default: str | None = None, beside: str = "") -> str:
    """A URL that redis-py understands: redis://, rediss:// or unix:///path (redis+socket:// is
    taken for the last)."""
    url = _url(name, default, beside)
    if url.startswith("redis+socket://"):
        url = "unix://" + url.removeprefix("redis+socket://")
    wrong = ImproperlyConfigured(
        f"{name} 的格式不正确，应为 redis://:密码@地址:端口/0，密码里的特殊字符要写成 %40 这样的编码。"
    )
    try:
        parts = urlsplit(url)
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{name} 必须以 redis://、rediss:// 或 unix:// 开头。")
    if not (parts.path if parts.scheme == "unix" else parts.hostname):
        raise ImproperlyConfigured(f"{name} 没有写服务器地址。")
    if parts.scheme != "unix" and not (parts.path in {"", "/"} or parts.path[1:].isdecimal()):
        # redis-py takes database 0 silently, Celery fails.
        raise wrong
    try:
        # What the client does not know in the URL is found when it makes a connection, which needs
        # no server.
        redis_client.ConnectionPool.from_url(url).make_connection()
    except (ValueError, TypeError, redis_client.RedisError):
        raise wrong from None
    return url


def site(name: str, default: str | None = None) -> str:
    """The address under which people reach this installation: scheme and host, nothing after them,
    no slash at the end."""
    value = text(name, default)
    if not value:
        return value
    if not is_site(value):
        raise ImproperlyConfigured(
            f"环境变量 {name} 必须是访问地址，如 https://zhaojing.example.cn，不能是“{value}”。"
        )
    parts = urlsplit(value)
    return f"{parts.scheme}://{parts.netloc}"


def mailbox(name: str, default: str | None = None) -> str:
    """An e-mail address, alone or behind a name: 照镜 <zhaojing@example.cn>."""
    value = text(name, default)
    if not value:
        return value
    try:
        # a reader of addresses makes something of nearly everything: what it has not understood
        # must not get lost
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
