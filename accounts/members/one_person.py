"""Adding one person to the list of members: typed, checked like a row of an uploaded list, and only
then written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.codes import PARTY_ROLES, MemberKind, Role
from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.answers import kept_organization, show, to_passwords
from accounts.members.forms import PersonForm
from accounts.members.selectors import groups_of
from accounts.models import Organization
from accounts.roster.cells import as_text
from accounts.roster.plan_values import PlannedRow
from accounts.roster.sheet import Sheet, SheetRow
from accounts.services import roster

_THERE = "名单里已经有“{}”。如果是另一个人，请填写用户名；要改这个人的资料，请导入改好的名单。"
_CHANGED = "核对以后内容或者人员情况有了变化，还没有增加。请再看一遍。"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
@sensitive_variables()
def add(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """The form; posted it shows what would be written, with the username proposed; posted again
    with ``do`` "add" it writes that."""
    organization = kept_organization(request, organization_id)
    choices = _choices(organization)
    if request.method != "POST":
        return _page(request, organization, PersonForm(choices))
    form = PersonForm(choices, request.POST)
    if not form.is_valid():
        return _page(request, organization, form, status=422)
    row, notes = _tried(request, organization, form.cells)
    if row.action not in ("new", "join"):
        problems = list(row.faults) or [_THERE.format(row.name)]
        return _page(request, organization, form, {"problems": problems}, 422)
    form.propose(row.username)
    checked = {"row": row, "notes": notes, "fingerprint": _plan(request, organization, form.cells)}
    if request.POST.get("do") != "add":
        return _page(request, organization, form, checked)
    try:
        done = roster.add_person(
            request.user, organization, _sheet(form.cells), request.POST.get("fingerprint", "")
        )
    except (roster.RosterOvertaken, roster.RosterFaulty):
        return _page(request, organization, form, checked | {"changed": _CHANGED}, 409)
    if done.passwords:
        return to_passwords(request, organization, f"已增加{row.name}。", done.passwords)
    messages.success(request, f"已把{row.name}加入名单，账号和密码照旧。")
    return redirect("accounts:members", organization.pk)


def _tried(
    request: SignedInRequest, organization: Organization, cells: dict[str, str]
) -> tuple[PlannedRow, tuple[str, ...]]:
    """What the row would do, and what is to be checked of it."""
    (row,) = roster.plan_roster(request.user, organization, _sheet(cells)).rows
    return row, row.notes


def _plan(request: SignedInRequest, organization: Organization, cells: dict[str, str]) -> str:
    """The fingerprint of what is shown, with the username written out."""
    return roster.plan_roster(request.user, organization, _sheet(cells)).fingerprint


def _sheet(cells: dict[str, str]) -> Sheet:
    return Sheet((SheetRow(1, {key: as_text(value) for key, value in cells.items()}),))


def _choices(organization: Organization) -> dict[str, list[str]]:
    """What may be chosen, as a list of members writes it."""
    groups = [group.name for group in groups_of(organization)]
    roles = [str(Role(role).label) for role in PARTY_ROLES]
    return {
        "role": [*roles, *(["组长"] if groups else [])],
        "member_kind": [str(kind.label) for kind in MemberKind],
        "group": groups,
    }


def _page(
    request: SignedInRequest,
    organization: Organization,
    form: PersonForm,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    answer = show(
        request, "accounts/members_add.html", organization, {"form": form, **(more or {})}
    )
    answer.status_code = status
    return answer
