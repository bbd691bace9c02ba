"""The import of a request, or 404."""

from __future__ import annotations

import uuid

from django.http import Http404

from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.importing.models import Import
from drafting.importing.selectors import own_import


def get_import(request: SignedInRequest, import_id: uuid.UUID) -> Import:
    """The signed-in person's own import; 404 for anything else, so that a guessed id tells
    nothing."""
    row = own_import(request.user, import_id)
    if row is None:
        raise Http404("没有这份导入。")
    return row


def version_of(request: SignedInRequest) -> int:
    """The version that the page was loaded with; -1, which no import has, where it is none."""
    return number_or(request.POST.get("version", ""), -1)
