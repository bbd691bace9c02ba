"""/healthz: for load balancers and container health checks."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def broker_answers(timeout: float = 1.0) -> bool:
    """Whether Redis answers a PING within `timeout` seconds."""
    client = redis.from_url(settings.REDIS_URL, socket_connect_timeout=timeout, socket_timeout=timeout)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only without the database. Without Redis people can still write, and exports wait."""
    database, broker = database_answers(), broker_answers()
    words = {True: "ok", False: "away"}
    status = "ok" if database and broker else "degraded" if database else "failed"
    return JsonResponse(
        {"status": status, "database": words[database], "broker": words[broker]},
        status=200 if database else 503,
    )
