"""Deleting the text of one paper wherever it stands: the paper, its versions, what was said of it, what was
found in it, its files. What stays says who decided what when, and nothing of what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from drafting.collective.models import CommitteeComment
from drafting.desk.models import BundleJob
from drafting.drafts.models import Draft
from drafting.drafts.services import erasure
from drafting.exports.models import ExportJob
from drafting.facts.models import Fact, FactUse
from drafting.importing.models import Import
from drafting.jobs.storage import private_storage
from drafting.meetings.models import Meeting
from drafting.opinions.models import Claim, Opinion
from drafting.proofing.alikeness.models import ComparableText, Resemblance
from drafting.proofing.models import Dismissal, FindingNumbers, Proofreading
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.ledger.models import Ledger
from drafting.rectification.models import Tick
from drafting.rectification.pdf_files.models import PdfJob
from drafting.review.models import Comment, ReviewEvent, Submission

Counts = Counter[str]


@transaction.atomic
def erase_paper(draft: Draft, at: datetime) -> Counts | None:
    """Delete the text of a paper, which comes with its framework; gives the numbers of what went,
    None where it had gone already. Safe to call any number of times, from any number of workers."""
    if not erasure.mark_erased(draft, at):
        return None
    return Counter({"papers": 1}) + erase_around(draft)


@transaction.atomic
def erase_around(draft: Draft) -> Counts:
    """Delete what is kept of a paper whose own text has gone; gives the numbers. Called once more
    for what a request that was under way wrote in the meantime."""
    handed_in = set(Submission.objects.filter(draft=draft).values_list("revision_id", flat=True))
    files = [*_exports(draft), *_pdfs(draft)]
    found: Counts = Counter(files=len(files))
    found["comments"] = Comment.objects.filter(draft=draft).count()
    found["comments"] += CommitteeComment.objects.filter(draft=draft).count()
    found["opinions"] = Opinion.objects.filter(draft=draft).count()
    found["versions"] = erasure.drop_versions(draft, handed_in)
    for model in (
        Comment, CommitteeComment, Opinion, Claim, FactUse, Import, Tick,
        Dismissal, Proofreading, FindingNumbers, ComparableText, Resemblance,
    ):  # fmt: skip
        model._default_manager.filter(draft=draft).delete()
    ComparableText.objects.filter(revision__draft=draft).delete()
    # the answers to the questions of a point are no part of the notebook yet
    Fact.objects.filter(draft=draft).delete()
    Submission.objects.filter(draft=draft).exclude(note="").update(note="")
    # the database lets a note be emptied, and nothing else of the record (docs/decisions/0035)
    ReviewEvent.objects.filter(draft=draft).exclude(note="").update(note="")
    # as if the paper had gone: the ledger outlives it, and goes on without it
    Ledger.objects.filter(draft=draft).update(draft=None)
    Tick.objects.filter(source=draft).update(source=None)
    Draft.objects.filter(previous=draft).update(previous=None)
    Draft.objects.filter(copied_from=draft).update(copied_from=None)
    drop_files(files)
    return +found


@transaction.atomic
def erase_around_meeting(meeting: Meeting) -> Counts:
    """Delete what is kept of a meeting beside its papers: the bundles made of them, the opinions
    asked for it, the notes of whoever was to be criticised; gives the numbers."""
    bundles = BundleJob.objects.filter(meeting=meeting)
    files = list(bundles.exclude(file="").values_list("file", flat=True))
    found: Counts = Counter(files=len(files))
    bundles.delete()
    found["opinions"] = Opinion.objects.filter(meeting=meeting).count()
    Opinion.objects.filter(meeting=meeting).delete()
    found["criticisms"] = PreparedCriticism.objects.filter(meeting=meeting).count()
    PreparedCriticism.objects.filter(meeting=meeting).delete()
    drop_files(files)
    return +found


def drop_files(names: Iterable[str]) -> None:
    """Delete files of the private storage once the transaction is through. One that cannot go now
    belongs to nobody then, and the clearing away of its kind finds it (``jobs.recovery``)."""
    for name in names:
        transaction.on_commit(partial(private_storage().delete, name), robust=True)


def _exports(draft: Draft) -> list[str]:
    jobs = ExportJob.objects.filter(draft=draft)
    files = list(jobs.exclude(file="").values_list("file", flat=True))
    jobs.delete()
    return files


def _pdfs(draft: Draft) -> list[str]:
    """The lists of a paper as PDF; the address that each was asked for at names it."""
    jobs = PdfJob.objects.filter(address__contains=str(draft.pk))
    files = list(jobs.exclude(file="").values_list("file", flat=True))
    jobs.delete()
    return files
