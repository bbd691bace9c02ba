"""The id by which the lines of one request are found again: in its answer, its log lines and those of
the tasks that it sent."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from typing import Final

HEADER: Final = "X-Request-ID"
#: Nothing that would break a line or a page; nginx's own is 32 hexadecimal digits.
_SANE: Final = re.compile(r"[A-Za-z0-9-]{8,64}")

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


def sane(given: str) -> str:
    """The id that a proxy gave, or a new one where it gave none that can be used."""
    return given if _SANE.fullmatch(given) else secrets.token_hex(16)
