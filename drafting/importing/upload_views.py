"""The page that takes a file in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware, takes_file
from accounts.http import SignedInRequest
from drafting.document.text import clean
from drafting.importing import services
from drafting.importing.files import SUFFIXES
from drafting.importing.forms import UploadForm
from drafting.importing.limits import MOST_BYTES
from drafting.importing.pasted_text import PastedText
from drafting.importing.selectors import kept_until, open_imports
from drafting.importing.source import UnreadableFile


@takes_file(MOST_BYTES)
@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a file or paste a text; posting reads it and goes to its review. ``show`` asks for the
    page with a text in it that was pasted elsewhere."""
    if request.method != "POST":
        return _page(request, UploadForm())
    if "show" in request.POST:
        return _page(request, UploadForm(initial={"text": clean(request.POST.get("text", ""))}))
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file, text = form.cleaned_data["file"], form.cleaned_data["text"]
        try:
            row = services.take_in(
                request.user, file or PastedText(text), form.cleaned_data["framework"]
            )
        except UnreadableFile as error:
            form.add_error("file" if file else "text", str(error))
        else:
            return redirect("importing:review", row.pk)
    return _page(request, form)


def _page(request: SignedInRequest, form: UploadForm) -> HttpResponse:
    waiting = [(row, kept_until(row)) for row in open_imports(request.user)]
    context = {
        "nav": "drafts",
        "form": form,
        "waiting": waiting,
        "suffixes": "、".join(SUFFIXES),
        "accept": ",".join(SUFFIXES),
        "most_bytes": MOST_BYTES,
        "most": f"{MOST_BYTES // 1024 // 1024} MB",
    }
    return render(
        request, "drafting/importing/upload.html", context, status=422 if form.errors else 200
    )
