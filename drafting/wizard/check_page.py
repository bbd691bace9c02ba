"""The step 检查: what is still to mend, how long each part is, and which problem is answered by
what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from drafting.progress.gaps import (
    Lack,
    answers_asked,
    hole_names,
    lacking_by_step,
    nodes_with_holes,
    without_any_example,
)
from drafting.progress.lengths import length_of, length_of_document
from drafting.progress.places import FieldPlace, place_of_remark
from drafting.progress.steps import Step, container_of_step, points_of
from drafting.progress.tasklist import PLACE, Remark, title_of_node
from drafting.progress.told import problems_told
from drafting.proofing.core.tally import kind_of
from drafting.proofing.located_findings import Placed
from drafting.proofing.rubric import Rubric
from drafting.proofing.selectors import Proof
from drafting.wizard.links import MANY
from drafting.wizard.selectors import StepPage

_LENGTHS: Final = (Lack.LENGTH, Lack.EXCESS)
#: Remarks of a kind that the page lists.
MOST_LISTED: Final = 60


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """A remark with the step and the claim of the point it speaks of; ``target`` is where it is
    mended."""

    remark: Remark
    step: Step
    place: str
    target: FieldPlace = field(default=FieldPlace("", ""), compare=False)

    @property
    def entry(self) -> str:
        """By what it is known again in an address."""
        return f"{self.target.anchor}.{self.remark.about}"


@dataclass(frozen=True, slots=True)
class Share:
    """How many characters a part has and what share of the whole, in per cent."""

    heading: str
    characters: int
    share: int


def findings_of(page: StepPage) -> list[CheckFinding]:
    """All remarks in the order of the steps, with what of it last year's paper named too."""
    return [
        CheckFinding(
            remark,
            task.step,
            title_of_node(page.document, remark.node),
            place_of_remark(page.document, remark),
        )
        for task in page.tasks
        for remark in (*task.remarks, *_remarks_on_repeated(page, task.step))
    ]


def _remarks_on_repeated(page: StepPage, step: Step) -> Iterator[Remark]:
    if not page.repeated:
        return
    for point in points_of(container_of_step(page.document, step)):
        if (before := page.repeated.get(point.id)) is not None:
            said = f"去年写过“{before.claim}”，请写今年的新情况。"
            name = "claim" if point.claim else "elaboration"
            yield Remark(step.key, point.id, said, False, field=name)


def in_list_order(findings: Iterable[CheckFinding]) -> list[CheckFinding]:
    """As the page lists them: what is pressing first, then the places to look at, then problems
    that tell no case, lengths last."""

    def place(one: CheckFinding) -> tuple[bool, bool, bool, bool]:
        remark = one.remark
        hollow = remark.about == Lack.EXAMPLE
        return not remark.pressing, remark.about != PLACE, not hollow, remark.about in _LENGTHS

    return sorted(findings, key=place)


def advice_beside(
    pressing: Iterable[CheckFinding], findings: Iterable[CheckFinding]
) -> list[CheckFinding]:
    """The advice that is listed: what is yet to be written says for itself that it has no example,
    and places to look at have a list of their own."""
    unwritten = {one.remark.node for one in pressing}
    return [
        one
        for one in findings
        if not one.remark.pressing
        and one.remark.about != PLACE
        and (one.remark.about != Lack.EXAMPLE or one.remark.node not in unwritten)
    ]


def beside(proof: Proof, findings: Iterable[CheckFinding]) -> tuple[Proof, int]:
    """What proofreading found beside the remarks on the same page, and how many open findings say
    what a remark says. Errors and warnings count in any case."""
    said = {(one.remark.node, one.remark.about) for one in findings if one.remark.about}
    rest = _only(
        proof, lambda item: item.finding.severity != "advice" or said.isdisjoint(_lacks(item))
    )
    return rest, len(proof.open) - len(rest.open)


def untold(page: StepPage, proof: Proof) -> Proof:
    """The findings that speak of something else than the remarks on the same page."""
    said = _said(page)
    return _only(proof, lambda item: said.isdisjoint(_lacks(item)))


def _only(proof: Proof, wanted: Callable[[Placed], bool]) -> Proof:
    items = [item for item in proof.items if wanted(item)]
    kinds = {kind_of(item.finding) for item in items}
    more = {kind: number for kind, number in proof.items.more.items() if kind in kinds}
    return replace(proof, items=proof.items.of(items, more))


def _said(page: StepPage) -> frozenset[tuple[str, str]]:
    """What the remarks say is lacking, with the node that lacks it; of the whole paper, without."""
    remarks = {(one.node, one.about) for task in page.tasks for one in task.remarks if one.about}
    holes = {(node, Lack.HOLE) for node in nodes_with_holes(page.document)}
    # each point of an area says of itself what proofreading says of the area
    areas = {(node, Lack.EXAMPLE) for node in without_any_example(page.document)}
    whole = {("", lack) for lack in lacking_by_step(page.spec, page.document)}
    return frozenset(remarks | holes | areas | whole)


def _lacks(item: Placed) -> frozenset[tuple[str, str]]:
    """What a finding says is lacking, to be looked up among what the remarks say."""
    finding, lack = item.finding, item.check.lack
    if lack is Lack.HOLE and (item.place is None or not hole_names(finding.text)):
        return frozenset()  # in a heading, or typed by hand: the task list passes these over
    return frozenset((node, lack) for node in ("", finding.node_id) if lack and node is not None)


def shares_of(page: StepPage) -> list[Share]:
    """The length of each part that says something."""
    total = length_of_document(page.document)
    lengths = [(part.heading, length_of(part)) for part in page.document.parts]
    return [Share(heading, n, round(100 * n / total)) for heading, n in lengths if n]


def of_many(advice: Sequence[CheckFinding]) -> tuple[list[CheckFinding], int]:
    """The advice without what is said of each problem that has no answer yet, and the number of
    these problems, where they are many: the table names them. Otherwise all of it, and 0."""
    problems = {one.remark.node for one in advice if one.remark.about == Lack.ANSWER}
    if len(problems) <= MANY:
        return list(advice), 0
    return [one for one in advice if one.remark.about != Lack.ANSWER], len(problems)


def check_context(page: StepPage, proof: Proof) -> dict[str, Any]:
    """What the template of the step shows; ``proof`` is the paper proofread."""
    findings = in_list_order(findings_of(page))
    rest, repeated = beside(proof, findings)
    new = untold(page, rest)
    pressing = [one for one in findings if one.remark.pressing]
    advice, open_problems = of_many(advice_beside(pressing, findings))
    return {
        "proof": rest,
        "rubric": Rubric(page.spec, page.document, proof, new),
        "kinds": new.pressing,
        "told": rest.total - new.total,
        "repeated": repeated,
        "pressing": pressing,
        "advice": advice,
        "open_problems": open_problems,
        "advised": len(advice) + bool(open_problems),
        "guesses": [one for one in findings if one.remark.about == PLACE],
        "hollow": page.hollow,
        "tells": bool(problems_told(page.document)),
        "most": MOST_LISTED,
        "shares": shares_of(page),
        "total": length_of_document(page.document),
        "asked": answers_asked(page.spec, page.document),
        # where it is said which problem a cause or measure answers
        "homes": {task.step.role: task.step.key for task in page.writing},
        "rows": [
            (
                row,
                page.links.label_of(row.problem),
                [page.links.label_of(p) for p in row.causes],
                [page.links.label_of(p) for p in row.measures],
            )
            for row in page.rows
        ],
    }
