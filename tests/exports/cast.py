"""A draft to export, for every test of exports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document, Head, Part, Point, Prose, Section
from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework, MeetingKind

TITLE = "2023年度组织生活会个人对照检查材料"


def document(**head: Any) -> Document:
    """A short material without open holes."""
    study = Section(
        id="study",
        area="理论学习",
        heading="在理论学习方面",
        points=(
            Point(
                id="study1", claim="学习不够经常", elaboration="借阅旺季一连三周没有翻过学习笔记。"
            ),
            Point(id="study2", claim="学用结合不够", elaboration="学过的方法没有用到读者调查里。"),
        ),
    )
    return Document(
        head=Head(id="head", **{"title": TITLE, "name": "刘洋", **head}),
        opening=Prose(id="opening", text="根据支部安排，现将对照检查情况报告如下："),
        parts=(
            Part(id="problems", role="problems", heading="存在的问题", sections=(study,)),
            Part(
                id="causes",
                role="causes",
                heading="原因剖析",
                points=(
                    Point(
                        id="cause1",
                        claim="思想上松了劲",
                        elaboration="总觉得业务忙完了再学也不迟。",
                    ),
                ),
            ),
        ),
        closing=Prose(id="closing", text="以上是我的对照检查，请同志们批评指正。"),
    )


def with_hole(material: Document) -> Document:
    """The same material with an open hole in the second point on study."""
    text = codec.dump(material)
    text["parts"][0]["sections"][0]["points"][1]["example"] = "比如，{时间}在{会议}上只念了稿子。"
    return codec.load(text)


def make_draft(owner: User, material: Document | None = None) -> Draft:
    """A draft of ``owner``, stored."""
    framework, _ = Framework.objects.get_or_create(
        key="zuzhi-2023",
        defaults={
            "year": 2023,
            "meeting_kind": MeetingKind.ZUZHI,
            "name": "2023年度组织生活会",
            "title": TITLE,
        },
    )
    content = codec.dump(material or document())
    return Draft.objects.create(
        owner=owner, framework=framework, document=content, updated_at=timezone.now()
    )


def rewrite(draft: Draft, **head: Any) -> None:
    """Change the head of a draft's document, as an autosave would."""
    material = codec.load(draft.document)
    draft.document = codec.dump(replace(material, head=replace(material.head, **head)))
    draft.version += 1
    draft.save()


def long_document(paragraphs: int) -> Document:
    """A material whose closing runs to so many paragraphs; 50,000 take seconds to render, so that a
    worker can be hit at it."""
    line = "逐条整改。"
    return replace(document(), closing=Prose(id="closing", text="\n".join([line] * paragraphs)))
