"""The page of an organisation's rule (保存期限), for its secretary and its administrators."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.answers import kept_organization
from accounts.models import Organization
from accounts.permissions import may_lead
from drafting.retention import services
from drafting.retention.forms import WHATS, RuleForm
from drafting.retention.selectors import record_of, rule_of, step_of, terms_of
from drafting.retention.terms import NOTICE

_OVERTAKEN: Final = (
    "您打开这一页之后，有人改过这条规定，还没有保存您的。现在的规定写在下面，请核对后再保存。"
)
_SAVED: Final = {
    "": "已保存：本党组织会议的材料一直保留。已经通知、还没有处理的，一并撤销并告诉本人。",
    "archive": "已保存：会后 {} 个月归档。最少提前 {} 天通知撰写人。",
    "delete": "已保存：会后 {} 个月删除文字。最少提前 {} 天通知撰写人，到期以前随时可以改。",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def rule(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Show the rule, what it comes to and what was done under it; change it."""
    organization = kept_organization(request, organization_id)
    if request.method != "POST":
        return _page(request, organization)
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _page(request, organization, form, 422)
    what, months = form.cleaned_data["what"], form.cleaned_data["months"] or 0
    try:
        services.set_rule(organization, what, months, request.user, read=form.cleaned_data["read"])
    except services.RuleOvertaken:
        messages.warning(request, _OVERTAKEN)
        return _page(request, organization, form, 409)
    messages.success(request, _SAVED[what].format(months, NOTICE))
    return redirect("retention:rule", organization.pk)


@require_POST
@login_required_json_aware
def bring_back(request: SignedInRequest, organization_id: int, step_id: int) -> HttpResponse:
    """Put the papers of an archived meeting back among the others."""
    organization = kept_organization(request, organization_id)
    step = step_of(organization, step_id)
    if step is None:
        raise Http404("没有这条记录。")
    if number := services.bring_back(step, request.user):
        messages.success(
            request, f"已恢复“{step.meeting.title}”的 {number} 份材料，以后不再自动归档。"
        )
    else:
        messages.info(request, "这次会议的材料没有归档，或者已经恢复过了。")
    return redirect("retention:rule", organization.pk)


def _page(
    request: SignedInRequest,
    organization: Organization,
    form: RuleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = rule_of(organization)
    said = (
        form.data
        if form
        else {"what": now.what if now else "", "months": now.months if now else 24}
    )
    # a knowing save after a conflict goes by what stands there now
    read = said.get("read", "") if status == 422 else services.mark(now)
    errors = form.errors.values() if form else ()
    context = {
        "nav": "members",
        "organization": organization,
        "leads": bool(may_lead(request.user, organization)),
        "rule": now,
        "whats": WHATS,
        "what": said.get("what", ""),
        "months": said.get("months", ""),
        "read": read,
        "errors": [sentence for found in errors for sentence in found],
        "notice": NOTICE,
        "terms": terms_of(now, timezone.localdate()) if now else [],
        "record": record_of(organization),
    }
    return render(request, "drafting/retention/rule.html", context, status=status)
