"""What another service answers to a question of ours: within bounds of time and size, from nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import requests

#: Seconds for a connection and for each piece of an answer.
PATIENCE: Final = 10


def fetched(address: str, asked: Mapping[str, str], ca_file: str, most: int) -> bytes:
    """The content of an answer of at most ``most`` bytes to a GET; ``ca_file`` names the certificates that the
    service's is checked against ("": those that come with the program). Raises requests.RequestException where there is
    none; a redirect is none, nor is a fault."""
    with requests.get(
        address,
        params=asked,
        timeout=PATIENCE,
        verify=ca_file or True,
        allow_redirects=False,
        stream=True,
    ) as answer:
        answer.raise_for_status()
        if answer.is_redirect:
            raise requests.RequestException("led elsewhere")
        content = b""
        for piece in answer.iter_content(16 * 1024):
            content += piece
            if len(content) > most:
                raise requests.RequestException("too much")
        return content
