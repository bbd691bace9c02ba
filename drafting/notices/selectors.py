"""What the pages read of notices."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from drafting.notices.models import Notice, NoticePreference


def count_unread(user: User) -> int:
    """How many notices a person has not read."""
    return Notice.objects.filter(user=user, read_at=None).count()


def notices_of(user: User) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(user=user).order_by("-created_at", "-pk")


def wants_mail(user: User) -> bool:
    """Whether a person has not switched the digest by e-mail off."""
    return not NoticePreference.objects.filter(user=user, mail=False).exists()
