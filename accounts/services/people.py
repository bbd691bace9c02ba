"""Passwords and contact data of people."""

from __future__ import annotations

import secrets

from axes.utils import reset as forget_failures
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.db import transaction

from accounts.models import User

# Without characters that are mistaken for one another when read from a slip of paper (0/o, 1/l/i).
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_ROUNDS = 10_000  # 2 to 6 ms each


def new_one_time_password() -> str:
    """Twelve random characters in three groups: 59 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


def hash_one_time_password(password: str) -> str:
    """The hash to store for a password of `new_one_time_password`, made fast enough for a list of hundreds of people.

    The many rounds of a password's hash make up for what people think of; against 59 random bits a few thousand suffice. Django
    hashes it again with all of them at the first sign-in.
    """
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=_ROUNDS)
    return make_password(password)


@transaction.atomic
def give_one_time_password(user: User) -> str:
    """Set a random password that must be changed at the next sign-in, and return it: it is stored nowhere.

    Works on a new `user` too (saves it). Ends the user's sessions, because they are bound to the old password, and
    lifts a lock: who forgot the password has just locked the account.
    """
    password = new_one_time_password()
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
