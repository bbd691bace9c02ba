"""Phrases to and from the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.codes import MemberKind, UnitType
from accounts.models import User
from drafting.frameworks.models import MeetingKind
from drafting.library import services
from drafting.library.cells import (
    CategoryCell,
    CategoryField,
    ChoiceCell,
    DayCell,
    FrameworksCell,
    TagsCell,
    TextCell,
)
from drafting.library.listing import ListResource, column
from drafting.library.models import Phrase
from drafting.library.services import phrase_faults


class PhraseResource(ListResource):
    """The columns of the workbook; a row whose 编号 is known changes that phrase, any other is a new one."""

    key = column("key", "编号", TextCell())
    part = column("part", "用于", ChoiceCell(Phrase.Part.choices))
    category = CategoryField(attribute="category", column_name="分类", widget=CategoryCell())
    claim = column("claim", "观点句", TextCell())
    elaboration = column("elaboration", "表现或正文", TextCell())
    example = column("example", "事例", TextCell())
    required_holes = column("required_holes", "必填空项", TagsCell())
    meeting_kind = column("meeting_kind", "会议类型", ChoiceCell(MeetingKind.choices, empty=""))
    frameworks = column("frameworks", "适用框架", FrameworksCell())
    roles = column("roles", "适用党员类别", TagsCell(MemberKind.choices))
    unit_types = column("unit_types", "适用单位类型", TagsCell(UnitType.choices))
    line_of_work = column("line_of_work", "工作条线", TextCell())
    depth = column("depth", "层次", ChoiceCell(Phrase.Depth.choices, empty=Phrase.Depth.BEHAVIOUR))
    state = column("state", "状态", ChoiceCell(Phrase.State.choices, empty=Phrase.State.DRAFT))
    expires_on = column("expires_on", "停用日期", DayCell())

    class Meta(ListResource.Meta):
        model = Phrase
        fields = (
            "key",
            "part",
            "category",
            "claim",
            "elaboration",
            "example",
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
        name = "表述"

    def get_queryset(self) -> QuerySet[Phrase]:
        return Phrase.objects.select_related("problem", "cause", "measure").prefetch_related("frameworks")

    def filter_export(self, queryset: QuerySet[Phrase], **kwargs: Any) -> QuerySet[Phrase]:
        return queryset.select_related("problem", "cause", "measure").prefetch_related("frameworks")

    def faults(self, instance: Phrase, unreadable: Mapping[str, str]) -> dict[str, str]:
        return {} if "part" in unreadable else phrase_faults(instance)

    def keep(self, instance: Phrase, by: User) -> None:
        services.save_phrase(instance, by=by)
