"""/healthz, /healthz/live and /healthz/ready: for load balancers and container health checks."""

import shutil
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from drafting.embedded.redis import answers
from drafting.monitoring import schema
from drafting.monitoring.trial_write import try_to_write
from drafting.requests.outages import Outage, outage_of

#: Bytes that the disk of the data directory must have left; with less Word files and the SQLite
#: database are about to fail.
LEAST_FREE: Final = 100 * 1024 * 1024


def database_state() -> str:
    """``ok`` where the database stores what is written, else why not (an Outage)."""
    try:
        try_to_write()
    except (DatabaseError, InterfaceError) as error:
        return (outage_of(error) or Outage.AWAY).value
    return "ok"


def disk_is_low() -> bool:
    """Whether the disk of the data directory has little space left."""
    place: Path = settings.VAR
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free < LEAST_FREE


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only where nothing can be saved. Without Redis people can still write, and exports
    wait."""
    database, broker, low = database_state(), answers(settings.REDIS_URL), disk_is_low()
    well = broker and not low
    status = "failed" if database != "ok" else "ok" if well else "degraded"
    found = {"status": status, "database": database, "broker": "ok" if broker else "away"}
    return JsonResponse(
        found | ({"disk": "low"} if low else {}), status=503 if status == "failed" else 200
    )


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all; who gets none may start it anew. Asks nobody, since a
    new process helps no database."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 where people can be sent here: the database takes what they write, in the form that this
    version needs. 503 otherwise."""
    database = database_state()
    if database == "ok" and not _has_its_form():
        database = "outdated"
    status = "ok" if database == "ok" else "failed"
    return JsonResponse(
        {"status": status, "database": database}, status=200 if status == "ok" else 503
    )


def _has_its_form() -> bool:
    """Whether no migration is pending. Once it is so it stays so, and is not asked again."""
    global _formed
    if not _formed:
        try:
            _formed = not schema.pending()
        except (DatabaseError, InterfaceError):
            return False
    return _formed


_formed = False
