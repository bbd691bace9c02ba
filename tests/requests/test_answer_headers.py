"""Of every answer, whoever gives it, is said who may frame it, keep it and guess its type."""

from __future__ import annotations

import socket

import pytest
from django.test import Client, override_settings

from accounts.models import User
from tests.access.odd_world import admin_urls, all_urls
from tests.access.said import lacking
from tests.access.test_sweep import World, people, put_into, visitor, world  # noqa: F401
from tests.processes import App
from tests.review.conftest import *  # noqa: F403

METHODS = ("get", "post", "options")


@pytest.mark.django_db
@pytest.mark.slow
def test_every_answer_says_who_may_frame_and_keep_it(world: World) -> None:  # noqa: F811
    """Every address with every method that browsers send: those of the admin by whom they are open
    to, all others by the author. The sweep of tests/access looks at what others are answered."""
    put_into(world, "submitted")
    wrong, statuses = {}, set()
    for role, urls in (
        ("author", (*all_urls(world), "/nowhere", "/accounts/login", "/admin")),
        ("superuser", tuple(admin_urls())),
        ("anonymous", tuple(admin_urls())),
    ):
        client = visitor(world, role)
        client.raise_request_exception = False
        for url in urls:
            for method in METHODS if role != "anonymous" else ("get",):
                if "logout" in url:
                    continue
                answer = getattr(client, method)(url)
                statuses.add(answer.status_code)
                if found := lacking(answer):
                    wrong[role, method, url] = found
    assert wrong == {}
    assert statuses >= {200, 301, 302, 400, 403, 404, 405, 422}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "extra"),
    [
        ("/", {"HTTP_HOST": "elsewhere.example"}),
        ("/accounts/login/", {"CONTENT_LENGTH": "x"}),
        ("/admin/accounts/user/%00/", {}),
        ("/healthz", {}),
    ],
)
def test_so_does_an_answer_of_a_middleware(client: Client, url: str, extra: dict[str, str]) -> None:
    assert lacking(client.get(url, **extra)) == []  # type: ignore[arg-type]


@pytest.mark.django_db
@override_settings(SECURE_SSL_REDIRECT=True)
def test_so_does_the_way_to_the_encrypted_site(client: Client) -> None:
    answer = client.get("/drafts/new/")
    assert (answer.status_code, lacking(answer)) == (301, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/admin/drafting/phrase/export/", "/admin/drafting/phrase/template/"]
)
def test_so_does_a_workbook(client: Client, url: str) -> None:
    client.force_login(User.objects.create_superuser("root", password="x", name="根"))
    answer = client.get(url)
    assert (answer["Content-Disposition"][:10], lacking(answer)) == ("attachment", [])


def exchanged(port: int, sent: bytes) -> tuple[str, dict[str, str], str]:
    """Status line, headers and text of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *fields = head.decode().split("\r\n")
    return status, dict(field.split(": ", 1) for field in fields), body.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: a\0b\r\n\r\n", 400),
        (b"G\0T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /\xe5\xad\xa6 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400),
        (b"GET /?q=" + b"x" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"x" * 70_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n", 411),
        (
            b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: a; b*=nonsense''%41\r\n\r\n",
            403,
        ),
    ],
)
def test_so_does_what_the_server_refuses_by_itself(
    shared_app: App, sent: bytes, status: int
) -> None:
    line, headers, text = exchanged(shared_app.port, sent)
    assert (int(line.split()[1]), lacking(headers)) == (status, [])
    assert "没有" in text
