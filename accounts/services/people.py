"""Passwords and contact data of people."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from axes.utils import reset as forget_failures
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.contrib.contenttypes.models import ContentType
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


def give_first_passwords(actor: User, users: Iterable[User]) -> tuple[tuple[str, str, str], ...]:
    """Give people who were never in (`selectors.not_signed_in_yet`) other one-time passwords.

    Returns name, username and password of each. Left out is who has signed in since, or was given one at the same moment.
    """
    drawn = [(user, new_one_time_password()) for user in users]
    hashed = [(user, password, hash_one_time_password(password)) for user, password in drawn]
    given = []
    with transaction.atomic():
        for user, password, encoded in hashed:
            same = User.objects.filter(pk=user.pk, password=user.password, last_login=None)
            if same.update(password=encoded):
                forget_failures(username=user.username)
                given.append((user, password))
        people = ContentType.objects.get_for_model(User)
        LogEntry.objects.bulk_create(
            LogEntry(
                user=actor,
                content_type=people,
                object_id=str(user.pk),
                object_repr=str(user),
                action_flag=CHANGE,
                change_message="补发一次性密码。",
            )
            for user, _ in given
        )
    return tuple((user.name, user.username, password) for user, password in given)


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
