"""Who keeps the library."""

from __future__ import annotations

from accounts.models import User


def keeps_library(user: User) -> bool:
    """Whether somebody keeps the phrases: curators."""
    return user.has_perm("drafting.add_phrase") and user.has_perm("drafting.change_phrase")
