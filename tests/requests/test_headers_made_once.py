"""Headers that are made once say what django-csp and Django would say each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from csp.constants import NONCE
from csp.decorators import csp_exempt, csp_update
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.utils.cache import add_never_cache_headers

from drafting.requests.answer_headers import PolicyMiddleware, PrivateAnswersMiddleware

HEADER = "Content-Security-Policy"
View = Callable[[HttpRequest], HttpResponse]


def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("好")


def with_own_policy(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={HEADER: "default-src 'none'"})


def with_nonce(request: HttpRequest) -> HttpResponse:
    request._csp_nonce = "given"  # type: ignore[attr-defined]
    return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]


def failed(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=500)


def policy(middleware: type[CSPMiddleware], view: View) -> set[str]:
    answer = middleware(view)(RequestFactory().get("/"))
    return {part.strip() for part in answer.headers.get(HEADER, "").split(";")}


VIEWS: list[View] = [
    plain,
    with_own_policy,
    with_nonce,
    failed,
    csp_exempt()(plain),
    csp_update({"img-src": ["https://example.org"]})(plain),
]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("more", [{}, {"EXCLUDE_URL_PREFIXES": ["/"]}])
def test_the_policy_is_that_of_django_csp(view: View, debug: bool, more: dict[str, object]) -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"script-src": [NONCE, "'self'"]}
    with override_settings(DEBUG=debug, CONTENT_SECURITY_POLICY={"DIRECTIVES": directives, **more}):
        assert policy(PolicyMiddleware, view) == policy(CSPMiddleware, view)


def test_the_usual_policy_is_said() -> None:
    assert "frame-ancestors 'none'" in policy(PolicyMiddleware, plain)


def test_a_nonce_cannot_be_asked_for_too_late() -> None:
    request = RequestFactory().get("/")
    PolicyMiddleware(plain)(request)
    with pytest.raises(CSPNonceError):
        str(request.csp_nonce)  # type: ignore[attr-defined]


def test_an_answer_is_kept_by_nobody_in_djangos_words() -> None:
    usual = HttpResponse()
    add_never_cache_headers(usual)
    answer = PrivateAnswersMiddleware(plain)(RequestFactory().get("/"))
    assert answer["Cache-Control"] == usual["Cache-Control"]
    assert answer["Expires"][:-5] == usual["Expires"][:-5] or answer["Expires"] > usual["Expires"]


def test_an_answer_that_says_how_long_it_is_kept_stays_as_it_is() -> None:
    def kept(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    answer = PrivateAnswersMiddleware(kept)(RequestFactory().get("/"))
    assert (answer["Cache-Control"], answer.get("Expires")) == ("max-age=60", None)
