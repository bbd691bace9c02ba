"""What a change of offices means for meetings and papers, said to whoever makes it before it is made.

Who keeps people may be an administrator, who sees no text and not whether somebody has begun:
what is said is what the table of a meeting shows them too.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from accounts.codes import OrganizationKind, Role
from accounts.consequences import OfficeChange
from accounts.models import Membership, Organization
from drafting.drafts.models import Draft
from drafting.meetings.models import Invitation, Meeting
from drafting.review.decisions.states import HANDED_IN

#: Who writes a committee's paper.
_WRITERS = (Role.SECRETARY, Role.DEPUTY)


def said_of_papers(change: OfficeChange) -> Iterator[str]:
    """What becomes of open meetings and of papers, in whole sentences."""
    name = change.person.name
    if change.leaves is not None or change.joins is not None:
        yield f"{name}自己的材料、事实本和往年的材料都跟着本人，别人照样看不到。"
    if place := change.leaves:
        yield from _of_meetings_left(change, place)
    if place := change.joins:
        for meeting in _open_meetings(place).exclude(invitations__user=change.person):
            yield f"“{meeting}”正在进行，{name}不会自动参加，由{place}书记在“参会党员”里添加。"
    yield from _of_committees_papers(change)
    yield from _of_reviews(change)


def _of_meetings_left(change: OfficeChange, place: Organization) -> Iterator[str]:
    name = change.person.name
    invited = _open_meetings(place).filter(invitations__user=change.person)
    for meeting in invited:
        own = meeting.drafts.personal().filter(owner=change.person)
        if own.filter(state__in=HANDED_IN).exists():
            yield f"{name}在“{meeting}”里提交的材料不动，仍由{place}书记审核。"
        else:
            yield (
                f"“{meeting}”还没有结束，{name}仍在参会名单里，可以写完提交，由{place}书记审核；"
                f"不再参加的，请{place}书记从“参会党员”里移出。"
            )


def _of_committees_papers(change: OfficeChange) -> Iterator[str]:
    """Who may write the committee's paper and does so no more afterwards. Whether one of them
    writes it now is not said."""
    begins = change.begins
    for row in (*((change.ends,) if change.ends else ()), *change.retiring):
        if row.role not in _WRITERS:
            continue
        place, person = row.organization, row.user
        kept = person.memberships.active().filter(role__in=_WRITERS, organization=place)
        stays = (
            begins is not None
            and person == change.person
            and (begins.organization == place and begins.role in _WRITERS)
        )
        if stays or kept.exclude(pk=row.pk).exists():
            continue
        for meeting in _open_meetings(place).exclude(collective_framework=None):
            yield (
                f"“{meeting}”的班子材料由{person.name}执笔的，请现任的书记或者副书记在“班子材料”里接手，"
                "写好的都在。"
            )


def _of_reviews(change: OfficeChange) -> Iterator[str]:
    """Who reviews afterwards what the secretary would have reviewed, and the new one's own paper."""
    ends, begins = change.ends, change.begins
    for row in (*((ends,) if ends else ()), *change.retiring):
        if row.role == Role.SECRETARY and row.organization.kind != OrganizationKind.GROUP:
            yield from _of_papers_waiting(change, row)
    if begins is None or begins.role != Role.SECRETARY:
        return
    if begins.organization.kind == OrganizationKind.GROUP:
        return
    own = Invitation.objects.filter(
        user=change.person, meeting__in=_open_meetings(begins.organization)
    )
    if own.exists():
        yield f"{change.person.name}自己的材料此后由上级书记审核，没有上级书记的由副书记审核。"


def _of_papers_waiting(change: OfficeChange, row: Membership) -> Iterator[str]:
    begins = change.begins
    keeps = begins is not None and (begins.organization, begins.role) == (
        row.organization,
        row.role,
    )
    if keeps and row.user_id == change.person.pk:
        return
    waiting = (
        Draft.objects.personal()
        .filter(
            meeting__in=_open_meetings(row.organization),
            state=Draft.State.SUBMITTED,
            discarded_at=None,
        )
        .exclude(owner=row.user)
    )
    number = waiting.count()
    if not number:
        return
    left = change.secretaries_left(row.organization)
    if keeps:
        left = [change.person.name, *left]
    next_one = f"{'、'.join(left)}" if left else "上级党组织书记或副书记"
    yield f"{row.organization}有 {number} 份材料正等{row.user.name}审核，此后由{next_one}审核。"


def _open_meetings(place: Organization) -> QuerySet[Meeting]:
    return Meeting.objects.filter(organization=place, state=Meeting.State.OPEN).order_by("pk")
