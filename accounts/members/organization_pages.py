"""The organisations as pages: their tree with its search, a new one, another name or place, the end
of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.codes import PARTY_ROLES, OrganizationKind, Role
from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.selectors import lists_led_by, organizations_kept_by
from accounts.models import Membership, Organization, User
from accounts.organization_forms import OrganizationForm
from accounts.permissions import may_manage_people
from accounts.selectors import (
    administered_paths,
    below,
    organizations_administered_by,
    superior_of,
)
from accounts.services import organizations as services
from accounts.services.record import record
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.common.overtaken import Overtaken

_NOBODYS: Final = "只有书记和系统管理员可以管理党员名单。"
_OVERTAKEN: Final = (
    "您打开这一页之后，有人改过这个党组织或它的上级，还没有保存您的。请核对后再保存。"
)
#: Of people found; who looks for a surname that half the unit has narrows it down.
MOST_PEOPLE: Final = 50
LONGEST_SEARCH: Final = 50


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation in the tree: how many members it has now, who its secretaries are, and
    whether the reader keeps it as administrator."""

    organization: Organization
    people: int
    secretaries: tuple[str, ...]
    managed: bool

    @property
    def group(self) -> bool:
        """Whether it is a 党小组, whose members are on the list of its branch."""
        return self.organization.kind == OrganizationKind.GROUP


