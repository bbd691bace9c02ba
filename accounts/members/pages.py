"""What the pages of the members share: whose list it is, the frame of a page, the files and the one-time passwords."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_variables

from accounts.codes import OrganizationKind
from accounts.http import SignedInRequest
from accounts.members.selectors import belongs_to
from accounts.models import Organization
from accounts.permissions import Denied, may_keep_members
from accounts.roster.workbook import write_passwords

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def kept_organization(request: SignedInRequest, organization_id: int) -> Organization:
    """The organisation if its list may be kept; 404 for who must not know of it, 403 for its members."""
    organization = (
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


@sensitive_variables()
def show_passwords(
    request: SignedInRequest,
    organization: Organization,
    said: str,
    passwords: Sequence[tuple[str, str, str]],
    *,
    left: bool = False,
) -> HttpResponse:
    """Names, usernames and one-time passwords, the only time that they are seen; ``left``: the list is theirs no more."""
    # The file is part of the page: asked for again, the server would have had to keep the passwords.
    address = request.build_absolute_uri("/")
    content = b64encode(write_passwords(passwords, address)).decode()
    context = {
        "said": said,
        "passwords": passwords,
        "address": address,
        "file": f"data:{_XLSX};base64,{content}",
        "file_name": f"{organization}-一次性密码.xlsx",
        "left": left,
    }
    return show(request, "accounts/members_passwords.html", organization, context)


def file_answer(content: bytes, name: str) -> HttpResponse:
    """An .xlsx to save."""
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer
