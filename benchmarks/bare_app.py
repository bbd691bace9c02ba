"""The least that a save could be: a signed-in view with one UPDATE, behind the settings and the
middleware of 照镜. ``gunicorn benchmarks.bare_app`` serves it."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.urls import path

application = get_wsgi_application()

from accounts.models import User  # noqa: E402


@login_required
def save(request: HttpRequest) -> JsonResponse:
    json.loads(request.body)
    User.objects.filter(pk=request.user.pk).update(name=F("name"))
    return JsonResponse({"version": 1})


urlpatterns = [
    path("bare/", save),
    path("healthz", lambda request: JsonResponse({})),
]
settings.ROOT_URLCONF = __name__
