"""The forms of what a person is in an organisation: they check and carry; services write."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.codes import (
    OFFICE_ROLES,
    PARTY_ROLES,
    MemberKind,
    OrganizationKind,
    Role,
    kinds_fault,
)
from accounts.field_sentences import FieldSentences
from accounts.models import Membership, Organization, User
from accounts.services.offices import Office, secretaries_beside

#: The first day of the Party; before it nobody was anything.
FIRST_DAY: Final = datetime.date(1921, 7, 1)
#: How far ahead a change may be entered (days).
AHEAD: Final = 366
_DATE: Final = "日期请写成 2026-11-29 的样子。"


class TreeField(forms.ModelChoiceField):
    """A choice of organisations that shows how they stand below one another."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{'　' * (obj.depth - 1)}{obj.name}"


def day_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A day, as a browser's own field sends it."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": f"请填写{label}。", "invalid": _DATE},
    )  # fmt: skip


def check_day(day: datetime.date) -> datetime.date:
    """The day, where somebody may be or become something on it. Raises ValidationError."""
    if day < FIRST_DAY:
        raise ValidationError(f"日期 {day} 太早，请检查年份。")
    if day > timezone.localdate() + datetime.timedelta(days=AHEAD):
        raise ValidationError(f"日期 {day} 在一年以后，请检查年份。")
    return day


