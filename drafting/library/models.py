"""Rows of the library room."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.dispatch import Signal
from simple_history.models import HistoricalRecords

from accounts.codes import UNIT_KINDS, MemberKind
from accounts.prepared import PreparedValues
from accounts.unit_kinds import known_kinds
from drafting.fields import TagsField
from drafting.frameworks.models import Framework, MeetingKind
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.library.rules import lines_of


class Category(models.Model):
    """What the three kinds of category share: a stable code, a name, an order, and whether it is
    still offered."""

    code = models.CharField("代码", max_length=8, unique=True)
    name = models.CharField("名称", max_length=60)
    order = models.PositiveSmallIntegerField("次序", default=0)
    active = models.BooleanField("使用中", default=True)

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class MeasureCategory(Category):
    """整改措施分类."""

    class Meta(Category.Meta):
        verbose_name = "措施分类"
        verbose_name_plural = "措施分类"


class CauseCategory(Category):
    """原因分类; ``group`` gathers causes of one root (理想信念, 党性修养 …), ``caution`` says when reviewers
    send it back."""

    group = models.CharField("根源", max_length=20, blank=True)
    caution = models.CharField("慎用提示", max_length=100, blank=True)

    class Meta(Category.Meta):
        verbose_name = "原因分类"
        verbose_name_plural = "原因分类"


class ProblemCategory(Category):
    """问题分类: belongs to a taxonomy area; the causes and measures that usually answer it are the
    wizard's suggestions."""

    area = models.CharField(
        "领域", max_length=20, choices=[(area, area) for area in TAXONOMY_AREAS]
    )
    gist = models.CharField("主要表现", max_length=100, blank=True)
    causes = models.ManyToManyField(
        CauseCategory, blank=True, related_name="problems", verbose_name="常见原因"
    )
    measures = models.ManyToManyField(
        MeasureCategory, blank=True, related_name="problems", verbose_name="常用措施"
    )

    class Meta(Category.Meta):
        verbose_name = "问题分类"
        verbose_name_plural = "问题分类"


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


#: What a row says of its own keeping; the history says the same in its own way.
KEEPING: Final = ("revision", "curated", "updated_at", "updated_by")


class CuratedRow(models.Model):
    """A row of a list that is shipped with the program and kept by a curator (curated.py),
    travelling under its key."""

    key = models.CharField("编号", max_length=20, unique=True)
    revision = models.PositiveIntegerField("版次", default=1, editable=False)
    # loading the shipped list again must not undo a person's work, even after that person's account
    # is gone
    curated = models.BooleanField("由管理员编写或修改过", default=False, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False,
        related_name="+",
        verbose_name="更新人",
    )  # fmt: skip

    class Meta:
        abstract = True

    @classmethod
    def stand(cls) -> dict[str, Any]:
        """Changes with the rows. The sum of revisions tells what the time alone does not: a change
        that was begun earlier and committed later than another."""
        (found,) = _stand_of(cls).all()
        return dict(zip(("rows", "revisions", "updated"), found, strict=True))


@cache
def _stand_of(model: type[CuratedRow]) -> PreparedValues:
    # by a constant, so that all rows are one group
    every = model._default_manager.order_by().annotate(every=models.Value(1)).values("every")
    told = every.annotate(
        rows=models.Count("pk"), revisions=models.Sum("revision"), updated=models.Max("updated_at")
    )
    return PreparedValues(lambda: told.values_list("rows", "revisions", "updated"))


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


class SearchedText(models.Model):
    """A phrase as the search reads it (search.index): its texts folded, one a line, and the tokens
    that it is filed under, parted by blanks.

    On PostgreSQL the column of tokens is a tsvector with a GIN index, SQLite has an FTS5 table that
    triggers keep. What makes a new table of this one (AlterField on SQLite) has to make these again
    (migration 0035_phrase_search).
    """

    phrase = models.OneToOneField(
        Phrase, models.CASCADE, primary_key=True, related_name="searched", verbose_name="素材"
    )
    text = models.TextField("文字")
    tokens = models.TextField("索引")

    class Meta:
        verbose_name = "素材的检索"
        verbose_name_plural = "素材的检索"

    def __str__(self) -> str:
        return f"检索 {self.phrase_id}"
