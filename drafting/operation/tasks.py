"""The scheduled backup."""

from __future__ import annotations

import logging
from typing import Final

from celery import shared_task
from django.conf import settings

from drafting.operation.backup import shelf
from drafting.operation.backup.creation import make
from drafting.operation.backup.refusal import BackupRefused, Occupied

logger = logging.getLogger(__name__)
#: Longer than any other task may take. A message that comes again meanwhile finds the work locked.
_LIMIT: Final = 4 * 3600  # seconds
#: A backup that is younger was made by the same call of the clock, which may come twice.
_JUST_NOW: Final = 30 * 60  # seconds


@shared_task(soft_time_limit=_LIMIT, time_limit=_LIMIT + 60)
def make_backup() -> None:
    """Make a backup and delete the oldest ones. Called by beat."""
    if settings.BACKUP_KEY_FILE is None:
        return
    age = shelf.age(settings.BACKUP_DIR)
    if age is not None and age < _JUST_NOW:
        return
    try:
        made = make(settings.BACKUP_DIR, settings.BACKUP_KEY_FILE, keep=settings.BACKUP_KEEP)
    except Occupied:
        # a long backup's own message, sent again
        logger.info("backup: another one is at work")
    except BackupRefused as refusal:
        logger.error("backup: not made: %s", refusal)
    else:
        logger.info("backup: %s, %d older ones deleted", made.path.name, len(made.deleted))
