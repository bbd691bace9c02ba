"""Reading pages in tests."""

from typing import Any

from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def page(answer: Any, status: int = 200) -> str:
    """The text of a page, its status checked."""
    assert answer.status_code == status
    return str(answer.content.decode())


def counted(client: Client, url: str) -> int:
    """How many queries a page makes; asked twice, since the first request may write to the
    session."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        page(client.get(url))
    return len(queries)


def said(answer: Any) -> list[str]:
    """The messages that the next page will show."""
    return [str(message) for message in get_messages(answer.wsgi_request)]
