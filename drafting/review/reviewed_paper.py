"""The paper that a reviewer reads, fetched and authorised for the views in one line, or why not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.http import SignedInRequest
from accounts.models import User
from accounts.permissions import Denied
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.frameworks.spec import FrameworkSpec
from drafting.meetings.models import Meeting
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import Action, Transition, transition
from drafting.review.decisions.selectors import live_submission
from drafting.review.models import Comment, Submission
from drafting.review.reading_page.permissions import may_read
from drafting.review.reviewers import Reviewers, capacities_of, reviewers_of

OWN = "审核人不能审核自己的材料；自己的材料请在“审核”页面查看。"


@dataclass(frozen=True)
class Reviewed:
    """A draft under review with the round that the reviewer reads, and as what the reviewer reads
    it."""

    draft: Draft
    meeting: Meeting
    submission: Submission
    reader: User
    reviewers: Reviewers
    capacities: frozenset[Capacity]

    @cached_property
    def document(self) -> Document:
        """The submitted text; never what the author has changed since."""
        return codec.load(self.submission.revision.document)

    @cached_property
    def spec(self) -> FrameworkSpec:
        """What the meeting asks."""
        return spec_of_draft(self.draft)

    def row(self, action: Action) -> Transition | None:
        """The table's row for the reviewer now; None where there is none."""
        if self.draft.archived_at is not None:
            return None
        levels = self.reviewers.levels_for(self.draft.author)
        return transition(action, self.capacities, self.draft.state, levels)

    def can(self, action: Action) -> bool:
        """Whether the table has a row for the reviewer now."""
        return self.row(action) is not None

    @property
    def can_comment(self) -> bool:
        """Whether the reviewer comments now, as ``comments.permissions.may_comment`` decides it for
        who may read."""
        return self.can(Action.RETURN)

    @property
    def can_talk(self) -> bool:
        """Whether the threads are open to the reviewer, as ``comments.permissions.may_close``
        decides it for whoever may read."""
        return self.draft.state != Draft.State.APPROVED and self.draft.archived_at is None


def get_reviewed(request: SignedInRequest, draft_id: uuid.UUID) -> Reviewed:
    """What the signed-in reviewer may read of a draft.

    404 for whom it does not concern, so that a guessed id tells nothing; PermissionDenied with the
    reason for its author and a reviewer whose turn has not come.
    """
    related = Draft.objects.select_related("meeting__organization", "framework", "owner")
    draft = related.filter(pk=draft_id).first()
    if draft is None or draft.meeting is None:
        raise Http404("没有这份材料。")
    reviewers = reviewers_of(draft.meeting)
    held = capacities_of(request.user, draft, reviewers)
    if not held:
        raise Http404("没有这份材料。")
    if Capacity.AUTHOR in held:
        raise PermissionDenied(OWN)
    decision = may_read(request.user, draft, reviewers)
    submission = live_submission(draft)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    assert submission is not None  # noqa: S101 - may_read has asked
    return Reviewed(draft, draft.meeting, submission, request.user, reviewers, held)


def get_comment(reviewed: Reviewed, comment_id: int) -> Comment:
    """A comment on the draft; 404 for any other and for one that was taken back."""
    rows = reviewed.draft.comments.filter(pk=comment_id, withdrawn_at=None)
    comment = rows.select_related("draft__meeting__organization", "draft__owner").first()
    if comment is None:
        raise Http404("没有这条批注。")
    return comment
