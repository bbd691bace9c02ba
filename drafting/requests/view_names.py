"""What a request is called where nobody may learn whose paper it is about."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def method_name(request: HttpRequest) -> str:
    """Its method; ``other`` for an invented one."""
    return request.method if request.method in _METHODS else "other"


def view_name(request: HttpRequest) -> str:
    """The name of its view in the URLconf; ``static`` for static files, ``-`` for an address that
    no view has."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or "-"
    return "static" if request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/") else "-"
