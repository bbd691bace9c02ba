"""What the pages read of drafts and their versions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from accounts.models import Organization, User
from accounts.prepared import Given, PreparedRead
from accounts.selectors import committee_of
from drafting.drafts.models import Draft, Revision
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.spec import FrameworkSpec
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import spec_for_meeting

#: An own draft without anything around it: what each save reads.
_OWN = PreparedRead(lambda: _own())
#: The same with all that a page asks of it.
_OWN_FOR_PAGE = PreparedRead(
    # by the name of the relation: the rows are those of the proofing room above
    lambda: _own().select_related("meeting__organization", "framework", "finding_numbers")
)


def _own() -> QuerySet[Draft]:
    field = Draft._meta.get_field
    own = Draft.objects.with_text().filter(
        pk=Given("id", field("id")), owner=Given("owner", field("owner"))
    )
    return own.order_by()


def drafts_of(user: User, *, discarded: bool = False, archived: bool = False) -> QuerySet[Draft]:
    """A person's own drafts, newest first, with meeting and framework; those in the bin only where
    asked, those that were archived too where asked, and none whose text was deleted."""
    drafts = Draft.objects.with_text().filter(owner=user, discarded_at__isnull=not discarded)
    if not archived:
        drafts = drafts.filter(archived_at=None)
    related = drafts.select_related("meeting__organization", "framework")
    return related.prefetch_related("framework__sections").order_by("-updated_at")


def past_drafts_of(user: User) -> QuerySet[Draft]:
    """A person's own drafts that were archived, or whose text was deleted, with their meetings and
    their records; the latest meeting first."""
    rows = Draft.objects.filter(owner=user, archived_at__isnull=False)
    related = rows.select_related("meeting__organization", "framework")
    # by the name of the relation: the rows are those of the review room above
    return related.prefetch_related("events__actor").order_by(
        "-framework__year", "-meeting__held_on", "-created_at"
    )


def drafts_for(user: User, framework: Framework, meeting: Meeting | None) -> QuerySet[Draft]:
    """A person's own drafts for the same meeting, or, without one, those for the same framework
    that are for no meeting."""
    drafts = drafts_of(user).filter(meeting=meeting, collective=False)
    return drafts if meeting is not None else drafts.filter(framework=framework)


def with_open_comments(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """The drafts with ``open_comments``, the number of reviewers' comments that are not resolved,
    in the same query."""
    # by the name of the relation: the rows are those of the review room above
    unresolved = Q(comments__withdrawn_at=None, comments__resolved_at=None)
    return drafts.annotate(open_comments=Count("comments", filter=unresolved))


def spec_of_draft(draft: Draft) -> FrameworkSpec:
    """What is asked of a draft: its framework as its meeting asks it. One query unless the sections
    were read along."""
    spec = spec_of(draft.framework)
    return spec if draft.meeting is None else spec_for_meeting(spec, draft.meeting)


def revisions_of(draft: Draft) -> QuerySet[Revision]:
    """The frozen versions of a draft, newest first."""
    return draft.revisions.select_related("created_by").order_by("-number")


def revision_of(draft: Draft, number: int) -> Revision | None:
    """The frozen version with this number, None where there is none."""
    return draft.revisions.select_related("created_by").filter(number=number).first()


def own_draft(user: User, draft_id: uuid.UUID, *, alone: bool = False) -> Draft | None:
    """A person's own draft, those in the bin and archived ones too, with meeting, framework and the numbers of its
    findings unless ``alone``; None for anything else, whoever asks."""
    draft = (_OWN if alone else _OWN_FOR_PAGE).first(id=draft_id, owner=user.pk)
    if draft is not None:
        draft.owner = user
    return draft


def was_erased(user: User, draft_id: uuid.UUID) -> bool:
    """Whether this is an own draft whose text was deleted."""
    return Draft.objects.filter(pk=draft_id, owner=user, erased_at__isnull=False).exists()


def writer_for_committee(user: User, draft_id: uuid.UUID) -> str:
    """The name of whoever writes a committee's paper, for a member of that committee; empty for
    everybody else and for any other draft."""
    rows = Draft.objects.with_text().filter(pk=draft_id, collective=True)
    draft = rows.select_related("meeting__organization", "owner").defer("document").first()
    if draft is None or draft.meeting is None:
        return ""
    members = committee_of(draft.meeting.organization)
    return draft.owner.name if members.filter(user=user).exists() else ""


def papers_of_author(draft: Draft) -> QuerySet[Draft]:
    """All papers of whose a draft is, itself among them and nothing of the bin or without text: the owner's own
    ones; for a collective paper those of the same organisation's committee."""
    return _papers(_whose(draft))


def papers_beside(drafts: Iterable[Draft]) -> dict[uuid.UUID, Draft]:
    """The paper of last year (上年材料) that stands beside each draft, by the draft's id; none where
    it lies in the bin or is another author's. One query, none where no draft knows of one."""
    asked = [(draft, draft.previous_id) for draft in drafts if draft.previous_id is not None]
    if not asked:
        return {}
    rows = _papers({}).select_related("meeting", "framework")
    found = rows.in_bulk([pk for _, pk in asked])
    return {
        draft.pk: found[pk]
        for draft, pk in asked
        if pk in found and _whose(found[pk]) == _whose(draft)
    }


def _papers(whose: dict[str, Any]) -> QuerySet[Draft]:
    return Draft.objects.with_text().filter(discarded_at=None, **whose)


def _whose(draft: Draft) -> dict[str, Any]:
    """Whose a draft is, as columns with their values: the same for all papers of that author."""
    if not draft.collective:
        return _of_person(draft.owner_id)
    if draft.meeting is None:
        return {"collective": True, "meeting": None, "owner": draft.owner_id}
    return _of_committee(draft.meeting.organization_id)


def _of_person(owner: int) -> dict[str, Any]:
    return {"collective": False, "owner": owner}


def _of_committee(organization: int) -> dict[str, Any]:
    return {"collective": True, "meeting__organization": organization}


def previous_of(owner: User, framework: Framework) -> Draft | None:
    """The paper (上年材料) that stands beside what its owner writes for a framework: an own one of an
    earlier year, approved ones first, then the latest year, the same kind of meeting, the newest
    one. None where there is none."""
    return _latest_before(_papers(_of_person(owner.pk)), framework)


def previous_collective_of(organization: Organization, framework: Framework) -> Draft | None:
    """The committee's paper of an earlier year that stands beside its new one; its organisation's,
    whoever wrote it. None where there is none."""
    return _latest_before(_papers(_of_committee(organization.pk)), framework)


def _latest_before(drafts: QuerySet[Draft], framework: Framework) -> Draft | None:
    return (
        drafts.filter(framework__year__lt=framework.year)
        .order_by(
            _first(state=Draft.State.APPROVED),
            "-framework__year",
            _first(framework__meeting_kind=framework.meeting_kind),
            "-updated_at",
        )
        .only("pk")
        .first()
    )


def _first(**condition: str) -> Case:
    """An order that puts the rows of a condition before the others."""
    return Case(When(**condition, then=Value(0)), default=Value(1), output_field=IntegerField())


def own_draft_document(draft: Draft) -> dict[str, Any]:
    """The stored document of a draft as it stands now, read anew."""
    found: dict[str, Any] = Draft.objects.values_list("document", flat=True).get(pk=draft.pk)
    return found
