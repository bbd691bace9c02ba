"""What is asked anew at each reading: jobs, queue, heartbeats, services, disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from drafting import VERSION
from drafting.desk.models import BundleJob
from drafting.exports.models import ExportJob
from drafting.jobs.models import Job
from drafting.operation import heartbeat
from drafting.rectification.pdf_files.models import PdfJob

_KINDS: Final[tuple[tuple[str, type[Job]], ...]] = (
    ("export", ExportJob),
    ("bundle", BundleJob),
    ("pdf", PdfJob),
)
_WAITING: Final = Q(state__in=(Job.State.QUEUED, Job.State.RUNNING))
#: Celery's one queue, a list in Redis.
_QUEUE: Final = "celery"
_SECONDS: Final = 2.0


class State(Collector):
    """Gives what it can find out; what is away gets a 0 in ``zhaojing_up``, and is not waited for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("zhaojing_up", "Whether it answers.", labels=("part",))
        yield from _jobs(up)
        yield from _queue(up)
        yield up
        free = shutil.disk_usage(_existing(settings.VAR)).free
        yield GaugeMetricFamily(
            "zhaojing_disk_free_bytes", "Free space of the data directory's disk.", value=free
        )
        info = GaugeMetricFamily("zhaojing_info", "The version.", labels=("version", "database"))
        info.add_metric((VERSION, connection.vendor), 1)
        yield info


def _jobs(up: GaugeMetricFamily) -> Iterator[GaugeMetricFamily]:
    counted = GaugeMetricFamily("zhaojing_jobs", "Jobs in the database.", labels=("kind", "state"))
    oldest = GaugeMetricFamily(
        "zhaojing_oldest_pending_job_seconds", "Age of the oldest job to be done.", labels=("kind",)
    )
    try:
        for kind, model in _KINDS:
            rows = model._default_manager.order_by()
            found = dict(rows.values_list("state").annotate(Count("pk")))
            for state in Job.State.values:
                counted.add_metric((kind, state), found.get(state, 0))
            since = rows.filter(_WAITING).aggregate(since=Min("created_at"))["since"]
            age = (timezone.now() - since).total_seconds() if since else 0.0
            oldest.add_metric((kind,), max(0.0, age))
    except (DatabaseError, InterfaceError):
        up.add_metric(("database",), 0)
        return
    up.add_metric(("database",), 1)
    yield counted
    yield oldest


def _queue(up: GaugeMetricFamily) -> Iterator[GaugeMetricFamily]:
    length = GaugeMetricFamily("zhaojing_queue_length", "Messages that no worker has taken yet.")
    age = GaugeMetricFamily(
        "zhaojing_heartbeat_age_seconds", "Seconds since the last sign.", labels=("process",)
    )
    client = redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=_SECONDS, socket_timeout=_SECONDS
    )
    try:
        length.add_metric((), client.llen(_QUEUE))
        ages = {
            name: heartbeat.seconds_since(settings.REDIS_URL, key)
            for name, key in (("beat", heartbeat.BEAT), ("worker", heartbeat.WORKER))
        }
    except (redis.RedisError, OSError):
        up.add_metric(("redis",), 0)
        return
    finally:
        client.close()
    up.add_metric(("redis",), 1)
    for name, seconds in ages.items():
        up.add_metric((name,), int(seconds is not None))
        if seconds is not None:
            age.add_metric((name,), seconds)
    yield length
    yield age


def _existing(place: Path) -> Path:
    while not place.exists():
        place = place.parent
    return place
