"""A paper of the year before, and what is read of the draft beside it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from drafting.rectification.models import Tick
from tests.wizard.papers import place, put, stored

PROBLEM = Point(
    id="p1",
    claim="学习不够系统",
    elaboration="2023年只在开会前翻一翻文件，平时很少坐下来读原著。",
    example="比如，2023年5月的读书会，发言稿是前一天晚上赶出来的。",
    category="LL1",
)
MEASURES = (
    Point(id="m1", claim="每周自学不少于两个小时", elaboration="每周五下午读原著，写一页笔记。"),
    Point(id="m2", claim="每月走访两户读者", elaboration="听意见，记在本子上。"),
    Point(id="m3", claim="三月底前修好“老旧”书架"),
)


def paper(document: Document, measures: tuple[Point, ...] = MEASURES) -> Document:
    """A document of the framework of 2023 with a problem and these measures."""
    return put(put(document, "theory", PROBLEM), "measures", *measures)


def previous_lead(draft: Draft) -> str:
    """What stands in 上年度整改情况."""
    return place(stored(draft), "previous").lead


def tick(client: Client, draft: Draft, measure: str, **sent: Any) -> Any:
    """The answer to a script that saves a measure."""
    values = {"progress": sent.get("progress", ""), "word": sent.get("word", "")}
    body = {"base": sent.get("base", 0), "values": values, "sending": sent.get("sending", "")}
    url = reverse("rectification:save", args=[draft.pk, measure])
    return client.post(url, body, content_type="application/json")


def ticks(draft: Draft) -> list[tuple[str, str, str, str]]:
    """What is stored: measure, text, progress, word."""
    fields = ("measure", "text", "progress", "word")
    return list(Tick.objects.filter(draft=draft).order_by("order").values_list(*fields))
