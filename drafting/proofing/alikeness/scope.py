"""With what a paper may be compared: the author's own former papers, what colleagues of the same
branch handed in, the reference texts of the unit. What somebody else is still writing is none of
it.

A committee's collective paper (班子材料) is compared with its own of earlier years and with the
reference texts, never with what persons write, nor they with it: whoever drafts it is one of them,
and what it says of the branch they may each have to say of themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from django.db.models import Q

from accounts.models import Organization
from drafting.drafts.models import Draft
from drafting.drafts.selectors import papers_of_author
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import membership_for
from drafting.proofing.alikeness.models import ReferenceText
from drafting.proofing.alikeness.sources import Marks, Source

#: How a paper stands to another text: the author's own of an earlier year, a colleague's, one that
#: the unit has loaded.
Kind = Literal["former", "colleague", "reference"]
#: Texts of a kind that a paper is compared with, the latest first.
_MOST_FORMER: Final = 20
_MOST_COLLEAGUES: Final = 400
_MOST_REFERENCES: Final = 100


@dataclass(frozen=True, slots=True)
class Round:
    """What an author handed in last and did not take back: the draft and its owner, the meeting, the
    frozen text."""

    draft: uuid.UUID
    owner: int
    meeting: int
    revision: int
    style: str


def rounds_of(meetings: Q) -> list[Round]:
    """The live round of each person's draft of these meetings, the latest meeting first. One
    query."""
    found: dict[uuid.UUID, Round] = {}
    # by the name of the relation: the rows are those of the review room above
    rows = (
        Draft.objects.filter(
            meetings,
            collective=False,
            discarded_at=None,
            erased_at=None,
            submissions__withdrawn_at=None,
        )
        .exclude(submissions=None)
        .order_by("-meeting__created_at", "-meeting_id", "pk", "-submissions__number")
        .values_list("pk", "owner_id", "meeting_id", "submissions__revision_id", "style")
    )
    for draft, owner, meeting, revision, style in rows:
        found.setdefault(draft, Round(draft, owner, meeting, revision, style))
    return list(found.values())


def comparands_of(draft: Draft, marks: Marks) -> list[tuple[Kind, Source]]:
    """The texts that a draft is compared with; five queries at most."""
    return [*_former(draft, marks), *_colleagues(draft, marks), *_references(draft, marks)]


def _former(draft: Draft, marks: Marks) -> Iterator[tuple[Kind, Source]]:
    earlier = papers_of_author(draft).filter(framework__year__lt=draft.framework.year)
    rows = earlier.order_by("-framework__year", "pk")
    for pk, version, style in rows.values_list("pk", "version", "style")[:_MOST_FORMER]:
        yield "former", marks.draft(pk, version, style)


def _colleagues(draft: Draft, marks: Marks) -> Iterator[tuple[Kind, Source]]:
    meeting = draft.meeting
    if meeting is None or draft.collective:
        return
    rounds = rounds_of(meetings_beside(meeting) & ~Q(owner=draft.owner_id))
    for one in rounds[:_MOST_COLLEAGUES]:
        yield "colleague", marks.revision(one.revision, one.style)


def meetings_beside(meeting: Meeting) -> Q:
    """The drafts of a meeting and of the earlier ones of its organisation."""
    return Q(
        meeting__organization=meeting.organization_id,
        meeting__created_at__lte=meeting.created_at,
    )


def _references(draft: Draft, marks: Marks) -> Iterator[tuple[Kind, Source]]:
    organization = draft.meeting.organization if draft.meeting else None
    if organization is None:
        membership = membership_for(draft.owner, None)
        organization = membership.organization if membership else None
    if organization is not None:
        for pk, content_hash in references_for(organization):
            yield "reference", marks.reference(pk, content_hash)


def references_for(organization: Organization) -> list[tuple[int, str]]:
    """The reference texts of an organisation and of those above, by id and hash; one query."""
    above = Organization.objects.get_ancestors(organization)
    rows = ReferenceText.objects.filter(Q(organization=organization) | Q(organization__in=above))
    return list(rows.order_by("pk").values_list("pk", "content_hash")[:_MOST_REFERENCES])


@dataclass(frozen=True, slots=True)
class Circle:
    """The rounds of a meeting, each by its source, and with what each is compared and how that
    stands to it: a ``colleague``'s of the same meeting, an ``earlier`` meeting's, the author's own
    ``former`` one, a ``reference`` text."""

    rounds: dict[Source, Round]
    others: dict[Source, dict[Source, str]]

    @property
    def sources(self) -> Iterator[Source]:
        """Every text, those of the meeting first."""
        yield from self.rounds
        for others in self.others.values():
            yield from others


def circle_of(meeting: Meeting, marks: Marks) -> Circle:
    """What the papers of a meeting are compared with; four queries."""
    rounds = rounds_of(meetings_beside(meeting))[:_MOST_COLLEAGUES]
    sources = {one: marks.revision(one.revision, one.style) for one in rounds}
    here = {sources[one]: one for one in rounds if one.meeting == meeting.pk}
    former = _former_of(meeting, {one.owner for one in here.values()}, marks)
    loaded = [marks.reference(*row) for row in references_for(meeting.organization)]
    others: dict[Source, dict[Source, str]] = {}
    for source, one in here.items():
        found = dict.fromkeys(former.get(one.owner, ()), "former")
        for other, at in sources.items():
            if other.owner != one.owner:
                found[at] = "colleague" if other.meeting == meeting.pk else "earlier"
        others[source] = {**found, **dict.fromkeys(loaded, "reference")}
    return Circle(here, others)


def _former_of(meeting: Meeting, owners: set[int], marks: Marks) -> dict[int, list[Source]]:
    rows = Draft.objects.filter(
        owner__in=owners,
        collective=False,
        discarded_at=None,
        erased_at=None,
        framework__year__lt=meeting.framework.year,
    ).order_by("-framework__year", "pk")
    found: dict[int, list[Source]] = {}
    for owner, pk, version, style in rows.values_list("owner_id", "pk", "version", "style"):
        kept = found.setdefault(owner, [])
        if len(kept) < _MOST_FORMER:
            kept.append(marks.draft(pk, version, style))
    return found