@require_safe
@never_cache
@login_required_json_aware
def organizations(request: SignedInRequest) -> HttpResponseBase:
    """The tree of the organisations whose lists are kept, and what a search finds in it; who keeps
    one only goes on to its list."""
    office = bool(may_manage_people(request.user))
    kept = organizations_kept_by(request.user)
    if office:  # with the groups of those that are administered
        kept = (organizations_administered_by(request.user) | kept).order_by("path")
    if not office and not kept.exists():
        raise PermissionDenied(_NOBODYS)
    if not office and len(kept[:2]) == 1:
        return redirect("accounts:members", kept[0].pk)
    # PostgreSQL takes no NUL character
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    shown = kept.filter(_named(query)) if query else kept
    context = {
        "places": _places(shown, administered_paths(request.user)),
        "query": query,
        "found": _people(request.user, lists_led_by(request.user), query) if query else None,
        "most": MOST_PEOPLE,
        "office": office,
        "nav": "members",
    }
    return render(request, "accounts/members_organizations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def new(request: SignedInRequest) -> HttpResponseBase:
    """A new organisation; {below} is the primary key of the one that it is to stand under."""
    if not may_manage_people(request.user):
        raise Http404
    key = whole_number(request.GET.get("below", ""), most=LARGEST_KEY)
    kept = organizations_administered_by(request.user)
    above = kept.filter(pk=key).first() if key else None
    form = OrganizationForm(
        request.POST or None, initial={"parent": above, **_like(above)}, keeper=request.user
    )
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, None, 422 if form.is_bound else 200)
    try:
        made = services.save_organization(form.instance, form.cleaned_data["parent"])
    except Overtaken:
        return _form_page(request, form, None, 409, _OVERTAKEN)
    record(request.user, made, "新建党组织。")
    messages.success(request, f"已新建“{made.name}”。")
    return redirect("accounts:organizations")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def edit(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Another name, kind, type of unit or place of an organisation."""
    stored = _managed(request, organization_id)
    stand = services.stand_of(stored)
    found = get_object_or_404(Organization, pk=organization_id)
    form = OrganizationForm(request.POST or None, instance=found, keeper=request.user)
    if request.method != "POST" or not form.is_valid():
        read = request.POST.get("read", stand)
        return _form_page(request, form, stored, 422 if form.is_bound else 200, read=read)
    above = form.cleaned_data["parent"]
    moved = _moved(stored, above) if "parent" in form.changed_data else []
    if moved and request.POST.get("moved") != _key(above):
        more: dict[str, object] = {"moved": moved, "to": _key(above)}
        return _form_page(request, form, stored, read=request.POST.get("read", ""), more=more)
    try:
        shown = request.POST.get("read") or "unread"
        services.save_organization(form.instance, above, form.changed_data, shown=shown)
    except Overtaken:
        now = get_object_or_404(Organization, pk=organization_id)
        found_now: dict[str, object] = {"theirs": list(_differing(form, now))}
        read = services.stand_of(now)
        return _form_page(request, form, now, 409, _OVERTAKEN, read=read, more=found_now)
    record(request.user, form.instance, "修改党组织。")
    messages.success(request, f"已保存“{form.instance.name}”。")
    return redirect("accounts:organizations")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def remove(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Remove an organisation on which nothing hangs; asks first."""
    organization = _managed(request, organization_id)
    kept = services.reasons_to_keep(organization)
    if request.method == "POST" and not kept:
        name = organization.name
        try:
            with transaction.atomic():
                record(request.user, organization, "删除党组织。")
                services.remove_organization(organization)
        except (Overtaken, IntegrityError):
            messages.error(request, f"“{name}”刚刚有了下级、人员或者别的记录，没有删除。")
        else:
            messages.success(request, f"已删除“{name}”。")
        return redirect("accounts:organizations")
    context = {"organization": organization, "kept": kept, "nav": "members"}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/organization_remove.html", context, status=status)


def _differing(form: OrganizationForm, now: Organization) -> Iterator[tuple[str, str]]:
    """What stands there now where a valid form says something else: label and words."""
    for name, field in form.fields.items():
        kept = superior_of(now) if name == "parent" else getattr(now, name)
        if kept == form.cleaned_data[name]:
            continue
        words = dict(getattr(field, "choices", ())) if name in ("kind", "unit_type") else {}
        words |= {"": "（空）", None: "（无，最高一级）"}
        yield str(field.label), str(words.get(kept, kept))


def _managed(request: SignedInRequest, organization_id: int) -> Organization:
    """The organisation, for an administrator who keeps it. Raises Http404."""
    return get_object_or_404(organizations_administered_by(request.user), pk=organization_id)


def _named(query: str) -> Q:
    return Q(name__icontains=query) | Q(short_name__icontains=query) | Q(own_names__icontains=query)


def _places(rows: Iterable[Organization], managed: tuple[str, ...]) -> list[Place]:
    """The organisations with their members and secretaries; two queries more however many."""
    found = list(rows)
    held = Membership.objects.active().filter(
        organization__in=found, role__in=PARTY_ROLES, user__is_active=True
    )
    counts = dict(
        held.values("organization_id")
        .annotate(people=Count("user", distinct=True))
        .order_by()
        .values_list("organization_id", "people")
    )
    names: dict[int, list[str]] = defaultdict(list)
    leading = held.filter(role=Role.SECRETARY).order_by("pk")
    for place, name in leading.values_list("organization_id", "user__name"):
        names[place].append(name)
    return [
        Place(row, counts.get(row.pk, 0), tuple(names[row.pk]), row.path.startswith(managed))
        for row in found
    ]


def _people(reader: User, led: Iterable[Organization], query: str) -> list[tuple[User, str]]:
    """The people whose name or username has these words, with what they are now: of the
    organisations ``led`` and their groups, for an administrator also who is or was anything in
    those kept, and who never was anything."""
    people = User.objects.filter(Q(name__icontains=query) | Q(username__icontains=query))
    if not reader.is_superuser:
        people = people.filter(is_superuser=False)
    paths = administered_paths(reader)
    kept = below(paths, "organization__path")
    groups = Q(
        organization__kind=OrganizationKind.GROUP,
        organization__path__regex="|".join(f"^{row.path}.{{{row.steplen}}}$" for row in led),
    )
    concerned = Q(organization__in=[row.pk for row in led])
    if led:
        concerned |= groups
    posts = Membership.objects.active().select_related("organization").order_by("pk")
    posts = posts.filter(kept | (concerned & Q(role__in=PARTY_ROLES)))
    any_post = Membership.objects.filter(user=OuterRef("pk"))
    found_there = Q(pk__in=posts.order_by().values("user"))
    if paths:
        found_there |= Exists(any_post.filter(kept)) | ~Exists(any_post)
    people = people.filter(found_there)
    found = list(people.order_by("name", "username")[:MOST_PEOPLE])
    held: dict[int, list[str]] = defaultdict(list)
    for row in posts.filter(user__in=found):
        held[row.user_id].append(str(row))
    return [(user, "；".join(held[user.pk])) for user in found]


def _moved(organization: Organization, above: Organization | None) -> list[str]:
    """What follows from putting an organisation under another one, in whole sentences."""
    below = Organization.objects.get_descendant_count(organization)
    along = f"，连同下级党组织 {below} 个" if below else ""
    place = f"“{above.name}”之下" if above else "最高一级"
    said = [
        f"“{organization}”将移到{place}{along}。人员、名单、正在进行的会议和已写的材料都不变。",
        "此后由新的上级书记审核书记自己的材料，并作第二级审核；原来的上级书记不再看到这里的会议。",
    ]
    if above is None:
        said[1] = "此后没有上级：书记自己的材料由副书记审核，原来的上级书记不再看到这里的会议。"
    return said


def _key(above: Organization | None) -> str:
    return str(above.pk) if above else "top"


def _like(above: Organization | None) -> dict[str, str]:
    """What a new organisation usually is below another one."""
    if above is None:
        return {}
    below = OrganizationKind.GROUP if above.kind == "branch" else OrganizationKind.BRANCH
    return {"unit_type": above.unit_type, "kind": below}


def _form_page(
    request: SignedInRequest,
    form: OrganizationForm,
    organization: Organization | None,
    status: int = 200,
    problem: str = "",
    read: str = "",
    more: dict[str, object] | None = None,
) -> HttpResponse:
    context = {
        "form": form, "organization": organization, "problem": problem, "read": read,
        "nav": "members", **(more or {}),
    }  # fmt: skip
    return render(request, "accounts/organization_form.html", context, status=status)
