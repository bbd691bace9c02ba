"""Small request helpers that belong to no room."""

from collections.abc import Callable
from time import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.http import wants_json

_SEEN = "seen"
_REFRESH_AFTER = 5 * 60  # seconds


class SlidingSessionMiddleware:
    """Moves the end of a session along with its use.

    SESSION_SAVE_EVERY_REQUEST would do it too, for one more write to the database in each request, autosaves included.
    Here the idle age is exact to five minutes and the write happens once in five minutes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if "_auth_user_id" in session and time() - session.get(_SEEN, 0) > _REFRESH_AFTER:
            session[_SEEN] = int(time())
        return response


class WrongMethodPageMiddleware:
    """Gives an address that only takes forms a page of its own when it is opened; browsers show their own English one else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content or wants_json(request):
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


def forwarded_address(request: HttpRequest) -> str:
    """The client's address as the proxy in front of us saw it (the last entry; earlier ones are the client's word)."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return forwarded.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]
