"""What the pages read of notices."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from accounts.models import User
from accounts.prepared import Given, PreparedValues
from drafting.notices.models import Notice, NoticePreference


def count_unread(user: User) -> int:
    """How many notices a person has not read."""
    return sum(number for (number,) in _UNREAD.all(user=user.pk))


_UNREAD = PreparedValues(
    lambda: (
        Notice.objects.filter(user=Given("user", Notice._meta.get_field("user")), read_at=None)
        .order_by()
        .values("user")
        .annotate(number=Count("pk"))
        .values_list("number")
    )
)


def notices_of(user: User) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(user=user).order_by("-created_at", "-pk")


def wants_mail(user: User) -> bool:
    """Whether a person has not switched the digest by e-mail off."""
    return not NoticePreference.objects.filter(user=user, mail=False).exists()
