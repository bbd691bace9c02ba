"""Setting a rule, and what a night's work does under all of them: tell, do, record. Everything is in small
transactions, each of which may be the last one before a kill; the next night goes on."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import date, timedelta
from math import inf
from time import monotonic
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organization, User
from accounts.services.record import record
from drafting.common.overtaken import Overtaken
from drafting.drafts.models import Draft
from drafting.drafts.services import erasure
from drafting.meetings.models import Meeting
from drafting.retention import notices
from drafting.retention.models import RetentionRule, RetentionStep
from drafting.retention.papers import Counts, erase_around, erase_around_meeting, erase_paper
from drafting.retention.selectors import (
    is_due_to_be_told,
    papers_under,
    rule_of,
    still_holds,
    terms_of,
)
from drafting.retention.terms import due_day

logger = logging.getLogger(__name__)
State = RetentionStep.State
What = RetentionRule.What

#: For so long it is looked again for what a request that was under way wrote around a paper whose
#: text had just gone.
_AGAIN: Final = timedelta(days=3)
#: Seconds after which the rest is left to another task; well below the time limit of tasks.
PATIENCE: Final = 40.0


class RuleOvertaken(Overtaken):
    """Somebody has set another rule since the page was made."""


@transaction.atomic
def set_rule(
    organization: Organization, what: str, months: int, by: User, *, read: str
) -> RetentionRule | None:
    """Set what becomes of the papers of an organisation's own meetings: a RetentionRule.What, or ""
    to keep everything. ``read`` is the rule's mark as the page showed it. What was announced and is
    not so any more is withdrawn at once, and told. Raises RuleOvertaken."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    now = rule_of(organization)
    if mark(now) != read:
        raise RuleOvertaken
    if what:
        values = {"what": what, "months": months, "set_by": by, "set_at": timezone.now()}
        rule, _ = RetentionRule.objects.update_or_create(organization=organization, defaults=values)
        said = f"会后 {months} 个月{rule.get_what_display()}"
    else:
        RetentionRule.objects.filter(organization=organization).delete()
        rule, said = None, "一直保留"
    if mark(rule) != mark(now):
        record(by, organization, f"设定会议材料的保存期限：{said}。")
    for step in _announced().filter(meeting__organization=organization):
        if not still_holds(step, rule):
            _withdraw(step)
    return rule


def mark(rule: RetentionRule | None) -> str:
    """What tells a rule from another one."""
    return f"{rule.what}-{rule.months}" if rule is not None else ""


def apply_rules(
    today: date | None = None, after: int = 0, *, patience: float = PATIENCE
) -> int | None:
    """A night's work: withdraw what does not hold any more, do what is due, tell of what is near,
    by the rules whose ids are above ``after``. None when all is done; where ``patience`` seconds
    were over before, the id after which another call is to go on."""
    day, end = today or timezone.localdate(), monotonic() + patience
    for step in _announced():
        if not still_holds(step, rule_of(step.meeting.organization)):
            _withdraw(step)
        elif step.due <= day and not carry_out(step, end):
            return after
    rules = RetentionRule.objects.filter(pk__gt=after).select_related("organization", "set_by")
    for rule in rules.order_by("pk"):
        for term in terms_of(rule, day):
            if is_due_to_be_told(rule, term, day):
                _announce(rule, term.meeting, day)
        if monotonic() > end:
            return rule.pk
    _look_again()
    return None


def carry_out(step: RetentionStep, end: float = inf) -> bool:
    """Archive or delete the papers of an announced step, each in a transaction of its own, and
    write down how many. False where the clock (``time.monotonic``) is past ``end`` before the last
    one."""
    papers = papers_under(step.meeting, step.what).select_related("framework").defer("document")
    # what was begun after people were told: nobody was told of it
    for draft in papers.filter(created_at__lte=step.announced_at):
        if monotonic() > end:
            return False
        _one(step, draft)
    _finish(step)
    return True


@transaction.atomic
def bring_back(step: RetentionStep, by: User) -> int:
    """Put the papers of a meeting that was archived back; the rule leaves them alone from then on.
    Returns how many."""
    rows = RetentionStep.objects.filter(pk=step.pk, state=State.DONE, what=What.ARCHIVE)
    if not rows.update(state=State.UNDONE, undone_by=by):
        return 0
    return erasure.bring_back(step.meeting_id, step.announced_at)


def _announced() -> QuerySet[RetentionStep]:
    rows = RetentionStep.objects.filter(state=State.ANNOUNCED)
    return rows.select_related("meeting__organization")


@transaction.atomic
def _announce(rule: RetentionRule, meeting: Meeting, day: date) -> None:
    """Write down what is to be done and tell everybody whom it concerns, both or neither. Of two
    workers at once the second one meets the unique constraint."""
    if (
        meeting.held_on is None
        or RetentionStep.objects.filter(meeting=meeting, state=State.ANNOUNCED).exists()
    ):
        return
    step = RetentionStep(
        meeting=meeting,
        what=rule.what,
        months=rule.months,
        held_on=meeting.held_on,
        due=due_day(meeting.held_on, rule.months, day),
        set_by=rule.set_by,
    )
    step.told = len(notices.people_told(step))
    step.save()
    notices.tell_announced(step)


@transaction.atomic
def _withdraw(step: RetentionStep) -> None:
    rows = RetentionStep.objects.filter(pk=step.pk, state=State.ANNOUNCED)
    if rows.update(state=State.WITHDRAWN, ended_at=timezone.now()):
        notices.tell_withdrawn(step)


@transaction.atomic
def _one(step: RetentionStep, draft: Draft) -> None:
    """One paper, and its numbers in the record, both or neither."""
    now = timezone.now()
    if step.what == What.ARCHIVE:
        _count(step, Counter(papers=int(erasure.archive(draft, now))))
    elif (counts := erase_paper(draft, now)) is not None:
        _count(step, counts)


@transaction.atomic
def _finish(step: RetentionStep) -> None:
    """What lies beside the papers, the end of the step, and the word to everybody."""
    rows = RetentionStep.objects.filter(pk=step.pk, state=State.ANNOUNCED)
    if not rows.update(state=State.DONE, ended_at=timezone.now()):
        return
    if step.what == What.DELETE:
        _count(step, erase_around_meeting(step.meeting))
    step.refresh_from_db(fields=["counts"])
    notices.tell_done(step)
    logger.info("retention: meeting %d, %s: %s", step.meeting_id, step.what, step.counts)


def _count(step: RetentionStep, counts: Counts) -> None:
    row = RetentionStep.objects.select_for_update().get(pk=step.pk)
    row.counts = dict(+(Counter(row.counts) + counts))
    row.save(update_fields=["counts"])


def _look_again() -> None:
    since = timezone.now() - _AGAIN
    rows = Draft.objects.filter(erased_at__gt=since)
    for draft in rows.select_related("framework").defer("document"):
        erase_around(draft)
