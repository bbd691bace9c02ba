"""Passwords and contact data of people."""

from __future__ import annotations

import secrets

from axes.utils import reset as forget_failures
from django.db import transaction

from accounts.models import User

# Without characters that are mistaken for one another when read from a slip of paper (0/o, 1/l/i).
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def give_one_time_password(user: User) -> str:
    """Set a random password that must be changed at the next sign-in, and return it: it is stored nowhere.

    Works on a new `user` too (saves it). Ends the user's sessions, because they are bound to the old password, and
    lifts a lock: who forgot the password has just locked the account.
    """
    password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    user.set_password(password)
    user.must_change_password = True
    user.save()
    forget_failures(username=user.username)
    return password


def change_password(user: User, password: str) -> None:
    """Set the password the user chose (already validated)."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def update_contact(user: User, *, email: str, phone: str) -> None:
    """Set the contact data people keep themselves; both may be empty."""
    user.email = email
    user.phone = phone
    user.save(update_fields=["email", "phone"])
