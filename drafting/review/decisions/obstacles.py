"""What keeps a paper from being handed in: steps not written, open holes, and errors where the
meeting says so. [pure]"""

from __future__ import annotations

from dataclasses import dataclass, field

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.places import entry_of, place_of_remark
from drafting.progress.tasklist import Status, tasklist


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to mend first: in which step of the wizard (its key and title), at which node, and
    what. ``anchor`` is the id of its field there, ``entry`` tells it from the others."""

    step: str
    title: str
    node: str
    text: str
    anchor: str = field(default="", compare=False)
    entry: str = field(default="", compare=False)


def obstacles(
    document: Document,
    spec: FrameworkSpec,
    *,
    blocking_errors: int,
    blocking_share: tuple[int, int] = (0, 0),
) -> tuple[Obstacle, ...]:
    """The obstacles in the order of the steps; last the errors of proofreading, where they block
    (else their number is 0), and where it blocks, how much of the paper stands in another text and
    how much of it may (both in percent)."""
    lacking = [task for task in tasklist(spec, document) if task.step.writable]
    found = [
        Obstacle(
            task.step.key,
            task.step.title,
            remark.node,
            remark.text,
            place_of_remark(document, remark).anchor,
            entry_of(document, remark),
        )
        for task in lacking
        if task.status in (Status.MISSING, Status.BEGUN)
        for remark in task.remarks
        if remark.pressing
    ]
    if blocking_errors:
        text = f"校对发现 {blocking_errors} 处错误，这次会议要求改完再提交；确认没有错的，可以在校对里忽略。"
        found.append(Obstacle("check", "校对", "", text))
    share, most = blocking_share
    if share:
        text = (
            f"有 {share}% 的字同他人、往年材料或者参考文本相近，这次会议要求不超过 {most}% 才能提交；"
            "相近的各处列在校对里。"
        )
        found.append(Obstacle("check", "雷同", "", text))
    return tuple(found)
