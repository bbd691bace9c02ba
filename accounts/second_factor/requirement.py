"""Who has to sign in with a second step: the roles of the setting SECOND_FACTOR_ROLES."""

from __future__ import annotations

from collections.abc import Iterable
from time import time
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.codes import Role
from accounts.http import SignedInRequest
from accounts.models import Membership, User
from accounts.selectors import own_memberships
from accounts.services.second_factor import has_one

#: In the session: when it was last seen that nothing is lacking, and how long that holds (seconds):
#: an autosave should not read for it.
_SEEN: Final = "second_factor_seen"
_HOLDS: Final = 5 * 60
#: In the session: that the service which signed the person in has asked for a second step itself.
VOUCHED: Final = "second_factor_vouched"


def is_required(user: User, memberships: Iterable[Membership]) -> bool:
    """Whether a person with these active memberships has to have a second step; a superuser counts as an
    administrator."""
    roles = {membership.role for membership in memberships}
    if user.is_superuser:
        roles.add(Role.ADMINISTRATOR)
    return not roles.isdisjoint(settings.SECOND_FACTOR_ROLES)


def lacks_one(request: SignedInRequest) -> bool:
    """Whether who asks has to set up a second step before anything else. No query where no role has to; one or two in
    five minutes else."""
    if not settings.SECOND_FACTOR_ROLES or request.session.get(VOUCHED):
        return False
    if 0 <= time() - request.session.get(_SEEN, 0) <= _HOLDS:
        return False
    if is_required(request.user, own_memberships(request)) and not has_one(request.user):
        return True
    request.session[_SEEN] = int(time())
    return False


def look_again(request: SignedInRequest) -> None:
    """Have the next page look whether one is lacking, since it has just been turned off."""
    request.session.pop(_SEEN, None)


def people_who_have_to() -> QuerySet[User]:
    """All active people of the roles that have to have a second step."""
    held = Membership.objects.active().filter(role__in=settings.SECOND_FACTOR_ROLES)
    chosen = Q(pk__in=held.values("user_id"))
    if Role.ADMINISTRATOR in settings.SECOND_FACTOR_ROLES:
        chosen |= Q(is_superuser=True)
    return User.objects.filter(chosen, is_active=True)
