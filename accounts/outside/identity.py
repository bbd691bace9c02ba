"""What a service outside says of a person: a user name, or a reason why there is none."""

from __future__ import annotations


class NotIdentified(Exception):
    """A service has shown nobody; with one Chinese sentence for whoever wanted to sign in."""


def user_name(said: object) -> str:
    """The user name that a service has given, without white space around it; "" where it is none."""
    if not isinstance(said, str) or "\0" in said:
        return ""
    return said.strip()
