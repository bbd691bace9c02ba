"""Rows of phrases (素材)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db import models
from django.dispatch import Signal
from simple_history.models import HistoricalRecords

from accounts.codes import UNIT_KINDS, MemberKind
from accounts.unit_kinds import known_kinds
from drafting.fields import TagsField
from drafting.frameworks.models import Framework, MeetingKind
from drafting.library.models.categories import (
    Category,
    CauseCategory,
    MeasureCategory,
    ProblemCategory,
)
from drafting.library.models.curated_row import KEEPING, CuratedRow
from drafting.library.rules import lines_of

#: Many phrases were written at once (``numbers``); Django sends nothing for that.
rows_written: Final = Signal()


class PhraseQuerySet(models.QuerySet["Phrase"]):
    """Says which phrases were written where many are written at once, for the search to follow."""

    def bulk_create(self, objs: Iterable[Phrase], *args: Any, **kwargs: Any) -> list[Phrase]:
        made = super().bulk_create(objs, *args, **kwargs)
        rows_written.send(Phrase, numbers=[row.pk for row in made])
        return made

    def update(self, **kwargs: Any) -> int:
        if kwargs.keys().isdisjoint(Phrase.SEARCHED):
            return super().update(**kwargs)
        # before, since the change may take them out of these rows
        numbers: Collection[int] = list(self.order_by().values_list("pk", flat=True))
        changed = super().update(**kwargs)
        rows_written.send(Phrase, numbers=numbers)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]


class Phrase(CuratedRow):
    """A reusable piece of phrasing (素材) with named holes; it prompts, it does not ghost-write.

    For a problem the three texts are claim sentence, elaboration skeleton and example frame (the
    last two together are its 句架); a cause or a measure has no example; openings, closings and
    other running texts stand in ``elaboration`` alone. ``questions`` (提示问题), one a line, ask for
    what only the author knows; ``help`` is what members are shown before they ask for the other.
    """

    class Part(models.TextChoices):
        OPENING = "opening", "导语"
        PREVIOUS = "previous", "上年度整改情况"
        PROBLEMS = "problems", "问题"
        CASES = "cases", "典型案例剖析"
        CAUSES = "causes", "原因"
        MEASURES = "measures", "措施"
        STATEMENT = "statement", "需要说明的事项"
        OTHER = "other", "其他部分"
        CLOSING = "closing", "结束语"

    class Depth(models.TextChoices):
        BEHAVIOUR = "behaviour", "表现"
        THOUGHT = "thought", "思想认识"
        PARTY_SPIRIT = "party_spirit", "党性"

    class State(models.TextChoices):
        DRAFT = "draft", "待审定"
        APPROVED = "approved", "已审定"
        RETIRED = "retired", "已停用"

    class Help(models.TextChoices):
        QUESTIONS = "questions", "提示问题"
        FRAME = "frame", "句架"

    part = models.CharField("用于", max_length=10, choices=Part)
    problem = models.ForeignKey(
        ProblemCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="phrases",
        verbose_name="问题分类",
    )
    cause = models.ForeignKey(
        CauseCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="phrases",
        verbose_name="原因分类",
    )
    measure = models.ForeignKey(
        MeasureCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="phrases",
        verbose_name="措施分类",
    )
    claim = models.CharField("观点句", max_length=200, blank=True)
    elaboration = models.TextField("表现或正文", blank=True)
    example = models.TextField("事例", blank=True)
    questions = models.TextField(
        "提示问题",
        blank=True,
        default="",
        db_default="",
        help_text="每行一个问题，最多6个，每个不超过80字。",
    )
    help = models.CharField(
        "先给看", max_length=10, choices=Help, default=Help.QUESTIONS, db_default=Help.QUESTIONS,
        help_text="另一样要撰写人点一下才看得到；没有提示问题的，总是给看句架。",
    )  # fmt: skip
    meeting_kind = models.CharField(
        "会议类型", max_length=10, choices=MeetingKind, blank=True, help_text="留空为通用。"
    )
    frameworks = models.ManyToManyField(
        Framework,
        blank=True,
        related_name="phrases",
        verbose_name="适用框架",
        help_text="留空为通用。",
    )
    roles = TagsField("适用党员类别", options=MemberKind.choices, help_text="都不选为不限。")
    unit_types = TagsField(
        "适用单位类型", options=known_kinds, order=[code for code, _ in UNIT_KINDS],
        help_text="都不选为不限。",
    )  # fmt: skip
    line_of_work = models.CharField("工作条线", max_length=30, blank=True)
    required_holes = TagsField(
        "必填空项", help_text="必须由撰写人补充的空项名称，用“、”分隔，须出现在上面的文字中。"
    )
    depth = models.CharField("层次", max_length=12, choices=Depth, default=Depth.BEHAVIOUR)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    expires_on = models.DateField("停用日期", null=True, blank=True)
    author = models.CharField("编写人", max_length=50, blank=True)
    reviewer = models.CharField("审定人", max_length=50, blank=True)
    use_count = models.PositiveIntegerField("使用次数", default=0, editable=False)

    #: What it says, and what of that comes into a paper.
    TEXTS: Final = ("claim", "elaboration", "example", "questions")
    TAKEN: Final = ("claim", "elaboration", "example")
    #: What the search goes by.
    SEARCHED: Final = frozenset({
        *TEXTS, "problem", "cause", "measure", "part", "state", "roles", "unit_types", "problem_id",
        "cause_id", "measure_id",
    })  # fmt: skip

    objects = PhraseQuerySet.as_manager()
    history = HistoricalRecords(
        verbose_name="修改记录",
        verbose_name_plural="修改记录",
        excluded_fields=["use_count", *KEEPING],
    )

    class Meta:
        verbose_name = "素材"
        verbose_name_plural = "素材"
        ordering = ["part", "key"]
        indexes = [
            models.Index(fields=["part", "state"], name="phrase_part_state"),
            models.Index(models.F("use_count").desc(), "key", name="phrase_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.claim or self.elaboration[:20]}"

    @property
    def question_list(self) -> list[str]:
        """Its questions, in order."""
        return lines_of(self.questions)

    @property
    def category(self) -> Category | None:
        """The category it hangs on; None for openings, closings and the like."""
        return self.problem or self.cause or self.measure
