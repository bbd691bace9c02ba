"""The members of an organisation: the list, the files out and the import with its dry run."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.codes import OrganizationKind
from accounts.decorators import login_required_json_aware, takes_file
from accounts.http import SignedInRequest, file_answer
from accounts.members.answers import kept_organization, show, to_passwords
from accounts.members.forms import RosterForm
from accounts.members.list_rows import MemberFilter, rows_of
from accounts.members.selectors import (
    groups_of,
    lists_led_by,
    roster_of,
    roster_texts,
    terms_for,
)
from accounts.models import Organization
from accounts.permissions import may_keep_members, may_manage_people
from accounts.roster.plan_values import Plan
from accounts.roster.sheet import MOST_ROWS
from accounts.roster.workbook import write_roster
from accounts.selectors import branch_of, not_signed_in_yet
from accounts.services import kept_rosters, roster
from drafting.common.workbooks.archive import MOST_BYTES

_GONE = "没有等待确认的名单：已经导入、已放弃，或超过了一小时。刚导入的人没有看到一次性密码的，可以在这里补发。"
_CHANGED = "名单显示之后，人员情况有了变化，还没有导入任何内容。下面是按现在的情况重新核对的结果，请再看一遍。"


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
    posts, groups = roster_of(organization), groups_of(organization)
    waiting = set(not_signed_in_yet(organization).values_list("pk", flat=True))
    form = MemberFilter(request.GET)
    office = bool(may_manage_people(request.user))
    rows = form.chosen(rows_of(organization, posts, waiting))
    context = {
        "form": form,
        "rows": rows,
        "columns": form.columns(groups=bool(groups)),
        "groups": groups,
        "people": len({post.user_id for post in posts}),
        "found": len({row.post.user_id for row in rows}),
        "waiting": bool(waiting),
        "to_tick": any(row.waiting for row in rows),
        "ticked": request.GET.get("ticked") == "all",
        "several": office or len(lists_led_by(request.user)[:2]) > 1,
        "office": office,
    }
    return show(request, "accounts/members.html", organization, context)


@require_safe
@never_cache
@login_required_json_aware
def blank(request: SignedInRequest, organization_id: int) -> HttpResponse:
    """The blank list (空白模板) of an organisation."""
    organization = kept_organization(request, organization_id)
    return file_answer(
        write_roster([], terms_for(organization)), f"{organization}-党员名单-空白模板.xlsx"
    )


@require_safe
@never_cache
@login_required_json_aware
def export(request: SignedInRequest, organization_id: int) -> HttpResponse:
    """The list as it stands, in the columns that an import takes."""
    organization = kept_organization(request, organization_id)
    content = write_roster(roster_texts(organization), terms_for(organization))
    return file_answer(content, f"{organization}-党员名单-{timezone.localdate():%Y%m%d}.xlsx")


@takes_file(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def upload(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Choose a file; what it would do is shown before anything is written."""
    organization = kept_organization(request, organization_id)
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        kept_rosters.keep_roster(request.session, request.user, organization, form.sheet, name)
        return redirect("accounts:members_review", organization.pk)
    context = {"form": form, "most_bytes": MOST_BYTES, "most_rows": MOST_ROWS}
    return show(request, "accounts/members_import.html", organization, context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def review(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """The dry run of the list that waits; a POST confirms or drops it."""
    organization = kept_organization(request, organization_id)
    kept = kept_rosters.kept_roster(request.session, request.user, organization)
    if kept is None:
        messages.info(request, _GONE)
        return redirect("accounts:members", organization.pk)
    if request.method == "POST" and request.POST.get("do") == "drop":
        kept_rosters.drop_roster(request.session)
        messages.success(request, "已放弃这份名单，没有导入任何内容。")
        return redirect("accounts:members", organization.pk)
    if request.method == "POST":
        return _confirm(request, organization, kept)
    return _review_page(request, organization, kept)


@sensitive_variables()
def _confirm(
    request: SignedInRequest, organization: Organization, kept: kept_rosters.KeptRoster
) -> HttpResponseBase:
    try:
        done = roster.import_roster(
            request.user,
            organization,
            kept,
            request.POST.get("fingerprint", ""),
            skip_faults=request.POST.get("do") == "skip",
        )
    except roster.RosterGone:
        messages.info(request, _GONE)
        return redirect("accounts:members", organization.pk)
    except roster.RosterOvertaken:
        return _review_page(request, organization, kept, problem=_CHANGED)
    except roster.RosterFaulty:
        problem = "有错误的行不能导入：请改好重新上传，或者跳过这些行。"
        return _review_page(request, organization, kept, problem=problem)
    kept_rosters.drop_roster(request.session)
    said = f"导入完成：新增 {len(done.passwords) + done.joined} 人，修改 {done.changed} 人" + (
        f"，跳过 {done.skipped} 行。" if done.skipped else "。"
    )
    if done.other_roles:
        said += f"改了角色的：{'，'.join(done.other_roles)}。"
    # Who has just handed the office over may not see the list any more.
    left = not may_keep_members(request.user, organization)
    if not done.passwords:
        messages.success(request, said)
        return (
            redirect("accounts:profile") if left else redirect("accounts:members", organization.pk)
        )
    return to_passwords(request, organization, said, done.passwords, left=left)


def _review_page(
    request: SignedInRequest,
    organization: Organization,
    kept: kept_rosters.KeptRoster,
    problem: str = "",
) -> HttpResponse:
    plan: Plan = roster.plan_roster(request.user, organization, kept.sheet)
    context = {
        "kept": kept,
        "plan": plan,
        "problem": problem,
        "errors": plan.of("error"),
        "new": plan.of("new", "join"),
        "changed": plan.of("change"),
        "same": plan.of("same"),
        "doing": plan.of("new", "join", "change"),
        "leading": [row for row in plan.rows if any("将成为书记" in one for one in row.notes)],
    }
    return show(request, "accounts/members_review.html", organization, context)
