"""Moving a draft along the table: compare-and-swap on state and version, and one line in the record."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Denied
from drafting.document.text import clean
from drafting.drafts.models import Draft
from drafting.drafts.services import note_approval
from drafting.review import telling
from drafting.review.lifecycle import Action, Capacity, Transition, outcome, transition
from drafting.review.limits import LONGEST
from drafting.review.models import ReviewEvent, Submission
from drafting.review.permissions import capacities_of, may
from drafting.review.reasons import known_reasons
from drafting.review.reviewers import reviewers_of
from drafting.review.selectors import APPROVALS, live_submission, open_demands

#: Actions that must say why.
EXPLAINED = (Action.RETURN, Action.REOPEN)


class Refused(Exception):
    """The action is not this person's, not possible now, or lacks something; the message is one Chinese sentence."""


class Raced(Exception):
    """Somebody else moved the draft first, or the author handed in another round; nothing was done."""


def move(
    draft: Draft, action: Action, by: User, *, round_read: int, note: str = "", reasons: Sequence[str] = ()
) -> ReviewEvent:
    """Withdraw, return, approve, confirm or reopen a draft; ``submit`` has its own service.

    ``round_read`` is the number of the round that the person decided on: a newer one in between raises Raced, as does an action
    of somebody else. ``reasons`` are codes of ``review.reasons``. Raises Refused with the sentence to show.
    """
    note = clean(note).strip()
    if len(note) > LONGEST:
        raise Refused(f"审核意见不超过 {LONGEST} 字，现有 {len(note)} 字。")
    chosen = known_reasons(reasons)
    with transaction.atomic():
        now = Draft.objects.select_related("meeting__organization", "owner").get(pk=draft.pk)
        submission = live_submission(now)
        if submission is None or submission.number != round_read:
            raise Raced
        decision = may(action, by, now)
        if isinstance(decision, Denied):
            # who could have done it in the state that the page showed was only too late
            raise Raced if now.state != draft.state and may(action, by, draft) else Refused(decision.reason)
        if action in EXPLAINED and not note and not chosen:
            raise Refused("请写明原因，或者至少选择一条退回理由。")
        if action in (Action.APPROVE, Action.CONFIRM) and (count := open_demands(now).count()):
            raise Refused(f"还有 {count} 条必改批注没有解决，解决以后才能通过。")
        row = _row(action, by, now)
        event = swap(now, row, submission, by, note=note, reasons=chosen)
        if action is Action.WITHDRAW:
            Submission.objects.filter(pk=submission.pk).update(withdrawn_at=timezone.now())
        if Draft.State.APPROVED in (row.source, row.target):
            note_approval(
                submission.revision, _approval_line(event) if row.target == Draft.State.APPROVED else ""
            )
        telling.tell(event, now)
    return event


def swap(
    draft: Draft,
    row: Transition,
    submission: Submission,
    by: User,
    *,
    note: str = "",
    reasons: Sequence[str] = (),
) -> ReviewEvent:
    """Put the draft into the row's target if it is still as it was read, and write the record. Raises Raced.

    Each move takes a version, so that a withdrawal and a new round in between are never overlooked. Moving to the bin takes
    none, so it is asked for: nothing in the bin is handed in.
    """
    same = Draft.objects.filter(pk=draft.pk, state=row.source, version=draft.version, discarded_at=None)
    if not same.update(state=row.target, version=F("version") + 1):
        raise Raced
    return ReviewEvent.objects.create(
        draft=draft,
        submission=submission,
        action=row.action,
        actor=by,
        capacity=row.capacity,
        state_before=row.source,
        state_after=row.target,
        note=note,
        reasons=list(reasons),
        content_hash=submission.revision.content_hash,
    )


def _approval_line(event: ReviewEvent) -> str:
    """What files of the approved text say: who passed this round and when."""
    passed = event.submission.events.filter(action__in=APPROVALS).select_related("actor").order_by("pk")
    return "；".join(
        f"{outcome(each.action, each.state_after)}：{each.actor.name} {timezone.localdate(each.created_at):%Y-%m-%d}"
        for each in passed
    )


def _row(action: Action, by: User, draft: Draft) -> Transition:
    assert draft.meeting is not None  # noqa: S101 - what was submitted belongs to a meeting
    reviewers = reviewers_of(draft.meeting)
    held: frozenset[Capacity] = capacities_of(by, draft, reviewers)
    row = transition(action, held, draft.state, reviewers.levels_for(draft.owner_id))
    assert row is not None  # noqa: S101 - may() has just found it
    return row
