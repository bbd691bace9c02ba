"""What a reviewer has beside the paper: a panel each. Only the open one is worked out: proofreading
takes a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from drafting.document import codec
from drafting.document.model import Document, Point
from drafting.document.text import as_name
from drafting.drafts.models import Draft
from drafting.drafts.selectors import papers_of_author
from drafting.frameworks.spec import Limits
from drafting.meetings.requirements import asked_of_members
from drafting.progress.gaps import answers_asked, matrix, misfit
from drafting.progress.lengths import length_of_document
from drafting.progress.tasklist import Remark, Task, tasklist, title_of_node
from drafting.proofing.alikeness.selectors import resemblance_of
from drafting.proofing.core.tally import LENGTHS
from drafting.proofing.rubric import Rubric
from drafting.proofing.selectors import proof_draft
from drafting.rendering.formats import html
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import style_of
from drafting.review.decisions.history import history_of
from drafting.review.decisions.selectors import live_submission
from drafting.review.models import Submission
from drafting.review.reading_page.permissions import may_read
from drafting.review.reviewed_paper import Reviewed

#: How many earlier approved papers of an author are looked at for one that the reviewer may read.
_EARLIER = 4
#: Findings that the panel lists; an author who leaves more has the paper back anyway.
MOST_FINDINGS = 200


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of a part or area and what there is: its limits and its state in words, and each
    remark with the claim of the point that it speaks of, empty where it speaks of no point."""

    task: Task
    limits: str
    remarks: tuple[tuple[Remark, str], ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier approved paper of the author."""

    draft: Draft
    submission: Submission
    paper: SafeString


def demands(reviewed: Reviewed) -> dict[str, Any]:
    """What the notice and the meeting ask, with how far the paper answers it."""
    tasks = [task for task in tasklist(reviewed.spec, reviewed.document) if task.step.writable]
    return {
        "asked": asked_of_members(reviewed.meeting),
        "demands": [
            Demand(task, _limits(task), _remarks(task, reviewed.document))
            for task in tasks
            if task.characters or task.step.spec is not None
        ],
        "characters": length_of_document(reviewed.document),
        "misfit": _misfit(reviewed),
    }


def _remarks(task: Task, document: Document) -> tuple[tuple[Remark, str], ...]:
    return tuple((remark, title_of_node(document, remark.node)) for remark in task.remarks)


def _misfit(reviewed: Reviewed) -> str:
    """By how much the length of the paper is off what the meeting asks, in words."""
    return misfit(reviewed.spec.limits, length_of_document(reviewed.document))


def proof(reviewed: Reviewed) -> dict[str, Any]:
    """The findings of proofreading in the submitted text. Those that the author ignores are told
    apart, never hidden: whether the author is right is the reviewer's to judge."""
    draft = reviewed.draft
    revision = reviewed.submission.revision
    found = proof_draft(
        draft, draft.owner, document=reviewed.document, spec=reviewed.spec, revision=revision
    )
    # in the order of the text, lengths behind what speaks of substance
    listed = sorted(found.open, key=lambda item: item.finding.rule in LENGTHS)[:MOST_FINDINGS]
    return {
        "proof": found,
        "rubric": Rubric(reviewed.spec, reviewed.document, found),
        "listed": listed,
        "folded": [item for item in listed if item.folded],
        "left": max(0, len(found.open) - MOST_FINDINGS),
        "alike": any(
            item.finding.rule == "alike-colleague" for item in (*found.open, *found.ignored)
        ),
    }


def said_of_finding(reviewed: Reviewed, fingerprint: str) -> tuple[str, str | None]:
    """What a comment on a finding begins with: its reason, and what should stand in the place of
    the words (None where that is not certain, or the finding is not there any more)."""
    revision = reviewed.submission.revision
    found = proof_draft(
        reviewed.draft,
        reviewed.draft.owner,
        document=reviewed.document,
        spec=reviewed.spec,
        revision=revision,
    )
    item = next(
        (one for one in (*found.open, *found.ignored) if one.fingerprint == fingerprint), None
    )
    if item is None:
        return "", None
    advice = "" if item.acceptable else item.finding.suggestion
    text = f"{item.check.title}。{item.message}{advice}"
    return text, item.finding.replacement if item.acceptable else None


def decide(reviewed: Reviewed) -> dict[str, Any]:
    """What is still open in the paper, beside the comments, for whoever is about to decide."""
    tasks = tasklist(reviewed.spec, reviewed.document)
    lacking = sum(len(task.remarks) for task in tasks if task.step.writable)
    return {"unmet": lacking + bool(_misfit(reviewed)), "alike": _alike_over(reviewed)}


def _alike_over(reviewed: Reviewed) -> int:
    """How much (in percent) another text has of the round, where that is more than the meeting
    allows; else 0. Who passes one paper after the other does not look at 雷同比对 in between."""
    most = reviewed.meeting.max_alike_share
    if not most or reviewed.draft.collective:
        return 0
    share = round(100 * resemblance_of(reviewed.draft, reviewed.document).most)
    return share if share > most else 0


def matrix_panel(reviewed: Reviewed) -> dict[str, Any]:
    """Which cause and which measure answers each problem, and how many problems have none."""
    asked = answers_asked(reviewed.spec, reviewed.document)
    rows = [
        (
            row.problem.id,
            _label(row.problem),
            [_label(cause) for cause in row.causes],
            [_label(measure) for measure in row.measures],
        )
        for row in matrix(reviewed.document)
    ]
    lacking = [
        row
        for row in rows
        if ("causes" in asked and not row[2]) or ("measures" in asked and not row[3])
    ]
    return {"rows": rows, "answers_asked": asked, "lacking": len(lacking)}


def earlier(reviewed: Reviewed) -> dict[str, Any]:
    """The author's approved paper of the year before, as far as this reviewer may read it."""
    draft = reviewed.draft
    related = papers_of_author(draft).select_related("meeting__organization", "framework", "owner")
    papers = related.filter(
        state=Draft.State.APPROVED, framework__year__lt=draft.framework.year
    ).order_by("-framework__year", "-pk")
    # the paper of the same kind of meeting is the one to compare with
    found = sorted(papers[:_EARLIER], key=lambda row: _rank(row, draft))
    for row in found:
        submission = live_submission(row)
        if submission is not None and may_read(reviewed.reader, row):
            options = RenderOptions(
                style=style_of(row.style), created=row.created_at, modified=submission.submitted_at
            )
            paper = html.render(codec.load(submission.revision.document), options)
            return {"earlier": Earlier(row, submission, mark_safe(paper))}  # noqa: S308 - the renderer escapes every text
    return {"earlier": None}


def _rank(row: Draft, draft: Draft) -> tuple[int, bool]:
    return -row.framework.year, row.framework.meeting_kind != draft.framework.meeting_kind


def _label(point: Point) -> str:
    return as_name(point.claim) or point.elaboration.strip()[:20]


def _limits(task: Task) -> str:
    limits = task.step.spec.limits if task.step.spec is not None else Limits()
    return "，".join(
        text
        for text in (
            _range(limits.min_points, limits.max_points, "条"),
            _range(limits.min_characters, limits.max_characters, "字"),
        )
        if text
    )


def _range(least: int, most: int, unit: str) -> str:
    if least and most:
        return f"{least} 至 {most} {unit}"
    if least or most:
        return f"{'不少于' if least else '不超过'} {least or most} {unit}"
    return ""


def record(reviewed: Reviewed) -> dict[str, Any]:
    """Who did what with the draft and when, and who read it."""
    return {"history": history_of(reviewed.draft)}
