"""Requests of the page's scripts: reading their JSON, refusing in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, RawPostDataException

from accounts.http import SignedInRequest
from drafting.drafts.services import changes

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]

NOT_EDITABLE = "这份材料刚刚提交或移走了，现在不能修改。"
BUSY = "同时保存的请求太多，这一次没有保存，请再试一次。"


def locked(reason: str) -> JsonResponse:
    """The answer to a script that tries to change what cannot be changed."""
    return JsonResponse({"error": "locked", "message": reason}, status=423)


def answers_scripts(view: View[P]) -> View[P]:
    """Give the refusals of a view that only scripts call as JSON, {"error", "message"}: a script
    can do nothing with a page."""

    @wraps(view)
    def guarded(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404 as error:
            return JsonResponse({"error": "missing", "message": str(error)}, status=404)
        except BadRequest as error:
            return JsonResponse({"error": "bad", "message": str(error)}, status=400)
        except changes.NotEditable:
            # it was submitted or thrown away between the look at the draft and the save
            return locked(NOT_EDITABLE)
        except changes.TooBusy:
            return JsonResponse({"error": "busy", "message": BUSY}, status=503)

    return guarded


def json_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request. Raises BadRequest where the body is none, or was sent as a
    form."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):
        raise BadRequest("请求的内容不是 JSON。") from None
    if not isinstance(data, dict):
        raise BadRequest("请求的内容不是 JSON 对象。")
    return data


def versioned_values(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The version that a script's page has loaded (``base``) and what it says now (``values``).
    Raises BadRequest where one of them is missing."""
    base, values = body.get("base"), body.get("values")
    if not isinstance(base, int) or not isinstance(values, dict):
        raise BadRequest("请求缺少 base 或 values。")
    return base, values
