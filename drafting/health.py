"""/healthz: for load balancers and container health checks."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from drafting.embedded.redis import answers


def database_answers() -> bool:
    """Whether a query gets its answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only without the database. Without Redis people can still write, and exports wait."""
    database, broker = database_answers(), answers(settings.REDIS_URL)
    words = {True: "ok", False: "away"}
    status = "ok" if database and broker else "degraded" if database else "failed"
    return JsonResponse(
        {"status": status, "database": words[database], "broker": words[broker]},
        status=200 if database else 503,
    )
