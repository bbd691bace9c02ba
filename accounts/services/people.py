"""Passwords and contact data of people."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from axes.utils import reset as forget_failures
from django.apps import apps as registry
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hashers, make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from accounts.codes import TextSize
from accounts.models import User
from accounts.services.account_news import tell_of_account
from accounts.services.sessions import end_all

# Without characters that are mistaken for one another when read from a slip of paper (0/o, 1/l/i).
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_ROUNDS = 10_000  # 2 to 6 ms each


def new_code(groups: int = 3) -> str:
    """Random characters in groups of four: 59 bits in three."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(groups))


def new_one_time_password() -> str:
    """At least twelve random characters (59 bits), and as many as anybody's own password has to have."""
    return new_code(max(3, -(-(settings.PASSWORD_LENGTH_OFFICES + 1) // 5)))


def hash_one_time_password(password: str) -> str:
    """The hash to store for a password of `new_one_time_password`, made fast enough for a list of
    hundreds of people.

    The cost of a password's hash makes up for what people think of; against 59 random bits a few
    thousand rounds of PBKDF2 suffice. Django hashes it again as any other at the first sign-in.
    """
    for hasher in get_hashers():
        if isinstance(hasher, PBKDF2PasswordHasher):
            return hasher.encode(password, hasher.salt(), iterations=_ROUNDS)
    return make_password(password)  # the tests hash everything quickly


@transaction.atomic
def give_one_time_password(user: User) -> str:
    """Set a random password that must be changed at the next sign-in, which is taken for
    `ONE_TIME_PASSWORD_DAYS`, and return it: it is stored nowhere.

    Works on a new `user` too (saves it). Ends the user's sessions, because they are bound to the
    old password, and lifts a lock: who forgot the password has just locked the account.
    """
    password = new_one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save()
    end_all(user)
    forget_failures(username=user.username)
    return password


def give_first_passwords(actor: User, users: Iterable[User]) -> tuple[tuple[str, str, str], ...]:
    """Give people who were never in (`selectors.not_signed_in_yet`) other one-time passwords.

    Returns name, username and password of each. Left out is who has signed in since, or was given
    one at the same moment.
    """
    drawn = [(user, new_one_time_password()) for user in users]
    hashed = [(user, password, hash_one_time_password(password)) for user, password in drawn]
    given = []
    with transaction.atomic():
        for user, password, encoded in hashed:
            same = User.objects.filter(pk=user.pk, password=user.password, last_login=None)
            if same.update(password=encoded, one_time_since=timezone.now()):
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


def password_marks(usernames: Iterable[str]) -> dict[str, str]:
    """What stands for the one-time passwords of these people until they are shown: the stored
    hashes, by primary key as text."""
    rows = User.objects.filter(username__in=list(usernames)).values_list("pk", "password")
    return {str(pk): encoded for pk, encoded in rows}


def show_first_passwords(marks: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Draw the one-time passwords that are shown in place of those that nobody saw, once: for
    people whose password is still the one of ``marks`` (`password_marks`) and who were never in.

    Returns name, username and password of each, in the order of the marks. So no password has to
    be kept from the request that gave it to the page that shows it.
    """
    people = User.objects.filter(pk__in=[int(key) for key in marks], last_login=None)
    order = {key: place for place, key in enumerate(marks)}
    drawn = [
        (user, password, hash_one_time_password(password))
        for user in sorted(people, key=lambda user: order[str(user.pk)])
        if user.password == marks[str(user.pk)] and (password := new_one_time_password())
    ]
    shown = []
    with transaction.atomic():
        for user, password, encoded in drawn:
            same = User.objects.filter(pk=user.pk, password=user.password, last_login=None)
            if same.update(password=encoded, one_time_since=timezone.now()):
                shown.append((user.name, user.username, password))
    return tuple(shown)


def start_one_time_passwords(apps: Any = registry, **_kwargs: Any) -> None:
    """Count the days from now on of one-time passwords that were given without a time (connected to
    post_migrate; `flush` sends that without `apps`): before there was one, or since then by a web
    process of before."""
    try:
        people = apps.get_model("accounts", "User")
    except LookupError:
        return  # migrated only in part
    if any(field.name == "one_time_since" for field in people._meta.fields):
        given = people.objects.filter(must_change_password=True, one_time_since=None)
        given.update(one_time_since=timezone.now())


def change_password(user: User, password: str) -> None:
    """Set the password the user chose (already validated)."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def set_text_size(user: User, size: TextSize) -> None:
    """Set how large the person has the pages."""
    user.text_size = size
    user.save(update_fields=["text_size"])


def update_contact(user: User, *, email: str, phone: str) -> None:
    """Set the contact data people keep themselves; both may be empty."""
    before = User.objects.get(pk=user.pk)
    user.email = email
    user.phone = phone
    user.save(update_fields=["email", "phone"])
    tell_of_account(user, before, user)
