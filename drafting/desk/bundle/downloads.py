"""Taking a bundle away: the last look at whether it may still be, and the record of it."""

from __future__ import annotations

from accounts.models import User
from drafting.desk.bundle.papers import papers_to_take
from drafting.desk.models import BundleJob
from drafting.desk.permissions import DeskStanding
from drafting.desk.table.lines import lines_of
from drafting.jobs.recovery import note_missing
from drafting.jobs.storage import private_storage
from drafting.review.models import Reading, Submission
from drafting.review.reading_page.readings import note_readings


def take(job: BundleJob, by: User, standing: DeskStanding) -> bool:
    """Note for each paper of a bundle that the person takes it away. False, with nothing noted,
    where one of the papers was withdrawn since or is no longer for this person to read: then the
    file may not be handed out."""
    rounds = Submission.objects.filter(pk__in=[row["submission"] for row in job.names])
    taken = list(rounds.select_related("draft").defer("draft__document"))
    readable = {
        paper.draft for paper in papers_to_take(job.meeting, lines_of(job.meeting, standing))
    }
    if any(one.withdrawn_at is not None or one.draft_id not in readable for one in taken):
        return False
    note_readings(taken, by, Reading.How.DOWNLOAD)
    return True


def expire(job: BundleJob) -> None:
    """Delete the file of a bundle that may not be handed out any more; it can be asked for
    again."""
    note_missing(job)
    private_storage().delete(job.file)
