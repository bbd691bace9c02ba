"""Rows of the packages room."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class LibrarySource(models.Model):
    """The name under which this installation's packages are known elsewhere: one row, made when the
    first package is."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    source = models.UUIDField("来源标识", default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "素材库标识"
        verbose_name_plural = "素材库标识"

    def __str__(self) -> str:
        return str(self.source)


class PackageExport(models.Model):
    """A package that was made here; the next of its name is a further edition."""

    name = models.CharField("名称", max_length=40)
    edition = models.PositiveIntegerField("版次")
    organisation = models.CharField("来源单位", max_length=50)
    rows = models.PositiveIntegerField("条数")
    checksum = models.CharField("校验值", max_length=64)
    made_at = models.DateTimeField("导出时间", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="导出人",
    )  # fmt: skip

    class Meta:
        verbose_name = "导出的素材包"
        verbose_name_plural = "导出的素材包"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=("name", "edition"), name="package_edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} 第{self.edition}版"


class PackageImport(models.Model):
    """A package of another unit: looked at (``content``, with the choices that differ from what is
    done without a word), taken (``undo`` says what takes it back), taken back."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待确认"
        TAKEN = "taken", "已导入"
        UNDONE = "undone", "已撤销"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.UUIDField("来源标识")
    organisation = models.CharField("来源单位", max_length=50)
    name = models.CharField("名称", max_length=40)
    edition = models.PositiveIntegerField("版次")
    made_on = models.DateField("导出日期")
    checksum = models.CharField("校验值", max_length=64)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    #: the file, compressed, until it is decided on
    content = models.BinaryField("文件", default=b"")
    choices = models.JSONField("选择", default=dict)
    counts = models.JSONField("条数", default=dict)
    undo = models.JSONField("撤销所需", default=dict)
    received_at = models.DateTimeField("上传时间", default=timezone.now)
    taken_at = models.DateTimeField("导入时间", null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="导入人",
    )  # fmt: skip
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        verbose_name = "导入的素材包"
        verbose_name_plural = "导入的素材包"
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.organisation}“{self.name}”第{self.edition}版"


class Brought(models.Model):
    """What packages of a source last brought under a key, and which row at home it is (``row``, its
    number in the table of its ``kind``)."""

    source = models.UUIDField("来源标识")
    kind = models.CharField("种类", max_length=12)
    key = models.CharField("来源的编号", max_length=20)
    row = models.PositiveBigIntegerField("本单位的行")
    cells = models.JSONField("上次带来的内容", default=dict)
    #: it was taken back; a further package brings it anew
    undone = models.BooleanField("已撤销", default=False)
    #: it was said once that the source no longer has it
    gone = models.BooleanField("来源已不再提供", default=False)

    class Meta:
        verbose_name = "素材包带来的内容"
        verbose_name_plural = "素材包带来的内容"
        constraints = [
            models.UniqueConstraint(fields=("source", "kind", "key"), name="brought_once_per_key")
        ]
        indexes = [models.Index(fields=("kind", "row"), name="brought_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
