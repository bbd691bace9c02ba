"""What is too large is answered 413 with a sentence, unread: by address, and by whether somebody is
signed in."""

from __future__ import annotations

import http.client
import io
import re
import socket
import threading
import time
import uuid
import zipfile
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.http import most_file_bytes
from accounts.models import User
from accounts.services.demo import FIXTURE
from drafting.importing.limits import MOST_BYTES
from drafting.requests.body_limits import FILE_TOO_LARGE, MOST_TEXT, SIGN_IN, TOO_LARGE
from tests.cast import *  # noqa: F403
from tests.processes import ROOT, App, answer_of
from tests.server.test_slow_connections import connect, read_answer

MB = 1024 * 1024
#: The addresses that take files, and how large these may be, in MB.
FILES = {
    "importing:upload": 20,
    "desk:references": 20,
    "ledger:evidence": 20,
    "accounts:members_import": 5,
    "admin:drafting_phrase_import": 10,
    "admin:drafting_formulation_import": 10,
    "packages:receive": 20,
}
FILLING = {"uuid": str(uuid.UUID(int=7)), "int": "7", "str": "a", "slug": "a", "path": "7"}


class Unread(io.RawIOBase):
    """A body of which nobody may read a byte."""

    def read(self, *_args: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def addresses(
    patterns: list[Any], prefix: str = "/", space: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """Name, an address and the view of every pattern."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            filled = re.sub(
                r"<(?:(\w+):)?\w+>", lambda match: FILLING[match.group(1) or "str"], route
            )
            # the admin's last pattern is a regular expression that takes what is left
            address = re.sub(r"\(\?P<url>.*|\$$|\^|\\Z", "", filled)
            yield f"{space}{pattern.name}", address, pattern.callback


def post(client: Client, address: str, length: int, **headers: str) -> Any:
    """Post a body of which only the length is given."""
    kind = "multipart/form-data; boundary=x"
    return client.generic(
        "POST",
        address,
        b"",
        kind,
        CONTENT_LENGTH=str(length),
        **{"wsgi.input": Unread()},
        **headers,
    )


def test_which_addresses_take_files() -> None:
    found = addresses(get_resolver().url_patterns)
    assert {
        name: most_file_bytes(view) // MB for name, _, view in found if most_file_bytes(view)
    } == FILES


def test_the_proxy_lets_through_what_we_take() -> None:
    files = sorted((ROOT / "deploy").rglob("*.conf"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    found = [each for text in texts for each in re.findall(r"client_max_body_size (\d+)m;", text)]
    largest = max(FILES.values()) * MB + MOST_TEXT
    # that of docker-compose.yml, and the one beside the units of systemd
    assert [largest <= int(each) * MB < largest + MB for each in found] == [True, True]
    told = [each for text in texts for each in re.findall(r"文件最大 (\d+) MB", text)]
    assert told == [str(max(FILES.values()))] * 2


@pytest.mark.django_db
def test_every_address_refuses_large_bodies_unread(client: Client, member: User) -> None:
    """First of somebody not signed in, then of a member; the addresses of files take more, of
    people who are signed in."""
    wrong = []
    every = [(name, address) for name, address, _ in addresses(get_resolver().url_patterns)]
    assert len(every) > 100
    for person in (None, member):
        if person:
            client.force_login(person)
        for name, address in every:
            most = FILES.get(name, 0) * MB + MOST_TEXT
            said = FILE_TOO_LARGE.format(FILES[name]) if name in FILES else TOO_LARGE
            answer = post(client, address, most + 1)
            if (answer.status_code, said in answer.content.decode()) != (413, True):
                wrong.append((person, name, address, answer.status_code))
            if name in FILES and person is None:
                answer = post(client, address, MOST_TEXT + 1)
                assert (answer.status_code, SIGN_IN in answer.content.decode()) == (413, True)
    assert wrong == []


@pytest.mark.django_db
def test_scripts_get_json(client: Client) -> None:
    answer = post(client, "/accounts/login/", 300 * MB, HTTP_X_REQUESTED_WITH="fetch")
    assert (answer.status_code, answer.json()) == (
        413,
        {"error": "too_large", "message": TOO_LARGE},
    )


# Against the real server

HEAD = (
    "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    "Cookie: {}\r\nContent-Length: {}\r\n"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "length", "sentence"),
    [
        ("/accounts/login/", 300 * MB, TOO_LARGE),
        ("/drafts/import/", 300 * MB, FILE_TOO_LARGE.format(20)),
        ("/drafts/import/", 10 * MB, SIGN_IN),
    ],
)
def test_the_answer_comes_before_the_body(
    shared_app: App, address: str, length: int, sentence: str
) -> None:
    """Also to a stranger who says to be signed in, and who waits for leave to send (Expect)."""
    for more in ("", "Expect: 100-continue\r\n"):
        with connect(shared_app) as connection:
            head = HEAD.format(address, "zhaojing_session=invented", length) + more
            connection.sendall(f"{head}\r\n".encode())
            status, body = read_answer(connection)
            assert (status, sentence in body) == (413, True)


@pytest.mark.slow
def test_somebody_who_sends_on_reads_the_answer(shared_app: App) -> None:
    """300 MB, sent as fast as they go: the answer is read, and no process has taken them in."""
    with connect(shared_app) as connection:
        connection.sendall(f"{HEAD.format('/accounts/login/', '', 300 * MB)}\r\n".encode())
        sent = 0
        piece = bytes(MB)
        try:
            while sent < 300 * MB:
                sent += connection.send(piece)
        except OSError:
            pass
        status, body = read_answer(connection)
        assert (status, TOO_LARGE in body) == (413, True)
    assert answer_of(f"{shared_app.base_url}/healthz") == 200


@pytest.fixture
def cookie(shared_app: App) -> str:
    """The cookies of a member who has signed in."""
    jar: SimpleCookie = SimpleCookie()
    web = http.client.HTTPConnection("127.0.0.1", shared_app.port, timeout=20)
    web.request("GET", "/accounts/login/")
    answer = web.getresponse()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
    assert token
    for line in answer.headers.get_all("Set-Cookie", []):
        jar.load(line)
    password = re.search(r'"password": "([^"]+)"', FIXTURE.read_text(encoding="utf-8"))
    assert password
    form = {
        "username": "liuyang",
        "password": password.group(1),
        "csrfmiddlewaretoken": token.group(1),
    }
    sent = {"Cookie": header(jar), "Content-Type": "application/x-www-form-urlencoded"}
    web.request("POST", "/accounts/login/", urlencode(form), sent)
    answer = web.getresponse()
    assert answer.status == 302, answer.read().decode()
    for line in answer.headers.get_all("Set-Cookie", []):
        jar.load(line)
    web.close()
    return header(jar)


def header(jar: SimpleCookie) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())


def large_paper(size: int) -> bytes:
    """A Word file with a sentence, and a photograph of `size` bytes."""
    from docx import Document

    plain, large = io.BytesIO(), io.BytesIO()
    document = Document()
    document.add_paragraph("对照检查材料")
    document.add_paragraph("一年来，本人按时参加组织生活，但深入基层不够。")
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(large, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry))
        target.writestr("word/media/photograph.jpeg", bytes(size))
    return large.getvalue()


@pytest.mark.slow
def test_slow_lawful_uploads_arrive_while_pages_answer(shared_app: App, cookie: str) -> None:
    """Ten files of 18 MB at once, more than there are threads, in small pieces over four
    seconds."""
    token = re.search(r"zhaojing_csrf=(\w+)", cookie)
    assert token
    file = large_paper(18 * MB)
    assert len(file) < MOST_BYTES
    part = "--x\r\nContent-Disposition: form-data; name="
    fields = f'{part}"csrfmiddlewaretoken"\r\n\r\n{token.group(1)}\r\n{part}"file"; filename="a.docx"\r\n\r\n'
    body = fields.encode() + file + b"\r\n--x--\r\n"
    answers = []

    def send() -> None:
        with socket.create_connection(("127.0.0.1", shared_app.port), timeout=60) as connection:
            connection.sendall(f"{HEAD.format('/drafts/import/', cookie, len(body))}\r\n".encode())
            step = len(body) // 20 + 1
            for begun in range(0, len(body), step):
                connection.sendall(body[begun : begun + step])
                time.sleep(0.2)
            answers.append(read_answer(connection)[0])

    senders = [threading.Thread(target=send) for _ in range(10)]
    for sender in senders:
        sender.start()
    time.sleep(1)
    for _ in range(3):
        begun = time.monotonic()
        assert answer_of(f"{shared_app.base_url}/healthz") == 200
        assert time.monotonic() - begun < 4
    for sender in senders:
        sender.join()
    assert answers == [302] * 10
