"""Headers that nearly every answer has alike: made once instead of with each answer."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from typing import Final

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.http import http_date

#: How the names begin under which a view asks for another policy than that of the settings.
_OF_A_VIEW: Final = "_csp_"


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, with the policy of the settings made once; whatever asks for another one, for a
    nonce or for reports is left to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        given = settings.CONTENT_SECURITY_POLICY
        reported = getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None)
        simple = not reported and given.keys() == {"DIRECTIVES"} and not settings.DEBUG
        self.usual = build_policy() if simple else ""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the header where the answer has none of its own."""
        asked = hasattr(request, "_csp_nonce") or any(
            name.startswith(_OF_A_VIEW) for name in vars(response)
        )
        if asked or not self.usual:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        # too late to ask for one, as django-csp has it
        late = CheckableLazyObject(self._csp_nonce_post_response)
        request.csp_nonce = late  # type: ignore[attr-defined]
        return response


class PrivateAnswersMiddleware:
    """Lets nobody keep a copy of an answer that does not say how long it may be kept: nearly every
    one names a person.

    What may be kept says so itself: the static files (WhiteNoise).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        usual = HttpResponse()
        add_never_cache_headers(usual)
        self.never = usual["Cache-Control"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = self.never
            response.headers.setdefault("Expires", http_date(time()))
        return response
