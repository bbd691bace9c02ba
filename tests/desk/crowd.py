"""Many members of a branch with papers in every state, written straight into the database: for
counting queries and time."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Membership, User
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft, Meeting, Revision
from drafting.meetings.models import Invitation
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Comment, ReviewEvent, Submission

_STATES = ("submitted", "returned", "endorsed", "approved", "drafting")


def crowd(meeting: Meeting, count: int, document: Document) -> list[User]:
    """So many more invited members of the meeting's branch. Of six, one has begun nothing and one
    has handed in nothing."""
    start = User.objects.count()
    users = User.objects.bulk_create(
        User(username=f"crowd{start + n}", name=f"党员{start + n}", password="!")
        for n in range(count)
    )
    Membership.objects.bulk_create(
        Membership(user=user, organization=meeting.organization) for user in users
    )
    Invitation.objects.bulk_create(Invitation(meeting=meeting, user=user) for user in users)
    _papers(meeting, [user for n, user in enumerate(users) if n % 6 != 5], document)
    return users


def _papers(meeting: Meeting, owners: list[User], document: Document) -> None:
    stored = codec.dump(document)
    now = timezone.now()
    drafts = Draft.objects.bulk_create(
        Draft(
            owner=owner,
            meeting=meeting,
            framework=meeting.framework,
            document=stored,
            state=_STATES[n % 5],
            updated_at=now,
        )
        for n, owner in enumerate(owners)
    )
    handed = [draft for draft in drafts if draft.state != "drafting"]
    revisions = Revision.objects.bulk_create(
        Revision(
            draft=draft,
            number=1,
            reason="submit",
            document=stored,
            content_hash="0" * 64,
            version=1,
        )
        for draft in handed
    )
    submissions = Submission.objects.bulk_create(
        Submission(
            draft=draft,
            number=1,
            revision=revision,
            characters=2000,
            categories={"LL1": 1, "LL2": 2},
        )
        for draft, revision in zip(handed, revisions, strict=True)
    )
    ReviewEvent.objects.bulk_create(
        ReviewEvent(
            draft=row.draft,
            submission=row,
            action=Action.SUBMIT,
            actor=row.draft.owner,
            capacity=Capacity.AUTHOR,
            state_before="drafting",
            state_after="submitted",
            content_hash="0" * 64,
        )
        for row in submissions
    )
    Comment.objects.bulk_create(
        Comment(
            draft=row.draft, submission=row, author=row.draft.owner, kind=kind, text="请写具体。"
        )
        for row in submissions
        for kind in ("must", "advice")
    )
