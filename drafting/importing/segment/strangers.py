"""Texts that are no 对照检查材料: one calm sentence instead of a doubt for every paragraph."""

from __future__ import annotations

import re
from typing import Final

from drafting.document.model import Document, Part
from drafting.document.text import characters

_OWN: Final = re.compile(
    r"对照检查|检视|剖析|查摆|自查|问题清单|自我批评|组织生活会|民主生活会|整改"
)
_KINDS: Final = (
    (re.compile(r"总结|述职|工作报告|工作汇报|年度报告"), "工作总结"),
    (re.compile(r"讲话|致辞|演讲|党课|发言(?!提纲)"), "讲话稿"),
    (re.compile(r"通知|方案|要点|纪要|通报|办法|规定|细则|公告"), "文件"),
    (re.compile(r"心得|体会|感想|读后"), "心得体会"),
)
_ROLES: Final = ("problems", "causes", "measures")
_HINT: Final = "文字都还在，请先看看是不是选错了文件。"


def stranger_notice(document: Document, text: str) -> str | None:
    """What a text seems to be where it is no paper of this kind; None for one."""
    title = document.head.title or text.strip().partition("\n")[0][:60]
    own = [part for part in document.parts if part.role in _ROLES]
    kind = None if _OWN.search(title) else _kind(title)
    if not own:
        said = f"这份文字像{kind}，" if kind else "这份文字"
        return f"{said}不像对照检查材料：没有找到问题、原因和措施。{_HINT}"
    if kind is None:
        return None
    others = [part for part in document.parts if part.role == "other"]
    if sum(map(_length, others)) <= sum(map(_length, own)):
        return None
    return f"这份文字像{kind}，问题、原因和措施只占一小部分，不像对照检查材料。{_HINT}"


def _kind(title: str) -> str | None:
    """What a title says that a text is, if it is one of the usual kinds."""
    return next((name for pattern, name in _KINDS if pattern.search(title)), None)


def _length(part: Part) -> int:
    texts = [part.lead, *(section.lead for section in part.sections)]
    points = [*part.points, *(point for section in part.sections for point in section.points)]
    texts += [text for p in points for text in (p.claim, p.elaboration, p.example)]
    return sum(map(characters, texts))
