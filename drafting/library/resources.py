"""Phrases to and from the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.codes import MemberKind
from accounts.models import User
from accounts.unit_kinds import known_kinds, retired_kinds
from drafting.frameworks.models import MeetingKind
from drafting.library import services
from drafting.library.list_resource import ListResource, column
from drafting.library.models import Phrase
from drafting.library.services import phrase_faults
from drafting.library.widgets import (
    CategoryCell,
    CategoryField,
    ChoiceCell,
    DayCell,
    FrameworksCell,
    FrameworksField,
    LinesCell,
    TagsCell,
    TextCell,
)


class PhraseResource(ListResource):
    """The columns of the workbook; a row whose 编号 is known changes that phrase, any other is a new
    one."""

    key = column("key", "编号", TextCell())
    part = column("part", "用于", ChoiceCell(Phrase.Part.choices))
    category = CategoryField(attribute="category", column_name="分类", widget=CategoryCell())
    claim = column("claim", "观点句", TextCell())
    elaboration = column("elaboration", "表现或正文", TextCell())
    example = column("example", "事例", TextCell())
    questions = column("questions", "提示问题", LinesCell())
    help = column("help", "先给看", ChoiceCell(Phrase.Help.choices, empty=Phrase.Help.QUESTIONS))
    required_holes = column("required_holes", "必填空项", TagsCell())
    meeting_kind = column("meeting_kind", "会议类型", ChoiceCell(MeetingKind.choices, empty=""))
    frameworks = FrameworksField(
        attribute="frameworks", column_name="适用框架", widget=FrameworksCell()
    )
    roles = column("roles", "适用党员类别", TagsCell(MemberKind.choices))
    unit_types = column("unit_types", "适用单位类型", TagsCell(known_kinds))
    line_of_work = column("line_of_work", "工作条线", TextCell())
    depth = column("depth", "层次", ChoiceCell(Phrase.Depth.choices, empty=Phrase.Depth.BEHAVIOUR))
    state = column("state", "状态", ChoiceCell(Phrase.State.choices, empty=Phrase.State.DRAFT))
    expires_on = column("expires_on", "停用日期", DayCell())

    _retired: dict[str, str] | None = None

    class Meta(ListResource.Meta):
        model = Phrase
        fields = (
            "key",
            "part",
            "category",
            "claim",
            "elaboration",
            "example",
            "questions",
            "help",
            "required_holes",
            "meeting_kind",
            "frameworks",
            "roles",
            "unit_types",
            "line_of_work",
            "depth",
            "state",
            "expires_on",
        )
        name = "素材"

    def get_queryset(self) -> QuerySet[Phrase]:
        return Phrase.objects.select_related("problem", "cause", "measure").prefetch_related(
            "frameworks"
        )

    def filter_export(self, queryset: QuerySet[Phrase], **kwargs: Any) -> QuerySet[Phrase]:
        return queryset.select_related("problem", "cause", "measure").prefetch_related("frameworks")

    def _set_cells(self, instance: Any, row: Any, **kwargs: Any) -> dict[str, str]:
        before = instance.unit_types
        faults = super()._set_cells(instance, row, **kwargs)
        new = [code for code in instance.unit_types if code not in before]
        if new and (gone := [name for code, name in self.retired().items() if code in new]):
            faults["unit_types"] = f"“{gone[0]}”已停用，不能再选。"
        return faults

    def retired(self) -> dict[str, str]:
        """Names of the kinds of unit that are not offered any more, read once for a table."""
        if self._retired is None:
            self._retired = retired_kinds()
        return self._retired

    def faults(self, instance: Phrase, unreadable: Mapping[str, str]) -> dict[str, str]:
        return {} if "part" in unreadable else phrase_faults(instance)

    def prefix(self, instance: Phrase) -> str:
        return services.key_prefix(instance)

    def keep_many(self, instances: Sequence[Phrase], by: User) -> None:
        chosen = {phrase.key: FrameworksField.chosen(phrase) for phrase in instances}
        services.save_phrases(instances, chosen, by)
