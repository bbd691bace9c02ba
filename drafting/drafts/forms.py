"""The form that begins a draft: it checks and carries, services write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from accounts.field_sentences import FieldSentences
from accounts.models import User
from drafting.drafts.list_rows import title_of
from drafting.drafts.models import Draft
from drafting.drafts.selectors import drafts_of
from drafting.frameworks.labels import framework_labels, variant_name
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names, personal_frameworks
from drafting.meetings.context import FrameworkRow, framework_row
from drafting.meetings.list_rows import WITH_FRAMEWORKS, MeetingRow, meeting_rows
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import open_meetings_for, variants_for

#: The value of the choice that belongs to no meeting.
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class VariantChoice:
    """The field in which one of several variants is chosen: its name, each variant with whether it
    is the one, and what was wrong with what was sent."""

    name: str
    choices: list[tuple[FrameworkRow, bool]]
    errors: list[str]


class FrameworkChoices(ModelChoiceIterator):
    """Each framework under a name that tells it from the others that are offered with it."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        rows = list(self.queryset)
        labels = framework_labels(rows)
        for row in rows:
            pending = "待核对" if pending_names(row) else ""
            yield (self.choice(row)[0], labels[row.pk].text(pending))


class FrameworkField(forms.ModelChoiceField):
    """Published frameworks by year and kind; those with names that nobody confirmed say so."""

    iterator = FrameworkChoices


class SourceField(forms.ModelChoiceField):
    """One's own earlier drafts."""

    def label_from_instance(self, draft: Draft) -> str:
        return f"{title_of(draft)}（{draft.framework.year}年度{draft.framework.get_meeting_kind_display()}）"


class BeginForm(FieldSentences, forms.Form):
    """For which meeting or framework a draft is begun, and from which earlier one."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = list(open_meetings_for(user).prefetch_related(*WITH_FRAMEWORKS))
        choices = [(str(meeting.pk), meeting.title) for meeting in self.meetings]
        self.fields["target"] = forms.ChoiceField(
            label="为哪次会议撰写",
            choices=[*choices, (PRIVATE, "自己先写")],
            error_messages={
                "required": "请选择一次会议，或选择“自己先写”。",
                "invalid_choice": "这次会议已经结束或者没有邀请您，请重新选择。",
            },
        )
        self.variants = {meeting.pk: variants_for(user, meeting) for meeting in self.meetings}
        for pk, rows in self.variants.items():
            if len(rows) > 1:
                self.fields[_variant(pk)] = forms.ChoiceField(
                    label="按哪一套方面写",
                    choices=[(row.key, variant_name(row)) for row in rows],
                    required=False,
                    initial=rows[0].key,
                    error_messages={"invalid_choice": "这套方面现在不能选用，请重新选择。"},
                )
        self.fields["framework"] = FrameworkField(
            label="检查框架",
            queryset=personal_frameworks().prefetch_related("sections"),
            to_field_name="key",
            required=False,
            empty_label="请选择年度和会议",
            error_messages={"invalid_choice": "这个框架不能选用，请重新选择。"},
        )
        self.fields["source"] = SourceField(
            label="从以前的材料复制",
            queryset=drafts_of(user, archived=True).filter(collective=False),
            required=False,
            empty_label="不复制，从空白开始",
            error_messages={"invalid_choice": "这份材料不能复制，请重新选择。"},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (
            data.get("target") == PRIVATE
            and not data.get("framework")
            and "framework" not in self.errors
        ):
            self.add_error("framework", "请选择年度和会议。")
        return data

    def meeting(self) -> Meeting | None:
        """The meeting chosen; None where one writes privately."""
        return next((m for m in self.meetings if str(m.pk) == self.cleaned_data["target"]), None)

    def chosen_framework(self) -> Framework:
        """The variant chosen of the meeting chosen, the first that suits the person where none was
        chosen; without a meeting the framework itself."""
        meeting = self.meeting()
        if meeting is None:
            framework: Framework = self.cleaned_data["framework"]
            return framework
        rows, key = self.variants[meeting.pk], self.cleaned_data.get(_variant(meeting.pk))
        return next((row for row in rows if row.key == key), rows[0])

    def targets(self) -> list[tuple[MeetingRow, VariantChoice | None]]:
        """The meetings to choose from, each with the choice of a variant where several suit the
        person."""
        rows = meeting_rows(self.meetings)
        return [(row, self._variant_choice(row.meeting.pk)) for row in rows]

    def _variant_choice(self, meeting_id: int) -> VariantChoice | None:
        name, rows = _variant(meeting_id), self.variants[meeting_id]
        if name not in self.fields:
            return None
        value = self[name].value() or rows[0].key
        choices = [(framework_row(row), row.key == value) for row in rows]
        return VariantChoice(name, choices, [str(error) for error in self[name].errors])


def _variant(meeting_id: int) -> str:
    return f"variant-{meeting_id}"
