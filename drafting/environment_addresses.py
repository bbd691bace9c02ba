"""What is the name, the number or the address of a machine, in settings."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_LABEL = "[a-z0-9]([a-z0-9_-]*[a-z0-9])?"
_HOST_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*", re.IGNORECASE)


def is_host_name(value: str) -> bool:
    """Whether it is the name of a machine: labels of letters, digits, - and _, parted by dots."""
    return _HOST_NAME.fullmatch(value) is not None


def is_site(value: str) -> bool:
    """Whether it is scheme and host, with a port perhaps, and at most a slash after them."""
    try:
        parts = urlsplit(value)
        machine = parts.hostname or ""
        good = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:  # a port that is none
        return False
    rest = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    return good and not rest and (is_host_name(machine) or is_address(machine))


def is_service(value: str) -> bool:
    """Whether it is the address of another service: scheme, host, a port and a path perhaps."""
    try:
        parts = urlsplit(value)
    except ValueError:  # brackets that hold no address
        return False
    rest = parts.query or parts.fragment or "@" in parts.netloc or any(map(str.isspace, value))
    return not rest and is_site(f"{parts.scheme}://{parts.netloc}")


def is_address(value: str) -> bool:
    """Whether it is an IP address, version 4 or 6."""
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
