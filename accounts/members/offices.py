"""The pages that change what a person is in an organisation: a further office, another role, a move,
an end. Each says first what follows, and writes only when that is confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.codes import OFFICE_ROLES
from accounts.consequences import OfficeChange, consequences
from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.office_forms import EndForm, OfficeForm, roles_for
from accounts.members.person_access import KeptPerson, kept_person, kept_post
from accounts.members.selectors import groups_of
from accounts.models import Membership, Organization
from accounts.selectors import branch_of, organizations_administered_by
from accounts.services import offices
from accounts.services.offices import OfficeOvertaken, OfficeRefused

_CHANGED: Final = "核对以后情况有了变化，还没有保存。下面是按现在的情况重新核对的结果，请再看一遍。"
_GONE: Final = "这项任职刚才被别人改过，还没有保存您的。请看现在的情况，再改一次。"


@dataclass(frozen=True, slots=True)
class OfficePage:
    """A page of a change: what it is called, what its button says, and what is said when it is
    done."""

    title: str
    button: str
    done: str


_NEW: Final = OfficePage("增加任职", "确定增加", "已增加{name}的任职。")
_CHANGE: Final = OfficePage("修改任职", "确定修改", "已修改{name}的任职。")
_MOVE: Final = OfficePage("调动", "确定调动", "已把{name}调到{place}。")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def new(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """Make somebody something further, in any organisation that an administrator keeps."""
    kept = kept_person(request, person_id)
    if not kept.account:
        raise Http404
    initial = {"since": timezone.localdate(), "kinds": _usual_kinds(kept)}
    form = OfficeForm(
        kept.person,
        None,
        organizations_administered_by(request.user),
        roles_for(None, office=True),
        _data(request),
        initial,
    )
    return _answer(
        request, kept, None, form, _NEW,
        lambda: offices.add_office(
            request.user, kept.person, form.office, [row.pk for row in form.retiring]
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def change(request: SignedInRequest, office_id: int) -> HttpResponseBase:
    """Another role, position, duty or kind of member in the same organisation."""
    kept, row = kept_post(request, office_id)
    form = OfficeForm(
        kept.person, row, None, roles_for(row, office=kept.office), _data(request), _initial(row)
    )
    return _answer(request, kept, row, form, _CHANGE, _replacing(request, kept, row, form))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def move(request: SignedInRequest, office_id: int) -> HttpResponseBase:
    """To another organisation: any that an administrator keeps, within the branch for its
    secretary."""
    kept, row = kept_post(request, office_id)
    places = organizations_administered_by(request.user) if kept.office else _within(row)
    places = places.exclude(pk=row.organization_id)
    initial = _initial(row) | {"organization": None, "duty": ""}
    if row.role not in OFFICE_ROLES:
        initial["role"] = "member"
    form = OfficeForm(
        kept.person, row, places, roles_for(row, office=kept.office), _data(request), initial
    )
    return _answer(request, kept, row, form, _MOVE, _replacing(request, kept, row, form))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def end(request: SignedInRequest, office_id: int) -> HttpResponseBase:
    """End an office, at once or with a day; an administrator's."""
    kept, row = kept_post(request, office_id)
    if not kept.office:
        raise Http404
    form = EndForm(row, _data(request), {"last_day": timezone.localdate()})
    context = {"kept": kept, "person": kept.person, "row": row, "form": form, "nav": "members"}
    if not (form.is_bound and form.is_valid()):
        return _page(request, "accounts/office_end.html", context, 422 if form.is_bound else 200)
    said = [] if form.goes_on else consequences(OfficeChange(kept.person, ends=row))
    mark = _fingerprint(row, form, said)
    context |= {"said": said, "fingerprint": mark, "checked": True}
    if request.POST.get("do") != "save":
        return _page(request, "accounts/office_end.html", context)
    if request.POST.get("fingerprint") != mark:
        return _page(request, "accounts/office_end.html", context | {"changed": _CHANGED}, 409)
    try:
        _end(request, row, form)
    except OfficeRefused as refused:
        context |= {"problem": str(refused), "checked": False}
        return _page(request, "accounts/office_end.html", context, 422)
    except OfficeOvertaken:
        messages.error(request, _GONE)
        return _onwards(request, kept)
    messages.success(request, _ended(row, form))
    return _onwards(request, kept)


