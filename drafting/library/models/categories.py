"""Rows of the categories of problems, causes and measures."""

from __future__ import annotations

from django.db import models

from drafting.frameworks.spec import TAXONOMY_AREAS


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
