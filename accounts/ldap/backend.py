"""Passwords of the directory beside those that are kept here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from accounts.ldap import directory
from accounts.models import User
from accounts.outside.identity import NotIdentified
from accounts.outside.sentences import CLOSED, unknown


class DirectoryBackend(BaseBackend):
    """Where a directory is set up, judges a password instead of Django's own backend: first by what is kept here, which
    a directory that is away cannot hinder, then by the directory. BaseBackend: permissions are ModelBackend's affair.

    ``by_directory`` of a person says that it was the directory.
    """

    @sensitive_variables("password")
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_more: Any,
    ) -> User | None:
        """Whose password it is. None where no directory is set up: Django asks the next backend. Raises PermissionDenied
        where it is wrong (Django ends there, and the failure counts), NotIdentified where nothing is known of the
        password, or the directory's person cannot come in here; that does not count."""
        if not settings.LDAP_HOST or not username or not password:
            return None
        person = ModelBackend().authenticate(request, username=username, password=password)
        if isinstance(person, User) and may_use_local_password(person):
            return person
        known = User.objects.filter(username=username).first()
        try:
            confirmed = directory.confirms(username, password)
        except directory.Away as error:
            if known is None or not (known.has_usable_password() and may_use_local_password(known)):
                raise
            # else the password that is kept here could be guessed for as long as it is away
            if request is not None:
                request.directory_said = str(error)  # type: ignore[attr-defined]
            raise PermissionDenied from error
        if not confirmed:
            raise PermissionDenied
        if known is None:
            raise NotIdentified(unknown(settings.LDAP_LABEL, username))
        if not known.is_active:
            raise NotIdentified(CLOSED)
        known.by_directory = True  # type: ignore[attr-defined]
        return known

    def get_user(self, user_id: int) -> User | None:
        found = ModelBackend().get_user(user_id)
        return found if isinstance(found, User) else None


def may_use_local_password(person: User) -> bool:
    """Whether somebody may sign in with a password that is kept here."""
    return settings.LOCAL_SIGN_IN == "everybody" or person.is_superuser
