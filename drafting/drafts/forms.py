"""The form that begins a draft: it checks and carries, services write."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from drafting.drafts.models import Draft, Meeting
from drafting.drafts.overview import title_of
from drafting.drafts.selectors import drafts_of, open_meetings_for
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names, published_frameworks

#: The value of the choice that belongs to no meeting.
PRIVATE = "private"


class FrameworkField(forms.ModelChoiceField):
    """Published frameworks by year and kind; those with names that nobody confirmed say so."""

    def label_from_instance(self, framework: Framework) -> str:
        pending = "（待核对）" if pending_names(framework) else ""
        return f"{framework.year}年度{framework.get_meeting_kind_display()}{pending}"


class SourceField(forms.ModelChoiceField):
    """One's own earlier drafts."""

    def label_from_instance(self, draft: Draft) -> str:
        return f"{title_of(draft)}（{draft.framework.year}年度{draft.framework.get_meeting_kind_display()}）"


class BeginForm(forms.Form):
    """For which meeting or framework a draft is begun, and from which earlier one."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = list(open_meetings_for(user).prefetch_related("framework__sections"))
        choices = [(str(meeting.pk), meeting.title) for meeting in self.meetings]
        self.fields["target"] = forms.ChoiceField(
            label="为哪次会议撰写",
            choices=[*choices, (PRIVATE, "自己先写")],
            error_messages={
                "required": "请选择一次会议，或选择“自己先写”。",
                "invalid_choice": "这次会议已经结束或者没有邀请您，请重新选择。",
            },
        )
        self.fields["framework"] = FrameworkField(
            label="检查框架",
            queryset=published_frameworks().prefetch_related("sections"),
            to_field_name="key",
            required=False,
            empty_label="请选择年度和会议",
            error_messages={"invalid_choice": "这个框架不能选用，请重新选择。"},
        )
        self.fields["source"] = SourceField(
            label="从以前的材料复制",
            queryset=drafts_of(user),
            required=False,
            empty_label="不复制，从空白开始",
            error_messages={"invalid_choice": "这份材料不能复制，请重新选择。"},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("target") == PRIVATE and not data.get("framework") and "framework" not in self.errors:
            self.add_error("framework", "请选择年度和会议。")
        return data

    def meeting(self) -> Meeting | None:
        """The meeting chosen; None where one writes privately."""
        return next((m for m in self.meetings if str(m.pk) == self.cleaned_data["target"]), None)

    def chosen_framework(self) -> Framework:
        """The framework of the meeting chosen, else the framework itself."""
        meeting = self.meeting()
        framework: Framework = meeting.framework if meeting else self.cleaned_data["framework"]
        return framework
