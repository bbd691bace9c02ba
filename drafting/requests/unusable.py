"""Requests that nothing can be done with are refused in one place, before and after the views,
never by a failure.

Before: a body or header that cannot be read. After: a value that no query or column takes, where no
form has looked at it first.
"""

from __future__ import annotations

import codecs
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, FieldDoesNotExist, FieldError, ValidationError
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.http import parse_header_parameters

from accounts.http import sent_texts
from drafting.common.numbers import whole_number
from drafting.requests.error_pages import TOO_LARGE, TOO_MUCH, UNREADABLE, UnusableRequest, refuse

logger = logging.getLogger(__name__)

NUL = "\0"
FITS_NOWHERE = "提交的内容里有系统存不下的值（例如太长的文字或太大的数），没有全部保存。请返回上一页，改正后再提交。"
TOO_LONG = "网址太长，没有做任何改动。请返回上一页，缩短查找的内容后再试。"
NO_SUCH_FILTER = "网址里的查找或筛选条件不能用，没有做任何改动。请回到列表，重新选择条件。"
#: What Django raises for conditions of which no query can be made.
NO_QUERY = (IncorrectLookupParameters, FieldDoesNotExist, FieldError, ValidationError)
#: How the names of the admin's lists end, where each condition in the address becomes part of a
#: query.
LISTS = ("_changelist", "_export")
#: Larger numbers are no length of a body (bytes).
LONGEST_BODY = 10**15 - 1
#: Of a query (characters); gunicorn passes on less.
LONGEST_QUERY = 8190


class UnusableRequestMiddleware:
    """Refuses with 400 and one sentence what cannot be read or stored, and gives the texts of a
    form back with it.

    NUL (U+0000) is no character of any text and PostgreSQL stores none, so it is left out of the
    values of queries, forms and cookies on their way in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            _check_headers(request)
        except UnusableRequest as reason:
            return refuse(request, str(reason), status=reason.status)
        if any(NUL in text for text in (*request.COOKIES, *request.COOKIES.values())):
            request.COOKIES = {
                name: value
                for name, value in request.COOKIES.items()
                if NUL not in name and NUL not in value
            }
        request.GET = _without_nul(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What a view or the database raised because of a value that was sent; anything else is a
        failure of ours."""
        sentence = _fault_of_the_request(request, exception)
        if not sentence:
            return None
        # the message may quote what somebody wrote
        name = request.resolver_match.view_name if request.resolver_match else ""
        logger.warning("%s refused: %s", name, type(exception).__name__)
        return refuse(request, sentence, texts=sent_texts(request))


class UnusableFormMiddleware:
    """The same of what a form brought; stands behind the limit on bodies and before whatever reads
    one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    # process_view rather than __call__: only then the body is known to be bearable
    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        try:
            _read_form(request)
        except UnusableRequest as reason:
            return refuse(request, str(reason), status=reason.status)
        if request.method == "POST":
            request.POST = _without_nul(request.POST)  # type: ignore[assignment]
        return None


def _check_headers(request: HttpRequest) -> None:
    """Raise UnusableRequest for headers that the rest could not work with. The body is not looked
    at."""
    _settle_encoding(request)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if whole_number(length, most=LONGEST_BODY) is None:
        raise UnusableRequest(UNREADABLE)
    sent = (value for name, value in request.META.items() if name.startswith(("HTTP_", "CONTENT_")))
    if any(NUL in value for value in (request.path_info, *sent)):
        raise UnusableRequest(UNREADABLE)
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise UnusableRequest(TOO_LONG)


def _settle_encoding(request: HttpRequest) -> None:
    if request.encoding:
        if codecs.lookup(request.encoding).name not in ("utf-8", "ascii"):
            raise UnusableRequest(UNREADABLE)
        request.encoding = "utf-8"  # as everything here is; Django takes only this spelling


def _read_form(request: HttpRequest) -> None:
    """Read the form of a request once, here, so that no error page stumbles over it again. Raises
    UnusableRequest."""
    try:
        request.POST  # noqa: B018 - reading it is what may fail
    except TOO_LARGE:
        raise UnusableRequest(TOO_MUCH, 413) from None
    except (BadRequest, MultiPartParserError, UnreadablePostError):
        raise UnusableRequest(UNREADABLE) from None


def _without_nul(sent: QueryDict) -> QueryDict:
    if not any(
        NUL in name or any(NUL in value for value in values) for name, values in sent.lists()
    ):
        return sent
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        for value in values:
            kept.appendlist(name.replace(NUL, ""), value.replace(NUL, ""))
    kept._mutable = False
    return kept


def _fault_of_the_request(request: HttpRequest, exception: Exception) -> str:
    """The sentence for an exception that follows from a value that was sent; empty for any
    other."""
    match = request.resolver_match
    if match is not None and match.app_name == "admin":
        in_list = (match.url_name or "").endswith(LISTS) and bool(request.GET)
        if found := _fault_in_admin(exception, in_list=in_list):
            return found
    return FITS_NOWHERE if isinstance(exception, DataError) or _too_large(exception) else ""


def _fault_in_admin(exception: Exception, *, in_list: bool) -> str:
    """Django's admin hands what stands in an address or a hidden field to queries as it is;
    ``in_list`` where that are the filters of a list."""
    if isinstance(exception, NO_QUERY):
        return NO_SUCH_FILTER
    unfit = isinstance(exception, (DataError, ValueError, TypeError))
    if in_list and (unfit or _no_expression(exception)):
        return NO_SUCH_FILTER
    no_number = isinstance(exception, ValueError) and "expected a number but got" in str(exception)
    return FITS_NOWHERE if no_number else ""


def with_readable_type(inner: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """An application that takes a content type nobody can parse for none.

    Django parses it while it makes the request, before any middleware could answer; what it raises
    there nobody catches.
    """

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            _, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except (ValueError, LookupError):
            environ["CONTENT_TYPE"] = ""
        else:
            if "\0" in parameters.get("charset", ""):
                environ["CONTENT_TYPE"] = ""
        return inner(environ, start_response)

    return application


def _too_large(exception: Exception) -> bool:
    """Whether SQLite refuses a number, which PostgreSQL calls a DataError."""
    return isinstance(exception, OverflowError) and "SQLite" in str(exception)


def _no_expression(exception: Exception) -> bool:
    """Whether SQLite refuses a regular expression, which PostgreSQL calls a DataError."""
    return isinstance(exception, OperationalError) and "user-defined function" in str(exception)
