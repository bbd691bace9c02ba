"""Rows of the drafts room."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organization
from drafting.frameworks.models import Framework, MeetingKind
from drafting.library.models import Phrase


class Meeting(models.Model):
    """A meeting of a branch that members write for: 民主生活会 or 组织生活会, with what is asked and until when."""

    class State(models.TextChoices):
        OPEN = "open", "征集中"
        CLOSED = "closed", "已结束"

    class DocumentKind(models.TextChoices):
        """What is written (文种): notices name it differently from year to year (domain.md, "Two meetings")."""

        MATERIAL = "material", "对照检查材料"
        SPEECH = "speech", "个人发言提纲"
        ANALYSIS = "analysis", "检视剖析材料"
        PROBLEM_LIST = "problem_list", "问题清单"

    class Levels(models.IntegerChoices):
        """How many approvals a draft needs: the secretary's, or that of the superior organisation's too."""

        ONE = 1, "书记审定"
        TWO = 2, "书记初审，上级党组织复审"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="meetings", verbose_name="党组织"
    )
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="meetings", verbose_name="检查框架")
    kind = models.CharField("会议类型", max_length=10, choices=MeetingKind)
    title = models.CharField("名称", max_length=120)
    requirements = models.TextField("撰写要求", blank=True)
    deadline = models.DateField("截止日期", null=True, blank=True)
    document_kind = models.CharField(
        "文种", max_length=20, choices=DocumentKind, default=DocumentKind.MATERIAL
    )
    asked_parts = models.JSONField("要求写的选写部分", default=list, blank=True, help_text="框架中部分的键。")
    min_characters = models.PositiveIntegerField("全文最少字数", default=0, help_text="0 表示不限。")
    max_characters = models.PositiveIntegerField("全文最多字数", default=0, help_text="0 表示不限。")
    min_problem_share = models.PositiveSmallIntegerField(
        "问题和原因最低占比", default=50, help_text="百分数，0 表示不限。"
    )
    errors_block = models.BooleanField("有校对错误不能提交", default=False)
    levels = models.PositiveSmallIntegerField("审核级次", choices=Levels, default=Levels.ONE)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="发起人"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "会议"
        verbose_name_plural = "会议"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def due(self) -> date | None:
        """The last day as long as it counts: nothing is late any more when the meeting has ended."""
        return self.deadline if self.state == self.State.OPEN else None


class Invitation(models.Model):
    """That a member was invited to write for a meeting; the meeting's table has a line for each."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name="会议")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations", verbose_name="党员"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="邀请人"
    )
    invited_at = models.DateTimeField("邀请时间", auto_now_add=True)

    class Meta:
        verbose_name = "参会党员"
        verbose_name_plural = "参会党员"
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="invitation_once_per_member")]

    def __str__(self) -> str:
        return f"{self.user} 参加 {self.meeting}"


class Draft(models.Model):
    """A member's material: one JSON document and one integer that grows with every save (design.md, decision 1)."""

    class State(models.TextChoices):
        DRAFTING = "drafting", "撰写中"
        SUBMITTED = "submitted", "已提交"
        RETURNED = "returned", "已退回"
        ENDORSED = "endorsed", "初审通过"
        APPROVED = "approved", "已通过"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name="撰写人"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name="会议"
    )
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="drafts", verbose_name="检查框架")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFTING)
    style = models.CharField("版式", max_length=20, default="standard")
    document = models.JSONField("正文")
    version = models.PositiveIntegerField("版本", default=1)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="复制自"
    )
    source_name = models.CharField("导入的文件", max_length=200, blank=True)
    source_sha256 = models.CharField("导入文件的校验值", max_length=64, blank=True)
    discarded_at = models.DateTimeField("移入回收站时间", null=True, blank=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "材料"
        verbose_name_plural = "材料"
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["owner", "-updated_at"], name="draft_owner_recent")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "meeting"],
                condition=Q(state__in=("submitted", "endorsed", "approved")),
                name="draft_one_handed_in_per_meeting",
            )
        ]

    def __str__(self) -> str:
        # a title may say who somebody is: what is printed in logs and the admin is the id alone
        return f"材料 {self.id}"


class Revision(models.Model):
    """A frozen state of a draft (定稿版本); what was rendered, submitted or approved is always one of these.

    ``approval`` is what files of exactly this text say of its approval, empty while it has none: the text is frozen, that is not.
    """

    class Reason(models.TextChoices):
        SAVE = "save", "保存版本"
        EXPORT = "export", "生成 Word"
        RESTORE = "restore", "恢复前"
        PROOF = "proof", "批量采纳校对前"
        IMPORT = "import", "导入"
        SUBMIT = "submit", "提交"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="revisions", verbose_name="材料")
    number = models.PositiveIntegerField("序号")
    reason = models.CharField("缘由", max_length=10, choices=Reason)
    document = models.JSONField("正文")
    content_hash = models.CharField("内容校验值", max_length=64)
    version = models.PositiveIntegerField("版本")
    approval = models.CharField("审核结论", max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="操作人"
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "定稿版本"
        verbose_name_plural = "定稿版本"
        ordering = ["draft", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="revision_number_once_per_draft")
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} 第 {self.number} 版"


class PhraseUse(models.Model):
    """That a phrase was taken into a point: which phrase in which revision, and the text as it was inserted."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="phrase_uses", verbose_name="材料")
    node = models.CharField("节点", max_length=40)
    phrase = models.ForeignKey(Phrase, models.CASCADE, related_name="uses", verbose_name="表述")
    phrase_revision = models.PositiveIntegerField("表述版次")
    field = models.CharField("位置", max_length=12)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "表述使用"
        verbose_name_plural = "表述使用"
        indexes = [models.Index(fields=["draft", "node"], name="phraseuse_draft_node")]

    def __str__(self) -> str:
        return f"{self.phrase_id} 用于 {self.node}"
