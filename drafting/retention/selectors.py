"""What is read of rules, of the meetings under them and of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.retention.models import RetentionRule, RetentionStep
from drafting.retention.terms import announced_from, months_after, numbers_said

State = RetentionStep.State
What = RetentionRule.What


@dataclass(frozen=True, slots=True)
class MeetingTerm:
    """A meeting with papers and where it stands under the rule: the day on which it is its turn,
    None while something is in the way (``waits`` says what)."""

    meeting: Meeting
    papers: int
    day: date | None
    waits: str
    step: RetentionStep | None


def rule_of(organization: Organization) -> RetentionRule | None:
    """The rule of an organisation's own meetings; None where everything is kept."""
    return RetentionRule.objects.filter(organization=organization).first()


def papers_under(meeting: Meeting, what: str) -> QuerySet[Draft]:
    """The papers of a meeting that a rule has not come to yet, those in the bin too."""
    rows = Draft.objects.filter(meeting=meeting)
    return rows.filter(archived_at=None) if what == What.ARCHIVE else rows.with_text()


def terms_of(rule: RetentionRule, today: date) -> list[MeetingTerm]:
    """The meetings of the rule's organisation that it still has to come to, the nearest first.
    Two queries."""
    left = Q(drafts__archived_at=None) if rule.what == What.ARCHIVE else Q(drafts__erased_at=None)
    meetings = Meeting.objects.filter(organization=rule.organization_id).annotate(
        papers=Count("drafts", filter=left & Q(drafts__pk__isnull=False), distinct=True)
    )
    steps = _steps(rule.organization_id)
    found = []
    for meeting in meetings.filter(papers__gt=0):
        step = steps.get(meeting.pk)
        if step is not None and step.state == State.UNDONE and step.what == rule.what:
            continue  # somebody has put its papers back
        announced = step if step is not None and step.state == State.ANNOUNCED else None
        found.append(_term(rule, meeting, announced))
    return sorted(found, key=lambda one: (one.day is None, one.day or today, one.meeting.pk))


def waits_for(meeting: Meeting) -> str:
    """What is in the way of a rule; empty where nothing is."""
    if meeting.held_on is None:
        return "没有填开会日期，不处理"
    if meeting.state == Meeting.State.OPEN:
        return "会议还没有结束，不处理"
    return ""


def is_due_to_be_told(rule: RetentionRule, term: MeetingTerm, today: date) -> bool:
    """Whether people are to be told of a meeting now."""
    held_on = term.meeting.held_on
    return (
        term.step is None
        and not term.waits
        and held_on is not None
        and announced_from(held_on, rule.months) <= today
    )


def still_holds(step: RetentionStep, rule: RetentionRule | None) -> bool:
    """Whether what was announced is still what the rule says of the meeting as it is now."""
    meeting = step.meeting
    return (
        rule is not None
        and (rule.what, rule.months) == (step.what, step.months)
        and meeting.held_on == step.held_on
        and not waits_for(meeting)
    )


def authors_of(papers: Iterable[Draft]) -> list[User]:
    """Who wrote these papers, and may still sign in."""
    owners = {draft.owner_id for draft in papers}
    return list(User.objects.filter(pk__in=owners, is_active=True).order_by("pk"))


def authors_away(papers: Iterable[Draft]) -> list[User]:
    """Who wrote these papers, and may sign in no more, so that nothing reaches them here."""
    owners = {draft.owner_id for draft in papers}
    closed = User.objects.filter(pk__in=owners, is_active=False, erased_at=None)
    return list(closed.order_by("pk"))


def in_charge_of(organization: Organization) -> list[User]:
    """Who answers for an organisation's papers: its secretaries now, or where it has none who may
    sign in, the nearest administrators."""
    held = Membership.objects.active().filter(user__is_active=True)
    rows = held.filter(organization=organization, role=Role.SECRETARY)
    if not rows:
        administrators = held.filter(role=Role.ADMINISTRATOR)
        places = set(administrators.values_list("organization__path", flat=True))
        above = [path for path in places if organization.path.startswith(path)]
        rows = administrators.filter(organization__path=max(above, key=len, default=""))
    return list(User.objects.filter(pk__in=rows.values("user_id")).order_by("pk"))


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of the record, ready for a page."""

    step: RetentionStep
    numbers: str

    @property
    def reversible(self) -> bool:
        """Whether what was done can be taken back."""
        return self.step.state == State.DONE and self.step.what == What.ARCHIVE


def record_of(organization: Organization) -> list[StepRow]:
    """What was announced and done in an organisation's meetings, the newest first. One query."""
    rows = RetentionStep.objects.filter(meeting__organization=organization)
    related = rows.select_related("meeting", "set_by", "undone_by")
    return [StepRow(step, numbers_said(step.counts)) for step in related]


def step_of(organization: Organization, step_id: int) -> RetentionStep | None:
    """A line of the record by its id; None for another organisation's."""
    rows = RetentionStep.objects.filter(meeting__organization=organization, pk=step_id)
    return rows.select_related("meeting__organization").first()


def _steps(organization: int) -> dict[int, RetentionStep]:
    """The newest line of the record of each meeting, by the meeting's id."""
    rows = RetentionStep.objects.filter(meeting__organization=organization).order_by("pk")
    return {row.meeting_id: row for row in rows}


def _term(rule: RetentionRule, meeting: Meeting, step: RetentionStep | None) -> MeetingTerm:
    waits = waits_for(meeting)
    day = step.due if step is not None else None
    if day is None and not waits and meeting.held_on is not None:
        day = months_after(meeting.held_on, rule.months)
    return MeetingTerm(meeting, getattr(meeting, "papers", 0), day, waits, step)
