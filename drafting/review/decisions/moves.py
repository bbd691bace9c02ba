"""Moving a draft along the table: compare-and-swap on state and version, and one line in the
record."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Denied
from drafting.common.overtaken import Overtaken
from drafting.document import codec
from drafting.document.text import clean
from drafting.drafts.models import Draft
from drafting.drafts.services.revisions import note_approval
from drafting.rectification.ledger.opening import follow
from drafting.review.capacities import Capacity
from drafting.review.comments.selectors import open_demands
from drafting.review.decisions import notices
from drafting.review.decisions.lifecycle import ACTIONS, APPROVALS, Action, outcome, transition
from drafting.review.decisions.permissions import may
from drafting.review.decisions.reasons import known_reasons
from drafting.review.decisions.rows import Transition
from drafting.review.decisions.selectors import live_submission
from drafting.review.models import ReviewEvent, Submission
from drafting.review.reviewers import capacities_of, reviewers_of
from drafting.review.text_limits import LONGEST


class MoveRefused(Exception):
    """The action is not this person's, not possible now, or lacks something; the message is one
    Chinese sentence."""


class MoveOvertaken(Overtaken):
    """Somebody else moved the draft first, or the author handed in another round; nothing was
    done."""


def move(
    draft: Draft,
    action: Action,
    by: User,
    *,
    round_read: int,
    note: str = "",
    reasons: Sequence[str] = (),
) -> ReviewEvent:
    """Withdraw, return, approve, confirm or reopen a draft; ``submit`` has its own service.

    ``round_read`` is the number of the round that the person decided on: a newer one in between
    raises MoveOvertaken, as does an action of somebody else. ``reasons`` are keys of
    ``decisions.reasons``. Raises MoveRefused with the sentence to show.
    """
    note = clean(note).strip()
    if len(note) > LONGEST:
        raise MoveRefused(f"审核意见不超过 {LONGEST} 字，现有 {len(note)} 字。")
    chosen = known_reasons(reasons)
    with transaction.atomic():
        now = Draft.objects.select_related("meeting__organization", "owner").get(pk=draft.pk)
        submission = live_submission(now)
        if submission is None or submission.number != round_read:
            raise MoveOvertaken
        decision = may(action, by, now)
        if isinstance(decision, Denied):
            # who could have done it in the state that the page showed was only too late
            late = now.state != draft.state and may(action, by, draft)
            raise MoveOvertaken if late else MoveRefused(decision.reason)
        _check_said(action, now, said=bool(note or chosen))
        row = _row(action, by, now)
        event = swap(now, row, submission, by, note=note, reasons=chosen)
        _note_on_round(event)
        notices.tell(event, now)
    return event


def stopped_by(demands: int) -> str:
    """Why a paper with so many open 必改 comments cannot be passed; empty where it can."""
    if not demands:
        return ""
    return f"还有 {demands} 条必改批注没有解决，解决以后才能通过。"


def _check_said(action: Action, draft: Draft, *, said: bool) -> None:
    """Raise MoveRefused where a reason lacks, or an open demand is in the way."""
    if ACTIONS[action].explained and not said:
        raise MoveRefused("请写明原因，或者至少选择一条退回理由。")
    if action in APPROVALS and (reason := stopped_by(open_demands(draft).count())):
        raise MoveRefused(reason)


def _note_on_round(event: ReviewEvent) -> None:
    """Keep with the round that it was withdrawn, and with its text that it was approved, or is no
    longer. What was approved opens the ledger of its measures, or changes it."""
    if event.action == Action.WITHDRAW:
        Submission.objects.filter(pk=event.submission_id).update(withdrawn_at=timezone.now())
    if event.state_after == Draft.State.APPROVED:
        note_approval(event.submission.revision, _approval_line(event))
        if not event.draft.collective:  # a ledger is a person's
            follow(event.draft, codec.load(event.submission.revision.document))
    elif event.state_before == Draft.State.APPROVED:
        note_approval(event.submission.revision, "")


def swap(
    draft: Draft,
    row: Transition,
    submission: Submission,
    by: User,
    *,
    note: str = "",
    reasons: Sequence[str] = (),
) -> ReviewEvent:
    """Put the draft into the row's target if it is still as it was read, and write the record.
    Raises MoveOvertaken.

    Each move takes a version, so that a withdrawal and a new round in between are never overlooked.
    Moving to the bin takes none, so it is asked for: nothing in the bin is handed in.
    """
    same = Draft.objects.filter(
        pk=draft.pk,
        state=row.source,
        version=draft.version,
        discarded_at=None,
        archived_at=None,
    )
    if not same.update(state=row.target, version=F("version") + 1):
        raise MoveOvertaken
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
    passed = (
        event.submission.events.filter(action__in=APPROVALS).select_related("actor").order_by("pk")
    )
    return "；".join(
        f"{outcome(each.action, each.state_after)}：{each.actor.name} {timezone.localdate(each.created_at):%Y-%m-%d}"
        for each in passed
    )


def _row(action: Action, by: User, draft: Draft) -> Transition:
    assert draft.meeting is not None  # noqa: S101 - what was submitted belongs to a meeting
    reviewers = reviewers_of(draft.meeting)
    held: frozenset[Capacity] = capacities_of(by, draft, reviewers)
    row = transition(action, held, draft.state, reviewers.levels_for(draft.author))
    assert row is not None  # noqa: S101 - may() has just found it
    return row
