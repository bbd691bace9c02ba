"""Handing a job to the queue without ever making a page wait for it."""

from __future__ import annotations

import logging
import uuid
from typing import Final

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

#: Seconds for connecting and for each answer. A page must not hang when Redis is away or does not
#: answer.
PATIENCE: Final = 0.5


def hand_over(job_id: uuid.UUID | int, task: str) -> bool:
    """Send a job's ``task`` with its id; False where Redis is away, after at most about a second.
    Nothing is raised.

    The connection is opened for this one message: a kept one may have died since, and Celery's
    retries for that case are what makes a page hang. The job's row is the truth, so a message that
    got lost is sent again by the sweep.
    """
    options = {"max_retries": 0, "socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    try:
        with current_app.connection_for_write(
            connect_timeout=PATIENCE, transport_options=options
        ) as connection:
            current_app.send_task(
                task, args=[str(job_id)], connection=connection, retry=False, ignore_result=True
            )
    except (OperationalError, OSError) as error:
        logger.warning(
            "job %s waits: the broker does not answer (%s)", job_id, type(error).__name__
        )
        return False
    return True
