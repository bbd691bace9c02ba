"""Counts each request by the name of its view; nothing of its address, its sender or its content."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from drafting.operation.metrics.counters import counters
from drafting.requests.view_names import method_name, view_name

#: The views by which people save what they write.
SAVING: Final = frozenset({"wizard:save", "wizard:step", "wizard:answers"})


class MetricsMiddleware:
    """Left out where nobody may read the metrics."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        counters()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        _count(request, response.status_code, time.perf_counter() - begun)
        return response


def _count(request: HttpRequest, status: int, seconds: float) -> None:
    view, method, found = view_name(request), method_name(request), counters()
    found.requests.labels(view, method, str(status)).inc()
    found.seconds.labels(view).observe(seconds)
    if view in SAVING and method == "POST":
        found.saves.labels(_result(status)).inc()


def _result(status: int) -> str:
    if status < 400:
        return "saved"
    if status == 409:
        return "conflict"
    return "refused" if status < 500 else "failed"
