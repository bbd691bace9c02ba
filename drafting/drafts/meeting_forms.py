"""The forms that open and change a meeting: they check and carry, services write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Membership, Organization, User
from accounts.permissions import Denied
from drafting.drafts.asked import optional_parts
from drafting.drafts.meeting_fields import DATE_FORMATS, LevelsWidget, NumberField
from drafting.drafts.models import Meeting
from drafting.drafts.permissions import may_ask_second_review, may_be_titled, may_change_levels
from drafting.drafts.selectors import superior_for
from drafting.frameworks.models import Framework

#: The longest text (characters) that a meeting may ask for; leaders' papers have 5,000.
MOST_CHARACTERS = 50_000
TITLE_LENGTH = 120
REQUIREMENTS_LENGTH = 2000


class MeetingForm(forms.Form):
    """What a meeting asks and until when, for an organisation and a framework. ``meeting`` is the one that is changed."""

    title = forms.CharField(
        label="会议名称", max_length=TITLE_LENGTH,
        error_messages={"required": "请填写会议名称。", "max_length": f"会议名称最多 {TITLE_LENGTH} 个字。"},
    )  # fmt: skip
    document_kind = forms.ChoiceField(
        label="文种", choices=Meeting.DocumentKind,
        help_text="材料的标题随文种而定。问题清单只要求写问题和措施，其他部分可以不写。",
        error_messages={"required": "请选择文种。", "invalid_choice": "没有这个文种，请重新选择。"},
    )  # fmt: skip
    deadline = forms.DateField(
        label="截止日期", input_formats=DATE_FORMATS, help_text="当天仍可提交。",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "请选择截止日期。", "invalid": "请填写正确的日期，如“2026-01-15”。"},
    )  # fmt: skip
    requirements = forms.CharField(
        label="撰写要求", required=False, max_length=REQUIREMENTS_LENGTH, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写给全体参会党员，显示在各人的“参加的会议”里。",
        error_messages={"max_length": f"撰写要求最多 {REQUIREMENTS_LENGTH} 个字。"},
    )  # fmt: skip
    asked_parts = forms.MultipleChoiceField(
        label="还要写的部分", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="框架里可写可不写的部分，勾选的这次必须写。",
        error_messages={"invalid_choice": "框架里没有勾选的部分，请重新选择。"},
    )  # fmt: skip
    min_characters = NumberField(MOST_CHARACTERS, label="全文最少字数", help_text="0 表示不限。")
    max_characters = NumberField(MOST_CHARACTERS, label="全文最多字数", help_text="0 表示不限。")
    min_problem_share = NumberField(
        100, label="问题和原因最低占比（%）", help_text="0 表示不限；问题清单不看占比。"
    )
    errors_block = forms.BooleanField(
        label="校对中的错误改完才能提交", required=False,
        help_text="不勾选时，校对的结果只作提醒。本人确认没有错的，可以在校对里忽略。",
    )  # fmt: skip
    levels = forms.TypedChoiceField(
        label="审核", choices=Meeting.Levels, coerce=int, widget=LevelsWidget,
        error_messages={"required": "请选择审核级次。", "invalid_choice": "没有这种审核级次，请重新选择。"},
    )  # fmt: skip

    def __init__(
        self,
        organization: Organization,
        framework: Framework,
        data: Mapping[str, Any] | None = None,
        *,
        meeting: Meeting | None = None,
    ) -> None:
        names = ("title", "document_kind", "deadline", "requirements", "asked_parts", "min_characters",
                 "max_characters", "min_problem_share", "errors_block", "levels")  # fmt: skip
        source = meeting or Meeting(title=proposed_title(organization, framework))
        super().__init__(data, initial={name: getattr(source, name) for name in names})
        self.organization = organization
        self.meeting = meeting
        self.fields["asked_parts"].choices = optional_parts(framework)  # type: ignore[attr-defined]
        if not optional_parts(framework):
            del self.fields["asked_parts"]
        self.closed = self._closed_levels()
        levels = self.fields["levels"]
        levels.widget.closed = frozenset(self.closed)
        levels.help_text = "".join([*dict.fromkeys(self.closed.values()), self._who_else()])

    def _closed_levels(self) -> dict[int, str]:
        """The levels that cannot be chosen now, with the reason."""
        closed = {}
        second = may_ask_second_review(self.organization)
        if isinstance(second, Denied):
            closed[int(Meeting.Levels.TWO)] = second.reason
        if self.meeting is not None:
            change = may_change_levels(self.meeting)
            if isinstance(change, Denied):
                closed = dict.fromkeys(map(int, Meeting.Levels), change.reason)
            closed.pop(self.meeting.levels, None)
        return closed

    def _who_else(self) -> str:
        """Who besides the secretary reviews; the secretary's own paper is always read by somebody else."""
        superior = superior_for(self.organization)
        if superior is None:
            return "书记本人的材料由副书记审核。"
        return f"复审由{superior}的书记进行，书记本人的材料也由其审核。"

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        decision = may_be_titled(self.organization, title, self.meeting)
        if isinstance(decision, Denied):
            raise ValidationError(decision.reason)
        return title

    def clean_deadline(self) -> date:
        deadline: date = self.cleaned_data["deadline"]
        kept = self.meeting is not None and deadline == self.meeting.deadline
        if deadline < timezone.localdate() and not kept:
            raise ValidationError("截止日期不能早于今天。")
        return deadline

    def clean_levels(self) -> int:
        levels: int = self.cleaned_data["levels"]
        if levels in self.closed:
            raise ValidationError(self.closed[levels])
        return levels

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        least, most = data.get("min_characters"), data.get("max_characters")
        if least and most and least > most:
            self.add_error("max_characters", "最多字数不能小于最少字数。")
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the meeting as they were sent, for the services."""
        values = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "members"}
        return values | {"asked_parts": self.cleaned_data.get("asked_parts", [])}


class NewMeetingForm(MeetingForm):
    """A meeting and who is invited to it: all of ``people`` unless some are unticked."""

    members = forms.MultipleChoiceField(
        label="参会党员", widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请至少选择一名参会党员。",
            "invalid_choice": "名单里有不属于本组织的人，请重新选择。",
        },
    )  # fmt: skip

    def __init__(
        self,
        organization: Organization,
        framework: Framework,
        people: Sequence[Membership],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(organization, framework, data)
        self.people = people
        everybody = [str(row.user_id) for row in people]
        self.fields["members"].choices = [(pk, pk) for pk in everybody]  # type: ignore[attr-defined]
        self.initial["members"] = everybody

    def invited(self) -> list[User]:
        """Those who stay ticked."""
        ticked = set(self.cleaned_data["members"])
        return [row.user for row in self.people if str(row.user_id) in ticked]


class InviteForm(forms.Form):
    """Further members of a meeting, from those of ``people`` who are not invited yet."""

    members = forms.MultipleChoiceField(
        error_messages={
            "required": "请先勾选要邀请的党员。",
            "invalid_choice": "名单里有不能邀请的人，请重新选择。",
        }
    )

    def __init__(self, people: Sequence[Membership], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.people = people
        self.fields["members"].choices = [(str(row.user_id), "") for row in people]  # type: ignore[attr-defined]

    def invited(self) -> list[User]:
        """Those who are ticked."""
        ticked = set(self.cleaned_data["members"])
        return [row.user for row in self.people if str(row.user_id) in ticked]


def proposed_title(organization: Organization, framework: Framework) -> str:
    """What a meeting is called unless its secretary says otherwise: the organisation and the framework's name."""
    return f"{organization}{framework.name}"[:TITLE_LENGTH]
