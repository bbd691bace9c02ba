"""The forms that open and change a meeting: they check and carry, services write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html_join

from accounts.field_sentences import FieldSentences
from accounts.models import Membership, Organization, User
from accounts.permissions import Denied
from drafting.frameworks.models import Framework
from drafting.meetings.fields import DATE_FORMATS, FormSection, LevelsWidget, NumberField
from drafting.meetings.models import Meeting
from drafting.meetings.permissions import may_ask_second_review, may_be_titled, may_change_levels
from drafting.meetings.requirements import optional_parts
from drafting.meetings.selectors import meeting_before, superior_for

#: The longest text (characters) that a meeting may ask for; leaders' papers have 5,000.
MOST_CHARACTERS = 50_000
TITLE_LENGTH = 120
REQUIREMENTS_LENGTH = 2000
#: Where the fields stand on the page; one that no line names stands at the end of the first box.
SECTIONS = (
    FormSection(
        "what", "会议", (("title",), ("document_kind", "deadline", "held_on"), ("requirements",))
    ),
    FormSection(
        "demands",
        "内容和篇幅",
        (
            ("asked_parts",),
            ("min_characters", "max_characters"),
            ("min_problem_share", "max_library_share"),
            ("errors_block",),
            ("max_alike_share",),
            ("alike_blocks",),
        ),
    ),
    FormSection("review", "审核", (("levels",),), read_out=True),
)


class MeetingForm(FieldSentences, forms.Form):
    """What a meeting asks and until when, for an organisation and a framework; ``meeting`` is the
    one that is changed. It has a field for each of ``Meeting.setting_names``."""

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
    held_on = forms.DateField(
        label="开会日期", required=False, input_formats=DATE_FORMATS, help_text="还没有定的不填。",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "请填写正确的日期，如“2026-01-20”。"},
    )  # fmt: skip
    requirements = forms.CharField(
        label="撰写要求", required=False, max_length=REQUIREMENTS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
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
    max_library_share = NumberField(
        100, label="素材原句最高占比（%）",
        help_text="同素材库一字不差的句子最多占多少，超过的在校对里提醒。0 表示不限。",
    )  # fmt: skip
    errors_block = forms.BooleanField(
        label="校对中的错误改完才能提交", required=False,
        help_text="不勾选时，校对的结果只作提醒。本人确认没有错的，可以在校对里忽略。",
    )  # fmt: skip
    max_alike_share = NumberField(
        100, label="雷同最高占比（%）",
        help_text="同本支部他人、本人往年材料或者参考文本相近的字最多占多少。0 表示不限。",
    )  # fmt: skip
    alike_blocks = forms.BooleanField(
        label="雷同超过最高占比的不能提交", required=False,
        help_text="不勾选时，相近的地方只提醒本人，提交以后您在“雷同比对”里看得到。",
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
        before: Meeting | None = None,
    ) -> None:
        source = meeting or Meeting(title=proposed_title(organization, framework))
        initial = {name: getattr(source, name) for name in Meeting.setting_names()}
        if before is not None:
            initial |= {
                name: getattr(before, name) for name in initial.keys() - Meeting.OF_ITS_YEAR
            }
        super().__init__(data, initial=initial)
        self.organization = organization
        self.meeting = meeting
        self.fields["asked_parts"].choices = optional_parts(framework)  # type: ignore[attr-defined]
        if not optional_parts(framework):
            del self.fields["asked_parts"]
        self.closed = self._closed_levels()
        levels = self.fields["levels"]
        levels.widget.closed = frozenset(self.closed)
        if meeting is None and self.initial["levels"] in self.closed:
            self.initial["levels"] = Meeting.Levels.ONE
        # help texts are printed as they are, and names of organisations are whatever people call
        # them
        sentences = [*dict.fromkeys(self.closed.values()), self._who_else()]
        levels.help_text = format_html_join("", "{}", ((sentence,) for sentence in sentences))

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
        """Who besides the secretary reviews; the secretary's own paper is always read by somebody
        else."""
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

    def clean_held_on(self) -> date | None:
        held_on: date | None = self.cleaned_data["held_on"]
        deadline = self.cleaned_data.get("deadline")
        if held_on and deadline and held_on < deadline:
            raise ValidationError("开会日期不能早于截止日期。")
        return held_on

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
        if data.get("alike_blocks") and data.get("max_alike_share") == 0:
            self.add_error("max_alike_share", "要按雷同限制提交，请填写最高占比，如“30”。")
        return data

    def values(self) -> dict[str, Any]:
        """The settings of the meeting as they were sent, for the services. One that was not sent at
        all is left out and so stays as it is; an empty one was sent."""
        sent = {name: self.cleaned_data[name] for name in self._settings() if self._was_sent(name)}
        return {"asked_parts": []} | sent

    def sections(self) -> list[tuple[FormSection, list[list[BoundField]]]]:
        """The boxes of the page with their fields, line by line."""
        named = {name for section in SECTIONS for line in section.lines for name in line}
        loose = tuple((name,) for name in self._settings() if name not in named)
        first, *others = SECTIONS
        boxes = [replace(first, lines=first.lines + loose), *others]
        return [(box, self._lines(box)) for box in boxes]

    def _lines(self, box: FormSection) -> list[list[BoundField]]:
        """What the form has of the lines of a box: it may lack ``asked_parts``."""
        lines = [[self[name] for name in line if name in self.fields] for line in box.lines]
        return [line for line in lines if line]

    def _settings(self) -> list[str]:
        return [name for name in self.fields if name in Meeting.setting_names()]

    def _was_sent(self, name: str) -> bool:
        widget = self.fields[name].widget
        return not widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))


class NewMeetingForm(MeetingForm):
    """A meeting and who is invited to it: all of ``people`` unless some are unticked. It begins with
    what the organisation's last meeting of the kind asked, which is ``before``."""

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
        self.before = meeting_before(organization, framework.meeting_kind)
        super().__init__(organization, framework, data, before=self.before)
        self.people = people
        everybody = [str(row.user_id) for row in people]
        self.fields["members"].choices = [(pk, pk) for pk in everybody]  # type: ignore[attr-defined]
        self.initial["members"] = everybody

    def invited(self) -> list[User]:
        """Those who stay ticked."""
        ticked = set(self.cleaned_data["members"])
        return [row.user for row in self.people if str(row.user_id) in ticked]


class InviteForm(FieldSentences, forms.Form):
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
    """What a meeting is called unless its secretary says otherwise: the organisation and the
    framework's name."""
    return f"{organization}{framework.name}"[:TITLE_LENGTH]
