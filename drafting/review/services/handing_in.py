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
from drafting.drafts.services import freeze
from drafting.progress.tasklist import length_of_document
from drafting.proofing.selectors import Proof, proof_draft
from drafting.review import telling
from drafting.review.lifecycle import Action, Capacity, transition
from drafting.review.limits import LONGEST_NOTE
from drafting.review.models import ReviewEvent, Submission
from drafting.review.obstacles import Obstacle, obstacles
from drafting.review.permissions import OTHER_HANDED_IN, may
from drafting.review.selectors import has_other_handed_in
from drafting.review.services.moves import Raced, Refused, swap


class NotReady(Exception):
    """What the paper still lacks; carries the obstacles in the order of the steps."""

    def __init__(self, lacking: tuple[Obstacle, ...]) -> None:
        super().__init__(len(lacking))
        self.lacking = lacking


def submit(draft: Draft, by: User, note: str = "") -> ReviewEvent:
    """Hand a draft in as it stands now, as a new round.

    Raises Refused, NotReady with what is lacking, and Raced where another window saved or submitted at this moment.
    """
    note = clean(note).strip()
    if len(note) > LONGEST_NOTE:
        raise Refused(f"提交说明不超过 {LONGEST_NOTE} 字，现有 {len(note)} 字。")
    now = Draft.objects.select_related("meeting__organization", "framework", "owner").get(pk=draft.pk)
    decision = may(Action.SUBMIT, by, now)
    if isinstance(decision, Denied):
        raise Refused(decision.reason)
    assert now.meeting is not None  # noqa: S101 - may() has asked
    document = codec.load(now.document)
    spec = spec_of_draft(now)
    proof = proof_draft(now, by, document=document, spec=spec)
    errors = proof.counts["error"] if now.meeting.errors_block and proof.available else 0
    if lacking := obstacles(document, spec, blocking_errors=errors):
        raise NotReady(lacking)
    try:
        with transaction.atomic():
            event = _hand_in(now, by, document, proof, note)
            telling.tell(event, now)
    except IntegrityError:
        # the round's number or the one paper of the meeting was taken at this moment
        if has_other_handed_in(now):
            raise Refused(OTHER_HANDED_IN) from None
        raise Raced from None
    return event


def _hand_in(draft: Draft, by: User, document: Document, proof: Proof, note: str) -> ReviewEvent:
    revision = freeze(draft, Revision.Reason.SUBMIT, by)
    if revision.content_hash != codec.content_hash(document):
        raise Raced
    last = draft.submissions.order_by("-number").values_list("number", flat=True).first() or 0
    known = proof.counts if proof.available else {}
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
