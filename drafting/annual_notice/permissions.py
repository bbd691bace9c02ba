"""Who keeps frameworks on the pages of the product."""

from __future__ import annotations

from django.http import Http404

from accounts.http import SignedInRequest
from accounts.models import Organization, User
from drafting.frameworks.models import Framework
from drafting.meetings.selectors import organizations_meeting_under


def keeps_frameworks(user: User) -> bool:
    """Whether somebody keeps the frameworks of everybody: curators and administrators."""
    return user.has_perm("drafting.add_framework") and user.has_perm("drafting.change_framework")


def pastes_for(user: User, wanted: str) -> Organization | None:
    """For which organisation somebody pastes a notice: None for everybody. ``wanted`` is the id
    that was asked for.

    Raises Http404 for whoever neither keeps frameworks nor leads that organisation; a secretary who
    names none pastes for the first that they lead.
    """
    led = list(organizations_meeting_under(user))
    named = next((one for one in led if str(one.pk) == wanted), None)
    if named is not None:
        return named
    if keeps_frameworks(user) and not wanted:
        return None
    if not led or wanted:
        raise Http404("没有这个党组织。")
    return led[0]


def get_framework(request: SignedInRequest, framework_id: int) -> Framework:
    """A framework that the signed-in person keeps: a curator each, a secretary those of the own
    organisation. Raises Http404 for anybody else."""
    rows = Framework.objects.select_related("organization", "confirmed_by", "corrects")
    framework = rows.prefetch_related("sections__confirmed_by").filter(pk=framework_id).first()
    if framework is None:
        raise Http404("没有这个框架。")
    if keeps_frameworks(request.user):
        return framework
    led = organizations_meeting_under(request.user).filter(pk=framework.organization_id)
    if framework.organization_id is None or not led.exists():
        raise Http404("没有这个框架。")
    return framework
