"""The items that a paper is judged by (评议标准) as far as a machine sees them, and the three most
pressing corrections. No points are given: what nobody can count is left to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from drafting.document.model import Document, Point
from drafting.document.text import as_name
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.gaps import answers_asked, matrix, speaking
from drafting.progress.lengths import length_of, length_of_document
from drafting.progress.steps import Step, step_of_node, steps_of
from drafting.progress.tasklist import Status, Task, tasklist
from drafting.progress.told import hollow_points, problems_told
from drafting.proofing.core.tally import HOLLOW, LENGTHS, PRESSING
from drafting.proofing.selectors import Proof, RuleCount

#: Where proofreading found something, by the hundreds of the checks' ranks; and the checks of other
#: items than their neighbours.
_STRUCTURE, _WORDING, _PROBLEMS = "structure", "wording", "problems"
_BY_RANK: Final = {
    1: _STRUCTURE,
    2: _STRUCTURE,
    3: _WORDING,
    4: _WORDING,
    5: _WORDING,
    6: _STRUCTURE,
    7: _PROBLEMS,
    8: _PROBLEMS,
}
_BY_RULE: Final = dict.fromkeys(LENGTHS, "proportions") | {
    "measure-count": "measures",
    "measure-vague": "measures",
    "measure-misplaced": "measures",
    "answered": "measures",
    "excuse": "causes",
    "repetition": _WORDING,
}
_OWN_EYES: Final = "机器看不出，请自己对照："


#: Points that are named in one sentence.
_NAMED: Final = 8


def _names(points: tuple[Point, ...]) -> str:
    """Points by their claims, the first ones."""
    shown = (as_name(one.claim) or f"{one.elaboration.strip()[:12]}…" for one in points[:_NAMED])
    return "；".join(shown) + ("等" if len(points) > _NAMED else "")


@dataclass(frozen=True, slots=True)
class RubricRow:
    """An item: what is seen of it, a sentence each, and what only a person can tell."""

    name: str
    seen: tuple[str, ...]
    look: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One of the most pressing: what it is, how many places, why; ``kind`` where proofreading found
    it, else the ``point`` and its ``step``."""

    said: str
    why: str
    number: int
    kind: RuleCount | None = None
    point: Point | None = None
    step: Step | None = None


