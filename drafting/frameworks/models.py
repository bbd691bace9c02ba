"""Rows of the frameworks room."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from drafting.fields import TagsField


class MeetingKind(models.TextChoices):
    """The two meetings a material is written for; either may be held for the same year."""

    MINZHU = "minzhu", "民主生活会"
    ZUZHI = "zuzhi", "组织生活会"


class Confidence(models.TextChoices):
    """How sure a name is; anything but high is shown as 待核对 until someone confirms it."""

    HIGH = "high", "已有出处"
    MEDIUM = "medium", "待核对"
    LOW = "low", "待核对（把握较小）"


class Audience(models.TextChoices):
    """For whom a variant (一年的一套方面) is: whose person it is written in and whose limits it has."""

    MEMBER = "member", "党员"
    COMMITTEE = "committee", "班子集体"
    LEADERS = "leaders", "领导班子成员"


class Framework(models.Model):
    """A framework (检查框架): the parts and areas that one year's notice asks for. Published =
    immutable. Several of the same year and meeting are its variants, told apart by their key and by
    what they are called (四个方面, 六项纪律)."""

    class State(models.TextChoices):
        DRAFT = "draft", "编制中"
        PUBLISHED = "published", "已发布"
        RETIRED = "retired", "已停用"

    key = models.SlugField("标识", max_length=60, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    meeting_kind = models.CharField("会议类型", max_length=10, choices=MeetingKind)
    name = models.CharField("名称", max_length=120)
    variant = models.CharField(
        "这套方面叫什么",
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="如“四个方面”“六项纪律”。",
    )
    audience = models.CharField(
        "写给谁用",
        max_length=10,
        choices=Audience,
        default=Audience.MEMBER,
        db_default=Audience.MEMBER,
    )
    usual = models.BooleanField(
        "通常用这个",
        default=False,
        db_default=False,
        help_text="同一年度、会议和对象里只有一个。",
    )
    organization = models.ForeignKey(
        "accounts.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="只供哪个党组织使用",
        help_text="留空为各党组织都可以用。",
    )
    title = models.CharField(
        "材料标题", max_length=120, help_text="新材料的默认标题，撰写人可以修改。"
    )
    theme = models.TextField("会议主题", blank=True)
    theme_confidence = models.CharField(
        "主题可信度", max_length=10, choices=Confidence, default=Confidence.MEDIUM
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    sources = models.TextField("来源", blank=True, help_text="网址或文件名称，每行一个。")
    note = models.TextField("备注", blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核对人",
    )
    confirmed_notice = models.CharField("核对所依据的通知", max_length=200, blank=True)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="复制自"
    )
    corrects = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="更正的是",
        help_text="发布以后代替那一个。",
    )
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "检查框架"
        verbose_name_plural = "检查框架"
        ordering = ["-year", "meeting_kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "meeting_kind", "audience"],
                condition=models.Q(usual=True),
                name="framework_one_usual_per_meeting",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def published(self) -> bool:
        """Whether it can no longer be edited."""
        return self.state != self.State.DRAFT


class Section(models.Model):
    """A part (部分) of a framework, or, with a ``parent``, an area (方面) of that part."""

    class Role(models.TextChoices):
        OPENING = "opening", "导语"
        PREVIOUS = "previous", "上年度整改情况"
        PROBLEMS = "problems", "存在的问题"
        CASES = "cases", "典型案例剖析"
        CAUSES = "causes", "原因剖析"
        MEASURES = "measures", "整改措施"
        STATEMENT = "statement", "需要说明的事项"
        OTHER = "other", "其他部分"
        CLOSING = "closing", "结束语"

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="sections", verbose_name="检查框架"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="areas", verbose_name="所属部分",
        help_text="留空为一个部分；选中“存在的问题”部分则为其中的一个方面。",
    )  # fmt: skip
    key = models.SlugField("标识", max_length=40)
    order = models.PositiveSmallIntegerField("次序", default=0)
    role = models.CharField("作用", max_length=12, choices=Role, default=Role.OTHER)
    name = models.CharField("名称", max_length=200, help_text="方面的名称须与通知一致。")
    heading = models.CharField(
        "正文标题", max_length=220, blank=True, help_text="印在材料里的标题，不带序号；留空用名称。"
    )
    confidence = models.CharField(
        "名称可信度", max_length=10, choices=Confidence, default=Confidence.MEDIUM
    )
    source = models.CharField(
        "出处",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="名称出自哪个通知；留空同整个框架。",
    )
    guidance = models.TextField("撰写提示", blank=True)
    pattern = models.TextField(
        "参考写法",
        blank=True,
        default="",
        db_default="",
        help_text="导语和结束语的写法，自己填的地方写成空项，如“{通知}”。",
    )
    required = models.BooleanField("必写", default=True)
    min_points = models.PositiveSmallIntegerField("最少条数", default=0, help_text="0 表示不限。")
    max_points = models.PositiveSmallIntegerField("最多条数", default=0, help_text="0 表示不限。")
    min_characters = models.PositiveIntegerField("最少字数", default=0, help_text="0 表示不限。")
    max_characters = models.PositiveIntegerField("最多字数", default=0, help_text="0 表示不限。")
    taxonomy = TagsField(
        "对应的问题领域",
        help_text="领域名称（如“理论学习”）或问题分类代码（如“ZZ7”），用“、”分隔；留空为全部领域。",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核对人",
    )
    confirmed_notice = models.CharField(
        "核对所依据的通知", max_length=200, blank=True, default="", db_default=""
    )
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)

    class Meta:
        verbose_name = "框架部分"
        verbose_name_plural = "框架部分"
        ordering = ["framework", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "key"], name="section_key_once_per_framework"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unsure(self) -> bool:
        """Whether its name stands in no sure source and nobody has compared it by itself (待核对); a
        confirmation of the whole framework settles it too."""
        return self.confidence != Confidence.HIGH and self.confirmed_at is None
