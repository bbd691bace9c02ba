"""What somebody sees who comes in by a service outside, and whether they are in."""

from __future__ import annotations

from typing import Any, Final

from django.test import Client

LOGIN: Final = "/accounts/login/"
PROFILE: Final = "/accounts/profile/"
STALE: Final = "登录等得太久，或者中途换了窗口，没有登录。请再点一次。"


def said(client: Client, answer: Any) -> str:
    """What the sign-in page says, to which an answer leads."""
    assert answer["Location"].startswith(LOGIN), answer["Location"]
    return str(next(iter(client.get(answer["Location"]).context["messages"])))


def is_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return client.get(PROFILE).status_code == 200
