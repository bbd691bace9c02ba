"""The Celery tasks of the notices room."""

from __future__ import annotations

from celery import shared_task

from drafting.notices.services import digest, inbox


# Longer than services.digest.PATIENCE by a whole conversation with a mail server that lets one wait
# at each step.
@shared_task(soft_time_limit=80, time_limit=90)
def mail_digests(after: int = 0) -> None:
    """Send the digests by e-mail to the people with ids above ``after``. Called by beat, and by
    itself for whoever is left."""
    sent = digest.send_digests(after)
    if sent.after is not None:
        mail_digests.apply_async((sent.after,), expires=3600)


@shared_task
def tidy_notices() -> None:
    """Delete notices that were read long ago. Called by beat."""
    inbox.tidy()
