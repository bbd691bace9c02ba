"""/metrics, for those whom the settings let."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from drafting.operation.metrics.counters import counters
from drafting.operation.metrics.state import State
from drafting.requests.middleware import forwarded_address

WRONG_TOKEN = "没有带上正确的令牌，请在 Prometheus 里设 authorization（见 METRICS_TOKEN）。"  # noqa: S105 - a sentence for people
WRONG_PLACE = "这个地址不能读取指标，请看 METRICS_NETWORKS。"


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics in Prometheus' text format; 404 where they are off, 403 for others than those whom
    METRICS_TOKEN and METRICS_NETWORKS let, each where it is set."""
    if not settings.METRICS:
        raise Http404
    if refusal := _refusal(request):
        return HttpResponse(f"{refusal}\n", "text/plain; charset=utf-8", status=403)
    registry = CollectorRegistry()
    registry.register(counters().collector())
    registry.register(State())
    return HttpResponse(generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4)


def _refusal(request: HttpRequest) -> str:
    if settings.METRICS_NETWORKS and not _from_inside(request):
        return WRONG_PLACE
    given = request.headers.get("Authorization", "")
    if settings.METRICS_TOKEN and not constant_time_compare(
        given.encode("utf-8", "replace"), f"Bearer {settings.METRICS_TOKEN}".encode()
    ):
        return WRONG_TOKEN
    return ""


def _from_inside(request: HttpRequest) -> bool:
    told = settings.BEHIND_PROXY and "X-Forwarded-For" in request.headers
    where = forwarded_address(request) if told else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(where)
    except ValueError:  # a socket of this machine
        return False
    return any(address in network for network in settings.METRICS_NETWORKS)
