"""Pages of the guide. Open to everybody: who cannot sign in needs help most."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from drafting.help.guide import read_pages

FOLDER = settings.BASE_DIR / "docs" / "guide"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of the pages, each with its sections."""
    return render(request, "drafting/help/index.html", {"nav": "help", "pages": read_pages(FOLDER)})


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page with its list of contents."""
    pages = read_pages(FOLDER)
    found = next((page for page in pages if page.slug == slug), None)
    if found is None:
        raise Http404("没有这一页帮助。")
    others = [page for page in pages if page.slug != slug]
    # the guide is part of the product, and the parser lets no HTML of its text through
    context = {"nav": "help", "page": found, "html": mark_safe(found.html), "others": others}  # noqa: S308 - our own guide; HTML in it is shown as text
    return render(request, "drafting/help/page.html", context)