class OfficeForm(FieldSentences, forms.Form):
    """What a person is to be; ``office`` says it once the form is valid.

    ``row`` is the membership that is changed or moved, None for a further one; ``places`` are the
    organisations to choose from, None where it stays.
    """

    organization = TreeField(
        label="党组织", queryset=Organization.objects.none(), empty_label="请选择",
        error_messages={
            "required": "请选择党组织。",
            "invalid_choice": "没有这个党组织，请重新选择。",
        },
    )  # fmt: skip
    role = forms.ChoiceField(label="角色", error_messages={"required": "请选择角色。"})
    position = forms.CharField(
        label="职务", max_length=50, required=False, help_text="行政或业务职务，可以不填。",
        error_messages={"max_length": "职务最多 50 个字。"},
    )  # fmt: skip
    duty = forms.CharField(
        label="支委分工", max_length=50, required=False,
        help_text="如“组织委员”，没有分工的不填。",
        error_messages={"max_length": "支委分工最多 50 个字。"},
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="党员类型", choices=MemberKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="可以选几项，如既是预备党员又是学生党员；管理员角色不用选。",
        error_messages={"invalid_choice": "没有这种党员类型，请重新选择。"},
    )  # fmt: skip
    since = day_field("生效日期", "从这一天起；当天马上生效。")
    incumbent = forms.ChoiceField(
        label="现任书记", required=False, widget=forms.RadioSelect,
        choices=[("retire", "改任党员"), ("stay", "仍任书记，两人同时任")],
        error_messages={"invalid_choice": "请选择现任书记改任党员还是仍任书记。"},
    )  # fmt: skip

    def __init__(
        self,
        person: User,
        row: Membership | None,
        places: QuerySet[Organization] | None,
        roles: list[Role],
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.person, self.row = person, row
        #: The present secretaries of the organisation that is to get another one.
        self.incumbents: list[Membership] = []
        role = self.fields["role"]
        role.choices = [(str(one), _label(one)) for one in roles]  # type: ignore[attr-defined]
        role.error_messages["invalid_choice"] = "没有这个角色，请重新选择。"
        if places is None:
            del self.fields["organization"]
        else:
            self.fields["organization"].queryset = places  # type: ignore[attr-defined]

    def clean_since(self) -> datetime.date:
        return check_day(self.cleaned_data["since"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        role, place = data.get("role"), self._place(data)
        if role in PARTY_ROLES:
            if not data.get("kinds") and "kinds" not in self.errors:
                self.add_error("kinds", "请选择党员类型，至少一项。")
            elif fault := kinds_fault(data.get("kinds", ())):
                self.add_error("kinds", fault)
        if role and place is not None:
            self._check_place(role, place, data)
        return data

    def visible_fields(self) -> list[Any]:
        """The fields to show: what becomes of the present secretary is asked where there is one."""
        asked = bool(self.incumbents)
        return [one for one in super().visible_fields() if asked or one.name != "incumbent"]

    @property
    def office(self) -> Office:
        """What the form says."""
        data = self.cleaned_data
        place = self.row.organization if self.row is not None else data["organization"]
        return Office(
            data.get("organization", place), data["role"], data["since"], data["position"],
            data["duty"], tuple(data["kinds"]),
        )  # fmt: skip

    @property
    def retiring(self) -> tuple[Membership, ...]:
        """The memberships of the present secretaries who are to be plain members."""
        return tuple(self.incumbents) if self.cleaned_data.get("incumbent") == "retire" else ()

    def _place(self, data: dict[str, Any]) -> Organization | None:
        if "organization" in self.fields:
            return data.get("organization")
        return self.row.organization if self.row is not None else None

    def _check_place(self, role: str, place: Organization, data: dict[str, Any]) -> None:
        group = place.kind == OrganizationKind.GROUP
        if group and role not in (Role.MEMBER, Role.SECRETARY):
            label = Role(role).label
            self.add_error("role", f"党小组里没有{label}，请选党员或书记（即组长）。")
            return
        named = role == Role.SECRETARY and not group and not self._is_already(role, place)
        self.incumbents = secretaries_beside(place, self.person) if named else []
        names = "、".join(row.user.name for row in self.incumbents)
        self.fields["incumbent"].label = f"现任书记{names}"
        if self.incumbents and not data.get("incumbent") and "incumbent" not in self.errors:
            self.add_error("incumbent", f"{place}现在的书记是{names}，请选择怎么办。")

    def _is_already(self, role: str, place: Organization) -> bool:
        row = self.row
        return row is not None and (row.role, row.organization_id) == (role, place.pk)


class EndForm(FieldSentences, forms.Form):
    """When an office ends: at once, or with a day."""

    when = forms.ChoiceField(
        label="什么时候结束", widget=forms.RadioSelect, initial="now",
        choices=[("now", "立即结束"), ("day", "到某一天为止")],
        error_messages={
            "required": "请选择什么时候结束。", "invalid_choice": "请选择什么时候结束。",
        },
    )  # fmt: skip
    last_day = day_field("最后一天", "这一天仍在任，第二天零点起自动失效。", required=False)

    def __init__(self, row: Membership, data: QueryDict | None, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if row.active_to is not None:
            when = self.fields["when"]
            kept = ("keep", f"继续任职，撤销截止日期 {row.active_to}")
            when.choices = [*when.choices, kept]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("when") != "day":
            return data
        day = data.get("last_day")
        if day is None:
            if "last_day" not in self.errors:
                self.add_error("last_day", "请填写最后一天。")
            return data
        try:
            check_day(day)
        except ValidationError as error:
            self.add_error("last_day", error)
        return data

    @property
    def goes_on(self) -> bool:
        """Whether it shall not end after all."""
        return bool(self.cleaned_data["when"] == "keep")

    @property
    def last(self) -> datetime.date | None:
        """The last day; None for at once."""
        return self.cleaned_data["last_day"] if self.cleaned_data["when"] == "day" else None


def _label(role: Role) -> str:
    return "书记（党小组为组长）" if role == Role.SECRETARY else str(role.label)


def roles_for(row: Membership | None, *, office: bool) -> list[Role]:
    """The roles to choose from: an office (管理员) stays what it is, a member becomes none."""
    if row is not None and row.role in OFFICE_ROLES:
        return [Role(row.role)]
    return [*PARTY_ROLES, *(OFFICE_ROLES if office and row is None else ())]
