"""Small request helpers that belong to no room."""

from collections.abc import Callable
from ipaddress import ip_address
from time import time
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from accounts.http import wants_json
from drafting.common.numbers import whole_number
from drafting.requests.error_pages import refuse
from drafting.requests.outages import outage_of

#: Forms of one set. A framework has about 20 parts and areas, a person a few memberships.
MOST_FORMS: Final = 100
WRONG_COUNT: Final = (
    f"表单的行数不对（最多 {MOST_FORMS} 行），没有保存。请返回上一页，刷新后重新填写。"
)
_FORM_COUNTS: Final = ("-TOTAL_FORMS", "-INITIAL_FORMS")
WRONG_METHOD = "这个网址不接收这样的请求，没有做任何改动。"
_SEEN = "seen"
_REFRESH_AFTER = 5 * 60  # seconds


class ArrivalMiddleware:
    """Notes when a request came, in milliseconds since 1970, before anything can make it wait: a
    database that was frozen lets those that waited for it go on in any order."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.arrived = int(time() * 1000)  # type: ignore[attr-defined]
        return self.get_response(request)


class SlidingSessionMiddleware(SessionMiddleware):
    """Django's sessions, whose end moves along with their use.

    SESSION_SAVE_EVERY_REQUEST would do it too, for one more write to the database in each request,
    autosaves included. Here the idle age is exact to five minutes and the write happens once in
    five minutes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session where the request changed it or its end is to be moved, once.

        An end that cannot be moved, because the disk is full, say, keeps nobody from what was read;
        a change that cannot be stored is raised.
        """
        # what could not be answered had no database: not to be asked, and waited for, once more
        moved = response.status_code < 500 and self._move(request.session)
        try:
            return super().process_response(request, response)
        except DatabaseError as error:
            if not moved or outage_of(error) is None:
                raise
            request.session.modified = False
            return super().process_response(request, response)

    @staticmethod
    def _move(session: SessionBase) -> bool:
        """Note that the session was seen now, where that is due; True where nothing else in it was
        changed."""
        # seen in times to come: the clock was set back
        if "_auth_user_id" not in session or 0 <= time() - session.get(_SEEN, 0) <= _REFRESH_AFTER:
            return False
        alone = not session.modified
        session[_SEEN] = int(time())
        return alone


class WrongMethodPageMiddleware:
    """Says what is wrong where an address that only takes forms is opened, or sent what it does not
    take; browsers show an English page of their own else. A script gets {"error": "method",
    "message": …}."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        if wants_json(request):
            page: HttpResponse = JsonResponse(
                {"error": "method", "message": WRONG_METHOD}, status=405
            )
        else:
            page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class FormsetBoundsMiddleware:
    """Refuses a posted set of forms that says to hold more forms than any page of ours has.

    Django believes the number up to 2,000 and makes each of them, choices and all: an inline of the
    admin with one membership kept a thread for 25 s.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """400 with a sentence for a number that is none or too high."""
        if request.method != "POST":
            return None
        for name, value in request.POST.items():
            if name.endswith(_FORM_COUNTS) and whole_number(str(value), most=MOST_FORMS) is None:
                return refuse(request, WRONG_COUNT)
        return None


def forwarded_address(request: HttpRequest) -> str:
    """The client's address as the proxy in front of us saw it (the last entry; earlier ones are the
    client's word).

    The proxy's own where that is no address, as an old proxy's ``unknown`` or one with a port.
    """
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    last = forwarded.rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return str(request.META["REMOTE_ADDR"])
