"""Rows of the facts room."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from drafting.drafts.models import Draft
from drafting.facts.wording import Words
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.sealing.fields import SealedCharField, SealedTextField


class Fact(models.Model):
    """Something that happened, as its owner noted it (事实). Nobody else ever sees it.

    With a ``draft`` it is none of the notebook yet: the answers to the four questions of a new
    point, on the step ``step``, kept as typed until a point is made of them. ``area`` is a proposal
    until ``area_confirmed``. ``version`` grows with every save; ``sending`` names page and request
    of the last one.
    """

    class Source(models.TextChoices):
        OWN = "own", "自己想到"
        OPINION = "opinion", "征求意见"
        TALK = "talk", "谈心谈话"
        LAST_YEAR = "lastyear", "上年度整改"
        WORK = "work", "工作记录"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="facts", verbose_name="本人"
    )
    draft = models.ForeignKey(
        Draft,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name="正在写的材料",
    )
    step = models.CharField("步骤", max_length=60, blank=True)
    what = SealedTextField("什么事", blank=True)
    time = SealedCharField("什么时候", max_length=60, blank=True)
    day = models.DateField("日期", null=True, blank=True)
    place = SealedCharField("在哪里", max_length=100, blank=True)
    people = SealedCharField("和谁", max_length=100, blank=True)
    did = SealedTextField("我做了什么、没做什么", blank=True)
    led_to = SealedTextField("带来什么结果", blank=True)
    thought = SealedTextField("当时怎么想", blank=True)
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.OWN)
    area = models.CharField(
        "方面", max_length=20, blank=True, choices=[(area, area) for area in TAXONOMY_AREAS]
    )
    area_confirmed = models.BooleanField("方面由本人选定", default=False)
    version = models.PositiveIntegerField("版本", default=1)
    sending = models.CharField("最近的保存请求", max_length=60, blank=True)
    created_at = models.DateTimeField("记下的时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "事实"
        verbose_name_plural = "事实"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="fact_owner_recent")]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "step"],
                condition=Q(draft__isnull=False),
                name="fact_answers_once_per_step",
            )
        ]

    def __str__(self) -> str:
        # what it says is for its owner alone: no log and no list of rows holds it
        return f"事实 {self.pk}"

    @property
    def words(self) -> Words:
        """What its owner says of it."""
        return Words(
            what=self.what,
            time=self.time,
            place=self.place,
            people=self.people,
            did=self.did,
            led_to=self.led_to,
            thought=self.thought,
        )


class FactUse(models.Model):
    """That a fact was written into a paper: into which point."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="uses", verbose_name="事实")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+", verbose_name="材料")
    node = models.CharField("节点", max_length=40)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "事实的使用"
        verbose_name_plural = "事实的使用"
        constraints = [
            models.UniqueConstraint(fields=["fact", "draft"], name="fact_once_per_paper")
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} 用于 {self.node}"
