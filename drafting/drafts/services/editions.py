"""Bringing drafts over to a corrected edition of their framework (换框架), and back."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.editions import Fitted, fitted, unfitted
from drafting.drafts.models import Draft, FrameworkChange, Revision
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services.changes import NotEditable, TooMuch, apply
from drafting.drafts.services.revisions import freeze
from drafting.frameworks.models import Audience, Framework
from drafting.meetings.models import Meeting
from drafting.meetings.services import use_edition
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell


def drafts_to_change(framework: Framework) -> QuerySet[Draft]:
    """The drafts by a framework that may be brought over to another edition: those being written,
    also after they were returned, for no meeting or an open one."""
    rows = (
        Draft.objects.editable()
        .filter(framework=framework)
        .exclude(meeting__state=Meeting.State.CLOSED)
    )
    return rows.select_related("meeting__organization", "framework", "owner").order_by("created_at")


def change_drafts(
    before: Framework, after: Framework, places: Mapping[str, str], by: User
) -> list[FrameworkChange]:
    """Bring every draft that is being written by ``before`` over to ``after``, and the open meetings
    with them; ``places`` says for each area of the old edition by its key to which new one its
    texts go (empty: to none, they stay behind the others). Their authors are told.

    One that was handed in this very moment, or would hold more than a paper may, stays as it is.
    """
    done = [
        change
        for draft in drafts_to_change(before)
        if (change := _change(draft, after, places, by)) is not None
    ]
    for meeting in _meetings(before):
        use_edition(meeting, before, after)
    for change in done:
        _tell(change, f"“{after.name}”有更正，您的材料已换到更正后的方面，写的字都在。")
    return done


def _change(
    draft: Draft, after: Framework, places: Mapping[str, str], by: User
) -> FrameworkChange | None:
    old = spec_of_draft(draft)
    before = draft.framework
    found = Fitted(codec.load(draft.document))
    try:
        with transaction.atomic():
            now = Draft.objects.select_for_update().get(pk=draft.pk)
            revision = freeze(now, Revision.Reason.FRAMEWORK, by)
            draft.framework = after
            new = spec_of_draft(draft)

            def edit(document: Document, version: int) -> Document:
                nonlocal found
                found = fitted(document, old, new, places, version)
                return found.document

            apply(draft.pk, edit)
            Draft.objects.filter(pk=draft.pk).update(framework=after)
            return FrameworkChange.objects.create(
                draft=draft, before=before, after=after, revision=revision,
                places=dict(places), unplaced=list(found.unplaced), changed_by=by,
            )  # fmt: skip
    except (NotEditable, TooMuch, Draft.DoesNotExist):
        return None


def undo_change(change: FrameworkChange) -> bool:
    """Bring a draft back to the framework that it was begun with; what was written meanwhile stays.
    False where that was done already, or the draft can no longer be changed."""
    try:
        with transaction.atomic():
            row = FrameworkChange.objects.select_for_update().get(pk=change.pk, undone_at=None)
            draft = Draft.objects.select_related("framework", "meeting").get(pk=row.draft_id)
            if draft.framework_id != row.after_id:
                return False
            new = spec_of_draft(draft)
            before = codec.load(row.revision.document)
            apply(
                draft.pk,
                lambda document, version: unfitted(document, before, new, row.places, version),
            )
            Draft.objects.filter(pk=draft.pk).update(framework=row.before)
            FrameworkChange.objects.filter(pk=row.pk).update(undone_at=timezone.now())
            if draft.meeting is not None:
                use_edition(draft.meeting, row.before, row.before)
    except (FrameworkChange.DoesNotExist, NotEditable, TooMuch):
        return False
    return True


def changes_to_undo(after: Framework) -> QuerySet[FrameworkChange]:
    """What brought drafts over to an edition and may be undone: they are being written."""
    rows = FrameworkChange.objects.filter(after=after, undone_at=None)
    return rows.filter(draft__in=Draft.objects.editable())


def undo_changes(after: Framework) -> int:
    """Bring all drafts back that came over to an edition, and their open meetings with them. Returns
    how many drafts; those handed in since stay where they are.

    A meeting with none of them uses the edition on: it was opened with it, or its secretary chose
    it, which is done before anybody writes; or nobody writes yet, and the edition is the published
    one."""
    rows = changes_to_undo(after).select_related("before", "draft__owner")
    done = [row for row in rows if undo_change(row)]
    for meeting in _meetings(after):
        for before in {row.before for row in done if row.draft.meeting_id == meeting.pk}:
            use_edition(meeting, after, before)
    for row in done:
        _tell(row, f"您的材料已换回原来的“{row.before.name}”，写的字都在。")
    return len(done)


def _meetings(framework: Framework) -> list[Meeting]:
    """The open meetings that use a framework."""
    rows = Meeting.objects.filter(state=Meeting.State.OPEN)
    if framework.audience == Audience.COMMITTEE:
        return list(rows.filter(collective_framework=framework))
    own = rows.filter(framework=framework)
    return [*own, *rows.filter(other_frameworks=framework).exclude(framework=framework)]


def _tell(change: FrameworkChange, text: str) -> None:
    url = reverse("drafts:framework", args=[change.draft_id])
    tell([change.draft.owner], Notice.Kind.CHANGED, text[:300], url)
