"""The record of the Django admin: who changed what of whom."""

from __future__ import annotations

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from accounts.models import Organization, User
from accounts.unit_kinds import UnitKind


def record(actor: User, changed: User | Organization | UnitKind, said: str) -> None:
    """Write down that `actor` changed a person, an organisation or a kind of unit, in a Chinese sentence without a
    word of what was typed."""
    LogEntry.objects.create(
        user=actor,
        content_type=ContentType.objects.get_for_model(type(changed)),
        object_id=str(changed.pk),
        object_repr=str(changed)[:200],
        action_flag=CHANGE,
        change_message=said,
    )
