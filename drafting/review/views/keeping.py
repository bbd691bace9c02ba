"""What was typed outlives the paper: its author may take it back while the reviewer writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import SignedInRequest

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def keeping(field: str) -> Callable[[View[P]], View[P]]:
    """Where the view raises PermissionDenied and ``field`` was posted with a text: the reason, and the text to copy (403)."""

    def around(view: View[P]) -> View[P]:
        @wraps(view)
        def kept(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as denied:
                text = request.POST.get(field, "")
                if not text.strip():
                    raise
                context = {"nav": "meetings", "reason": str(denied), "text": text}
                return render(request, "drafting/review/gone.html", context, status=403)

        return kept

    return around