@dataclass(frozen=True)
class Rubric:
    """A paper as it would be judged; ``proof`` without findings tells less, never something
    wrong. ``untold`` is what of it the page has not said already, where that is less."""

    spec: FrameworkSpec
    document: Document
    proof: Proof
    untold: Proof | None = None

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The three most pressing: what is certainly wrong, then substance before form; lengths come
        last where a problem tells no case."""
        hollow = hollow_points(self.document)
        kinds = list((self.untold or self.proof).kinds)
        if hollow:
            kinds.sort(key=lambda kind: kind.first.finding.rule in LENGTHS)
        found = [self._of_kind(kind) for kind in kinds]
        if hollow and not any(kind.first.finding.rule in HOLLOW for kind in kinds):
            errors = sum(kind.first.finding.severity == "error" for kind in kinds)
            found.insert(errors, self._of_hollow(hollow))
        return tuple(found[:PRESSING])

    def _of_kind(self, kind: RuleCount) -> Correction:
        return Correction(kind.first.check.title, kind.first.message, kind.number, kind)

    def _of_hollow(self, hollow: tuple[Point, ...]) -> Correction:
        first = hollow[0]
        step = step_of_node(self.document, steps_of(self.spec, self.document), first.id)
        why = "是什么时候、哪一件、谁看见了？见人见事才见思想，先把事情写实，再管长短。"
        return Correction("没有一件具体的事", why, len(hollow), None, first, step)

    @cached_property
    def rows(self) -> tuple[RubricRow, ...]:
        """The items in the order of a review."""
        return (
            RubricRow("结构", tuple(self._structure())),
            RubricRow(
                "查摆问题",
                tuple(self._problems()),
                f"{_OWN_EYES}有没有把自己摆进去、写到思想深处，是不是避重就轻。",
            ),
            RubricRow(
                "原因剖析",
                tuple(self._answers("causes", "原因")),
                f"{_OWN_EYES}原因是不是从思想上找的，还是把表现又说了一遍。",
            ),
            RubricRow(
                "整改措施",
                tuple(self._answers("measures", "措施")),
                f"{_OWN_EYES}办不办得到，谁来看办成了没有。",
            ),
            RubricRow("篇幅比例", tuple(self._proportions())),
            RubricRow(
                "需要说明的事项",
                self._part("statement", "需要说明的事项"),
                f"{_OWN_EYES}有没有该说明、该报告而没有写的。",
            ),
            RubricRow(
                "上年度整改",
                self._part("previous", "上年度整改情况"),
                f"{_OWN_EYES}去年的问题是不是逐条有了交代。",
            ),
            RubricRow("语言文字", tuple(self._found(_WORDING))),
        )

    @cached_property
    def _tasks(self) -> tuple[Task, ...]:
        return tuple(t for t in tasklist(self.spec, self.document) if t.step.writable)

    @cached_property
    def _numbers(self) -> Counter[str]:
        """Findings by item."""
        numbers: Counter[str] = Counter()
        for kind in self.proof.kinds:
            check = kind.first.check
            numbers[_BY_RULE.get(check.id) or _BY_RANK.get(check.rank // 100, "")] += kind.number
        return numbers

    def _found(self, item: str) -> Iterator[str]:
        if not self.proof.available:
            yield "校对还没有做完，看不出。"
        elif number := self._numbers[item]:
            yield f"校对提出 {number} 处，逐条看过再定。"
        else:
            yield "校对没有提出问题。"

    def _structure(self) -> Iterator[str]:
        lacking = [task.step.title for task in self._tasks if task.status is Status.MISSING]
        if lacking:
            yield f"还没有写：{'、'.join(lacking)}。"
        else:
            yield "该有的部分和方面都写了。"
        yield from self._found(_STRUCTURE)

    def _problems(self) -> Iterator[str]:
        said, hollow = problems_told(self.document), hollow_points(self.document)
        if not said:
            yield "还没有写问题。"
            return
        if hollow:
            yield f"{len(said)} 条问题，{len(hollow)} 条还没有写到一件具体的事：{_names(hollow)}。"
        else:
            yield f"{len(said)} 条问题，每条都写到了具体的事。"
        yield from self._found(_PROBLEMS)

    def _answers(self, role: str, name: str) -> Iterator[str]:
        if role not in answers_asked(self.spec, self.document):
            yield f"这份材料不要求写{name}。"
            return
        rows = matrix(self.document)
        without = sum(not getattr(row, role) for row in rows)
        if not speaking(self.document, role):
            yield f"还没有写{name}。"
        elif without:
            yield f"{len(rows)} 条问题，{without} 条没有对应的{name}。"
        else:
            yield f"{len(rows)} 条问题都有对应的{name}。"
        if self.proof.available and (number := self._numbers[role]):
            yield f"校对提出 {number} 处，逐条看过再定。"

    def _proportions(self) -> Iterator[str]:
        total = length_of_document(self.document)
        lengths = [
            f"{part.heading.strip() or '一个部分'} {round(100 * length_of(part) / total)}%"
            for part in self.document.parts
            if total and length_of(part)
        ]
        yield f"共 {total} 字。{'，'.join(lengths)}{'。' if lengths else ''}"
        if self.proof.available and (number := self._numbers["proportions"]):
            yield f"长短有 {number} 处与要求不合；先把事情写实，再管长短。"

    def _part(self, role: str, name: str) -> tuple[str, ...]:
        asked = [part for part in self.spec.parts if part.role == role]
        there = [part for part in self.document.parts if part.role == role]
        if any(length_of(part) for part in there):
            return (f"写了{name}。",)
        if any(part.required for part in asked):
            return (f"要求写{name}，还没有写。",)
        return (f"没有写{name}，通知也没有要求。",)
