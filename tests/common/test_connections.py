"""Why a server is away, by errors that real connections make."""

from __future__ import annotations

import socket
import ssl

import pytest
import requests
from ldap3.core.exceptions import LDAPSocketOpenError

from drafting.common.connections import why_away
from tests.processes import free_port


def test_by_real_connections() -> None:
    said = {}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ports = {"closed": free_port(), "silent": silent.getsockname()[1]}
        for name, url in (
            ("closed", f"http://127.0.0.1:{ports['closed']}/"),
            ("silent", f"http://127.0.0.1:{ports['silent']}/"),
            ("no name", "http://none.invalid/"),
        ):
            with pytest.raises(requests.RequestException) as raised:
                requests.get(url, timeout=0.5)
            said[name] = why_away(raised.value)
        with pytest.raises(ConnectionRefusedError) as refused:
            socket.create_connection(("127.0.0.1", ports["closed"]), 1)
        said["plain"] = why_away(refused.value)
    assert said == {
        "closed": "那个端口上没有服务",
        "silent": "没有应答",
        "no name": "没有这个名称的服务器",
        "plain": "那个端口上没有服务",
    }


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            ssl.SSLCertVerificationError(1, "certificate verify failed"),
            "证书不被信任，或者和名称不符",
        ),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER]"), "加密连接建立不了"),
        (LDAPSocketOpenError("socket connection error: [Errno 113] No route"), "网络不通"),
        (ConnectionResetError(104, "Connection reset by peer"), "连接中途断了"),
        # no word of what is not known, which may name somebody
        (ValueError("uid=zhang"), "ValueError"),
    ],
)
def test_by_what_is_said(error: Exception, words: str) -> None:
    assert why_away(error) == words


def test_what_it_came_from_counts() -> None:
    error = RuntimeError()
    error.__cause__ = socket.gaierror(-2, "Name or service not known")
    assert why_away(error) == "没有这个名称的服务器"
