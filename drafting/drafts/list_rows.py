"""What the list pages show of meetings, drafts and versions: rows that are ready for a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from drafting.common.days import moment
from drafting.document import codec
from drafting.drafts.models import Draft, Revision
from drafting.drafts.permissions import EDITABLE_STATES, may_edit
from drafting.drafts.selectors import drafts_for, papers_beside, revisions_of, spec_of_draft
from drafting.frameworks.models import Framework
from drafting.meetings.list_rows import MeetingRow, meeting_rows
from drafting.meetings.models import Meeting
from drafting.progress.last_place import last_place
from drafting.progress.lengths import length_of_document
from drafting.progress.tasklist import Status, tasklist
from drafting.progress.unchanged import unchanged_points


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft with how far it is: steps written of steps to write (optional parts count once they
    are begun). ``comments`` are the reviewers' that are not resolved, where they were counted."""

    draft: Draft
    title: str
    done: int
    steps: int
    characters: int
    saved: str
    discarded: str
    editable: bool
    comments: int = 0
    #: Where the author last wrote, in words; empty in a paper just begun.
    place: str = ""

    @property
    def returned(self) -> bool:
        """Whether the author is to answer what the reviewer said."""
        return self.draft.state == Draft.State.RETURNED

    @property
    def tone(self) -> str:
        """The colour of the state badge."""
        return {"returned": "bad", "approved": "good"}.get(self.draft.state, "")


@dataclass(frozen=True, slots=True)
class MeetingWithDrafts:
    """An open meeting and one's own drafts for it, the newest first."""

    row: MeetingRow
    own: tuple[DraftRow, ...]

    @property
    def handed_in(self) -> str:
        """The state of the paper that is with the reviewer or has passed, in words; empty where
        there is none."""
        handed = [row.draft for row in self.own if row.draft.state not in EDITABLE_STATES]
        return str(handed[0].get_state_display()) if handed else ""

    @property
    def first(self) -> DraftRow | None:
        """The paper that the author goes on with: one that came back before others, and one that
        is handed in before any; None where none was begun."""
        ranked = sorted(self.own, key=lambda row: (row.editable, not row.returned))
        return ranked[0] if ranked else None

    @property
    def place(self) -> tuple[bool, bool]:
        """What was returned stands first, what waits for nothing more last."""
        first = self.first
        return bool(self.handed_in), not (first and first.returned)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A frozen version; ``current`` where the draft says the same now."""

    revision: Revision
    title: str
    characters: int
    saved: str
    current: bool


@dataclass(frozen=True, slots=True)
class PastRow:
    """A paper that was archived, or whose text was deleted (``erased``): its title where there is
    one, and what was decided of it, as the record has it."""

    draft: Draft
    title: str
    record: tuple[str, ...]

    @property
    def erased(self) -> bool:
        """Whether only the record is left."""
        return self.draft.erased_at is not None


def past_rows(drafts: Iterable[Draft]) -> list[PastRow]:
    """Rows of archived papers, which come with ``events__actor``. Makes no query."""
    return [PastRow(draft, title_of(draft), tuple(_record(draft))) for draft in drafts]


def _record(draft: Draft) -> Iterable[str]:
    # the rows of the review room above, by the name of the relation
    for event in draft.events.all():
        day = timezone.localdate(event.created_at)
        yield f"{day:%Y-%m-%d} {event.actor.name} {event.words}"


def title_of(stored: Draft | Revision) -> str:
    """The title of a draft or version as its head gives it."""
    return str(stored.document["head"]["title"]).strip() or "（无标题）"


def draft_rows(user: User, drafts: Iterable[Draft]) -> list[DraftRow]:
    """Rows of drafts. Where the drafts come with ``framework__sections`` one query for the papers
    of last year beside them, none where there are none."""
    listed = list(drafts)
    beside = papers_beside(listed)
    return [_draft_row(user, draft, beside.get(draft.pk)) for draft in listed]


def rows_for(user: User, framework: Framework, meeting: Meeting | None) -> list[DraftRow]:
    """A person's drafts for the same meeting, or, without one, those written privately for the same
    framework."""
    return draft_rows(user, drafts_for(user, framework, meeting))


def _draft_row(user: User, draft: Draft, last_year: Draft | None) -> DraftRow:
    document = codec.load(draft.document)
    unchanged = unchanged_points(document, codec.load(last_year.document)) if last_year else ()
    every = tasklist(spec_of_draft(draft), document, unchanged)
    tasks = [task for task in every if task.step.writable and task.status is not Status.OPTIONAL]
    last = last_place(document, tuple(task.step for task in every))
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
        place=last.label if last else "",
    )


def meetings_with_drafts(
    meetings: Iterable[Meeting], rows: Iterable[DraftRow]
) -> list[MeetingWithDrafts]:
    """Rows of meetings with the drafts among ``rows`` that belong to them; those whose paper was
    returned come first, those that wait for nothing more last."""
    own: dict[int, list[DraftRow]] = {}
    for row in rows:
        if row.draft.meeting_id is not None and not row.draft.collective:
            own.setdefault(row.draft.meeting_id, []).append(row)
    found = [
        MeetingWithDrafts(row, tuple(own.get(row.meeting.pk, ()))) for row in meeting_rows(meetings)
    ]
    return sorted(found, key=lambda one: one.place)


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
