"""The Celery app; its settings are the CELERY_* names in drafting/configuration/."""

import os
from typing import Any

from celery import Celery
from celery.signals import (
    beat_init,
    celeryd_init,
    heartbeat_sent,
    worker_process_init,
    worker_ready,
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")

from drafting.jobs.acknowledgement import free_what_fails
from drafting.monitoring.logs.tasks import carry_ids
from drafting.operation import heartbeat
from drafting.server import priority, startup

with startup.one_sentence():
    # Celery reads them much later, and then prints what goes wrong with all that led there.
    startup.load_settings()

app = Celery("drafting")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
carry_ids()
free_what_fails()
_pulse = heartbeat.Pulse(heartbeat.WORKER)


# Celery only logs an exception of a signal's receiver; SystemExit gets through.


@celeryd_init.connect
def refuse_worker(**_kwargs: Any) -> None:
    """End a worker that cannot work: without its database, its directories or the keys of its texts,
    or in a production that has demo accounts."""
    from drafting.start_guard import refuse_what_is_stored

    with startup.one_sentence():
        startup.check_worker()
        refuse_what_is_stored()


@beat_init.connect
def refuse_beat(**_kwargs: Any) -> None:
    """End a beat of a production that has demo accounts."""
    from drafting.start_guard import refuse_demo_accounts

    with startup.one_sentence(), startup.database_faults():
        refuse_demo_accounts()


@worker_process_init.connect
@worker_ready.connect
def give_way(**_kwargs: Any) -> None:
    """Let the web processes go first, from when the worker has started: it starts as quickly as
    they do."""
    priority.give_way()


@heartbeat_sent.connect
def give_sign(**_kwargs: Any) -> None:
    """Let the worker's main process say that it is alive (Celery calls this every two seconds)."""
    from django.conf import settings

    _pulse(settings.REDIS_URL)