def _end(request: SignedInRequest, row: Membership, form: EndForm) -> None:
    if form.goes_on:
        offices.keep_office(request.user, row, offices.stamp(row))
    else:
        offices.end_office(request.user, row, offices.stamp(row), form.last)


def _ended(row: Membership, form: EndForm) -> str:
    if form.goes_on:
        return f"{row.user.name}的任职“{row}”继续，截止日期已撤销。"
    until = f"到 {form.last} 为止，之后自动失效" if form.last else "已经生效"
    return f"已结束{row.user.name}的任职“{row}”，{until}。"


def _answer(
    request: SignedInRequest,
    kept: KeptPerson,
    row: Membership | None,
    form: OfficeForm,
    page: OfficePage,
    carry_out: Callable[[], object],
) -> HttpResponseBase:
    """The form; posted, what follows; posted again with ``do`` "save" and the fingerprint of what
    was shown, it is carried out."""
    context = {
        "kept": kept, "person": kept.person, "row": row, "form": form, "page": page,
        "nav": "members",
    }  # fmt: skip
    name = "accounts/office_form.html"
    if not (form.is_bound and form.is_valid()):
        return _page(request, name, context, 422 if form.is_bound else 200)
    said = _said(kept, row, form)
    mark = _fingerprint(row, form, said)
    context |= {"said": said, "fingerprint": mark, "checked": True}
    if request.POST.get("do") != "save":
        return _page(request, name, context)
    if request.POST.get("fingerprint") != mark:
        return _page(request, name, context | {"changed": _CHANGED}, 409)
    try:
        carry_out()
    except OfficeRefused as refused:
        return _page(request, name, context | {"problem": str(refused), "checked": False}, 422)
    except OfficeOvertaken:
        return _page(request, name, context | {"problem": _GONE, "checked": False}, 409)
    place = form.office.organization
    messages.success(request, page.done.format(name=kept.person.name, place=place))
    return _onwards(request, kept)


def _onwards(request: SignedInRequest, kept: KeptPerson) -> HttpResponseBase:
    """Back to the person; who has just given the own office up or away may not see the page any more."""
    try:
        kept_person(request, kept.person.pk)
    except Http404:
        return redirect("accounts:profile")
    return redirect("accounts:person", kept.person.pk)


def _replacing(
    request: SignedInRequest, kept: KeptPerson, row: Membership, form: OfficeForm
) -> Callable[[], object]:
    shown = offices.stamp(row)

    def carry_out() -> object:
        retiring = [one.pk for one in form.retiring]
        return offices.replace_office(
            request.user, row, shown, form.office, retiring, keep_a_secretary=not kept.office
        )

    return carry_out


def _said(kept: KeptPerson, row: Membership | None, form: OfficeForm) -> list[str]:
    office = form.office
    if row is not None and (row.organization_id, row.role) == (office.organization.pk, office.role):
        return ["只改职务、分工或党员类型，马上生效；角色、会议和材料都不变。"]
    return consequences(OfficeChange(kept.person, row, office, form.retiring))


def _fingerprint(row: Membership | None, form: forms.Form, said: list[str]) -> str:
    """Says whether what is confirmed is what was shown."""
    values = [(name, str(value)) for name, value in sorted(form.cleaned_data.items())]
    text = repr((offices.stamp(row) if row is not None else "", values, said))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _page(
    request: SignedInRequest, name: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    return render(request, name, context, status=status)


def _data(request: SignedInRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _initial(row: Membership) -> dict[str, object]:
    return {
        "role": row.role, "position": row.position, "duty": row.duty, "kinds": row.kinds,
        "since": timezone.localdate(),
    }  # fmt: skip


def _usual_kinds(kept: KeptPerson) -> list[str]:
    """The kinds that the person is already."""
    return next((row.kinds for row in kept.posts if row.kinds), ["member"])


def _within(row: Membership) -> QuerySet[Organization]:
    branch = branch_of(row.organization)
    scope = [branch.pk, *(group.pk for group in groups_of(branch))]
    found: QuerySet[Organization] = Organization.objects.filter(pk__in=scope)
    return found.order_by("path")
