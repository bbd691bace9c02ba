"""What the desk reads: which meetings concern a person, who is asked, and where each paper stands.

No text of a draft is ever read here, nor when its author last typed: only states, the record of
review, and what was counted at submission.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.codes import OFFICE_ROLES, OrganizationKind, Role
from accounts.models import User
from accounts.selectors import members_of
from drafting.drafts.models import COLLECTIVE, Draft
from drafting.frameworks.labels import variant_name
from drafting.meetings.models import Invitation, Meeting
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.states import HANDED_IN
from drafting.review.models import Comment, ReviewEvent, Submission


@dataclass(frozen=True, slots=True)
class MemberPaper:
    """The draft that stands for a member in a meeting, or for the committee (``owner`` COLLECTIVE);
    ``live`` where a round of it was handed in and not withdrawn, ``writer`` who writes it."""

    draft: uuid.UUID
    owner: int
    writer: int
    state: str
    live: bool
    created_at: datetime
    #: Whether its text was deleted after the meeting; the record is there.
    erased: bool = False
    #: Whether it can only be read any more; so it is with what was erased.
    archived: bool = False

    @property
    def rank(self) -> tuple[bool, bool, datetime]:
        """Of several drafts the one handed in stands for the member, else one that came back, else
        the newest."""
        return (self.state in HANDED_IN, self.live, self.created_at)


@dataclass(frozen=True, slots=True)
class OpenComments:
    """How many comments on a draft are open, and how many of these are 必改."""

    all: int = 0
    must: int = 0


@dataclass(frozen=True, slots=True)
class LastEvent:
    """The newest line of a draft's record: an ``Action`` of ``review.decisions.lifecycle``, the state
    it led to, and when."""

    action: str
    target: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the papers of a meeting beside their state, by draft."""

    submissions: Mapping[uuid.UUID, Submission]
    comments: Mapping[uuid.UUID, OpenComments]
    events: Mapping[uuid.UUID, LastEvent]
    passed: Collection[int]


def meetings_around(user: User) -> QuerySet[Meeting]:
    """The meetings that may concern a person, open ones first and the newest first: those of the
    own organisation where they are secretary or deputy, and those below an organisation whose
    secretary, curator or administrator they are."""
    held = user.memberships.active().exclude(organization__kind=OrganizationKind.GROUP)
    near, paths = Q(pk__in=()), Q(pk__in=())
    for role, organization, path in held.values_list(
        "role", "organization_id", "organization__path"
    ):
        if role in (Role.SECRETARY, Role.DEPUTY):
            near |= Q(organization=organization)
        if role in (Role.SECRETARY, *OFFICE_ROLES):
            paths |= Q(organization__path__startswith=path)
    meetings = Meeting.objects.all() if user.is_superuser else Meeting.objects.filter(near | paths)
    # "open" sorts after "closed"
    return meetings.select_related("organization").order_by("-state", "-created_at", "-pk")


def asked_of(meetings: Iterable[Meeting]) -> dict[int, set[int]]:
    """Who was invited, by the meeting's id; COLLECTIVE where the committee is asked for a paper."""
    chosen = list(meetings)
    found: dict[int, set[int]] = {
        meeting.pk: {COLLECTIVE} for meeting in chosen if meeting.collective_framework_id
    }
    for meeting, user in Invitation.objects.filter(meeting__in=chosen).values_list(
        "meeting_id", "user_id"
    ):
        found.setdefault(meeting, set()).add(user)
    return found


def papers_of(meetings: Iterable[Meeting]) -> dict[int, dict[int, MemberPaper]]:
    """The draft that stands for each member, by the meeting's id and the member's, and the
    committee's by COLLECTIVE. What lies in the bin is left out."""
    live = Submission.objects.filter(draft=OuterRef("pk"), withdrawn_at=None)
    rows = (
        Draft.objects.filter(meeting__in=list(meetings), discarded_at=None)
        .annotate(live=Exists(live))
        .values_list(
            "meeting_id",
            "pk",
            "owner_id",
            "collective",
            "state",
            "live",
            "created_at",
            "erased_at",
            "archived_at",
        )
    )
    found: dict[int, dict[int, MemberPaper]] = {}
    for meeting, draft, writer, collective, state, handed, created, *after in rows:
        owner = COLLECTIVE if collective else writer
        gone = (moment is not None for moment in after)
        paper = MemberPaper(draft, owner, writer, state, handed, created, *gone)
        there = found.setdefault(meeting, {})
        if paper.owner not in there or there[paper.owner].rank < paper.rank:
            there[paper.owner] = paper
    return found


def names_of(users: Iterable[int]) -> dict[int, str]:
    """Names by id."""
    return dict(User.objects.filter(pk__in=list(users)).values_list("pk", "name"))


def member_kinds(meeting: Meeting) -> dict[int, str]:
    """What each member of the organisation is there (党员类型), as people say it."""
    rows = members_of(meeting.organization).select_related(None)
    return {row.user_id: row.kinds_label for row in rows}


def variants_written(meeting: Meeting) -> dict[uuid.UUID, str]:
    """What the variant is called that each draft of a meeting is written by (四个方面); nothing where
    the meeting uses only one."""
    used = {row.pk: variant_name(row) for row in meeting.frameworks()}
    if len(used) < 2:
        return {}
    rows = Draft.objects.filter(meeting=meeting).values_list("pk", "framework_id")
    return {draft: used[framework] for draft, framework in rows if framework in used}


def record_of(meeting: Meeting) -> Record:
    """The last live rounds, open comments and newest events of a meeting's papers, in four
    queries."""
    rounds = Submission.objects.filter(draft__meeting=meeting, withdrawn_at=None).order_by("number")
    events = ReviewEvent.objects.filter(draft__meeting=meeting).order_by("pk")
    approved = events.filter(action=Action.APPROVE)
    return Record(
        submissions={row.draft_id: row for row in rounds},
        comments={
            draft: OpenComments(every, must)
            for draft, every, must in Comment.objects.filter(
                draft__meeting=meeting, withdrawn_at=None, resolved_at=None
            )
            .values("draft_id")
            .annotate(every=Count("pk"), must=Count("pk", filter=Q(kind=Comment.Kind.MUST)))
            .order_by()
            .values_list("draft_id", "every", "must")
        },
        events={
            draft: LastEvent(action, target, at)
            for draft, action, target, at in events.values_list(
                "draft_id", "action", "state_after", "created_at"
            )
        },
        passed=frozenset(approved.values_list("submission_id", flat=True)),
    )


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the record of a meeting for its course over time: whose paper, what came of it,
    and when."""

    owner: int
    action: str
    state: str
    at: datetime


def course_of(meeting: Meeting) -> list[Moment]:
    """The events of the members' papers in their order, without the hand-ins that were
    withdrawn."""
    rows = (
        ReviewEvent.objects.filter(draft__meeting=meeting, draft__collective=False)
        .exclude(
            action__in=(Action.SUBMIT, Action.WITHDRAW), submission__withdrawn_at__isnull=False
        )
        .annotate(owner=F("draft__owner_id"))
        .order_by("pk")
    )
    return [
        Moment(*row) for row in rows.values_list("owner", "action", "state_after", "created_at")
    ]
