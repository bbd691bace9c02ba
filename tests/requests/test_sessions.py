"""Idle for two hours means signed out; use moves the end along without a write in each request."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone

from drafting.requests.error_pages import server_error
from tests.factories import UserFactory

handler500 = server_error


@pytest.fixture
def signed_in(client: Client, db: None) -> Client:
    client.force_login(UserFactory())
    return client


def ends() -> object:
    return Session.objects.get().expire_date


def age_session(client: Client, seconds: int) -> None:
    """As if the last refresh had been so long ago."""
    session = client.session
    session["seen"] -= seconds
    session.save()


@pytest.mark.db_sensitive
def test_the_end_moves_with_use(signed_in: Client) -> None:
    signed_in.get("/healthz")
    first = ends()
    assert timedelta(minutes=119) < first - timezone.now() <= timedelta(hours=2)
    signed_in.get("/healthz")
    assert ends() == first  # no write within five minutes
    age_session(signed_in, 301)
    before = ends()
    signed_in.get("/healthz")
    assert ends() > before


def test_after_two_hours_one_is_signed_out(signed_in: Client) -> None:
    assert signed_in.get("/accounts/profile/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = signed_in.get("/accounts/profile/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")


def counted(request: HttpRequest) -> HttpResponse:
    request.session["pages"] = request.session.get("pages", 0) + 1
    return HttpResponse(str(request.session["pages"]))


def looked(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.session.get("pages", 0)))


urlpatterns = [path("counted/", counted), path("looked/", looked)]


def writes_of(client: Client, address: str) -> int:
    """How often a request writes the session."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return sum(
        "django_session" in query["sql"] and query["sql"].split()[0] in ("INSERT", "UPDATE")
        for query in queries
    )


@pytest.mark.db_sensitive
@override_settings(ROOT_URLCONF="tests.requests.test_sessions")
def test_a_session_is_written_once_in_five_minutes(signed_in: Client) -> None:
    first, again = writes_of(signed_in, "/looked/"), writes_of(signed_in, "/looked/")
    age_session(signed_in, 301)
    later = writes_of(signed_in, "/looked/")
    cookie = signed_in.cookies["zhaojing_session"]
    changed = writes_of(signed_in, "/counted/")
    age_session(signed_in, 301)
    changed_later = writes_of(signed_in, "/counted/")
    assert (first, again, later, changed, changed_later) == (1, 0, 1, 1, 1)
    assert cookie["max-age"] == 2 * 60 * 60
    assert signed_in.session["pages"] == 2


@override_settings(ROOT_URLCONF="tests.requests.test_sessions")
def test_what_a_page_keeps_in_the_session_is_never_lost_in_silence(
    signed_in: Client, request: pytest.FixtureRequest
) -> None:
    """Where nothing can be written, what was read is shown; what was to be kept is refused."""
    signed_in.get("/counted/")
    age_session(signed_in, 301)
    request.getfixturevalue("read_only")
    assert signed_in.get("/looked/").content == b"1"
    signed_in.raise_request_exception = False
    answer = signed_in.get("/counted/")
    assert answer.status_code == 503
