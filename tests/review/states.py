"""Drafts in any state of review, made quickly: everything by the services, only the proofreading of
a submission is left out."""

from __future__ import annotations

import json
from functools import cache

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document
from drafting.document.structure import from_structure
from drafting.drafts.demo import MATERIAL
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.proofing.selectors import Proof
from drafting.review.decisions import notices, submission
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.moves import move
from drafting.review.decisions.selectors import live_submission


@cache
def material() -> Document:
    """The demo's finished material: complete for the framework 2023-zuzhi."""
    return from_structure(json.loads(MATERIAL.read_text(encoding="utf-8")))


def written(owner: User, meeting: Meeting) -> Draft:
    """A draft for a meeting that can be handed in."""
    return lifecycle.begin_draft(owner, meeting.framework, meeting=meeting, text=material())[0]


def submitted(draft: Draft, note: str = "") -> Draft:
    """The draft handed in by its author as the next round, with what ``submit`` does after its
    questions."""
    now = Draft.objects.select_related("meeting__organization", "owner").get(pk=draft.pk)
    document = codec.load(now.document)
    event = submission._hand_in(now, now.owner, document, Proof(available=False), note)
    notices.tell(event, now)
    return fresh(draft)


def moved(
    draft: Draft, action: Action, by: User, note: str = "", reasons: tuple[str, ...] = ()
) -> Draft:
    """The draft after a move by somebody who read its newest round."""
    draft = fresh(draft)
    submission = live_submission(draft)
    assert submission is not None
    move(draft, action, by, round_read=submission.number, note=note, reasons=reasons)
    return fresh(draft)


def returned(
    draft: Draft, by: User, note: str = "请把事例写具体。", reasons: tuple[str, ...] = ("2",)
) -> Draft:
    """The draft handed in (if it is not) and returned by its first reviewer."""
    return moved(_handed_in(draft), Action.RETURN, by, note, reasons)


def approved(draft: Draft, by: User, note: str = "") -> Draft:
    """The draft handed in (if it is not) and passed by its first reviewer: endorsed where two
    approvals are asked."""
    return moved(_handed_in(draft), Action.APPROVE, by, note)


endorsed = approved


def confirmed(draft: Draft, first: User, second: User) -> Draft:
    """The draft with both approvals."""
    return moved(approved(draft, first), Action.CONFIRM, second)


def ask(meeting: Meeting, levels: int) -> None:
    """Make the meeting ask for so many approvals, whatever was approved already (the service would
    refuse that)."""
    Meeting.objects.filter(pk=meeting.pk).update(levels=levels)


def fresh(draft: Draft) -> Draft:
    """The draft as the database has it now, with its meeting and owner."""
    return Draft.objects.select_related("meeting__organization", "framework", "owner").get(
        pk=draft.pk
    )


def _handed_in(draft: Draft) -> Draft:
    draft = fresh(draft)
    return (
        submitted(draft) if draft.state in (Draft.State.DRAFTING, Draft.State.RETURNED) else draft
    )
