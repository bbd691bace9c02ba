"""A service of sign-in (OpenID Connect) as a process, with people who have signed in there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.processes import Process, answer_of, environment, free_port


class Service:
    """oidc-provider-mock on a port of its own. ``issuer`` is its address."""

    def __init__(self, directory: Path) -> None:
        port = free_port()
        self.registered: dict[str, Any] = {}
        self.issuer = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port)]
        self.process = Process(
            [*command, "-r", "true", "-n", "true"],
            environment(),
            directory / "oidc.log",
            ready=lambda: answer_of(f"{self.issuer}/.well-known/openid-configuration") == 200,
            within=60,
        )

    def register(self, callback: str) -> dict[str, Any]:
        """Have it know an application; its id and secret."""
        sent = {"redirect_uris": [callback]}
        return dict(requests.post(f"{self.issuer}/oauth2/clients", json=sent, timeout=10).json())

    def knows(self, subject: str, **claims: Any) -> None:
        """Have it know a person."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def sign_in(self, address: str, subject: str, **more: str) -> str:
        """Sign in there, as a browser would that was led to this address; where it sends the
        browser back to, without scheme and host."""
        assert address.startswith(self.issuer)
        sent = {"sub": subject, **more}
        answer = requests.post(address, data=sent, allow_redirects=False, timeout=10)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"
