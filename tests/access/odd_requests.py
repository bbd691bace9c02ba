"""Requests as no page of ours sends them: its forms with something put wrong, and addresses with
anything at all."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponseBase
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from tests.access import odd_values
from tests.access.odd_values import as_json, disturbed, odd_text

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass
class Form:
    """A form of a page: where it goes, how, and what it sends."""

    action: str
    method: str = "get"
    fields: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Odd:
    """A request; ``extra`` are entries of the WSGI environment beside those that follow from the
    rest."""

    role: str
    method: str
    url: str
    body: bytes = b""
    content_type: str = FORM
    extra: Mapping[str, str] = field(default_factory=dict)
    cookies: str = ""
    token: bool = True

    def __str__(self) -> str:
        """Short enough to read and whole enough to send again."""
        parts = (
            self.role,
            self.method,
            self.url,
            self.body,
            self.content_type,
            dict(self.extra),
            self.cookies,
        )
        return " ".join(
            text if len(text := ascii(part)) < 400 else f"{text[:380]}…[{len(text)}]"
            for part in parts
        )


class _Forms(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found = here, [Form(here)]
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(
                Form(given.get("action") or self.here, given.get("method", "get").lower())
            )
        elif tag in ("input", "textarea", "select", "button") and given.get("name"):
            self.found[-1].fields.append((given["name"], given.get("value", "")))
        elif (
            tag == "option"
            and self.found[-1].fields
            and given.get("value")
            and Random(given["value"]).random() < 0.3
        ):
            self.found[-1].fields.append((self.found[-1].fields[-1][0], given["value"]))
        elif tag == "a" and given.get("href", "").partition("#")[0]:
            self.links.add(given["href"].partition("#")[0])


def forms_of(page: str, here: str) -> tuple[list[Form], set[str]]:
    """The forms of a page that take anything, and where its links lead on this site."""
    parser = _Forms(here)
    parser.feed(page)
    links = {
        link
        for link in parser.links
        if link.startswith("/") and not link.startswith(("//", "/static/"))
    }
    return [form for form in parser.found if form.fields], links


def harvest(client: Client, urls: Sequence[str]) -> tuple[list[Form], list[str]]:
    """The forms of these pages as somebody sees them, and the addresses that the pages link to."""
    forms: dict[tuple[str, str, tuple[str, ...]], Form] = {}
    links: set[str] = set()
    for url in urls:
        answer = client.get(url)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found, more = forms_of(answer.content.decode(), url)
            links |= more
            for form in found:
                names = tuple(sorted({name for name, _ in form.fields}))
                forms.setdefault((urlsplit(form.action).path, form.method, names), form)
    return list(forms.values()), sorted(links)


@dataclass
class Sender:
    """Draws requests of one person: ``urls`` are every address with arguments that lead somewhere,
    ``bodies`` what scripts send there."""

    role: str
    forms: Sequence[Form]
    links: Sequence[str]
    urls: Sequence[str]
    bodies: Mapping[str, Any]

    def draw(self, random: Random) -> Odd:
        """One more."""
        drawn = random.random()
        if drawn < 0.4 and self.forms:
            return self._form(random, random.choice(self.forms))
        if drawn < 0.55:
            return self._script(random)
        if drawn < 0.75:
            return self._query(random)
        return self._anything(random)

    def _form(self, random: Random, form: Form) -> Odd:
        fields = list(form.fields)
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            at, name = random.randrange(len(fields)), fields[random.randrange(len(fields))][0]
            drawn = random.random()
            if drawn < 0.6:
                fields[at] = (fields[at][0], odd_text(random))
            elif drawn < 0.7:
                fields.append((random.choice((name, *odd_values.NAMES)), odd_text(random)))
            elif drawn < 0.8:
                fields[at] = (random.choice(odd_values.NAMES), fields[at][1])
            elif drawn < 0.9 and len(fields) > 1:
                del fields[at]
            else:
                fields.insert(at, (name, random.choice(fields)[1]))
        sent = _encoded(fields)
        extra = random.choice(odd_values.HEADERS) if random.random() < 0.1 else {}
        if form.method == "get":
            return Odd(self.role, "GET", f"{form.action.partition('?')[0]}?{sent}", extra=extra)
        if random.random() < 0.3:
            return Odd(
                self.role,
                "POST",
                form.action,
                _multipart(fields, random),
                "multipart/form-data; boundary=x",
                extra,
            )
        return Odd(self.role, "POST", form.action, sent.encode(), FORM, extra)

    def _script(self, random: Random) -> Odd:
        url, body = random.choice(sorted(self.bodies.items()))
        sent = (
            as_json(disturbed(body, random))
            if random.random() < 0.8
            else random.choice(odd_values.BODIES)
        )
        kind = JSON if random.random() < 0.9 else random.choice(odd_values.CONTENT_TYPES)
        return Odd(
            self.role,
            "POST",
            url,
            sent,
            kind,
            {"HTTP_ACCEPT": JSON} if random.random() < 0.8 else {},
        )

    def _query(self, random: Random) -> Odd:
        url = (
            random.choice((*self.links, *self.urls, *self.urls))
            if self.links
            else random.choice(self.urls)
        )
        if random.random() < 0.2:
            query = random.choice(odd_values.QUERIES)
        else:
            names = [random.choice(odd_values.NAMES) for _ in range(random.choice((1, 1, 2)))]
            query = _encoded([(name, odd_text(random)) for name in names])
        return Odd(self.role, "GET", f"{url}{'&' if '?' in url else '?'}{query}")

    def _anything(self, random: Random) -> Odd:
        url = random.choice(self.urls)
        if random.random() < 0.3:
            url = _odd_path(url, random)
        return Odd(
            self.role, random.choice(odd_values.METHODS), url,
            random.choice(odd_values.BODIES),
            random.choice(odd_values.CONTENT_TYPES),
            random.choice(odd_values.HEADERS) if random.random() < 0.5 else {},
            random.choice(odd_values.COOKIES) if random.random() < 0.2 else "",
            random.random() < 0.9,
        )  # fmt: skip


def _odd_path(url: str, random: Random) -> str:
    parts = url.strip("/").split("/")
    at = random.randrange(len(parts))
    parts[at] = quote(
        odd_text(random)[:2000], safe="%" if random.random() < 0.5 else "/%", errors="replace"
    )
    if random.random() < 0.3:
        parts[at] = random.choice(
            (
                "%00",
                "%FF",
                "%ED%A0%80",
                "9" * 18,
                "9" * 40,
                str(uuid.UUID(int=0)),
                "-1",
                "_",
                "x" * 3000,
                "..",
                "%2F",
            )
        )
    return "/" + "/".join(parts) + ("/" if random.random() < 0.8 else "")


def _encoded(fields: Sequence[tuple[str, str]]) -> str:
    return urlencode(fields, errors="replace")


def _multipart(fields: Sequence[tuple[str, str]], random: Random) -> bytes:
    def part(name: str, value: str) -> bytes:
        file = (
            f'; filename="{random.choice(("a.docx", "a.xlsx", "", "../x", "学.txt", "a" * 300 + ".txt"))}"'
            if "file" in name
            else ""
        )
        head = f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        return f"{head}{value}\r\n".encode(errors="replace")

    return b"".join(part(name, value) for name, value in fields) + b"--x--\r\n"


def client_of(user: Any) -> Client:
    """A browser that is asked for its token, as a real one is, and that gives the answer where a
    view fails."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    client.cookies[settings.CSRF_COOKIE_NAME] = _get_new_csrf_string()
    return client


def send(client: Client, odd: Odd) -> HttpResponseBase:
    """The answer to a request; the client's own cookies are as before."""
    extra: dict[str, Any] = dict(odd.extra)
    if odd.token:
        extra.setdefault("HTTP_X_CSRFTOKEN", client.cookies[settings.CSRF_COOKIE_NAME].value)
    cookies = client.cookies.copy()
    if odd.cookies:
        extra["HTTP_COOKIE"] = (
            odd.cookies + "; " + "; ".join(f"{name}={kept.value}" for name, kept in cookies.items())
        )
    # the test client's own stream fails a request that announces more than it brings
    extra |= {"wsgi.input": BytesIO(odd.body), "CONTENT_TYPE": odd.content_type}
    extra.setdefault("CONTENT_LENGTH", str(len(odd.body)))
    try:
        answer = client.generic(odd.method, odd.url, odd.body, odd.content_type, **extra)
        # a file that is sent piece by piece fails, if it does, only when it is read
        b"".join(getattr(answer, "streaming_content", ()))
        return answer
    finally:
        client.cookies = cookies
