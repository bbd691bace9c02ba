"""People in the Django admin: their data, their memberships, a one-time password. A password hash
is never shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.admin.actions import WordedActions
from accounts.admin.simultaneous import LooksAgain
from accounts.codes import Role
from accounts.field_sentences import FieldSentences
from accounts.models import Membership, Organization, User
from accounts.permissions import Denied, may_reset_password
from accounts.selectors import (
    administered_paths,
    below,
    organizations_administered_by,
    people_administered_by,
)
from accounts.services import access, accounts
from accounts.services import people as accounts_people
from accounts.services.account_news import tell_of_account
from accounts.services.sessions import end_all
from drafting.common.numbers import LARGEST_KEY, whole_number

_ONCE = "此人在该党组织已有相同的在任角色。"
_BESIDE = "{0}现在的{1}是{2}。确实要再任命一位{1}，请勾选这里，再保存一次。"


class RoleFilter(admin.SimpleListFilter):
    title = "角色"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Role.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if not self.value():
            return queryset
        return queryset.filter(
            memberships__in=Membership.objects.active().filter(role=self.value())
        ).distinct()


class OrganizationFilter(admin.SimpleListFilter):
    """People of an organisation and of everything below it."""

    title = "党组织"
    parameter_name = "organization"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        rows = organizations_administered_by(request.user)
        return [(str(row.pk), "　" * (row.depth - 1) + str(row)) for row in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        key = whole_number(self.value() or "", most=LARGEST_KEY)
        chosen = Organization.objects.filter(pk=key).first() if key is not None else None
        if chosen is None:
            return queryset
        held = Membership.objects.active().filter(organization__path__startswith=chosen.path)
        return queryset.filter(memberships__in=held).distinct()


def _beside(post: Membership, names: str) -> str:
    return _BESIDE.format(post.organization, post.role_title, names)


class MembershipForm(FieldSentences, forms.ModelForm):
    """A membership; ``beside`` says that there shall be a further secretary (书记)."""

    beside = forms.BooleanField(label="已有书记，仍然任命", required=False)


class MembershipFormSet(forms.BaseInlineFormSet):
    """Refuses the same open post twice: a row of a page of its parent does not know that parent
    yet, so Django leaves the constraint to the database. Asks before an organisation has a further
    secretary.
    """

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.is_valid() and form not in self.deleted_forms]
        shown = [form.instance.pk for form in self.forms if form.instance.pk]
        others = Membership.objects.filter(user_id=self.instance.pk, active_to=None).exclude(
            pk__in=shown
        )
        held = {(row.organization_id, row.role) for row in others}
        for form in filter(self._is_open, kept):
            post = (form.instance.organization_id, form.instance.role)
            if post in held:
                form.add_error(None, _ONCE)
            held.add(post)
            if names := self._secretaries_beside(form):
                form.add_error("beside", _beside(form.instance, names))

    def _secretaries_beside(self, form: Any) -> str:
        """Who is secretary where this row newly names one, unless that is meant; empty otherwise."""
        row = form.instance
        named = {"organization", "role"} & set(form.changed_data)
        if row.role != Role.SECRETARY or not named or form.cleaned_data.get("beside"):
            return ""
        others = Membership.objects.active().filter(
            organization_id=row.organization_id, role=Role.SECRETARY, user__is_active=True
        )
        rows = others.exclude(user_id=self.instance.pk).select_related("user").order_by("pk")
        return "、".join(other.user.name for other in rows)

    @staticmethod
    def _is_open(form: Any) -> bool:
        """Whether a row is filled in and its post has no end."""
        filled = form.has_changed() or form.instance.pk
        return filled and form.instance.active_to is None


class MembershipInline(admin.StackedInline):
    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    extra = 0
    autocomplete_fields = ["organization"]
    fields = [
        ("organization", "role", "beside"),
        ("position", "duty", "member_kind"),
        ("active_from", "active_to"),
    ]

    def get_queryset(self, request: Any) -> QuerySet[Membership]:
        """Those in organisations that the reader keeps: what somebody was elsewhere is not revived
        here."""
        paths = administered_paths(request.user)
        return super().get_queryset(request).filter(below(paths, "organization__path"))

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "organization":
            kwargs["queryset"] = organizations_administered_by(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PersonForm(FieldSentences, forms.ModelForm):
    class Meta:
        labels = {"is_active": "启用"}
        help_texts = {
            "username": "登录用，建议用姓名拼音；可用字母、数字和 @ . + - _。",
            "is_active": "停用后不能登录，已有的材料保留。",
        }


@admin.register(User)
class PersonAdmin(WordedActions, LooksAgain):
    form = PersonForm
    list_display = ["username", "name", "places", "is_active", "one_time_password"]
    list_display_links = ["username", "name"]
    list_filter = [
        RoleFilter,
        OrganizationFilter,
        "is_active",
        "must_change_password",
        "memberships__member_kind",
    ]
    search_fields = ["username", "name", "phone", "email"]
    fields = ["username", "name", "phone", "email", "is_active"]
    inlines = [MembershipInline]
    actions = ["reset_passwords"]
    list_per_page = 50

    class Media:
        css = {"all": ["css/accounts-admin.css"]}

    def get_queryset(self, request: Any) -> QuerySet[User]:
        held = Membership.objects.active().select_related("organization")
        people = (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("memberships", held, to_attr="held"))
        )
        # Neither a superuser's account is for administrators to edit, with which they could become
        # one, nor that of somebody who belongs to an organisation that they do not keep.
        kept = people_administered_by(request.user)
        return people if request.user.is_superuser else people.filter(pk__in=kept.values("pk"))

    @admin.display(description="一次性密码")
    def one_time_password(self, person: User) -> str:
        if not person.must_change_password:
            return ""
        if person.one_time_over:
            return "已过期"
        return person.one_time_said or "待改密码"

    @admin.display(description="任职")
    def places(self, person: Any) -> str:
        return "；".join(str(membership) for membership in person.held)

    def save_model(self, request: Any, obj: User, form: forms.ModelForm, change: bool) -> None:
        if change:
            before = User.objects.get(pk=obj.pk)
            super().save_model(request, obj, form, change)
            tell_of_account(obj, before, request.user)
            if not obj.is_active:
                end_all(obj)
        else:
            request.one_time_passwords = [(obj, accounts_people.give_one_time_password(obj))]

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        access.refresh_access(form.instance)

    def response_add(
        self, request: Any, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._show_passwords(request, request.one_time_passwords)

    @admin.action(description="重置密码", permissions=["change"])
    def reset_passwords(self, request: Any, queryset: QuerySet[User]) -> HttpResponse | None:
        done = []
        for person in queryset:
            decision = may_reset_password(request.user, person)
            if isinstance(decision, Denied):
                messages.error(request, f"{person}：{decision.reason}")
                continue
            done.append((person, accounts.reset_password(request.user, person)))
        return self._show_passwords(request, done) if done else None

    def _show_passwords(self, request: HttpRequest, done: list[tuple[User, str]]) -> HttpResponse:
        """The only time the passwords are seen: rendered at once, neither stored nor put into a
        message."""
        context = {
            **self.admin_site.each_context(request),
            "title": "一次性密码",
            "done": done,
            "opts": self.opts,
        }
        return _uncached(request, context)


@never_cache
def _uncached(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "accounts/admin/one_time_passwords.html", context)
