"""Handing a draft in (提交): completeness is asked here and only here."""

from __future__ import annotations

from collections import Counter

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import Denied
from drafting.document import codec
from drafting.document.model import Document, points_of_role
from drafting.document.text import clean
from drafting.drafts.models import Draft, Revision
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services.revisions import freeze
from drafting.meetings.models import Meeting
from drafting.progress.lengths import length_of_document
from drafting.proofing.alikeness.selectors import resemblance_of
from drafting.proofing.selectors import Proof, proof_draft
from drafting.review.capacities import Capacity
from drafting.review.decisions import notices
from drafting.review.decisions.lifecycle import Action, transition
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused, swap
from drafting.review.decisions.obstacles import Obstacle, obstacles
from drafting.review.decisions.permissions import OTHER_HANDED_IN, may
from drafting.review.decisions.selectors import has_other_handed_in
from drafting.review.models import ReviewEvent, Submission
from drafting.review.text_limits import LONGEST_NOTE

UNPROOFED = (
    "这份材料还没有校对完，没有提交。这次会议要求改完校对出的错误再提交，请过几秒再点一次；"
    "写好的提交说明还在。"
)


class PaperNotReady(Exception):
    """What the paper still lacks; carries the obstacles in the order of the steps."""

    def __init__(self, lacking: tuple[Obstacle, ...]) -> None:
        super().__init__(len(lacking))
        self.lacking = lacking


def submit(draft: Draft, by: User, note: str = "") -> ReviewEvent:
    """Hand a draft in as it stands now, as a new round.

    Where the meeting lets errors keep it back it must be proofread; else it goes without the
    numbers where that is not done yet. Raises MoveRefused, PaperNotReady with what is lacking, and
    MoveOvertaken where another window saved or submitted at this moment.
    """
    note = clean(note).strip()
    if len(note) > LONGEST_NOTE:
        raise MoveRefused(f"提交说明不超过 {LONGEST_NOTE} 字，现有 {len(note)} 字。")
    now = Draft.objects.select_related("meeting__organization", "framework", "owner").get(
        pk=draft.pk
    )
    decision = may(Action.SUBMIT, by, now)
    if isinstance(decision, Denied):
        raise MoveRefused(decision.reason)
    assert now.meeting is not None  # noqa: S101 - may() has asked
    document = codec.load(now.document)
    spec = spec_of_draft(now)
    proof = proof_draft(now, by, document=document, spec=spec)
    if proof.pending and now.meeting.errors_block:
        raise MoveRefused(UNPROOFED)
    errors = proof.counts["error"] if now.meeting.errors_block and proof.available else 0
    alike = _blocking_share(now, now.meeting, document)
    if lacking := obstacles(document, spec, blocking_errors=errors, blocking_share=alike):
        raise PaperNotReady(lacking)
    try:
        with transaction.atomic():
            event = _hand_in(now, by, document, proof, note)
            notices.tell(event, now)
    except IntegrityError:
        # the round's number or the one paper of the meeting was taken at this moment
        if has_other_handed_in(now):
            raise MoveRefused(OTHER_HANDED_IN) from None
        raise MoveOvertaken from None
    return event


def _blocking_share(draft: Draft, meeting: Meeting, document: Document) -> tuple[int, int]:
    """How much (in percent) one other text has of the paper, and how much the meeting allows, where
    that keeps it back; else zeros. Where it cannot be told it keeps nothing back."""
    if not (meeting.alike_blocks and meeting.max_alike_share):
        return 0, 0
    share = round(100 * resemblance_of(draft, document).most)
    return (share, meeting.max_alike_share) if share > meeting.max_alike_share else (0, 0)


def _hand_in(draft: Draft, by: User, document: Document, proof: Proof, note: str) -> ReviewEvent:
    revision = freeze(draft, Revision.Reason.SUBMIT, by)
    if revision.content_hash != codec.content_hash(document):
        raise MoveOvertaken
    last = draft.submissions.order_by("-number").values_list("number", flat=True).first() or 0
    # what was counted of a run that was cut short says nothing of the paper
    known = proof.counts if proof.available and not proof.unfinished else {}
    submission = Submission.objects.create(
        draft=draft,
        number=last + 1,
        revision=revision,
        note=note,
        characters=length_of_document(document),
        errors=known.get("error"),
        warnings=known.get("warning"),
        advice=known.get("advice"),
        categories=Counter(
            point.category for point in points_of_role(document, "problems") if point.category
        ),
    )
    row = transition(Action.SUBMIT, {Capacity.AUTHOR}, draft.state, 1)
    assert row is not None  # noqa: S101 - may() has found it
    return swap(draft, row, submission, by, note=note)
