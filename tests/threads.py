"""Several callers at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections
from django.test import Client
from lxml import html

from accounts.models import User


def at_once(jobs: Sequence[Callable[[], object]]) -> list[object]:
    """Run the jobs in threads that start together; what each gave or raised, in order."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return job()
        except Exception as error:  # what was raised is what the test looks at
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def all_post(person: User, url: str, rows: Sequence[dict[str, Any]]) -> list[Any]:
    """The answers to a person's browsers that post at once, one for each row.

    Read their ``content``: Django's test client gives every thread the ``context`` of all.
    """
    clients = [Client() for _ in rows]
    for client in clients:
        client.force_login(person)
    jobs: list[Callable[[], object]] = [
        lambda c=client, d=data: c.post(url, d)  # type: ignore[misc]
        for client, data in zip(clients, rows, strict=True)
    ]
    answers = at_once(jobs)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    return answers


def field_errors(answer: Any) -> list[str]:
    """What an admin form that is shown again says beside its fields."""
    found = html.fromstring(answer.content.decode()).xpath('//ul[contains(@class, "errorlist")]/li')
    return [element.text_content().strip() for element in found]


def typed(answer: Any, field: str) -> str:
    """What a form that is shown again holds in a field of one line."""
    (element,) = html.fromstring(answer.content.decode()).xpath(f'//input[@name="{field}"]')
    return str(element.get("value"))
