"""Two people who save the same thing at once: the first wins, the other one's page says so and
keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import admin
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from drafting.common.overtaken import Overtaken

#: A third one may come in between two looks, but not for ever.
_TRIES: Final = 5


class LooksAgain(admin.ModelAdmin):
    """Checks a form anew when the database refuses what the form had found right: by then the other
    one's row is there, so the form says of it what it says of any row that was there before.
    """

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _again(super().changeform_view, request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _again(super().delete_view, request, *args, **kwargs)


def _again(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    for _ in range(_TRIES):
        try:
            return view(request, *args, **kwargs)
        except (IntegrityError, Overtaken):
            # both views are one transaction: nothing of the attempt is left
            continue
    return view(request, *args, **kwargs)
