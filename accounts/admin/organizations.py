"""The tree of organisations in the Django admin: a list indented by level, and a form that names the superior."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from treebeard.forms import TreeNodeChoiceField

from accounts import services
from accounts.codes import OrganizationKind, may_contain
from accounts.models import Membership, Organization


class OrganizationForm(forms.ModelForm):
    """`parent` (上级党组织) instead of treebeard's "position relative to"."""

    parent = TreeNodeChoiceField(
        label="上级党组织",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="（无，最高一级）",
    )

    class Meta:
        model = Organization
        fields = ["name", "short_name", "own_names", "kind", "unit_type", "sort_order"]
        widgets = {"own_names": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = Organization.objects
        choices = nodes.get_tree()
        if self.instance.pk:
            # Nothing can stand under itself or under what it contains.
            below = nodes.get_descendants(self.instance, include_self=True)
            choices = choices.exclude(pk__in=below.values("pk"))
            self.initial["parent"] = nodes.get_parent(self.instance)
        # A reader without the right to change gets a form without fields.
        parent = self.fields.get("parent")
        if isinstance(parent, TreeNodeChoiceField):
            parent.queryset = choices.order_by("path")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        parent, kind, name = data.get("parent"), data.get("kind"), data.get("name")
        if kind and not may_contain(parent.kind if parent else None, kind):
            above = OrganizationKind(parent.kind).label if parent else "最高一级"
            raise ValidationError(f"{OrganizationKind(kind).label}不能设在{above}之下。")
        self._check_children(kind)
        siblings = (
            Organization.objects.get_children(parent) if parent else Organization.objects.get_root_nodes()
        )
        if siblings.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"同一上级下已有名为“{name}”的党组织。")
        return data

    def clean_own_names(self) -> str:
        lines = (line.strip() for line in self.cleaned_data["own_names"].splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        if wrong := [name for name in names if not 2 <= len(name) <= 50]:
            raise ValidationError(f"每行写一个名称，二至五十个字：“{wrong[0][:20]}”不合适。")
        return "\n".join(names)

    def _check_children(self, kind: str | None) -> None:
        if not (self.instance.pk and kind):
            return
        for child in Organization.objects.get_children(self.instance):
            if not may_contain(kind, child.kind):
                label = OrganizationKind(kind).label
                raise ValidationError(f"其下设有{child.get_kind_display()}“{child}”，不能改为{label}。")


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    form = OrganizationForm
    fields = ["name", "short_name", "own_names", "kind", "parent", "unit_type", "sort_order"]
    list_display = ["indented_name", "kind", "unit_type", "people"]
    list_filter = ["kind", "unit_type"]
    search_fields = ["name", "short_name", "own_names"]
    ordering = ["path"]
    sortable_by = []
    list_per_page = 200
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        held = Count(
            "memberships__user", filter=Q(memberships__in=Membership.objects.active()), distinct=True
        )
        return super().get_queryset(request).annotate(people_count=held)

    @admin.display(description="全称")
    def indented_name(self, organization: Organization) -> str:
        return "　　" * (organization.depth - 1) + organization.name

    @admin.display(description="在任人数")
    def people(self, organization: Any) -> SafeString:
        url = f"{reverse('admin:accounts_user_changelist')}?organization={organization.pk}"
        return format_html('<a href="{}">{}</a>', url, organization.people_count)

    def save_model(self, request: HttpRequest, obj: Organization, form: Any, change: bool) -> None:
        services.save_organization(obj, form.cleaned_data["parent"])

    def has_delete_permission(self, request: HttpRequest, obj: Organization | None = None) -> bool:
        """Only an organisation with nothing below it: treebeard deletes the whole subtree without a word."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_leaf())
