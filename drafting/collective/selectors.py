"""What the pages read of a committee's paper, and which papers concern a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Decision
from accounts.selectors import in_committee
from drafting.collective.models import CommitteeComment
from drafting.collective.permissions import may_begin, may_change, may_settle
from drafting.common.days import moment
from drafting.document.model import Document, nodes
from drafting.drafts.models import Draft
from drafting.drafts.permissions import EDITABLE_STATES
from drafting.frameworks.spec import FrameworkSpec
from drafting.meetings.models import Meeting
from drafting.progress.steps import Step, step_of_node, steps_of


@dataclass(frozen=True, slots=True)
class CommitteeThread:
    """A comment with what the reader may do with it; ``step`` is where in the wizard its passage is
    written, empty where that is gone or it is of the whole paper."""

    comment: CommitteeComment
    own: bool
    changeable: bool
    settleable: bool
    step: str
    gone: bool
    said_at: str

    @property
    def open(self) -> bool:
        """Whether the writer has still to deal with it."""
        return self.comment.settled_at is None


@dataclass(frozen=True, slots=True)
class CommitteePaper:
    """A meeting's paper of the committee, for the start page of a member: the draft where it is
    begun, whether the person writes it or may begin it, how many comments are open."""

    meeting: Meeting
    draft: Draft | None
    writes: bool
    may_begin: bool
    open_comments: int

    @property
    def editable(self) -> bool:
        """Whether it can be written now."""
        return self.draft is not None and self.draft.state in EDITABLE_STATES


def threads_of(
    draft: Draft, document: Document, spec: FrameworkSpec, reader: User, commenting: Decision
) -> list[CommitteeThread]:
    """The comments that stand: those of the whole paper, then in the order of the paper; the open
    ones first. ``commenting`` is what ``may_comment`` says of the reader. One query."""
    rank = {node.id: place for place, node in enumerate(nodes(document))}
    steps = steps_of(spec, document)
    rows = draft.committee_comments.filter(withdrawn_at=None).select_related("author", "settled_by")
    settles = bool(may_settle(reader, draft))
    found = []
    now = timezone.localtime()
    for row in rows:
        row.draft = draft
        found.append(
            CommitteeThread(
                row,
                own=row.author_id == reader.pk,
                changeable=bool(may_change(reader, row, commenting)),
                settleable=settles,
                step=_step_key(document, steps, row.node),
                gone=bool(row.node) and row.node not in rank,
                said_at=moment(timezone.localtime(row.created_at), now),
            )
        )
    last = len(rank)
    return sorted(
        found,
        key=lambda one: (
            not one.open,
            rank.get(one.comment.node, last) if one.comment.node else -1,
            one.comment.pk,
        ),
    )


def _step_key(document: Document, steps: tuple[Step, ...], node: str) -> str:
    try:
        return step_of_node(document, steps, node).key if node else ""
    except KeyError:
        return ""


def open_comments_of(draft: Draft) -> int:
    """How many comments wait for the writer. One query."""
    return draft.committee_comments.filter(withdrawn_at=None, settled_at=None).count()


def papers_for(user: User) -> list[CommitteePaper]:
    """The papers of the open meetings that ask a committee for one of which somebody is a member,
    the newest first."""
    held = user.memberships.active().filter(in_committee()).values("organization_id")
    meetings = list(
        Meeting.objects.filter(organization__in=held, state=Meeting.State.OPEN)
        .exclude(collective_framework=None)
        .select_related("organization", "collective_framework")
        .order_by("-created_at", "-pk")
    )
    if not meetings:
        return []
    waiting = Q(committee_comments__withdrawn_at=None, committee_comments__settled_at=None)
    rows = (
        Draft.objects.filter(meeting__in=meetings, collective=True)
        .select_related("owner")
        .defer("document")
        .annotate(open_comments=Count("committee_comments", filter=waiting))
    )
    drafts = {row.meeting_id: row for row in rows}
    return [_paper(meeting, drafts.get(meeting.pk), user) for meeting in meetings]


def _paper(meeting: Meeting, draft: Draft | None, user: User) -> CommitteePaper:
    return CommitteePaper(
        meeting,
        draft,
        writes=draft is not None and draft.owner_id == user.pk,
        may_begin=draft is None and bool(may_begin(user, meeting)),
        open_comments=getattr(draft, "open_comments", 0),
    )
