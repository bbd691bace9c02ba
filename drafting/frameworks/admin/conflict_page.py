"""The page for whoever was still editing a framework when somebody else published or deleted it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from drafting.frameworks.models import Framework

_TEXTS = ("name", "title", "theme", "sources", "note", "heading", "guidance")


def too_late(request: HttpRequest, framework: Framework | None, model_admin: Any) -> HttpResponse:
    """Says that it can no longer be changed (None: it is deleted), with every text that was sent
    and is not stored.
    """
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "没有保存",
        "framework": framework,
        "texts": _unsaved(request, framework),
        "opts": Framework._meta,
    }
    request.current_app = model_admin.admin_site.name
    return render(request, "admin/drafting/framework/too_late.html", context, status=403)


def _unsaved(request: HttpRequest, framework: Framework | None) -> list[str]:
    rows = (framework, *framework.sections.all()) if framework else ()
    stored = {str(getattr(row, name, "")) for row in rows for name in _TEXTS}
    sent = [
        _plain(value)
        for field, values in request.POST.lists()
        if field.rpartition("-")[2] in _TEXTS
        for value in values
    ]
    known = {_plain(text) for text in stored}
    return [text for text in dict.fromkeys(sent) if text and text not in known]


def _plain(text: str) -> str:
    """Without what a browser adds: its line ends, and blanks at either end that a form drops."""
    return text.replace("\r\n", "\n").strip()
