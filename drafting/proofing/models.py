"""Rows of the proofing room."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from drafting.drafts.models import Draft, Revision
from drafting.fields import TagsField
from drafting.library.models import KEEPING, CuratedRow
from drafting.sealing.fields import SealedJSONField

#: A date as exactly as it is known: 2017, 2017-10 or 2017-10-18.
DATE = RegexValidator(
    r"\A(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z",
    "请写成 2017、2017-10 或 2017-10-18 的样子。",
)


class Dismissal(models.Model):
    """That an author ignores one finding (忽略). Of the words only a hash is kept: once they or their
    neighbours change, it is another finding and shows again. ``lesson``, where the check learns,
    is a hash of the words alone: those are ignored in all papers of this author."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="dismissals", verbose_name="材料")
    rule = models.CharField("规则", max_length=40)
    fingerprint = models.CharField("校验值", max_length=64)
    lesson = models.CharField(
        "字词的校验值", max_length=64, blank=True, default="", db_default="", editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="操作人",
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "已忽略的校对意见"
        verbose_name_plural = "已忽略的校对意见"
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "fingerprint"], name="dismissal_once_per_finding"
            )
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} {self.rule}"


class Proofreading(models.Model):
    """The findings (校对意见) in one text of a draft: kept so that no page waits for them, nor works
    them out twice.

    ``key`` stands for the text and all that findings depend on. They quote the paper, so they are
    its author's and reviewers' as the paper is, and go with the draft.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待校对"
        RUNNING = "running", "正在校对"
        DONE = "done", "已校对"
        FAILED = "failed", "没有做成"

    draft = models.ForeignKey(
        Draft, models.CASCADE, related_name="proofreadings", verbose_name="材料"
    )
    revision = models.ForeignKey(
        Revision, models.CASCADE, null=True, related_name="+", verbose_name="版本"
    )
    key = models.CharField("校验值", max_length=64)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    findings = SealedJSONField("意见", default=dict)
    asked_at = models.DateTimeField("时间")
    sent_at = models.DateTimeField("交给后台任务的时间")

    class Meta:
        verbose_name = "校对结果"
        verbose_name_plural = "校对结果"
        constraints = [
            models.UniqueConstraint(fields=["draft", "key"], name="proofreading_once_per_text")
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} {self.state}"


class FindingNumbers(models.Model):
    """How many findings each step of a draft had when its author's pages looked last: what the list
    of steps says without proofreading anything. ``by_step``: numbers by the step's key."""

    draft = models.OneToOneField(
        Draft,
        models.CASCADE,
        primary_key=True,
        related_name="finding_numbers",
        verbose_name="材料",
    )
    by_step = models.JSONField("各步校对意见数", default=dict)

    class Meta:
        verbose_name = "校对意见数"
        verbose_name_plural = "校对意见数"

    def __str__(self) -> str:
        return f"材料 {self.draft_id}"


class Formulation(CuratedRow):
    """An official formulation (提法) or a wording that is wrong or no longer said;
    ``drafting.proofing.core.formulations`` says what the kinds mean. The shipped table is in
    fixtures/proofing."""

    class Kind(models.TextChoices):
        FIXED = "fixed", "固定表述"
        COUNT = "count", "数字提法"
        ORDER = "order", "固定次序"
        OUTDATED = "outdated", "过时提法"
        MISUSED = "misused", "误用提法"

    class Level(models.TextChoices):
        ERROR = "error", "错误"
        WARNING = "warning", "疑似"
        ADVICE = "advice", "建议"

    class State(models.TextChoices):
        APPROVED = "approved", "使用中"
        RETIRED = "retired", "已停用"

    kind = models.CharField("类型", max_length=10, choices=Kind)
    text = models.CharField(
        "提法", max_length=60, help_text="规范的写法；过时提法、误用提法写原来的或者错误的写法。"
    )
    use = models.CharField(
        "应改为", max_length=60, blank=True, help_text="过时提法、误用提法必填，其余不填。"
    )
    items = TagsField("次序", help_text="固定次序必填：按规范次序写出各项，用“、”分隔，至少三项。")
    pattern = models.CharField(
        "识别规则",
        max_length=200,
        blank=True,
        help_text="只用于过时提法、误用提法，一般不填，按“提法”原文查找；需要看上下文时写正则表达式。",
    )
    level = models.CharField(
        "级别",
        max_length=10,
        choices=Level,
        default=Level.WARNING,
        help_text="数字提法选“错误”，表示同名的提法没有别的数目。固定表述和固定次序总按“疑似”提示。",
    )
    since = models.CharField(
        "从何时起",
        max_length=10,
        blank=True,
        validators=[DATE],
        help_text="从这时起照此提示，如 2017 或 2017-10-18。",
    )
    until = models.CharField(
        "到何时止",
        max_length=10,
        blank=True,
        validators=[DATE],
        help_text="只管到这一年的材料；长期有效的不填。",
    )
    source = models.CharField(
        "依据", max_length=200, help_text="出自哪个文件、哪次会议，撰写人看得到。"
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="给管理员自己看的。")
    state = models.CharField("状态", max_length=10, choices=State, default=State.APPROVED)
    confirmed_by = models.CharField("核对人", max_length=50, blank=True, editable=False)
    confirmed_on = models.DateField("核对日期", null=True, blank=True, editable=False)
    confirmed_from = models.CharField(
        "核对所依据的文件", max_length=200, blank=True, editable=False
    )
    # the order of the shipped table decides between wordings that overlap; own rows come after it
    order = models.PositiveIntegerField("次序号", default=1_000_000, editable=False)
    # as for every list, but a confirmation counts too
    curated = models.BooleanField("由管理员编写、修改或核对过", default=False, editable=False)

    history = HistoricalRecords(
        verbose_name="修改记录",
        verbose_name_plural="修改记录",
        excluded_fields=["order", *KEEPING],
    )

    class Meta:
        verbose_name = "提法"
        verbose_name_plural = "提法"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return f"{self.key} {self.text}"

    @property
    def pending(self) -> bool:
        """Whether nobody of the organisation has confirmed it (待核对)."""
        return self.confirmed_on is None
