"""The members of an organisation: the list, the files out and the import with its dry run."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.codes import OrganizationKind
from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.forms import RosterForm
from accounts.members.pages import file_answer, kept_organization, show, show_passwords
from accounts.members.selectors import (
    groups_of,
    organizations_kept_by,
    roster_of,
    roster_texts,
    terms_for,
)
from accounts.models import Organization
from accounts.permissions import may_keep_members
from accounts.roster.archive import MOST_BYTES
from accounts.roster.planned import Plan
from accounts.roster.sheet import MOST_ROWS
from accounts.roster.workbook import write_roster
from accounts.selectors import branch_of, not_signed_in_yet

_NOBODYS = "只有书记和系统管理员可以管理党员名单。"
_GONE = (
    "没有等待确认的名单：已经导入、已放弃，或超过了一小时。刚导入的人没有看到一次性密码的，可以在这里补发。"
)
_CHANGED = (
    "名单显示之后，人员情况有了变化，还没有导入任何内容。下面是按现在的情况重新核对的结果，请再看一遍。"
)


@require_safe
@never_cache
@login_required_json_aware
def organizations(request: SignedInRequest) -> HttpResponseBase:
    """Choose whose list of members to keep; with one organisation only, there is nothing to choose."""
    kept = list(organizations_kept_by(request.user))
    if not kept:
        raise PermissionDenied(_NOBODYS)
    if len(kept) == 1:
        return redirect("accounts:members", kept[0].pk)
    return render(request, "accounts/members_organizations.html", {"organizations": kept, "nav": "members"})


@require_safe
@never_cache
@login_required_json_aware
def members(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """The members of an organisation; a group's (党小组) are on the list of its branch."""
    found = get_object_or_404(Organization, pk=organization_id)
    if found.kind == OrganizationKind.GROUP:
        organization = kept_organization(request, branch_of(found).pk)
        return redirect("accounts:members", organization.pk)
    organization = kept_organization(request, organization_id)
    rows = roster_of(organization)
    context = {
        "rows": rows,
        "groups": groups_of(organization),
        "people": len({row.user_id for row in rows}),
        "waiting": not_signed_in_yet(organization).exists(),
        "several": len(organizations_kept_by(request.user)[:2]) > 1,
    }
    return show(request, "accounts/members.html", organization, context)


@require_safe
@never_cache
@login_required_json_aware
def blank(request: SignedInRequest, organization_id: int) -> HttpResponse:
    """The blank list (空白模板) of an organisation."""
    organization = kept_organization(request, organization_id)
    return file_answer(write_roster([], terms_for(organization)), f"{organization}-党员名单-空白模板.xlsx")


@require_safe
@never_cache
@login_required_json_aware
def export(request: SignedInRequest, organization_id: int) -> HttpResponse:
    """The list as it stands, in the columns that an import takes."""
    organization = kept_organization(request, organization_id)
    content = write_roster(roster_texts(organization), terms_for(organization))
    return file_answer(content, f"{organization}-党员名单-{timezone.localdate():%Y%m%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def upload(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Choose a file; what it would do is shown before anything is written."""
    organization = kept_organization(request, organization_id)
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        services.keep_roster(request.session, request.user, organization, form.sheet, name)
        return redirect("accounts:members_review", organization.pk)
    context = {"form": form, "most_bytes": MOST_BYTES, "most_rows": MOST_ROWS}
    return show(request, "accounts/members_import.html", organization, context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def review(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """The dry run of the list that waits; a POST confirms or drops it."""
    organization = kept_organization(request, organization_id)
    kept = services.kept_roster(request.session, request.user, organization)
    if kept is None:
        messages.info(request, _GONE)
        return redirect("accounts:members", organization.pk)
    if request.method == "POST" and request.POST.get("do") == "drop":
        services.drop_roster(request.session)
        messages.success(request, "已放弃这份名单，没有导入任何内容。")
        return redirect("accounts:members", organization.pk)
    if request.method == "POST":
        return _confirm(request, organization, kept)
    return _review_page(request, organization, kept)


@sensitive_variables()
def _confirm(
    request: SignedInRequest, organization: Organization, kept: services.KeptRoster
) -> HttpResponseBase:
    try:
        done = services.import_roster(
            request.user,
            organization,
            kept,
            request.POST.get("fingerprint", ""),
            skip_faults=request.POST.get("do") == "skip",
        )
    except services.Gone:
        messages.info(request, _GONE)
        return redirect("accounts:members", organization.pk)
    except services.Changed:
        return _review_page(request, organization, kept, problem=_CHANGED)
    except services.Faulty:
        problem = "有错误的行不能导入：请改好重新上传，或者跳过这些行。"
        return _review_page(request, organization, kept, problem=problem)
    services.drop_roster(request.session)
    said = f"导入完成：新增 {len(done.passwords) + done.joined} 人，修改 {done.changed} 人" + (
        f"，跳过 {done.skipped} 行。" if done.skipped else "。"
    )
    # Who has just handed the office over may not see the list any more.
    left = not may_keep_members(request.user, organization)
    if not done.passwords:
        messages.success(request, said)
        return redirect("accounts:profile") if left else redirect("accounts:members", organization.pk)
    return show_passwords(request, organization, said, done.passwords, left=left)


def _review_page(
    request: SignedInRequest, organization: Organization, kept: services.KeptRoster, problem: str = ""
) -> HttpResponse:
    plan: Plan = services.plan_roster(request.user, organization, kept.sheet)
    context = {
        "kept": kept,
        "plan": plan,
        "problem": problem,
        "errors": plan.of("error"),
        "new": plan.of("new", "join"),
        "changed": plan.of("change"),
        "same": plan.of("same"),
        "doing": plan.of("new", "join", "change"),
    }
    return show(request, "accounts/members_review.html", organization, context)
