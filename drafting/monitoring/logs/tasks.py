"""The id of a request goes along with the tasks that it sends; where LOG_FORMAT is json each task has
its line."""

from __future__ import annotations

import logging
import time
from contextvars import Token
from typing import Any, Final

from celery.signals import before_task_publish, task_postrun, task_prerun
from django.conf import settings

from drafting.monitoring.logs.request_ids import REQUEST_ID, sane

logger = logging.getLogger(__name__)
_HEADER: Final = "zhaojing_request_id"
#: Of the tasks that this process works on: when each began, and what takes its id away again.
_begun: dict[str, tuple[float, Token[str]]] = {}


def carry_ids() -> None:
    """Have every task sent and worked on by this process take part (called once, by the Celery
    app)."""
    before_task_publish.connect(_send_along, weak=False)
    task_prerun.connect(_begin, weak=False)
    task_postrun.connect(_end, weak=False)


def _send_along(headers: dict[str, Any] | None = None, **_kwargs: Any) -> None:
    if headers is not None and (found := REQUEST_ID.get()):
        headers[_HEADER] = found


def _begin(task_id: str, task: Any, **_kwargs: Any) -> None:
    sent = getattr(task.request, _HEADER, None) or (task.request.headers or {}).get(_HEADER)
    # what nobody asked for, as what beat sends, is found by its own id
    _begun[task_id] = time.perf_counter(), REQUEST_ID.set(sane(str(sent or task_id)))


def _end(task_id: str, task: Any, state: str | None = None, **_kwargs: Any) -> None:
    begun, token = _begun.pop(task_id, (0.0, None))
    if token is None:
        return
    if settings.LOG_FORMAT == "json":
        milliseconds = round((time.perf_counter() - begun) * 1000, 1)
        fields = {"task": task.name, "task_id": task_id, "state": state}
        logger.info("task", extra={"fields": fields | {"milliseconds": milliseconds}})
    REQUEST_ID.reset(token)
