"""The form in which a notice is pasted; it checks and carries, services write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.field_sentences import FieldSentences
from accounts.models import Organization
from drafting.annual_notice.services import Head
from drafting.frameworks.labels import plain_name
from drafting.frameworks.models import Audience, Framework
from drafting.frameworks.selectors import offered_to

_LONGEST_TEXT = 20_000


def bases_for(organization: Organization | None) -> QuerySet[Framework]:
    """The frameworks whose parts a new one may take over: published ones and those prepared for
    everybody, and the organisation's own."""
    rows = offered_to(Framework.objects.exclude(state=Framework.State.RETIRED), organization)
    return rows.order_by("-year", "-meeting_kind", "-usual", "key")


def _line(label: str, longest: int, help_text: str = "", *, required: bool = False) -> Any:
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text,
        error_messages={
            "required": f"请填写{label}。", "max_length": f"{label}最多 {longest} 个字。",
        },
    )  # fmt: skip


class HeadForm(FieldSentences, forms.Form):
    """What the notice says beside its areas. ``framework`` is the one that is changed."""

    notice = _line(
        "依据的通知",
        200,
        "通知的名称和文号，每个方面的出处都记它；切开以后再填也行。",
        required=True,
    )
    variant = _line("这套方面叫什么", 40, "如“四个方面”“六项纪律”，可以不填。")
    audience = forms.ChoiceField(
        label="写给谁用", choices=Audience,
        error_messages={"required": "请选择写给谁用。", "invalid_choice": "没有这种对象，请重新选择。"},
    )  # fmt: skip
    name = _line("名称", 120, "留空按年度和会议拟定。")
    theme = forms.CharField(
        label="会议主题", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text="照通知抄录，可以以后再补。",
        error_messages={"max_length": "会议主题最多 1000 个字。"},
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, organization: Organization | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.organization = organization

    def head(self, plain: str) -> Head:
        """What was filled in; ``plain`` is the year and meeting, for a name that was left empty."""
        data = self.cleaned_data
        told = [str(self.organization)] if self.organization else []
        told += [data["variant"]] if data["variant"] else []
        name = data["name"] or plain + (f"（{'，'.join(told)}）" if told else "")
        return Head(
            name=name[:120], variant=data["variant"], audience=data["audience"],
            theme=data["theme"], notice=data["notice"],
        )  # fmt: skip


class _BaseField(forms.ModelChoiceField):
    def label_from_instance(self, framework: Framework) -> str:
        state = "" if framework.published else "，编制中"
        return f"{framework.name}（{framework.get_audience_display()}用{state}）"


class PasteForm(HeadForm):
    """The list of areas as it stands in the notice, for which year, and whose parts are taken
    over. To cut it the notice need not be named yet; ``saving`` asks for it."""

    field_order = ("text", "notice", "year", "base", "variant", "audience", "name", "theme")
    text = forms.CharField(
        label="通知里列出方面的那一段", max_length=_LONGEST_TEXT, strip=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="整段粘贴即可，按序号、“一是”、分号和换行切开；贴整份通知的，只取“以下几个方面”后面的那几条。",
        error_messages={
            "required": "请粘贴通知里列出方面的那一段。",
            "max_length": f"这一段超过 {_LONGEST_TEXT} 字，请只粘贴列出方面的部分。",
        },
    )  # fmt: skip
    year = forms.IntegerField(
        label="年度", min_value=2012, max_value=2099,
        error_messages={
            "required": "请填写年度。",
            **dict.fromkeys(("invalid", "min_value", "max_value"), "年度请写四位数字，如 2026。"),
        },
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        organization: Organization | None = None,
        saving: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, organization=organization, **kwargs)
        self.fields["notice"].required = saving
        rows = bases_for(organization)
        self.fields["base"] = _BaseField(
            label="会议和底稿", queryset=rows, to_field_name="key", empty_label=None,
            help_text="导语、上年度整改、原因、措施等各部分和限额照它，方面照通知；是哪种会议也随它。",
            error_messages={"required": "请选择底稿。", "invalid_choice": "这个框架不能作底稿，请重新选择。"},
        )  # fmt: skip
        first = next(iter(rows), None)
        if first is not None:
            self.initial = {"base": first.key, "year": first.year, **self.initial}
        self.order_fields(self.field_order)

    def name_notice(self, named: str) -> None:
        """Fill in what the text says that it is called, where nothing was typed."""
        if named and not self.cleaned_data["notice"]:
            self.data = {**self.data, "notice": named}

    def plain(self) -> str:
        """Year and meeting: 2026年度组织生活会."""
        base: Framework = self.cleaned_data["base"]
        same = Framework(year=self.cleaned_data["year"], meeting_kind=base.meeting_kind)
        return plain_name(same)
