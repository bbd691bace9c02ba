"""What a worker does with a bundle: every paper by itself, so that one that cannot be made keeps
none of the others back."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from drafting.desk.bundle.files import FAILURES, failures_text, with_comments, word_file, zipped
from drafting.desk.bundle.papers import BundledPaper, papers_to_take
from drafting.desk.bundle.pdfs import pdfs_beside
from drafting.desk.bundle.workbooks import order_workbook, summary_workbook
from drafting.desk.ledger.files import FOLDER, list_files, passed_rounds
from drafting.desk.models import BundleJob
from drafting.desk.permissions import overseen_paths, standing_of
from drafting.desk.table.lines import MemberLine, lines_of
from drafting.jobs import lifecycle
from drafting.rendering.output_format import NotMade
from drafting.review.reviewers import reviewers_of

logger = logging.getLogger(__name__)

TASK: Final = "drafting.desk.tasks.make_bundle"
BUNDLES: Final = lifecycle.JobKind(
    BundleJob, TASK, "bundles", "BUNDLE_KEEP_DAYS",
    ("meeting__organization", "meeting__framework", "requested_by"),
)  # fmt: skip

#: How many papers are read at once; after each slice the job is held for another lease.
SLICE: Final = 20
GONE: Final = "打包以后被撤回，或者不再由您审核。"
BROKEN: Final = "内容读不出来，请联系系统管理员。"


@dataclass(slots=True)
class _Made:
    """What there is of a bundle so far."""

    files: dict[str, bytes] = field(default_factory=dict)
    papers: list[BundledPaper] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)

    def fail(self, name: str, reason: str) -> None:
        self.failures.append({"name": name, "reason": reason})


def carry_out(job_id: uuid.UUID, token: str) -> None:
    """Make the file of a bundle if it is to be made (see ``jobs.carry_out``)."""
    lifecycle.carry_out(BUNDLES, job_id, token, _make)


def _make(job: BundleJob) -> None:
    begun, made = monotonic(), _Made()
    lines = _lines(job)
    _papers(job, lines, made)
    _lists(job, lines, made)
    if job.with_pdf:
        _pdfs(job, made, begun)
    made.files["汇总.xlsx"] = summary_workbook(job.meeting, lines)
    made.files["发言顺序.xlsx"] = order_workbook(job.meeting, lines)
    if made.failures:
        made.files[FAILURES] = failures_text(made.failures)
    content = zipped(made.files, timezone.localtime())
    lifecycle.advance(job, 95)
    names = [paper.as_row() for paper in made.papers]
    lifecycle.finish(BUNDLES, job, content, names=names, failures=made.failures)


def _lines(job: BundleJob) -> list[MemberLine]:
    """The meeting's lines as the person who asked may see them at this moment."""
    user, meeting = job.requested_by, job.meeting
    return lines_of(
        meeting, standing_of(user, meeting, reviewers_of(meeting), overseen_paths(user))
    )


def _papers(job: BundleJob, lines: list[MemberLine], made: _Made) -> None:
    """The papers that were asked for, as they stand now: what was taken back meanwhile does not
    leave the house."""
    now = {str(paper.draft): paper for paper in papers_to_take(job.meeting, lines)}
    wanted = []
    for row in job.names:
        if row["draft"] in now:
            wanted.append(now[row["draft"]])
        else:
            made.fail(row["name"], GONE)
    done = 0
    for part in _sliced(wanted):
        _slice(job, part, made)
        done += len(part)
        lifecycle.advance(job, 10 + 80 * done // len(wanted))


def _lists(job: BundleJob, lines: list[MemberLine], made: _Made) -> None:
    """问题清单 and 整改清单 of the papers that are in the bundle and passed."""
    there = {paper.owner for paper in made.papers if paper.final}
    try:
        rounds = passed_rounds(job.meeting, [line for line in lines if line.owner in there])
        made.files.update(list_files(job.meeting, rounds))
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        logger.error("bundle %s: the lists failed: %s", job.pk, lifecycle.fault(error))
        made.fail(FOLDER, BROKEN)


def _pdfs(job: BundleJob, made: _Made, begun: float) -> None:
    """A PDF beside each paper and each list, the papers first; which are left without is told."""
    lifecycle.advance(job, 91)
    for batch in pdfs_beside(made.files, begun):
        for name, pdf in batch:
            if isinstance(pdf, NotMade):
                made.fail(name, str(pdf))
            else:
                made.files[name] = pdf
        lifecycle.advance(job, 92)


def _sliced(papers: list[BundledPaper]) -> Iterator[list[BundledPaper]]:
    return (papers[at : at + SLICE] for at in range(0, len(papers), SLICE))


def _slice(job: BundleJob, papers: list[BundledPaper], made: _Made) -> None:
    found = {
        one.pk: (one, comments) for one, comments in with_comments(p.submission for p in papers)
    }
    for paper in papers:
        try:
            made.files[paper.name] = word_file(*found[paper.submission], job.copy)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            logger.error("bundle %s: one paper failed: %s", job.pk, lifecycle.fault(error))
            made.fail(paper.name, BROKEN)
        else:
            made.papers.append(paper)
