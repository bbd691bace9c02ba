"""What the list pages show of meetings, drafts and versions: rows that are ready for a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.drafts.asked import asked_of_members
from drafting.drafts.models import Draft, Meeting, Revision
from drafting.drafts.permissions import EDITABLE_STATES, may_edit
from drafting.drafts.selectors import drafts_of, revisions_of, spec_of_draft
from drafting.drafts.words import days_left, moment
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names
from drafting.progress.tasklist import Status, length_of_document, tasklist

#: A deadline this near (days) is shown in another colour.
SOON = 3


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft with how far it is: steps written of steps to write (optional parts count once they are begun). ``comments`` are
    the reviewers' that are not resolved, where they were counted."""

    draft: Draft
    title: str
    done: int
    steps: int
    characters: int
    saved: str
    discarded: str
    editable: bool
    comments: int = 0

    @property
    def tone(self) -> str:
        """The colour of the state badge."""
        return {"returned": "warn", "approved": "good"}.get(self.draft.state, "")


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """An open meeting, how long there is, what is asked, and one's own drafts for it, the newest first."""

    meeting: Meeting
    left: str
    tone: str
    asked: tuple[str, ...]
    own: tuple[DraftRow, ...]
    pending: tuple[str, ...]

    @property
    def handed_in(self) -> str:
        """The state of the paper that is with the reviewer or has passed, in words; empty where there is none."""
        handed = [row.draft for row in self.own if row.draft.state not in EDITABLE_STATES]
        return str(handed[0].get_state_display()) if handed else ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A frozen version; ``current`` where the draft says the same now."""

    revision: Revision
    title: str
    characters: int
    saved: str
    current: bool


def title_of(stored: Draft | Revision) -> str:
    """The title of a draft or version as its head gives it."""
    return str(stored.document["head"]["title"]).strip() or "（无标题）"


def draft_rows(user: User, drafts: Iterable[Draft]) -> list[DraftRow]:
    """Rows of drafts. Makes no query where the drafts come with ``framework__sections``."""
    return [_draft_row(user, draft) for draft in drafts]


def rows_for(user: User, framework: Framework, meeting: Meeting | None) -> list[DraftRow]:
    """A person's drafts for the same meeting, or, without one, those written privately for the same framework."""
    drafts = drafts_of(user).filter(meeting=meeting)
    return draft_rows(user, drafts if meeting is not None else drafts.filter(framework=framework))


def _draft_row(user: User, draft: Draft) -> DraftRow:
    document = codec.load(draft.document)
    tasks = [
        task
        for task in tasklist(spec_of_draft(draft), document)
        if task.step.writable and task.status is not Status.OPTIONAL
    ]
    now = timezone.localtime()
    discarded = moment(timezone.localtime(draft.discarded_at), now) if draft.discarded_at else ""
    return DraftRow(
        draft=draft,
        title=title_of(draft),
        done=sum(task.status is Status.DONE for task in tasks),
        steps=len(tasks),
        characters=length_of_document(document),
        saved=moment(timezone.localtime(draft.updated_at), now),
        discarded=discarded,
        editable=bool(may_edit(user, draft)),
        comments=getattr(draft, "open_comments", 0),
    )


def meeting_rows(meetings: Iterable[Meeting], rows: Iterable[DraftRow]) -> list[MeetingRow]:
    """Rows of meetings with the drafts among ``rows`` that belong to them; those that wait for nothing more come last."""
    own: dict[int, list[DraftRow]] = {}
    for row in rows:
        if row.draft.meeting_id is not None:
            own.setdefault(row.draft.meeting_id, []).append(row)
    found = [_meeting_row(meeting, tuple(own.get(meeting.pk, ()))) for meeting in meetings]
    return sorted(found, key=lambda row: bool(row.handed_in))


def _meeting_row(meeting: Meeting, own: tuple[DraftRow, ...]) -> MeetingRow:
    left, tone = "", ""
    if meeting.deadline:
        today = timezone.localdate()
        left = days_left(meeting.deadline, today)
        days = (meeting.deadline - today).days
        tone = "bad" if days < 0 else ("warn" if days <= SOON else "")
    asked, pending = asked_of_members(meeting), pending_names(meeting.framework)
    return MeetingRow(meeting, left, tone, tuple(asked), own, tuple(pending))


def version_rows(draft: Draft) -> list[VersionRow]:
    """The versions of a draft, newest first."""
    now_hash = codec.content_hash(codec.load(draft.document))
    now = timezone.localtime()
    return [
        VersionRow(
            revision=revision,
            title=title_of(revision),
            characters=length_of_document(codec.load(revision.document)),
            saved=moment(timezone.localtime(revision.created_at), now),
            current=revision.content_hash == now_hash,
        )
        for revision in revisions_of(draft)
    ]
