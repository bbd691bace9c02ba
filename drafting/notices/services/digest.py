"""The digest by e-mail (邮件汇总): one letter to each person with what is unread and was not mailed
yet.

Each letter is claimed before it is sent, by compare-and-swap on ``mailed_at`` of exactly the
notices in it, and given back when the server does not take it. So a process that dies between the
two loses one letter and doubles none (at most once): its notices still wait under the bell, while a
task that is delivered again and again would send the same letter each time. Only a server that
takes a letter and breaks off before saying so gets it twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.charset import Charset
from time import monotonic
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.notices.letters import LetterLine, digest
from drafting.notices.mail_server import Away, NotTaken, Post
from drafting.notices.models import Notice

logger = logging.getLogger(__name__)

#: What could not be mailed for so long is old news: neither an address that is always refused nor
#: the first mail server of an installation that has run for months fills anybody's letter box.
KEEP_TRYING: Final = timedelta(days=7)
#: People whose notices are read at once.
BATCH: Final = 100
#: Seconds after which the rest is left to another task; well below the time limit of tasks.
PATIENCE: Final = 40.0


@dataclass(slots=True)
class Sent:
    """What came of a round: letters taken, letters not taken, and the person after whom to go on
    (None: nobody is left)."""

    letters: int = 0
    failed: int = 0
    after: int | None = None


def send_digests(after: int = 0, *, patience: float = PATIENCE) -> Sent:
    """Send the digest to everybody it is for whose id is above ``after``, until ``patience``
    seconds are over.

    Nobody where no mail server is configured. Makes two queries for each hundred people, and one to
    claim each letter.
    """
    sent = Sent()
    if not settings.MAIL_HOST:
        return sent
    end = monotonic() + patience
    with Post() as post:
        for person, notices in _waiting(after):
            if monotonic() > end:
                sent.after = after
                break
            after = person.pk
            try:
                sent.letters += _send(post, person, notices)
            except NotTaken as error:
                sent.failed += 1
                logger.warning(
                    "digest: the letter to person %d was not taken: %s", person.pk, error
                )
            except Away as error:
                sent.failed += 1
                logger.warning(
                    "digest: the mail server is away, the rest waits for the next digest: %s", error
                )
                break
    if sent.letters:
        logger.info("digest: %d letters sent", sent.letters)
    return sent


def _waiting(after: int) -> Iterator[tuple[User, list[Notice]]]:
    """The people with something to be mailed, by id, each with these notices, the newest first."""
    while people := list(_people(after)[:BATCH]):
        notices: dict[int, list[Notice]] = {person.pk: [] for person in people}
        for notice in _unmailed().filter(user__in=people).order_by("-created_at", "-pk"):
            notices[notice.user_id].append(notice)
        for person in people:
            if notices[person.pk]:
                yield person, notices[person.pk]
        after = people[-1].pk


def _unmailed() -> QuerySet[Notice]:
    since = timezone.now() - KEEP_TRYING
    return Notice.objects.filter(read_at=None, mailed_at=None, created_at__gte=since)


def _people(after: int) -> QuerySet[User]:
    people = User.objects.filter(
        Exists(_unmailed().filter(user=OuterRef("pk"))), pk__gt=after, is_active=True
    )
    return people.exclude(email="").exclude(notice_preference__mail=False).order_by("pk")


def _send(post: Post, person: User, notices: list[Notice]) -> bool:
    """Claim and send one letter; False where another worker has claimed some of it, or the person
    is just reading."""
    claimed_at = _claim(notices)
    if claimed_at is None:
        return False
    try:
        post.send(_message(person, notices))
    except BaseException:  # the time limit of the task too
        _rows(notices).filter(mailed_at=claimed_at).update(mailed_at=None)
        raise
    return True


def _claim(notices: list[Notice]) -> datetime | None:
    """Mark these notices as mailed, all or none of them."""
    now = timezone.now()
    with transaction.atomic():
        if _rows(notices).filter(mailed_at=None, read_at=None).update(mailed_at=now) == len(
            notices
        ):
            return now
        transaction.set_rollback(True)
    return None


def _rows(notices: Iterable[Notice]) -> QuerySet[Notice]:
    return Notice.objects.filter(pk__in=[notice.pk for notice in notices])


def _message(person: User, notices: list[Notice]) -> EmailMessage:
    lines = [
        LetterLine(one.text, settings.SITE_URL + one.url if one.url else "") for one in notices
    ]
    options = settings.SITE_URL + reverse("notices:settings")
    letter = digest(person.name, lines, settings.SITE_URL + reverse("notices:list"), options)
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[person.email],
        # RFC 3834: no answering machine replies. RFC 2369: where to switch it off.
        headers={"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{options}>"},
    )
    # base64, since a relay within an old intranet may pass seven bits only
    message.encoding = Charset("utf-8")
    return message
