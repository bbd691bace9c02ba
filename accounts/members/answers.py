"""What the pages of the members share: whose list it is, the frame of a page, the files and the
one-time passwords."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET

from accounts.codes import OrganizationKind
from accounts.decorators import login_required_json_aware
from accounts.http import FILE_TYPES, SignedInRequest
from accounts.members.selectors import belongs_to
from accounts.models import Organization
from accounts.one_time import last_day
from accounts.permissions import Denied, may_keep_members
from accounts.roster.workbook import write_passwords
from accounts.services import people

#: In the session: whose one-time passwords are about to be shown.
_TO_SHOW = "first_passwords"


def kept_organization(request: SignedInRequest, organization_id: int) -> Organization:
    """The organisation if its list may be kept; 404 for whoever must not know of it, 403 for its
    members."""
    organization: Organization | None = (
        Organization.objects.exclude(kind=OrganizationKind.GROUP).filter(pk=organization_id).first()
    )
    if organization is None:
        raise Http404
    decision = may_keep_members(request.user, organization)
    if isinstance(decision, Denied):
        if belongs_to(request.user, organization):
            raise PermissionDenied(decision.reason)
        raise Http404
    return organization


def show(
    request: SignedInRequest, name: str, organization: Organization, context: dict[str, object]
) -> HttpResponse:
    """A page about the members of an organisation."""
    return render(request, name, {"organization": organization, "nav": "members", **context})


def to_passwords(
    request: SignedInRequest,
    organization: Organization,
    said: str,
    passwords: Sequence[tuple[str, str, str]],
    *,
    left: bool = False,
) -> HttpResponseBase:
    """Lead to the page that shows one-time passwords, once; ``left``: the list is theirs no more.

    A page that is asked for and not posted, so that going back to it sends nothing again. The
    passwords themselves are left behind here: ``people.show_first_passwords``.
    """
    request.session[_TO_SHOW] = {
        "organization": organization.pk,
        "said": said,
        "left": left,
        "marks": people.password_marks(username for _name, username, _password in passwords),
    }
    return redirect("accounts:members_shown", organization.pk)


@require_GET
@never_cache
@login_required_json_aware
@sensitive_variables()
def shown(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Names, usernames and one-time passwords, the only time that they are seen; asked for again,
    it says that they were."""
    waiting = request.session.pop(_TO_SHOW, None)
    if waiting is None or waiting["organization"] != organization_id:
        organization = kept_organization(request, organization_id)
        return show(request, "accounts/members_shown.html", organization, {})
    organization = Organization.objects.get(pk=organization_id)
    passwords = people.show_first_passwords(waiting["marks"])
    if not passwords:
        return show(request, "accounts/members_shown.html", organization, {"left": waiting["left"]})
    # The file is part of the page: asked for again, the server would have had to keep the
    # passwords.
    address = request.build_absolute_uri("/")
    until = last_day(timezone.now())
    content = b64encode(write_passwords(passwords, address, until.isoformat())).decode()
    context = {
        "said": waiting["said"],
        "passwords": passwords,
        "address": address,
        "until": until,
        "file": f"data:{FILE_TYPES['xlsx']};base64,{content}",
        "file_name": f"{organization}-一次性密码.xlsx",
        "left": waiting["left"],
    }
    return show(request, "accounts/members_passwords.html", organization, context)
