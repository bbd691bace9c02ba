"""The form of an organisation and its place in the tree, for the product's page and the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from treebeard.forms import TreeNodeChoiceField

from accounts.codes import OrganizationKind, may_contain
from accounts.field_sentences import FieldSentences
from accounts.models import Organization, User
from accounts.own_words import lines_of
from accounts.selectors import administered_paths, below, name_is_taken
from accounts.unit_kinds import offered_kinds


class OrganizationForm(FieldSentences, forms.ModelForm):
    """`parent` (上级党组织) instead of treebeard's "position relative to": one that the ``keeper``
    keeps, or the present one; the top of the tree is a superuser's to give."""

    keeper: User | None = None

    parent = TreeNodeChoiceField(
        label="上级党组织",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="（无，最高一级）",
        error_messages={"invalid_choice": "没有这个上级党组织，请重新选择。"},
    )

    class Meta:
        model = Organization
        fields = ["name", "short_name", "kind", "unit_type", "sort_order", "own_names"]
        widgets = {"own_names": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": "如“中共××县图书馆支部委员会”。",
            "short_name": "页面上显示，如“县图书馆党支部”；不填的显示全称。",
            "unit_type": "材料的素材按单位类型挑选。",
        }
        error_messages = {
            "name": {"required": "请填写全称。", "max_length": "全称最多 100 个字。"},
            "short_name": {"max_length": "简称最多 30 个字。"},
            "kind": {"required": "请选择类别。", "invalid_choice": "没有这个类别，请重新选择。"},
            "unit_type": {
                "required": "请选择单位类型。",
                "invalid_choice": "没有这个单位类型，请重新选择。",
            },
            "sort_order": {
                "required": "请填写排序号，不排先后的填 0。",
                "invalid": "排序号请填 0 到 32767 的整数。",
                "min_value": "排序号请填 0 到 32767 的整数。",
                "max_value": "排序号请填 0 到 32767 的整数。",
            },
        }

    def __init__(self, *args: Any, keeper: User | None = None, **kwargs: Any) -> None:
        self.keeper = keeper or self.keeper
        super().__init__(*args, **kwargs)
        nodes = Organization.objects
        choices = nodes.get_tree()
        if self.instance.pk:
            # Nothing can stand under itself or under what it contains.
            inside = nodes.get_descendants(self.instance, include_self=True)
            choices = choices.exclude(pk__in=inside.values("pk"))
            self.initial["parent"] = nodes.get_parent(self.instance)
        if self.keeper is not None:
            present = self.initial.get("parent") if self.instance.pk else None
            mine = below(administered_paths(self.keeper))
            choices = choices.filter(mine | Q(pk=present.pk if present else None))
        # A reader without the right to change gets a form without fields.
        unit_type = self.fields.get("unit_type")
        if isinstance(unit_type, forms.ChoiceField):
            unit_type.choices = offered_kinds([self.instance.unit_type] if self.instance.pk else [])
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
        if name and name_is_taken(name, parent, self.instance.pk):
            raise ValidationError(f"同一上级下已有名为“{name}”的党组织。")
        return data

    def clean_parent(self) -> Organization | None:
        parent: Organization | None = self.cleaned_data["parent"]
        at_top = self.instance.pk and self.instance.depth == 1
        keeper = self.keeper
        if parent is None and not at_top and keeper is not None and not keeper.is_superuser:
            raise ValidationError("最高一级的党组织由超级管理员设立，请选择上级党组织。")
        return parent

    def clean_own_names(self) -> str:
        names = lines_of(self.cleaned_data["own_names"])
        if wrong := [name for name in names if not 2 <= len(name) <= 50]:
            raise ValidationError(f"每行写一个名称，二至五十个字：“{wrong[0][:20]}”不合适。")
        return "\n".join(names)

    def _check_children(self, kind: str | None) -> None:
        if not (self.instance.pk and kind):
            return
        for child in Organization.objects.get_children(self.instance):
            if not may_contain(kind, child.kind):
                label = OrganizationKind(kind).label
                raise ValidationError(
                    f"其下设有{child.get_kind_display()}“{child}”，不能改为{label}。"
                )
