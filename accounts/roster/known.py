"""What is known of the people of an organisation before an import, as plain values. [pure]"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

#: Fields of the account; the others belong to the membership.
ACCOUNT_FIELDS: Final = ("name", "phone", "email")
POST_FIELDS: Final = ("role", "position", "duty", "member_kind", "group", "active_from")


@dataclass(frozen=True)
class Post:
    """A membership in force: its fields by column key, ``group`` "" where it is in the organisation
    itself."""

    pk: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class Person:
    """An account. ``guard`` is why its own data may not be changed, ``refusal`` why nothing of it
    may; "" where it may.

    ``coming`` are group and role of memberships here that begin on a later day: no list speaks of
    them, and none may repeat them.
    """

    pk: int
    username: str
    values: Mapping[str, str]
    posts: tuple[Post, ...] = ()
    coming: frozenset[tuple[str, str]] = frozenset()
    guard: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class Known:
    """People by username in small letters, and every username in use (in small letters), whoever
    has it."""

    people: Mapping[str, Person]
    taken: frozenset[str]
    #: Primary keys of the organisation's secretaries (书记) whose accounts are in use.
    secretaries: frozenset[int] = field(default=frozenset())
