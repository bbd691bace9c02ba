"""A service of sign-in of the tests as a process that is told what to answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import requests
from django.test import Client

from tests.processes import Process, answer_of, environment, free_port


class ToldService:
    """A script of this folder on a port of its own. ``address`` is its address."""

    def __init__(self, script: str, directory: Path) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.process = Process(
            [sys.executable, str(Path(__file__).parent / script), str(port)],
            environment(),
            directory / "service.log",
            ready=lambda: answer_of(f"{self.address}/told") == 200,
        )

    @contextmanager
    def running(self) -> Iterator[Self]:
        """The same, until the end of the block."""
        self.process.start()
        try:
            yield self
        finally:
            self.process.stop()

    def is_told(self, **more: str) -> None:
        """Have it answer so from now on; what is not given is as usual."""
        requests.get(f"{self.address}/told", params=more, timeout=10).raise_for_status()

    def back_from(self, address: str) -> str:
        """Where it sends the browser back to that was led to this address, without scheme and host."""
        assert address.startswith(self.address)
        answer = requests.get(address, allow_redirects=False, timeout=10)
        back = urlsplit(answer.headers["Location"])
        assert f"{back.scheme}://{back.netloc}" == "http://testserver"
        return f"{back.path}?{back.query}"

    def brings(self, client: Client, begin: str) -> Any:
        """What the browser gets that goes all the way from this page of ours."""
        return client.get(self.back_from(client.get(begin)["Location"]))
