"""Problems that no cause or no measure of the document is linked to."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.document.model import points_of_role
from drafting.progress.gaps import (
    ANSWERS,
    Lack,
    any_linked,
    blank_answers,
    said_of_answer,
    unanswered,
)
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """Only for documents in which somebody has linked at least one problem: an imported text has no
    links at all."""
    document = context.document
    if document is None:
        return
    if not any_linked(document):
        return
    places = {node: (start, end) for node, start, end in reversed(context.spans)}
    lacking = unanswered(context.framework, document)
    blank = blank_answers(document)
    for role, name in ANSWERS.items():
        if not points_of_role(document, role):
            continue
        for problem, roles in lacking.items():
            if role in roles and problem in places:
                start, end = places[problem]
                said = said_of_answer(role, problem, blank)
                wanted = f"在{name}部分写一条，并与这个问题对应起来"
                if role in blank[problem]:
                    wanted = f"到{name}部分把对应的那一条写出来"
                yield Hit(start, end, said, wanted)


CHECK = Check(
    id="answered",
    rank=770,
    title="问题没有对应的原因或措施",
    severity="advice",
    why="每个问题都要找到原因、落到措施；对应关系由填写时的关联得出。",
    source="照镜的约定：问题与原因、措施相关联；审核常见退回理由第7、8条",
    run=run,
    lack=Lack.ANSWER,
    good=(Example("一、存在的问题\n学得少。"),),
    bad=(),
)
