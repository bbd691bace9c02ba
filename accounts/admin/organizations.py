"""The tree of organisations in the Django admin: a list indented by level, and a form that names
the superior."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.admin.simultaneous import LooksAgain
from accounts.models import Membership, Organization
from accounts.organization_forms import OrganizationForm
from accounts.own_words import clean_words
from accounts.selectors import administered_paths, below
from accounts.services import organizations


class AdminOrganizationForm(OrganizationForm):
    """With the words that the organisation keeps (本单位用语)."""

    class Meta(OrganizationForm.Meta):
        fields = [*OrganizationForm.Meta.fields, "own_words"]
        widgets = dict.fromkeys(
            ("own_names", "own_words"),
            forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        )

    def clean_own_words(self) -> str:
        return clean_words(self.cleaned_data["own_words"])


@admin.register(Organization)
class OrganizationAdmin(LooksAgain):
    form = AdminOrganizationForm
    fields = [
        "name",
        "short_name",
        "own_names",
        "own_words",
        "kind",
        "parent",
        "unit_type",
        "sort_order",
    ]
    list_display = ["indented_name", "kind", "unit_type", "people"]
    list_filter = ["kind", "unit_type"]
    search_fields = ["name", "short_name", "own_names"]
    ordering = ["path"]
    sortable_by = []
    list_per_page = 200
    actions = None

    def get_queryset(self, request: Any) -> QuerySet[Organization]:
        held = Count(
            "memberships__user",
            filter=Q(memberships__in=Membership.objects.active()),
            distinct=True,
        )
        found: QuerySet[Organization] = super().get_queryset(request).annotate(people_count=held)
        return found.filter(below(administered_paths(request.user)))

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.keeper = request.user
        return form

    @admin.display(description="全称")
    def indented_name(self, organization: Organization) -> str:
        found: str = "　　" * (organization.depth - 1) + organization.name
        return found

    @admin.display(description="在任人数")
    def people(self, organization: Any) -> SafeString:
        url = f"{reverse('admin:accounts_user_changelist')}?organization={organization.pk}"
        return format_html('<a href="{}">{}</a>', url, organization.people_count)

    def save_model(self, request: HttpRequest, obj: Organization, form: Any, change: bool) -> None:
        fields = form.changed_data if change else None
        organizations.save_organization(obj, form.cleaned_data["parent"], fields)

    def delete_model(self, request: HttpRequest, obj: Organization) -> None:
        organizations.remove_organization(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Organization | None = None) -> bool:
        """Only an organisation with nothing below it and nothing of its own: treebeard deletes the
        whole subtree without a word."""
        free = obj is None or (obj.is_leaf() and not organizations.what_goes_along(obj))
        return super().has_delete_permission(request, obj) and free
