"""What the pages read of meetings and drafts."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors import branch_of, memberships_of
from drafting.drafts.models import Draft, Meeting


def drafts_of(user: User, *, discarded: bool = False) -> QuerySet[Draft]:
    """A person's own drafts, newest first, with meeting and framework; those in the bin only where asked."""
    drafts = Draft.objects.filter(owner=user, discarded_at__isnull=not discarded)
    return drafts.select_related("meeting__organization", "framework").order_by("-updated_at")


def open_meetings_for(user: User) -> QuerySet[Meeting]:
    """The open meetings of a person's branches and leading groups, the nearest deadline first; a 党小组 meets with its branch."""
    organizations = {branch_of(membership.organization).pk for membership in memberships_of(user)}
    meetings = Meeting.objects.filter(organization__in=organizations, state=Meeting.State.OPEN)
    return meetings.select_related("organization", "framework").order_by("deadline", "-created_at")


def own_draft(user: User, draft_id: uuid.UUID) -> Draft | None:
    """A person's own draft with meeting and framework, those in the bin too; None for anything else, whoever asks."""
    drafts = Draft.objects.select_related("meeting__organization", "framework", "owner")
    return drafts.filter(pk=draft_id, owner=user).first()


def own_draft_document(draft: Draft) -> dict[str, Any]:
    """The stored document of a draft as it stands now, read anew."""
    return Draft.objects.values_list("document", flat=True).get(pk=draft.pk)
