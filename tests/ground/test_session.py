"""Idle for two hours means signed out; use moves the end along without a write in each request."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.factories import UserFactory


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
