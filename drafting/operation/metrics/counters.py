"""What the web server counts, added up over its processes (prometheus_client's multi-process mode)."""

from __future__ import annotations

import os
from functools import cache, partial
from pathlib import Path
from typing import Final

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.multiprocess import MultiProcessCollector

from drafting.embedded import paths
from drafting.operation.metrics.slots import slot_in

#: Seconds. A saving takes hundredths, an import or a bundle's page tenths.
BUCKETS: Final = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Counters:
    """The counters of this process, in the private directory of the installation."""

    def __init__(self, directory: Path) -> None:
        paths.make_private(directory)
        self._directory = directory
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(directory)
        # as the library's own multi-process mode, but with a slot where it has the process id
        values.ValueClass = values.MultiProcessValue(partial(slot_in, directory))  # type: ignore[no-untyped-call]
        self.requests = Counter(
            "zhaojing_requests",
            "Requests by view, method and status.",
            ("view", "method", "status"),
            registry=None,
        )
        self.seconds = Histogram(
            "zhaojing_request_seconds",
            "Seconds from the first middleware to the answer, by view.",
            ("view",),
            registry=None,
            buckets=BUCKETS,
        )
        self.saves = Counter(
            "zhaojing_saves",
            "Savings of a step or a block: saved, conflict, refused or failed.",
            ("result",),
            registry=None,
        )

    def collector(self) -> MultiProcessCollector:
        """What all processes of this machine have counted."""
        return MultiProcessCollector(CollectorRegistry(), path=str(self._directory))  # type: ignore[no-untyped-call]


@cache
def counters() -> Counters:
    """Those of this installation. Raises ImproperlyConfigured where they have no place."""
    return Counters(settings.METRICS_DIRECTORY)
