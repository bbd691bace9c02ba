"""The step 检查: what is still to mend, how long each part is, and which problem is answered by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drafting.progress.steps import Step
from drafting.progress.tasklist import Remark, answers_asked, length_of, length_of_document, title_of_node
from drafting.wizard.selectors import Page


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with the step and the claim of the point it speaks of."""

    remark: Remark
    step: Step
    place: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many characters a part has and what share of the whole, in per cent."""

    heading: str
    characters: int
    share: int


def findings_of(page: Page) -> list[Finding]:
    """All remarks in the order of the steps."""
    return [
        Finding(remark, task.step, title_of_node(page.document, remark.node))
        for task in page.tasks
        for remark in task.remarks
    ]


def shares_of(page: Page) -> list[Share]:
    """The length of each part that says something."""
    total = length_of_document(page.document)
    lengths = [(part.heading, length_of(part)) for part in page.document.parts]
    return [Share(heading, n, round(100 * n / total)) for heading, n in lengths if n]


def check_context(page: Page) -> dict[str, Any]:
    """What the template of the step shows."""
    findings = findings_of(page)
    return {
        "pressing": [finding for finding in findings if finding.remark.pressing],
        "advice": [finding for finding in findings if not finding.remark.pressing],
        "shares": shares_of(page),
        "total": length_of_document(page.document),
        "asked": answers_asked(page.spec, page.document),
        "rows": [
            (
                row,
                page.label_of(row.problem),
                [page.label_of(p) for p in row.causes],
                [page.label_of(p) for p in row.measures],
            )
            for row in page.rows
        ],
    }
