"""Rows of the drafts room."""

from __future__ import annotations

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from drafting.frameworks.models import Framework
from drafting.library.models import Phrase
from drafting.meetings.models import Meeting
from drafting.sealing.fields import SealedCharField, SealedJSONField

#: Where papers go by whose they are: the committee's, instead of the id of a person.
COLLECTIVE: Final = -1


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts by their states; a meeting's ``drafts`` know these too."""

    def personal(self) -> DraftQuerySet:
        """Those that a person writes for themselves: no collective paper."""
        return self.filter(collective=False)

    def with_text(self) -> DraftQuerySet:
        """Those whose text was not deleted."""
        return self.filter(erased_at=None)

    def editable(self) -> DraftQuerySet:
        """Those that their author may change now."""
        states = (Draft.State.DRAFTING, Draft.State.RETURNED)
        return self.filter(state__in=states, discarded_at=None, archived_at=None)

    def passed(self) -> DraftQuerySet:
        """Those that an approval stands on."""
        return self.filter(state__in=(Draft.State.ENDORSED, Draft.State.APPROVED))


class Draft(models.Model):
    """A member's material: one JSON document and one integer that grows with every save.

    A ``collective`` one is the committee's paper for the meeting (班子对照检查材料): its ``owner`` is who
    writes it now, and changes where somebody takes it over. An archived one (``archived_at``) can be
    read and not changed, and stands under 往年材料 alone; of one whose text was deleted
    (``erased_at``, archived too) nobody reads anything any more, only its record stays.
    """

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
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="drafts", verbose_name="检查框架"
    )
    collective = models.BooleanField("集体材料", default=False, db_default=False, editable=False)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFTING)
    style = models.CharField("版式", max_length=20, default="standard")
    document = SealedJSONField("正文")
    version = models.PositiveIntegerField("版本", default=1)
    sendings = models.JSONField(
        "最近的保存请求",
        default=dict,
        db_default={},
        help_text="各节点最近一次由哪个页面的哪个请求保存。",
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="复制自"
    )
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name="上年材料",
        help_text="撰写人自己以前的一份材料，写的时候放在旁边对照。",
    )
    source_name = SealedCharField("导入的文件", max_length=200, blank=True)
    source_sha256 = models.CharField("导入文件的校验值", max_length=64, blank=True)
    discarded_at = models.DateTimeField("移入回收站时间", null=True, blank=True)
    archived_at = models.DateTimeField("归档时间", null=True, blank=True, editable=False)
    erased_at = models.DateTimeField("删除文字时间", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "材料"
        verbose_name_plural = "材料"
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["owner", "-updated_at"], name="draft_owner_recent")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "meeting"],
                condition=Q(state__in=("submitted", "endorsed", "approved"), collective=False),
                name="draft_one_handed_in_by_person",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(collective=True),
                name="draft_one_collective_per_meeting",
            ),
        ]

    def __str__(self) -> str:
        # a title may say who somebody is: what is printed in logs and the admin is the id alone
        return f"材料 {self.id}"

    @property
    def author(self) -> int:
        """Whose paper it is: the owner's id, or COLLECTIVE."""
        return COLLECTIVE if self.collective else self.owner_id

    @property
    def author_name(self) -> str:
        """Whose paper it is, as pages and files say it: the owner's name, or 县图书馆党支部班子."""
        if not self.collective or self.meeting is None:
            return self.owner.name
        return self.meeting.committee_name


class Revision(models.Model):
    """A frozen state of a draft (定稿版本); what was rendered, submitted or approved is always one of
    these.

    ``approval`` is what files of exactly this text say of its approval, empty while it has none:
    the text is frozen, that is not.
    """

    class Reason(models.TextChoices):
        SAVE = "save", "保存版本"
        EXPORT = "export", "生成 Word"
        RESTORE = "restore", "恢复前"
        PROOF = "proof", "批量采纳校对前"
        REPLACE = "replace", "查找替换前"
        IMPORT = "import", "导入"
        SUBMIT = "submit", "提交"
        FRAMEWORK = "framework", "换框架前"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="revisions", verbose_name="材料")
    number = models.PositiveIntegerField("序号")
    reason = models.CharField("缘由", max_length=10, choices=Reason)
    document = SealedJSONField("正文")
    content_hash = models.CharField("内容校验值", max_length=64)
    version = models.PositiveIntegerField("版本")
    approval = models.CharField("审核结论", max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="操作人",
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "定稿版本"
        verbose_name_plural = "定稿版本"
        ordering = ["draft", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"], name="revision_number_once_per_draft"
            )
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} 第 {self.number} 版"


class PhraseUse(models.Model):
    """That a phrase was taken into a point: which phrase in which revision, and into which field.
    What it said then stands in the phrase's history."""

    draft = models.ForeignKey(
        Draft, models.CASCADE, related_name="phrase_uses", verbose_name="材料"
    )
    node = models.CharField("节点", max_length=40)
    phrase = models.ForeignKey(Phrase, models.CASCADE, related_name="uses", verbose_name="素材")
    phrase_revision = models.PositiveIntegerField("素材版次")
    field = models.CharField("位置", max_length=12)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "素材使用"
        verbose_name_plural = "素材使用"
        indexes = [models.Index(fields=["draft", "node"], name="phraseuse_draft_node")]

    def __str__(self) -> str:
        return f"{self.phrase_id} 用于 {self.node}"


class FrameworkChange(models.Model):
    """That a draft was brought over to a corrected edition of its framework (换框架), and whether that
    was taken back. ``places`` has, by the keys of the old areas, the key of the new area that each
    went to (empty: none), ``unplaced`` the names of what the new edition has no place for."""

    draft = models.ForeignKey(
        Draft, models.CASCADE, related_name="framework_changes", verbose_name="材料"
    )
    before = models.ForeignKey(
        Framework, models.PROTECT, related_name="+", verbose_name="原来的框架"
    )
    after = models.ForeignKey(
        Framework, models.PROTECT, related_name="framework_changes", verbose_name="新的框架"
    )
    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="+", verbose_name="换框架前的版本"
    )
    places = models.JSONField("各方面的去处", default=dict)
    unplaced = models.JSONField("没有对应的方面", default=list)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="操作人",
    )
    changed_at = models.DateTimeField("时间", auto_now_add=True)
    undone_at = models.DateTimeField("换回时间", null=True, blank=True)

    class Meta:
        verbose_name = "换框架"
        verbose_name_plural = "换框架"
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "after"],
                condition=Q(undone_at=None),
                name="framework_change_once_per_draft",
            )
        ]

    def __str__(self) -> str:
        return f"材料 {self.draft_id} 换框架"
