"""Why another server could not be reached, for who set it up. [pure]"""

from __future__ import annotations

import re
from typing import Final

#: What the libraries and the system say, each in words of its own; only the sort is told on, since
#: their words may hold addresses and accounts. The first that fits counts.
_SORTS: Final = (
    (r"certificate verify failed|CertificateError|doesn't match", "证书不被信任，或者和名称不符"),
    (r"gaierror|NameResolution|Name or service|invalid server address", "没有这个名称的服务器"),
    (r"Connection ?[Rr]efused|Errno 111", "那个端口上没有服务"),
    (r"NoSuchBucket", "没有这个存储桶"),
    (r"AccessDenied|InvalidAccessKey|SignatureDoesNotMatch|Forbidden", "不接受这个账号或密钥"),
    (r"[Tt]imed? ?out", "没有应答"),
    (r"SSL", "加密连接建立不了"),
    (r"Errno (101|113)|unreachable|No route", "网络不通"),
    (r"[Rr]eset|RemoteDisconnected|aborted|[Bb]roken ?[Pp]ipe", "连接中途断了"),
)


def why_away(error: BaseException) -> str:
    """A few words; the kind of the error, in English, where it is none that is known."""
    said = " ".join(repr(one) for one in _chain(error))
    return next((words for sort, words in _SORTS if re.search(sort, said)), type(error).__name__)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the one told first."""
    found: list[BaseException] = []
    todo: list[BaseException | None] = [error]
    while todo and len(found) < 20:
        one = todo.pop(0)
        if one is not None and one not in found:
            found.append(one)
            todo += [one.__cause__, one.__context__]
            todo += [arg for arg in one.args if isinstance(arg, BaseException)]
    return found
