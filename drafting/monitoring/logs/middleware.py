"""Gives each request its id and, where LOG_FORMAT is json, its line."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from drafting.monitoring.logs.request_ids import HEADER, REQUEST_ID, sane
from drafting.requests.view_names import method_name, view_name

logger = logging.getLogger(__name__)


class RequestLogMiddleware:
    """The id is a proxy's, where one stands in front of us; it is said in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
        token = REQUEST_ID.set(sane(given))
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = REQUEST_ID.get()
            if settings.LOG_FORMAT == "json":
                _tell(request, response, time.perf_counter() - begun)
            return response
        finally:
            REQUEST_ID.reset(token)


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    fields = {
        "method": method_name(request),
        "view": view_name(request),
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    logger.info("request", extra={"fields": fields})
