"""The cast of review, and the browsers of those who look at the desk."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.review.conftest import *  # noqa: F403


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """Signs a person in: their browser, without scripts."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
