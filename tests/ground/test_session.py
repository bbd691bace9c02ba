"""Idle for two hours means signed out; use moves the end along without a write in each request."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone


@pytest.fixture
def signed_in(client: Client) -> Client:
    user = get_user_model().objects.create_user(username="somebody", password="A-long-one-81", name="某人")
    user.must_change_password = False
    user.save()
    client.force_login(user)
    return client


def ends() -> object:
    return Session.objects.get().expire_date


def age_session(client: Client, seconds: int) -> None:
    """As if the last refresh had been so long ago."""
    session = client.session
    session["seen"] -= seconds
    session.save()


@pytest.mark.db_sensitive
@pytest.mark.django_db
def test_the_end_moves_with_use(signed_in: Client, django_assert_num_queries: object) -> None:
    signed_in.get("/healthz")
    first = ends()
    assert timedelta(minutes=119) < first - timezone.now() <= timedelta(hours=2)
    signed_in.get("/healthz")
    assert ends() == first  # no write within five minutes
    age_session(signed_in, 301)
    before = ends()
    signed_in.get("/healthz")
    assert ends() > before


@pytest.mark.django_db
def test_after_two_hours_one_is_signed_out(signed_in: Client) -> None:
    assert signed_in.get("/accounts/profile/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = signed_in.get("/accounts/profile/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")
