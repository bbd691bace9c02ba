"""The page of one person: account and offices, and what is done with the account."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.codes import OrganizationKind, Role
from accounts.decorators import login_required_json_aware
from accounts.field_sentences import FieldSentences
from accounts.http import SignedInRequest
from accounts.members.person_access import KeptPerson, kept_account, kept_person
from accounts.models import Organization, User
from accounts.permissions import Denied, may_change_office, may_manage, may_reset_password
from accounts.roster.cells import as_name, as_text
from accounts.services import accounts, second_factor
from accounts.services.offices import secretaries_beside
from drafting.common.overtaken import Overtaken

_OVERTAKEN: Final = (
    "您打开这一页之后，有人改过这个账号，还没有保存您的。现在的资料列在下面，请核对后再保存。"
)


class AccountForm(FieldSentences, forms.ModelForm):
    """Name, username and how somebody is reached; ``read`` as the account stood when the page was
    made."""

    read = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = User
        fields = ["name", "username", "phone", "email"]
        help_texts = {"username": "登录用。改了以后本人用新的用户名登录，密码不变。"}
        error_messages = {
            "name": {"required": "请填写姓名。", "max_length": "姓名最多 50 个字。"},
            "username": {
                "required": "请填写用户名。",
                "invalid": "用户名只能由字母、数字和 @ . + - _ 组成。",
                "unique": "这个用户名已经有人用，请换一个。",
                "max_length": "用户名最多 150 个字符。",
            },
            "email": {"invalid": "邮箱请写成 name@example.cn 的样子。"},
        }

    def clean_name(self) -> str:
        name = as_name(as_text(self.cleaned_data["name"]))
        if not name:
            raise forms.ValidationError("请填写姓名。")
        return name


@require_safe
@never_cache
@login_required_json_aware
def person(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """Who somebody is, and what may be changed of it by whom."""
    kept = kept_person(request, person_id)
    today = timezone.localdate()
    posts = [
        (
            row,
            row.active_from > today,
            bool(may_change_office(request.user, row)),
            bool(may_manage(request.user, row.organization)),
        )
        for row in kept.posts
    ]
    reset = may_reset_password(request.user, kept.person)
    context = {
        "kept": kept,
        "person": kept.person,
        "posts": posts,
        "own": kept.person == request.user,
        "second_factor": second_factor.has_one(kept.person),
        "reset_refused": reset.reason if isinstance(reset, Denied) else "",
        "nav": "members",
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def account(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """Change name, username, telephone and mail of an account; an administrator's."""
    kept = kept_account(request, person_id)
    stored = User.objects.get(pk=kept.person.pk)
    stand = _stand(stored)
    if request.method != "POST":
        return _account_page(request, kept, AccountForm(instance=stored, initial={"read": stand}))
    form = AccountForm(request.POST, instance=kept.person)
    if not form.is_valid():
        return _account_page(request, kept, form, 422)
    try:
        if form.cleaned_data["read"] != stand:
            raise Overtaken
        accounts.save_account(request.user, form.instance, before=stored)
    except Overtaken:
        # a knowing save goes by what stands there now
        now = User.objects.get(pk=kept.person.pk)
        data = request.POST.copy()
        data["read"] = _stand(now)
        form.data = data
        return _account_page(request, kept, form, 409, {"problem": _OVERTAKEN, "theirs": now})
    messages.success(request, f"已保存{form.instance.name}的资料。")
    return redirect("accounts:person", kept.person.pk)


@require_POST
@login_required_json_aware
def activity(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """Close an account ({active: ""}), which ends its sessions, or open it again ({active: 1})."""
    kept = kept_account(request, person_id)
    active = bool(request.POST.get("active"))
    if kept.person == request.user:
        messages.error(request, "不能停用自己的账号，请由另一位系统管理员操作。")
    elif accounts.set_active(request.user, kept.person, active=active):
        said = (
            "已重新启用{}的账号。" if active else "已停用{}的账号，材料保留；需要时可以重新启用。"
        )
        messages.success(request, said.format(kept.person.name))
        for place in [] if active else _left_alone(kept):
            messages.warning(request, f"{place}现在没有书记，请尽快任命。")
    return redirect("accounts:person", kept.person.pk)


@require_POST
@never_cache
@login_required_json_aware
@sensitive_variables()
def password(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """Give a person a one-time password and show it, the only time that it is seen."""
    kept = kept_account(request, person_id)
    decision = may_reset_password(request.user, kept.person)
    if isinstance(decision, Denied):
        messages.error(request, decision.reason)
        return redirect("accounts:person", kept.person.pk)
    given = accounts.reset_password(request.user, kept.person)
    context = {
        "person": kept.person,
        "password": given,
        "address": request.build_absolute_uri("/"),
        "nav": "members",
    }
    return render(request, "accounts/person_password.html", context)


def _left_alone(kept: KeptPerson) -> list[Organization]:
    """The organisations that have no secretary whose account is open beside this one."""
    rows = [row for row in kept.posts if row.role == Role.SECRETARY]
    places = [row.organization for row in rows if row.organization.kind != OrganizationKind.GROUP]
    return [place for place in places if not secretaries_beside(place, kept.person)]


def _stand(user: User) -> str:
    said = repr((user.name, user.username, user.phone, user.email))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _account_page(
    request: SignedInRequest,
    kept: KeptPerson,
    form: AccountForm,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    name = User.objects.values_list("name", flat=True).get(pk=kept.person.pk)
    context = {"kept": kept, "person_name": name, "form": form, "nav": "members", **(more or {})}
    return render(request, "accounts/person_account.html", context, status=status)
