"""What a problem tells of a happening, and what a reviewer would ask of it next. [pure]"""

from __future__ import annotations

from typing import Final

from drafting.document.model import Container, Document, Part, Point
from drafting.document.numbering import says_something
from drafting.progress.concreteness import concreteness
from drafting.progress.gaps import lacks_example, problems_of, text_of

#: What a reviewer asks where none of these kinds is named, in the order in which it is asked.
_ASKED: Final = (
    ({"做法", "事情", "原话"}, "自己具体做了什么、没做什么？"),
    ({"想法"}, "当时怎么想的？"),
    ({"后果"}, "带来了什么后果？"),
    ({"时间"}, "是什么时候的事？"),
)


def told_of(point: Point) -> str:
    """One line of advice on a problem: what of a happening it names, and the next question; empty
    for one that says nothing."""
    if not says_something(point):
        return ""
    found, lacking = concreteness(text_of(point)), lacks_example(point)
    if found.tallies and lacking:
        return (
            "写的是数目，换个人也能这样写。审核人可能会问：其中哪一次没有做好，谁看见了，结果怎样？"
        )
    if lacking:
        return "还没有写到一件具体的事。审核人可能会问：是哪一次，自己做了什么、没做什么？"
    named = f"写到了{'、'.join(found.kinds)}。" if found.kinds else ""
    question = next((asked for kinds, asked in _ASKED if kinds.isdisjoint(found.kinds)), "")
    return f"{named}审核人可能会问：{question}" if question else named


def problems_told(document: Document) -> tuple[Point, ...]:
    """The problems that say something; an area without points has what stands in it as one."""
    return tuple(
        problem
        for part in document.parts
        if part.role == "problems"
        for container in _places(part)
        for problem in problems_of(container)
    )


def _places(part: Part) -> tuple[Container, ...]:
    """Where the problems of a part stand: in its areas, and beside them where it has points or no
    areas."""
    return (part, *part.sections) if part.points or not part.sections else part.sections


def hollow_points(document: Document) -> tuple[Point, ...]:
    """The problems that say something and tell no case."""
    return tuple(problem for problem in problems_told(document) if lacks_example(problem))
