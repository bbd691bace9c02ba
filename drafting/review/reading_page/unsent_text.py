"""Gives back what a reviewer typed on a paper that its author withdrew meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.http import SignedInRequest

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def keeping(*fields: str) -> Callable[[View[P]], View[P]]:
    """Where the view raises PermissionDenied or Http404 and one of the ``fields`` was posted with a
    text: the reason, and the text to copy (403 or 404)."""

    def around(view: View[P]) -> View[P]:
        @wraps(view)
        def kept(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (PermissionDenied, Http404) as denied:
                text = "\n\n".join(
                    said for field in fields if (said := request.POST.get(field, "").strip())
                )
                if not text:
                    raise
                context = {"nav": "meetings", "reason": str(denied), "text": text}
                status = 404 if isinstance(denied, Http404) else 403
                return render(request, "drafting/review/gone.html", context, status=status)

        return kept

    return around
