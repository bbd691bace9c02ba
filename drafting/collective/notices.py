"""What the committee and the writer are told; never a word of the paper or of a comment."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.selectors import committee_of
from drafting.collective.permissions import in_committee_of
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell


def tell_begun(draft: Draft, meeting: Meeting, by: User) -> None:
    """The committee, that its paper is being written and may be read."""
    rows = committee_of(meeting.organization).exclude(user=by)
    people = {row.user_id: row.user for row in rows}
    text = f"{by.name}开始撰写“{meeting.title}”的班子材料，您可以随时查看、提出意见。"
    tell(people.values(), Notice.Kind.MEETING, text, _page(draft), f"collective:{draft.pk}")


def tell_taken(draft: Draft, former: User, by: User) -> None:
    """The former writer, that somebody else writes now; who has left the committee reads along no
    more."""
    assert draft.meeting is not None  # noqa: S101 - a collective paper belongs to a meeting
    reads = in_committee_of(former, draft.meeting)
    text = (
        f"{by.name}接手撰写“{draft.meeting.title}”的班子材料。"
        f"您写的都在，接手以前的已存为一版{'；您可以继续查看、提意见。' if reads else '。'}"
    )
    tell([former], Notice.Kind.CHANGED, text, _page(draft) if reads else "")


def tell_comment(draft: Draft, by: User) -> None:
    """The writer, that somebody has said something; once a day for each of them."""
    assert draft.meeting is not None  # noqa: S101 - a collective paper belongs to a meeting
    text = f"{by.name}对“{draft.meeting.title}”的班子材料提了意见。"
    day = timezone.localdate().isoformat()
    key = f"committee-comment:{draft.pk}:{by.pk}:{day}"
    tell([draft.owner], Notice.Kind.CHANGED, text, _page(draft), key)


def _page(draft: Draft) -> str:
    return reverse("collective:paper", args=[draft.pk])
