"""People in the Django admin: their data, their memberships, a one-time password. A password hash is never shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts import services
from accounts.codes import Role
from accounts.models import Membership, Organization, User
from accounts.permissions import Denied, may_reset_password


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

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = Organization.objects.order_by("path")
        return [(str(row.pk), "　" * (row.depth - 1) + str(row)) for row in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        chosen = (
            Organization.objects.filter(pk=self.value()).first() if (self.value() or "").isdigit() else None
        )
        if chosen is None:
            return queryset
        held = Membership.objects.active().filter(organization__path__startswith=chosen.path)
        return queryset.filter(memberships__in=held).distinct()


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["organization"]
    fields = [
        ("organization", "role"),
        ("position", "duty", "member_kind"),
        ("active_from", "active_to"),
    ]


class PersonForm(forms.ModelForm):
    class Meta:
        labels = {"is_active": "启用"}
        help_texts = {
            "username": "登录用，建议用姓名拼音；可用字母、数字和 @ . + - _。",
            "is_active": "停用后不能登录，已有的材料保留。",
        }


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    form = PersonForm
    list_display = ["username", "name", "places", "is_active", "must_change_password"]
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        held = Membership.objects.active().select_related("organization")
        people = super().get_queryset(request).prefetch_related(Prefetch("memberships", held, to_attr="held"))
        # A superuser's account is not for administrators to edit: with it they could become one.
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    @admin.display(description="任职")
    def places(self, person: Any) -> str:
        return "；".join(str(membership) for membership in person.held)

    def save_model(self, request: Any, obj: User, form: forms.ModelForm, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            request.one_time_passwords = [(obj, services.give_one_time_password(obj))]

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        services.refresh_access(form.instance)

    def response_add(self, request: Any, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        return self._show_passwords(request, request.one_time_passwords)

    @admin.action(description="重置密码", permissions=["change"])
    def reset_passwords(self, request: Any, queryset: QuerySet[User]) -> HttpResponse | None:
        done = []
        for person in queryset:
            decision = may_reset_password(request.user, person)
            if isinstance(decision, Denied):
                messages.error(request, f"{person}：{decision.reason}")
                continue
            done.append((person, services.give_one_time_password(person)))
            self.log_change(request, person, "重置密码")
        return self._show_passwords(request, done) if done else None

    def _show_passwords(self, request: HttpRequest, done: list[tuple[User, str]]) -> HttpResponse:
        """The only time the passwords are seen: rendered at once, neither stored nor put into a message."""
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
