"""Rows of Party organisations (党组织)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from treebeard.mp_tree import MP_Node

from accounts.codes import OrganizationKind
from accounts.unit_kinds import UnitKindField

#: Characters of all the words that an organisation keeps (some hundreds of them).
OWN_WORDS_LENGTH = 5000


class Organization(MP_Node):
    """A Party organisation (党组织), a node of the tree 党委 > 党总支 > 党支部 > 党小组."""

    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    kind = models.CharField("类别", max_length=20, choices=OrganizationKind)
    own_names = models.TextField(
        "本单位的其他名称",
        blank=True,
        max_length=2000,
        help_text="每行一个，如曾用名、行政单位的全称和简称、所辖单位。校对材料时，这些名称和上级党组织的名称一样，不会当成外单位的。",
    )
    own_words = models.TextField(
        "本单位用语",
        blank=True,
        default="",
        db_default="",
        max_length=OWN_WORDS_LENGTH,
        help_text="每行一个，二至二十个字，如系统、平台、工程、活动的名称和行话。校对时，这些字词和本单位及下级组织材料里的一样，不会当成错字。",
    )
    evidence_files = models.BooleanField(
        "整改台账可以上传佐证文件",
        default=False,
        db_default=False,
        help_text="开了以后，本党组织的会议里，党员可以给自己整改台账的措施上传佐证文件，只有本人看得到。",
    )
    unit_type = UnitKindField("单位类型", max_length=20, default="government")
    # 第一, 第二, 第三 do not sort by their characters, so siblings carry their place.
    sort_order = models.PositiveSmallIntegerField(
        "排序号", default=0, help_text="同一上级下，数字小的在前。"
    )

    node_order_by: ClassVar[list[str]] = ["sort_order", "name"]

    class Meta:
        verbose_name = "党组织"
        verbose_name_plural = "党组织"

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def names(self) -> list[str]:
        """All its names: the full one, the short one, then those of ``own_names``."""
        lines = (line.strip() for line in self.own_names.splitlines())
        return list(dict.fromkeys(name for name in (self.name, self.short_name, *lines) if name))

    @property
    def words(self) -> list[str]:
        """The words of ``own_words``."""
        return self.own_words.splitlines()
