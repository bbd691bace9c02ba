"""The Celery tasks of the proofing room: a number in or nothing, a service called, nothing else."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_init
from django.conf import settings

from drafting.proofing import results
from drafting.proofing.alikeness.upkeep import renew_changed
from drafting.proofing.engine import read_tables

# The largest paper takes ten seconds, and longer where the web has work: it goes first. A check
# that hangs must not keep other members' files waiting.


@shared_task(name=results.TASK, soft_time_limit=60, time_limit=70)
def proofread_text(number: str) -> None:
    """Proofread what a page asked for."""
    results.work_out(int(number))


@shared_task
def renew_comparable_texts() -> None:
    """Read anew what is compared of texts that were saved since. Called by beat: however often a
    paper is saved between two turns, it is read once, and nothing is lost with a message."""
    renew_changed()


@worker_init.connect
def read_tables_at_start(**_kwargs: Any) -> None:
    """Before the worker forks: its processes then share what was read. Elsewhere than in production
    a process reads it when it is first asked to proofread, which takes two seconds: a start that
    waits for it would be the longer wait."""
    if settings.PRODUCTION:
        read_tables()
