"""What people do with their notices, and clearing away old ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from accounts.models import User
from drafting.notices.models import Notice, NoticePreference

#: Notices that were read so long ago are deleted. One that nobody read stays.
KEEP_READ: Final = timedelta(days=180)


def mark_read(user: User, notice_id: int) -> None:
    """Note that a person has read one of their notices; the first time counts."""
    Notice.objects.filter(pk=notice_id, user=user, read_at=None).update(read_at=timezone.now())


def settle(user: User, occasion: str) -> None:
    """Mark as read what a person was told under keys that begin with ``occasion``: they have done
    what it asks for, so neither the bell nor the next letter says that they have not."""
    Notice.objects.filter(user=user, key__startswith=occasion, read_at=None).update(
        read_at=timezone.now()
    )


def settle_page(user: User, url: str) -> None:
    """Mark as read what led a person to a page (its path): whoever opens the page by another way
    has seen what the notice was about."""
    found = Notice.objects.filter(user=user, url=url, read_at=None)
    # mostly there is none, and a page that is only looked at should wait for no writer
    if found.exists():
        found.update(read_at=timezone.now())


def mark_all_read(user: User, upto: int) -> tuple[int, datetime]:
    """Mark all unread notices with ids up to ``upto`` as read: what came after the page was made
    was not seen on it.

    Returns how many, and the moment by which ``mark_unread_again`` finds them.
    """
    now = timezone.now()
    return Notice.objects.filter(user=user, read_at=None, pk__lte=upto).update(read_at=now), now


def mark_unread_again(user: User, read_at: datetime) -> int:
    """Undo ``mark_all_read``. Returns how many notices are unread again."""
    return Notice.objects.filter(user=user, read_at=read_at).update(read_at=None)


def choose_mail(user: User, wanted: bool) -> None:
    """Switch a person's digest by e-mail on or off."""
    NoticePreference.objects.update_or_create(user=user, defaults={"mail": wanted})


def tidy() -> int:
    """Delete notices that were read long ago; returns how many."""
    return Notice.objects.filter(read_at__lt=timezone.now() - KEEP_READ).delete()[0]
