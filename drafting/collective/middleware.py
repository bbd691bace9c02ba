"""Who opens the committee's paper while another member writes it: they read it instead, and what
they sent comes back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.http import sent_texts, wants_json
from drafting.drafts.access import WrittenByAnother
from drafting.drafts.json_requests import locked
from drafting.requests.error_pages import refuse


class OneWriterMiddleware:
    """Answers WrittenByAnother, from whichever page of the draft it comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """For scripts the sentence, with which they keep what was typed; for a page that is opened
        the paper to read; for a form that was sent its texts back."""
        if not isinstance(exception, WrittenByAnother):
            return None
        if wants_json(request):
            return locked(str(exception))
        if request.method in ("GET", "HEAD"):
            text = f"这份班子材料现在由{exception.writer}执笔，您可以在这里看、提意见。"
            messages.info(request, text)
            return redirect("collective:paper", exception.draft_id)
        return refuse(request, str(exception), status=403, texts=sent_texts(request))
