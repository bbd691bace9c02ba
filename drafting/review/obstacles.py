"""What keeps a paper from being handed in: steps not written, open holes, and errors where the meeting says so. [pure]"""

from __future__ import annotations

from dataclasses import dataclass

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.tasklist import Status, tasklist


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to mend first: in which step of the wizard (its key and title), at which node, and what."""

    step: str
    title: str
    node: str
    text: str


def obstacles(document: Document, spec: FrameworkSpec, *, blocking_errors: int) -> tuple[Obstacle, ...]:
    """The obstacles in the order of the steps; last the errors of proofreading, where they block (else their number is 0)."""
    lacking = [task for task in tasklist(spec, document) if task.step.writable]
    found = [
        Obstacle(task.step.key, task.step.title, remark.node, remark.text)
        for task in lacking
        if task.status in (Status.MISSING, Status.BEGUN)
        for remark in task.remarks
        if remark.pressing
    ]
    if blocking_errors:
        text = f"校对发现 {blocking_errors} 处错误，这次会议要求改完再提交；确认没有错的，可以在校对里忽略。"
        found.append(Obstacle("check", "校对", "", text))
    return tuple(found)
